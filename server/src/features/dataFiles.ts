/** The files beside the templates: the same questions asked from a sample user's key, a registry's entry, a mock. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Position, ReferenceContext, WorkspaceEdit } from 'vscode-languageserver-types';
import type { FeatureContext } from './context';
import { attributeDefinition } from './definition';
import { callsFor, mockUses } from './mocks';
import { type Refusal, type Renamable, renamable } from './rename';
import { renameAttribute, whyNotAttribute } from './renameAttribute';
import type { NamedAttribute } from './symbols';
import { attributeUses, locations, normalUri, type Use } from './uses';

type DataThing =
  | { readonly kind: 'attribute'; readonly thing: NamedAttribute; readonly use: Use }
  | { readonly kind: 'mock'; readonly uses: readonly Use[] };

/** What a position of such a file names; null where it names nothing, and in all other files. */
function dataThingAt(uri: string, position: Position, { workspace }: FeatureContext): DataThing | null {
  const own = normalUri(uri);
  const file = workspace.files.find((candidate) => candidate.uri === own);
  if (file === undefined) return null;
  if (file.kind === 'mock') {
    const mocks = workspace.mocks.filter((mock) => mock.uri === own);
    return { kind: 'mock', uses: [...mockUses(mocks, workspace), ...callsFor(mocks, workspace)] };
  }
  if (file.kind !== 'user' && file.kind !== 'registry') return null;
  const offset = TextDocument.create(own, '', 0, file.text).offsetAt(position);
  for (const [id, places] of file.names.attributes) {
    const place = places.find(({ start, end }) => start <= offset && offset <= end);
    if (place === undefined) continue;
    const dot = id.indexOf('.');
    const thing: NamedAttribute = { kind: 'attribute', namespace: id.slice(0, dot), key: id.slice(dot + 1) };
    const { writing, ...span } = place;
    return { kind: 'attribute', thing, use: { uri: own, text: file.text, span, writing, isDefinition: true } };
  }
  return null;
}

/** Where the attribute under the cursor of a sample user or registry is declared. */
export function dataDefinition(uri: string, position: Position, context: FeatureContext): Location[] {
  const found = dataThingAt(uri, position, context);
  return found?.kind === 'attribute' ? attributeDefinition(found.thing, context) : [];
}

/** Templates that use a sample user's attribute; calls that a mock may answer. */
export function dataReferences(
  uri: string,
  position: Position,
  { includeDeclaration }: ReferenceContext,
  context: FeatureContext,
): Location[] {
  const found = dataThingAt(uri, position, context);
  if (found === null) return [];
  const uses =
    found.kind === 'mock' ? found.uses : attributeUses(found.thing.namespace, found.thing.key, context.workspace, null);
  return locations(uses.filter(({ isDefinition }) => includeDeclaration || !isDefinition));
}

const NOTHING = 'Attributes of your own can be renamed: put the cursor on the name of one.';

/** Whether what the cursor is on can be renamed; refused with the reason where it cannot. */
export function prepareDataRename(uri: string, position: Position, context: FeatureContext): Renamable | Refusal {
  const found = dataThingAt(uri, position, context);
  if (found?.kind !== 'attribute') return { refusal: NOTHING };
  const refusal = whyNotAttribute(found.thing, context);
  return refusal === null ? renamable(found.use, found.thing.key) : { refusal };
}

/** Renames the attribute under the cursor in all files of the folder; refused with the reason where that cannot be. */
export function dataRename(
  uri: string,
  position: Position,
  newName: string,
  context: FeatureContext,
): WorkspaceEdit | Refusal {
  const found = dataThingAt(uri, position, context);
  if (found?.kind !== 'attribute') return { refusal: NOTHING };
  const { namespace, key } = found.thing;
  const uses = attributeUses(namespace, key, context.workspace, null);
  return renameAttribute(found.thing, uses, newName, context, false);
}
