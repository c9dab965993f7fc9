/** Definition: the tag that makes a variable, the file that holds a content block. */
import type { Location, Position } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { scopeOf } from '../rules/scope';
import { type FeatureContext, fieldRange } from './context';
import { definitionsOf, namedAt } from './symbols';

const FILE_START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Where the thing at a position is made; empty where nothing is known. */
export function definition(document: TemplateDocument, position: Position, context: FeatureContext): Location[] {
  const thing = namedAt(document, position, context);
  if (thing === null) return [];
  if (thing.kind === 'attribute') {
    const block = thing.namespace === 'content_blocks' ? context.workspace.contentBlocks.get(thing.key) : undefined;
    return block?.uri == null ? [] : [{ uri: block.uri, range: FILE_START }];
  }
  const scope = scopeOf(thing.field.tree, context.docset.tags);
  return definitionsOf(thing, scope).map(({ span }) => ({
    uri: document.uri,
    range: fieldRange(document, thing.field, span),
  }));
}
