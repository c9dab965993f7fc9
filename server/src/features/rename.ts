/** Rename: all places of a variable, an attribute or a content block in the workspace, or a reason why it cannot be right. */
import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { scopeOf } from '../rules/scope';
import type { FeatureContext } from './context';
import { type Home, linkedHomes } from './linked';
import { renameAttribute, whyNotAttribute } from './renameAttribute';
import type { Steps } from './steps';
import { definitionsOf, type NamedThing, namedAt, usesIn, usesOf } from './symbols';
import { locations, renameEdits, type Use } from './uses';

/** A rename that would be wrong, with the sentence that says why. */
export interface Refusal {
  readonly refusal: string;
}

export interface Renamable {
  readonly range: Range;
  readonly placeholder: string;
}

/** What would be renamed at a position. */
export function* prepareRename(
  document: TemplateDocument,
  position: Position,
  context: FeatureContext,
): Steps<Renamable | Refusal> {
  const named = namedAt(document, position, context);
  if (named === null || named.thing.kind === 'call') return { refusal: NOTHING };
  const { thing, use } = named;
  const refusal =
    thing.kind === 'attribute'
      ? whyNotAttribute(thing, context)
      : whyNot(thing, yield* homesOf(thing, document, context), context);
  if (refusal !== null) return { refusal };
  return renamable(use, thing.kind === 'attribute' ? thing.key : thing.name);
}

/** A place with its name, for the editor's input. */
export function renamable(use: Use, placeholder: string): Renamable {
  return { range: locations([use])[0]!.range, placeholder };
}

/**
 * The edits that give the thing at a position a new name.
 * @param canRenameFiles whether the client can; without it a content block that goes by its file's name is refused
 */
export function* rename(
  document: TemplateDocument,
  position: Position,
  newName: string,
  context: FeatureContext,
  canRenameFiles = true,
): Steps<WorkspaceEdit | Refusal> {
  const named = namedAt(document, position, context);
  if (named === null || named.thing.kind === 'call') return { refusal: NOTHING };
  const { thing } = named;
  if (thing.kind === 'attribute') {
    return renameAttribute(thing, yield* usesOf(thing, document, context), newName, context, canRenameFiles);
  }
  const homes = yield* homesOf(thing, document, context);
  const refusal = whyNot(thing, homes, context) ?? whyNotVariable(thing, newName, homes, document, context);
  if (refusal !== null) return { refusal };
  const uses = thing.loop === null ? usesIn(homes, thing.name, context) : yield* usesOf(thing, document, context);
  return { changes: renameEdits(uses, newName) };
}

const NOTHING =
  'Variables, content blocks and attributes of your own can be renamed: put the cursor on the name of one.';

type NamedVariable = NamedThing & { readonly kind: 'variable' };

/** The fields that share a variable; one where it is a loop's own. */
function* homesOf(
  { field, name, loop }: NamedVariable,
  document: TemplateDocument,
  context: FeatureContext,
): Steps<readonly Home[]> {
  const home = { document, field };
  return loop === null ? yield* linkedHomes(home, name, context) : [home];
}

/** Why a variable cannot have another name at all. */
function whyNot(thing: NamedVariable, homes: readonly Home[], { docset }: FeatureContext): string | null {
  const definitions = homes.flatMap(({ field }) =>
    field === thing.field && thing.loop !== null
      ? definitionsOf(thing, scopeOf(field.tree, docset.tags))
      : (scopeOf(field.tree, docset.tags).byName.get(thing.name) ?? []),
  );
  if (definitions.length === 0) {
    return `Nothing here makes '${thing.name}', so nobody knows where else it stands. Is it assigned in a content block that this folder lacks?`;
  }
  const unwritten = definitions.find((definition) => !definition.written);
  return unwritten === undefined
    ? null
    : `'${thing.name}' gets its name from the tag '${unwritten.tag.name}' and cannot have another.`;
}

/** Why a variable cannot have this name. */
function whyNotVariable(
  thing: NamedVariable,
  newName: string,
  homes: readonly Home[],
  document: TemplateDocument,
  { docset }: FeatureContext,
): string | null {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName)) {
    return `'${newName}' is no name for a variable: use letters, digits and underscores, and begin with a letter.`;
  }
  if (docset.syntax.has(newName) || docset.namespaces.has(newName)) {
    return `'${newName}' means something else in Braze's Liquid.`;
  }
  if (newName === thing.name) return null;
  for (const { document: other, field } of homes) {
    const scope = scopeOf(field.tree, docset.tags);
    const taken = scope.byName.has(newName) || scope.references.some(({ name }) => name === newName);
    if (!taken) continue;
    const where = other === document ? 'in this field' : `in '${other.uri.slice(other.uri.lastIndexOf('/') + 1)}'`;
    return `There is a variable '${newName}' ${where} already: the two would become one.`;
  }
  return null;
}
