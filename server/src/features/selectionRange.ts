/** Selection ranges: from the word under the cursor outwards, node by node, to the whole file. */

import type { Position, Range, SelectionRange } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { type AnyNode, pathTo, type Span } from '../liquid';
import { fieldAt, fieldRange, fileRange } from './context';
import { holds, isBefore } from './position';

/** One chain of growing ranges a position, the innermost first. */
export function selectionRanges(document: TemplateDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => selectionRange(document, position));
}

function selectionRange(document: TemplateDocument, position: Position): SelectionRange {
  const whole = { start: 0, end: document.text.length };
  const place = fieldAt(document, position);
  const spans: Range[] = [fileRange(document, whole)];
  if (place !== null) {
    const { field, offset } = place;
    spans.push(fileRange(document, field.map.file));
    for (const node of pathTo(field.tree, offset)) {
      for (const span of spansOf(node, offset, field.text)) spans.push(fieldRange(document, field, span));
    }
    const word = wordAround(field.text, offset);
    if (word !== null) spans.push(fieldRange(document, field, word));
  }
  let chain: SelectionRange | undefined;
  for (const range of spans) {
    if (!within(range, chain?.range) || !holds(range, position)) continue;
    chain = chain === undefined ? { range } : { range, parent: chain };
  }
  return chain ?? { range: { start: position, end: position } };
}

/** A node, and what is inside its delimiters. */
function spansOf(node: AnyNode, offset: number, text: string): readonly Span[] {
  switch (node.kind) {
    case 'block': {
      const inside = { start: node.branches[0]!.tag.end, end: node.close?.start ?? node.end };
      return offset >= inside.start && offset <= inside.end ? [node, inside] : [node];
    }
    case 'output':
    case 'tag':
      return [node, node.inner];
    case 'string':
      return [node, { start: node.start + 1, end: Math.max(node.start + 1, node.end - (node.closed ? 1 : 0)) }];
    case 'key':
      return [node, node.textSpan];
    case 'chain':
    case 'filter':
      return [trimmed(node, text)];
    default:
      return [node];
  }
}

/** A span without the white space at its end. */
function trimmed({ start, end }: Span, text: string): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function wordAround(text: string, offset: number): Span | null {
  const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);
  let start = offset;
  while (start > 0 && isWord(text[start - 1])) start--;
  let end = offset;
  while (isWord(text[end])) end++;
  return start === end ? null : { start, end };
}

/** Whether a range is smaller than the one around it. */
function within(inner: Range, outer: Range | undefined): boolean {
  if (outer === undefined) return true;
  const inside = !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
  return inside && (isBefore(outer.start, inner.start) || isBefore(inner.end, outer.end));
}
