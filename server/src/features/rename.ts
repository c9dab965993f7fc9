/** Rename of a variable: all its places in the field, or a reason why it cannot be right. */
import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { scopeOf } from '../rules/scope';
import { type FeatureContext, fieldEdit, fieldRange } from './context';
import { type NamedThing, namedAt, occurrencesOf } from './symbols';

/** A rename that would be wrong, with the sentence that says why. */
export interface Refusal {
  readonly refusal: string;
}

export interface Renamable {
  readonly range: Range;
  readonly placeholder: string;
}

/** What would be renamed at a position. */
export function prepareRename(
  document: TemplateDocument,
  position: Position,
  context: FeatureContext,
): Renamable | Refusal {
  const thing = namedAt(document, position, context);
  const refusal = refusalFor(thing, context);
  if (refusal !== null || thing?.kind !== 'variable') return { refusal: refusal ?? NOTHING };
  return { range: fieldRange(document, thing.field, thing.span), placeholder: thing.name };
}

/** The edits that give the thing at a position a new name. */
export function rename(
  document: TemplateDocument,
  position: Position,
  newName: string,
  context: FeatureContext,
): WorkspaceEdit | Refusal {
  const thing = namedAt(document, position, context);
  const refusal = refusalFor(thing, context);
  if (refusal !== null || thing?.kind !== 'variable') return { refusal: refusal ?? NOTHING };
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName)) {
    return {
      refusal: `'${newName}' is no name for a variable: use letters, digits and underscores, and begin with a letter.`,
    };
  }
  const scope = scopeOf(thing.field.tree, context.docset.tags);
  if (newName !== thing.name && scope.byName.has(newName)) {
    return { refusal: `There is a variable '${newName}' in this field already: the two would become one.` };
  }
  if (context.docset.syntax.has(newName) || context.docset.namespaces.has(newName)) {
    return { refusal: `'${newName}' means something else in Braze's Liquid.` };
  }
  const edits = occurrencesOf(thing, document, context).map(({ field, span }) =>
    fieldEdit(document, field, span, newName),
  );
  return { changes: { [document.uri]: edits } };
}

const NOTHING = 'Only variables can be renamed: put the cursor on the name of one.';

function refusalFor(thing: NamedThing | null, { docset }: FeatureContext): string | null {
  if (thing?.kind !== 'variable') {
    return thing === null ? NOTHING : `'${thing.key}' is a name in Braze: it cannot be changed from a template.`;
  }
  const definitions = scopeOf(thing.field.tree, docset.tags).byName.get(thing.name) ?? [];
  const unwritten = definitions.find((definition) => !definition.written);
  return unwritten === undefined
    ? null
    : `'${thing.name}' gets its name from the tag '${unwritten.tag.name}' and cannot have another.`;
}
