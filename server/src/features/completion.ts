/**
 * Completion: `cursor.ts` says what stands at the position, one switch asks the matching list, and each item's edit
 * replaces exactly the word there.
 */
import { type CompletionItem, CompletionItemKind, type Position, type Range } from 'vscode-languageserver-types';
import { partnerTemplateIds } from '../docset';
import { isForm } from '../document';
import type { Field, TemplateDocument } from '../document/types';
import type { Span } from '../liquid';
import { formCursor, payloadCursor } from '../payload';
import { rules } from '../rules';
import { capturedField } from './captured';
import { completionItems, type Draft } from './complete/draft';
import { formDrafts } from './complete/form';
import { callHeaderDrafts, frontMatterDrafts } from './complete/frontMatter';
import { keyDrafts, namespacedDrafts } from './complete/names';
import { capturedDrafts, payloadDrafts } from './complete/payload';
import {
  argumentNameDrafts,
  filterDrafts,
  operatorDrafts,
  optionDrafts,
  optionValueDrafts,
  tagDrafts,
  targetDrafts,
  wordDrafts,
} from './complete/tags';
import { templateDrafts } from './complete/templates';
import { expressionDrafts, segmentDrafts } from './complete/values';
import { type FeatureContext, fieldEdit, fieldRange, fileRange, indented, inQuotes, lineIndentation } from './context';
import { type Cursor, cursorAt } from './cursor';

/** All that can stand at a position, best first by `sortText`; empty where nothing is known to fit. */
export function completion(document: TemplateDocument, position: Position, context: FeatureContext): CompletionItem[] {
  const cursor = cursorAt(document, position);
  switch (cursor.at) {
    case 'nothing':
      return [];
    case 'front-matter-key':
    case 'front-matter-value':
    case 'header-name':
    case 'header-value':
      return itemsOf(frontMatterDrafts(cursor, document, context), document, fileRange(document, cursor.span));
    case 'text':
      return textItems(cursor, document, position, context);
    default: {
      const closing = 'closing' in cursor ? cursor.closing : null;
      const drafts = liquidDrafts(cursor, document, context);
      const span =
        closing === null || cursor.at !== 'attribute-key'
          ? cursor.span
          : { start: cursor.span.start, end: closing.end };
      return inField(drafts, document, cursor.field, span, position);
    }
  }
}

function liquidDrafts(
  cursor: Exclude<
    Cursor,
    { at: 'nothing' | 'text' | 'front-matter-key' | 'front-matter-value' | 'header-name' | 'header-value' }
  >,
  document: TemplateDocument,
  context: FeatureContext,
): readonly Draft[] {
  switch (cursor.at) {
    case 'attribute-key':
      return [...keyDrafts(cursor.namespace, cursor.closing, document, context), ...namespaced(cursor, context)];
    case 'expression':
      return expressionDrafts(cursor, document, context);
    case 'segment':
      return segmentDrafts(cursor, document, context);
    case 'filter':
      return filterDrafts(cursor, document, context);
    case 'argument-name':
      return argumentNameDrafts(cursor, context);
    case 'tag-name':
      return tagDrafts(cursor, document, context);
    case 'operator':
      return operatorDrafts(context);
    case 'option-name':
    case 'modifier':
      return optionDrafts(cursor, context);
    case 'option-value':
      return optionValueDrafts(cursor, document, context);
    case 'call-header':
      return callHeaderDrafts(cursor.header, document);
    case 'word':
      return wordDrafts(cursor, document, context);
    case 'target':
      return targetDrafts(cursor, document, context);
    case 'number':
      return [];
    case 'comment':
      return directiveDrafts(cursor.field.text.slice(0, cursor.span.start), context);
  }
}

/** Behind a bare `${` people look for their own attributes too. */
function namespaced(cursor: Extract<Cursor, { at: 'attribute-key' }>, context: FeatureContext): readonly Draft[] {
  const begin = cursor.namespace === '' ? /\$\{[ \t]*$/.exec(cursor.field.text.slice(0, cursor.span.start)) : null;
  return begin === null ? [] : namespacedDrafts(begin[0], cursor.closing, context);
}

/** JSON of a partner's payload, and text that becomes a field's value. */
function textItems(
  cursor: Extract<Cursor, { at: 'text' }>,
  document: TemplateDocument,
  position: Position,
  context: FeatureContext,
): CompletionItem[] {
  if (cursor.field !== document.body) return [];
  const word = wordAround(cursor.field.text, cursor.offset);
  const begun = inField(templateDrafts(document, word, context), document, cursor.field, word, position);
  return [...begun, ...payloadItems(cursor, document, position, context)];
}

function payloadItems(
  cursor: Extract<Cursor, { at: 'text' }>,
  document: TemplateDocument,
  position: Position,
  { docset }: FeatureContext,
): CompletionItem[] {
  const captured = capturedField(document, cursor.offset);
  if (captured !== null) {
    return inField(capturedDrafts(captured.path, document), document, cursor.field, captured.span, position);
  }
  if (isForm(document)) {
    const form = formCursor(document.body.tree, cursor.offset);
    return form === null ? [] : inField(formDrafts(form, document), document, cursor.field, form.replace, position);
  }
  const payload = document.isJson ? payloadCursor(document.body.tree, cursor.offset) : null;
  const found = payload === null ? null : payloadDrafts(payload, document, docset);
  if (found === null) return [];
  const items = inField(found.drafts, document, cursor.field, found.span, position);
  if (found.comma === null) return items;
  const comma = fieldEdit(document, cursor.field, { start: found.comma, end: found.comma }, ',');
  return items.map((item) => ({ ...item, additionalTextEdits: [comma] }));
}

/** The letters, digits and hyphens around an offset. */
function wordAround(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && /[\w-]/.test(text[start - 1]!)) start--;
  while (end < text.length && /[\w-]/.test(text[end]!)) end++;
  return { start, end };
}

/** Items for a span of a field; where YAML's indentation takes the position out of it, at the position itself. */
function inField(
  drafts: readonly Draft[],
  document: TemplateDocument,
  field: Field,
  span: Span,
  position: Position,
): CompletionItem[] {
  const written = drafts.map((draft) => ({ ...draft, insert: inQuotes(document, field, draft.insert ?? draft.label) }));
  const range = fieldRange(document, field, span);
  return itemsOf(written, document, contains(range, position) ? range : { start: position, end: position });
}

/** Further lines of a text are indented as the line is that it goes into. */
function itemsOf(drafts: readonly Draft[], document: TemplateDocument, range: Range): CompletionItem[] {
  const indentation = lineIndentation(document, document.lines.offsetAt(range.start));
  return completionItems(
    drafts.map((draft) => ({ ...draft, insert: indented(draft.insert ?? draft.label, indentation) })),
    range,
  );
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  return start.line === line && end.line === line && start.character <= character && character <= end.character;
}

/** Comments that speak to us: the partner of a body without front matter, codes to suppress. */
function directiveDrafts(before: string, { docset }: FeatureContext): readonly Draft[] {
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('%}') + 1) + 1);
  if (/^\s*partner:\s*$/.test(line)) {
    return partnerTemplateIds(docset).map((id) => ({ label: id, kind: CompletionItemKind.EnumMember, rank: 'a' }));
  }
  if (/^\s*braze-liquid-(?:disable-next-line|disable|enable)\s/.test(line)) {
    return rules.map((rule) => ({
      label: rule.code,
      kind: CompletionItemKind.EnumMember,
      description: rule.severity,
      rank: 'a',
    }));
  }
  return /^\s*$/.test(line) ? DIRECTIVES : [];
}

const DIRECTIVES: readonly Draft[] = [
  'braze-liquid-disable-next-line',
  'braze-liquid-disable',
  'braze-liquid-enable',
  'partner:',
].map((label, order) => ({
  label,
  insert: `${label} `,
  kind: CompletionItemKind.Keyword,
  rank: 'a',
  order,
  again: true,
}));
