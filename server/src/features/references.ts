/** References: where in the workspace a variable, an attribute, a content block or a call is used. */
import type { Location, Position, ReferenceContext } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import type { FeatureContext } from './context';
import type { Steps } from './steps';
import { namedAt, usesOf } from './symbols';
import { locations } from './uses';

/** All uses of the thing at a position, the document's own first; with its definitions where they are asked for. */
export function* references(
  document: TemplateDocument,
  position: Position,
  { includeDeclaration }: ReferenceContext,
  context: FeatureContext,
): Steps<Location[]> {
  const named = namedAt(document, position, context);
  if (named === null) return [];
  const uses = yield* usesOf(named.thing, document, context);
  return locations(uses.filter(({ isDefinition }) => includeDeclaration || !isDefinition));
}
