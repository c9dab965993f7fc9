/**
 * What is written while one types: the end tag behind an opening tag that has none, and the line between an opening and
 * its end spread over three. Nothing where the tree is not certain.
 */
import type { FormattingOptions, Position, TextEdit } from 'vscode-languageserver-types';
import type { Field, TemplateDocument } from '../document/types';
import { indentUnit, isFlowing } from '../format';
import { type Block, type Node, parse, type Tag, type Template } from '../liquid';
import { type FeatureContext, fieldAt, fieldEdit, lineIndentation } from './context';

/** The characters behind which an editor asks. */
export const onTypeCharacters: readonly [string, ...string[]] = ['}', '\n'];

/** The edits for a character just typed before a position; none is the usual answer. */
export function onTypeFormatting(
  document: TemplateDocument,
  position: Position,
  character: string,
  options: FormattingOptions,
  context: FeatureContext,
): TextEdit[] {
  const place = fieldAt(document, position);
  if (place === null) return [];
  const { field, offset } = place;
  const edit =
    character === '\n' ? afterBreak(document, field, offset, options, context) : endTag(field, offset, context);
  return edit === null ? [] : [fieldEdit(document, field, edit, edit.newText)];
}

interface Insertion {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Behind the `%}` of an opening tag: its end tag, where a rest of the line leaves room for it. */
function endTag(field: Field, offset: number, context: FeatureContext): Insertion | null {
  const { text } = field;
  if (!text.startsWith('%}', offset - 2) || !leavesRoom(text, offset)) return null;
  const newText = missingEnd(field, offset, context);
  return newText === null ? null : { start: offset, end: offset, newText };
}

/** The end tag that the block opened right before an offset lacks. */
function missingEnd({ text, tree }: Field, offset: number, { docset }: FeatureContext): string | null {
  const block = blockOpenedAt(tree, offset);
  const entry = block === null ? undefined : docset.tags.get(block.name);
  if (block === null || entry?.end === undefined || entry.status === 'unsupported') return null;
  const { trimBefore, trimAfter } = block.branches[0]!.tag;
  const end = `{%${trimBefore ? '-' : ''} ${entry.end} ${trimAfter ? '-' : ''}%}`;
  // An outer block may have lost its end tag to this one: what counts is whether one more mends it.
  const mended = parse(text.slice(0, offset) + end + text.slice(offset));
  return unpaired(mended) < unpaired(tree) ? end : null;
}

const UNPAIRED: ReadonlySet<string> = new Set(['unclosed-block', 'stray-end-tag']);
const unpaired = ({ problems }: Template): number => problems.filter(({ code }) => UNPAIRED.has(code)).length;

/** The block whose opening tag, closed, ends at an offset. */
function blockOpenedAt(tree: Template, offset: number): Block | null {
  let nodes: readonly Node[] = tree.children;
  for (;;) {
    const block: Node | undefined = nodes.find((node) => node.start < offset && offset <= node.end);
    if (block?.kind !== 'block') return null;
    const { tag } = block.branches[0]!;
    if (tag.end === offset) return tag.closed ? block : null;
    nodes = block.branches.find((branch) => branch.start < offset && offset <= branch.end)?.children ?? [];
  }
}

/** Whether nothing follows that could belong into the block: the line ends, or a quote, bracket, comma or tag follows. */
function leavesRoom(text: string, offset: number): boolean {
  return /^[ \t]*(?:$|[\r\n]|["'\])},<])/.test(text.slice(offset, offset + 80));
}

/** Behind a line break: what stood around it is put on lines of its own, and the line between one step in. */
function afterBreak(
  document: TemplateDocument,
  field: Field,
  offset: number,
  options: FormattingOptions,
  context: FeatureContext,
): Insertion | null {
  const { text } = field;
  const begin = text.lastIndexOf('\n', offset - 1);
  if (begin < 0 || text.slice(begin + 1, offset).trim() !== '') return null;
  let before = begin;
  while (before > 0 && /[ \t\r]/.test(text[before - 1]!)) before--;
  const opened = blockOpenedAt(field.tree, before);
  if (opened === null ? !opensBracket(document, field, before) : !isFlowing(opened)) return null;
  const base = lineIndentation({ ...document, text }, before);
  const step = base + indentUnit(options);
  const rest = text.slice(offset, lineEnd(text, offset)).trim();
  const closes = opened === null ? /^[}\]]/.test(rest) : continues(opened, offset, text);
  const newline = text[begin - 1] === '\r' ? '\r\n' : '\n';
  let end = offset;
  while (text[end] === ' ' || text[end] === '\t') end++;
  if (closes) return { start: begin + 1, end, newText: `${step}${newline}${base}` };
  if (rest !== '') return null;
  const missing = opened === null ? null : missingEnd(field, before, context);
  if (missing !== null) return { start: begin + 1, end, newText: `${step}${newline}${base}${missing}` };
  // A message's own text is indented by nobody but its writer.
  const wanted = document.isJson && field === document.body && text.slice(begin + 1, end) !== step;
  return wanted ? { start: begin + 1, end, newText: step } : null;
}

/** Whether the end tag or the next branch of a block is the first thing behind an offset. */
function continues(block: Block, offset: number, text: string): boolean {
  const next: Tag | null = block.branches[1]?.tag ?? block.close;
  return next !== null && next.start >= offset && /^[ \t]*$/.test(text.slice(offset, next.start));
}

function opensBracket({ isJson, body }: TemplateDocument, field: Field, before: number): boolean {
  const last = field.text[before - 1];
  return isJson && field === body && (last === '{' || last === '[') && isText(field.tree, before - 1);
}

/** Whether an offset is that of text, not of a tag or output. */
function isText(tree: Template, offset: number): boolean {
  let nodes: readonly (Node | Tag)[] = tree.children;
  for (;;) {
    const found: Node | Tag | undefined = nodes.find((node) => node.start <= offset && offset < node.end);
    if (found?.kind !== 'block') return found?.kind === 'text';
    const branch = found.branches.find(({ start, end }) => start <= offset && offset < end);
    nodes = branch === undefined ? [] : [branch.tag, ...branch.children];
  }
}

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}
