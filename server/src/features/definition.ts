/** Definition: the tag that makes a variable, the file of a content block, the mock of a call, where an attribute is declared. */

import type { Location, Position } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import type { TemplateDocument } from '../document/types';
import { scopeOf } from '../rules/scope';
import { type FeatureContext, fieldAt, fieldRange } from './context';
import { enclosing } from './enclosing';
import { linkedHomes } from './linked';
import { mocksFor, mockUses } from './mocks';
import { type Steps, withNames } from './steps';
import { definitionsOf, type NamedAttribute, type NamedThing, namedAt, usesIn } from './symbols';
import { attributeUses, locations, type Use, useInField } from './uses';

const FILE_START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Where the thing at a position is made; on a block's tag its other end. Empty where nothing is known. */
export function* definition(
  document: TemplateDocument,
  position: Position,
  context: FeatureContext,
): Steps<Location[]> {
  const named = namedAt(document, position, context);
  if (named === null) return otherTag(document, position);
  const { thing } = named;
  switch (thing.kind) {
    case 'attribute':
      return thing.namespace === CONTENT_BLOCKS
        ? attributeDefinition(thing, context)
        : yield* withNames(context.workspace, () => attributeDefinition(thing, context));
    case 'call':
      return locations(mockUses(mocksFor(thing, context.workspace), context.workspace));
    case 'variable':
      return locations(yield* variableDefinition(thing, document, context));
  }
}

/** From the tag that opens a block to the one that ends it, and from all others back. */
function otherTag(document: TemplateDocument, position: Position): Location[] {
  const place = fieldAt(document, position);
  const { node, block } = place ? enclosing(place.field.tree, place.offset) : { node: null, block: null };
  if (!place || !block || node?.kind !== 'tag') return [];
  const { nameSpan } = node;
  if (place.offset < nameSpan.start || place.offset > nameSpan.end) return [];
  const open = block.branches[0]!.tag;
  const target = node === open ? block.close : open;
  return target ? [{ uri: document.uri, range: fieldRange(document, place.field, target.nameSpan) }] : [];
}

/** A content block's file; else the registry's entries of an attribute, or the keys of sample users that set it. */
export function attributeDefinition({ namespace, key }: NamedAttribute, { workspace }: FeatureContext): Location[] {
  if (namespace === CONTENT_BLOCKS) {
    const block = workspace.contentBlocks.get(key);
    return block?.uri == null ? [] : [{ uri: block.uri, range: FILE_START }];
  }
  const declared = attributeUses(namespace, key, workspace, null).filter(({ isDefinition }) => isDefinition);
  const registered = declared.filter(({ writing }) => writing !== 'json');
  return locations(registered.length > 0 ? registered : declared);
}

function* variableDefinition(
  thing: NamedThing & { readonly kind: 'variable' },
  document: TemplateDocument,
  context: FeatureContext,
): Steps<readonly Use[]> {
  const own = definitionsOf(thing, scopeOf(thing.field.tree, context.docset.tags));
  if (own.length > 0) return own.map(({ span }) => useInField(document, thing.field, span, true));
  // A content block may have made it.
  const homes = yield* linkedHomes({ document, field: thing.field }, thing.name, context);
  return usesIn(homes, thing.name, context).filter(({ isDefinition }) => isDefinition);
}
