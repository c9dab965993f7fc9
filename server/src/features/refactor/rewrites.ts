/** Refactorings of one output: to a variable, behind a check for blank, with a default, escaped for where it stands. */

import { type CodeAction, CodeActionKind, type TextEdit } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../../docset';
import type { Output, Span } from '../../liquid';
import { fieldEdit } from '../context';
import { freshName, outputAt, readValue, type Selection } from './selection';
import { escapeFor } from './sink';

type Change = readonly [span: Span, newText: string];

/** All that can be done with the output under the cursor. */
export function rewrites(selection: Selection): CodeAction[] {
  const place = outputAt(selection);
  const input = place?.output.value.input;
  if (!place || !input || (input.kind === 'attribute' && input.namespace?.text === CONTENT_BLOCKS)) return [];
  const { output, inTag } = place;
  return [
    ...(inTag ? [] : [...toVariable(output, selection), ...wrapInIf(output, selection)]),
    ...addDefault(output, selection),
    ...addEscape(output, selection),
  ];
}

/** `{{ a | b }}` → `{% assign x = a | b %}{{ x }}`: at the very place, so that nothing changes its order. */
function toVariable(output: Output, selection: Selection): CodeAction[] {
  const { value } = output;
  const { text } = selection.field;
  const isBare = value.input?.kind === 'variable' && value.input.path.length === 0 && value.filters.length === 0;
  if (isBare) return [];
  const name = freshName(readValue(value), selection);
  // The output's own dash trims what stands before it: now that is the tag's to do.
  const assign = `{%${output.trimBefore ? '-' : ''} assign ${name} = ${text.slice(value.start, value.end)} %}`;
  const changes: Change[] = [
    [{ start: output.start, end: output.start }, assign],
    [value, name],
  ];
  return [action(`Assign to a variable '${name}'`, CodeActionKind.RefactorExtract, changes, selection)];
}

function wrapInIf(output: Output, selection: Selection): CodeAction[] {
  const { text } = selection.field;
  const value = readValue(output.value);
  if (value === null) return [];
  const subject = text.slice(value.start, value.end);
  const dash = (isThere: boolean): string => (isThere ? '-' : '');
  const changes: Change[] = [
    [{ start: output.start, end: output.start }, `{%${dash(output.trimBefore)} if ${subject} != blank %}`],
    [{ start: output.end, end: output.end }, `{% endif ${dash(output.trimAfter)}%}`],
  ];
  return [action(`Print only if '${subject}' is not blank`, CodeActionKind.RefactorRewrite, changes, selection)];
}

/** Right behind the value: a filter that comes first would make a text of nothing. */
function addDefault(output: Output, selection: Selection): CodeAction[] {
  const { input, filters } = output.value;
  if (!input || readValue(output.value) === null || filters.some((filter) => filter.name.text === 'default')) return [];
  const at = { start: input.end, end: input.end };
  return [
    action("Add '| default' for when it is blank", CodeActionKind.RefactorRewrite, [[at, " | default: ''"]], selection),
  ];
}

function addEscape(output: Output, selection: Selection): CodeAction[] {
  const needed = escapeFor(output, selection);
  if (needed === null || output.value.filters.some((filter) => filter.name.text === needed.filter)) return [];
  const at = { start: output.value.end, end: output.value.end };
  const title = `Escape for ${needed.sink}: '| ${needed.filter}'`;
  return [action(title, CodeActionKind.RefactorRewrite, [[at, ` | ${needed.filter}`]], selection)];
}

function action(title: string, kind: string, changes: readonly Change[], { document, field }: Selection): CodeAction {
  const edits = changes.map(([span, newText]): TextEdit => fieldEdit(document, field, span, newText));
  return { title, kind, edit: { changes: { [document.uri]: edits } } };
}
