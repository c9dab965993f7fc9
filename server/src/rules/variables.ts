/** What can be said of a variable's name where it is read. Each kind has its rule, so that a name gets one finding. */
import { suggest } from '../docset';
import type { Docset } from '../docset/types';
import type { Field, TemplateDocument } from '../document/types';
import type { AnyNode, Variable } from '../liquid';
import type { WorkspaceView } from '../workspace/types';
import { type UsedBlocks, usedBlocks } from './contentBlocks';
import type { RuleContext } from './rule';
import { type Definition, type Scope, scopeOf } from './scope';

export type NameVerdict =
  /** Made before, brought by Braze, or possibly made by what surrounds this text: nothing to say. */
  | { readonly kind: 'fine' }
  /** A namespace without `${}`. */
  | { readonly kind: 'namespace' }
  /** A name in other letter case. */
  | { readonly kind: 'case'; readonly name: string; readonly definition: Definition | null }
  /** Made further down. */
  | { readonly kind: 'later'; readonly definition: Definition }
  /** Made in another field. */
  | { readonly kind: 'elsewhere'; readonly definition: Definition; readonly field: Field }
  /** Nobody makes it, and it stands where a text is compared. */
  | { readonly kind: 'word' }
  /** Nobody makes it. */
  | { readonly kind: 'undefined'; readonly meant: string | null };

const FINE: NameVerdict = { kind: 'fine' };

/** The scope of the field being walked. */
export function scopeHere({ field, docset }: RuleContext): Scope {
  return scopeOf(field.tree, docset.tags);
}

interface Judged {
  readonly docset: Docset;
  readonly workspace: WorkspaceView;
  readonly verdicts: Map<Variable, NameVerdict>;
  /** By name: a text says the same wrong name many times. */
  readonly near: Map<Scope, Map<string, string | null>>;
}

const judged = new WeakMap<TemplateDocument, Judged>();

/** Judges a variable where it is read. The variable's ancestors are those of the context. */
export function judgeVariable(variable: Variable, context: RuleContext): NameVerdict {
  const { name } = variable;
  if (!name || name.text === '' || scopeHere(context).resolve(name.text, name.start)) return FINE;
  // Several rules ask after the same variable.
  const { document, docset, workspace } = context;
  let known = judged.get(document);
  if (known?.docset !== docset || known.workspace !== workspace) {
    known = { docset, workspace, verdicts: new Map(), near: new Map() };
    judged.set(document, known);
  }
  const verdict = known.verdicts.get(variable) ?? judgeUnmade(variable, name.text, context, known);
  known.verdicts.set(variable, verdict);
  return verdict;
}

/** Judges a variable that nothing in the field has made before. */
function judgeUnmade(variable: Variable, name: string, context: RuleContext, judged: Judged): NameVerdict {
  if (context.document.outsideNames?.has(name)) return FINE;
  const namespace = context.docset.namespaces.get(name);
  if (namespace?.form === 'plain') return FINE;
  if (namespace && isNamespaceUse(variable, context)) return { kind: 'namespace' };
  const scope = scopeHere(context);
  const made = scope.byName.get(name) ?? [];
  const later = made.find(({ kind }) => kind !== 'helper') ?? made[0];
  if (later) return { kind: 'later', definition: later };
  const blocks = usedBlocks(context.field, context.docset, context.workspace);
  if (blocks.blocks.some((block) => block.scope.byName.has(name))) return FINE;
  const cased = inOtherCase(name, scope, blocks);
  if (cased) return { kind: 'case', ...cased };
  const isOpen = context.document.kind === 'content-block' || !blocks.complete;
  if (isOpen) {
    const meant = nearName(name, scope, blocks, judged);
    return meant === null ? FINE : { kind: 'undefined', meant };
  }
  const elsewhere = inOtherField(name, context);
  if (elsewhere) return elsewhere;
  const attribute = context.docset.attributes.get('')?.has(name) ? `\${${name}}` : null;
  const meant = nearName(name, scope, blocks, judged) ?? nearOutside(name, context.document) ?? attribute;
  const isWord = meant === null && variable.path.length === 0 && isComparedText(variable, context.ancestors);
  return isWord ? { kind: 'word' } : { kind: 'undefined', meant };
}

/** `custom_attribute.x` can be nothing else; `card.title` may be a variable of the text around a content block. */
function isNamespaceUse(variable: Variable, { document, docset }: RuleContext): boolean {
  if (document.kind !== 'content-block') return true;
  const key = variable.path[0]?.name?.text;
  const namespace = docset.namespaces.get(variable.name!.text);
  if (!namespace || key === undefined) return false;
  return namespace.open ? namespace.name.includes('_') : (docset.attributes.get(namespace.name)?.has(key) ?? false);
}

function inOtherCase(
  name: string,
  scope: Scope,
  { blocks }: UsedBlocks,
): { readonly name: string; readonly definition: Definition | null } | null {
  const lower = name.toLowerCase();
  const own = lowerNames(scope).get(lower);
  if (own !== undefined) return { name: own, definition: scope.byName.get(own)?.[0] ?? null };
  for (const block of blocks) {
    const other = lowerNames(block.scope).get(lower);
    if (other !== undefined) return { name: other, definition: null };
  }
  return null;
}

const lowerCache = new WeakMap<Scope, ReadonlyMap<string, string>>();

/** The names of a scope by their small letters. */
function lowerNames(scope: Scope): ReadonlyMap<string, string> {
  const known = lowerCache.get(scope);
  if (known) return known;
  const names = new Map([...scope.byName.keys()].reverse().map((name) => [name.toLowerCase(), name]));
  lowerCache.set(scope, names);
  return names;
}

/** Among more names than this nobody's typing error is looked for: it would take long, and guess badly. */
const MOST_NAMES = 300;

/** The variable that was likely meant. `event1` and `event2` are two names, and no typing error. */
function nearName(name: string, scope: Scope, blocks: UsedBlocks, { near }: Judged): string | null {
  const known = near.get(scope) ?? new Map<string, string | null>();
  near.set(scope, known);
  const found = known.get(name);
  if (found !== undefined) return found;
  const meant = findNearName(name, scope, blocks);
  known.set(name, meant);
  return meant;
}

function findNearName(name: string, scope: Scope, { blocks }: UsedBlocks): string | null {
  const scopes = [scope, ...blocks.map((block) => block.scope)];
  if (scopes.reduce((count, { byName }) => count + byName.size, 0) > MOST_NAMES) return null;
  const names = scopes.flatMap(({ byName }) => [...byName.keys()]);
  const letters = name.replace(/\d/g, '');
  return suggest(
    name,
    names.filter((other) => other.replace(/\d/g, '') !== letters),
  );
}

/** Of a template in Markdown: what the file's other templates assign. */
function nearOutside(name: string, { outsideNames }: TemplateDocument): string | null {
  return outsideNames && outsideNames.size <= MOST_NAMES ? suggest(name, outsideNames) : null;
}

function inOtherField(name: string, { document, field, docset }: RuleContext): NameVerdict | null {
  for (const other of document.fields) {
    const definition = other === field ? undefined : scopeOf(other.tree, docset.tags).byName.get(name)?.[0];
    if (definition) return { kind: 'elsewhere', definition, field: other };
  }
  return null;
}

const TEXT_OPERATORS = new Set(['==', '!=', '<>', 'contains']);

/** Whether a bare word stands where a text in quotes is expected: `== Game1`, `when Monday`. */
function isComparedText(variable: Variable, ancestors: readonly AnyNode[]): boolean {
  const parent = ancestors.at(-1);
  if (parent?.kind === 'comparison') return parent.right === variable && TEXT_OPERATORS.has(parent.operator);
  return parent?.kind === 'tag' && parent.markup.shape === 'when';
}
