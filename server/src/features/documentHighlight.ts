/** Highlights: where else the variable or attribute under the cursor stands, and the tags that belong to a block. */
import { type DocumentHighlight, DocumentHighlightKind, type Position } from 'vscode-languageserver-types';
import type { Field, TemplateDocument } from '../document/types';
import type { Block, Span } from '../liquid';
import { type FeatureContext, fieldAt, fieldRange } from './context';
import { enclosing } from './enclosing';
import { namedAt, occurrencesOf } from './symbols';

/** What belongs to the thing at a position; empty where nothing does. */
export function documentHighlights(
  document: TemplateDocument,
  position: Position,
  context: FeatureContext,
): DocumentHighlight[] {
  const thing = namedAt(document, position, context)?.thing;
  if (thing !== undefined && thing.kind !== 'call') {
    return occurrencesOf(thing, document, context).map(({ field, span, isDefinition }) => ({
      range: fieldRange(document, field, span),
      kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  }
  const place = fieldAt(document, position);
  const names = place === null ? [] : blockNames(place.field, place.offset);
  return names.map((span) => ({ range: fieldRange(document, place!.field, span), kind: DocumentHighlightKind.Text }));
}

/** The names of a block's tags, for a cursor on one of them. */
function blockNames(field: Field, offset: number): readonly Span[] {
  const { node, block } = enclosing(field.tree, offset);
  if (node?.kind !== 'tag' || offset < node.nameSpan.start || offset > node.nameSpan.end) return [];
  return block === null ? [] : namesOf(block);
}

function namesOf(block: Block): readonly Span[] {
  const names = block.branches.map((branch) => branch.tag.nameSpan);
  return block.close === null ? names : [...names, block.close.nameSpan];
}
