/** References: where in the document a variable, an attribute or a content block is used. */
import type { Location, Position, ReferenceContext } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { type FeatureContext, fieldRange } from './context';
import { namedAt, occurrencesOf } from './symbols';

/** All uses of the thing at a position, in the order of the file; with its definitions where they are asked for. */
export function references(
  document: TemplateDocument,
  position: Position,
  { includeDeclaration }: ReferenceContext,
  context: FeatureContext,
): Location[] {
  const thing = namedAt(document, position, context);
  if (thing === null) return [];
  return occurrencesOf(thing, document, context)
    .filter((occurrence) => includeDeclaration || !occurrence.isDefinition)
    .map(({ field, span }) => ({ uri: document.uri, range: fieldRange(document, field, span) }));
}
