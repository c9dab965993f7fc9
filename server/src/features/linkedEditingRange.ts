/** Linked editing: the name of a block's tag and the same name in its end tag change together. */
import type { Position, Range } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { fieldAt, fieldRange } from './context';
import { enclosing } from './enclosing';

/** LSP's own type is not among its data types. */
export interface LinkedEditing {
  readonly ranges: Range[];
  readonly wordPattern: string;
}

/** Both places of a block's name, for a cursor on one of them; null elsewhere. */
export function linkedEditingRanges(document: TemplateDocument, position: Position): LinkedEditing | null {
  const place = fieldAt(document, position);
  if (place === null) return null;
  const { field, offset } = place;
  const { block } = enclosing(field.tree, offset);
  if (block?.close == null || block.close.name !== `end${block.name}`) return null;
  const open = block.branches[0]!.tag.nameSpan;
  const close = { start: block.close.nameSpan.start + 'end'.length, end: block.close.nameSpan.end };
  if (![open, close].some((span) => span.start <= offset && offset <= span.end)) return null;
  return { ranges: [fieldRange(document, field, open), fieldRange(document, field, close)], wordPattern: '[a-z_]+' };
}
