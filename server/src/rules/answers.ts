/**
 * What the answer of a saved Connected Content call holds, by the partners' docsets and the workspace's mocks. A value is
 * all that it may be: one that any of them knows is no mistake, and of one that nobody describes nothing is said.
 */
import { type KnownCall, knownCalls, patternsMeet, typesOf } from '../docset';
import type { Docset, FieldEntry } from '../docset/types';
import type { Field } from '../document/types';
import { isObject, parseJson } from '../json';
import type { Chain, Expression, Segment, Tag } from '../liquid';
import { fieldFor, fieldShape, type Shape } from '../payload';
import type { WorkspaceView } from '../workspace/types';
import { callOption, callUrl, HOLE, optionText } from './calls';
import { type Definition, scopeOf } from './scope';

/** One thing that a value may be, and who says so. */
export type Possible =
  | { readonly kind: 'object'; readonly shape: Shape; readonly by: KnownCall }
  | { readonly kind: 'list'; readonly item: FieldEntry | Shape | null; readonly by: KnownCall }
  | { readonly kind: 'scalar'; readonly by: KnownCall }
  | { readonly kind: 'sample'; readonly value: unknown };

/** All that a value may be; null where anything goes. */
export type Possibles = readonly Possible[] | null;

export interface AnswerContext {
  readonly docset: Docset;
  readonly workspace: WorkspaceView;
  readonly field: Field;
}

/** Assignments that lead to assignments that lead to …: a circle ends here. */
const DEEPEST = 8;
/** A variable that is made in more places is not followed. */
const MOST_PLACES = 4;
const MOST_SAMPLES = 50;

/** What a variable may hold at an offset of the field. */
export function possibleValues(name: string, offset: number, context: AnswerContext, depth = 0): Possibles {
  if (depth > DEEPEST) return null;
  const scope = scopeOf(context.field.tree, context.docset.tags);
  const nearest = scope.resolve(name, offset);
  if (!nearest) return null;
  if (nearest.kind === 'loop') return ofDefinition(nearest, context, depth);
  const makers = (scope.byName.get(name) ?? []).filter(
    ({ visible, kind }) => kind !== 'loop' && visible.start <= offset && offset <= visible.end,
  );
  if (makers.length > MOST_PLACES) return null;
  return united(makers.map((definition) => ofDefinition(definition, context, depth)));
}

/** What stands behind one step of a path; `missing` is who does not have it. */
export function stepInto(
  values: readonly Possible[],
  segment: Segment,
): { readonly values: Possibles; readonly missing: readonly Possible[] } {
  const key = segment.name?.text ?? (segment.index?.kind === 'string' ? segment.index.value : null);
  const steps = values.map((value) => (key === null ? elementOf(value) : memberOf(value, key)));
  const missing = values.filter((_, i) => steps[i] === 'missing');
  const found = steps.filter((step) => step !== 'missing');
  return { values: found.length === 0 ? null : united(found), missing };
}

/** The names that a value has. */
export function namesOf(values: readonly Possible[]): readonly string[] {
  const names = values.flatMap((value): readonly string[] => {
    if (value.kind === 'object')
      return value.shape.fields.filter(({ pattern }) => pattern === undefined).map(({ name }) => name);
    return value.kind === 'sample' && isObject(value.value) ? Object.keys(value.value) : [];
  });
  return [...new Set(names)];
}

/** Whether a value is a list. */
export function isList(value: Possible): boolean {
  return value.kind === 'list' || (value.kind === 'sample' && Array.isArray(value.value));
}

/** What Liquid itself has of every value, and Braze of every answer. */
const ALWAYS: ReadonlySet<string> = new Set(['size', 'first', 'last', '__http_status_code__']);

function memberOf(value: Possible, key: string): Possibles | 'missing' {
  if (isList(value) && (key === 'first' || key === 'last')) return elements(value);
  if (ALWAYS.has(key)) return null;
  switch (value.kind) {
    case 'object': {
      const field = fieldFor(value.shape, key);
      return field ? ofField(field, value.by) : 'missing';
    }
    case 'sample': {
      if (value.value === null) return null;
      if (!isObject(value.value) || !Object.hasOwn(value.value, key)) return 'missing';
      return ofSample(value.value[key]);
    }
    default:
      return 'missing';
  }
}

/** Behind a number or a variable in brackets: an element, or a member by a name that nobody knows here. */
function elementOf(value: Possible): Possibles {
  return isList(value) ? elements(value) : null;
}

function elements(value: Possible): Possibles {
  if (value.kind === 'list') {
    if (value.item === null) return null;
    return 'fields' in value.item && 'open' in value.item
      ? [{ kind: 'object', shape: value.item, by: value.by }]
      : ofField(value.item as FieldEntry, value.by);
  }
  if (value.kind !== 'sample' || !Array.isArray(value.value)) return null;
  // An empty one tells nothing of what others hold.
  if (value.value.length === 0) return [];
  return united(value.value.slice(0, MOST_SAMPLES).map(ofSample));
}

function ofField(field: FieldEntry, by: KnownCall): Possibles {
  const types = typesOf(field).filter((type) => type !== 'null');
  const [type] = types;
  if (type === undefined || types.length > 1) return null;
  if (type === 'array') return [{ kind: 'list', item: field.items ?? null, by }];
  if (type !== 'object') return [{ kind: 'scalar', by }];
  return field.fields ? [{ kind: 'object', shape: fieldShape(field), by }] : null;
}

function ofSample(value: unknown): Possibles {
  return value === null || value === undefined ? null : [{ kind: 'sample', value }];
}

/** What either may be: anything as soon as one may be anything. */
function united(all: readonly Possibles[]): Possibles {
  const values: Possible[] = [];
  for (const one of all) {
    if (one === null) return null;
    values.push(...one);
  }
  return values.length === 0 ? null : values;
}

// ── Where values come from ───────────────────────────────────────────────────────────────────────────────────────────

function ofDefinition({ kind, tag }: Definition, context: AnswerContext, depth: number): Possibles {
  const { markup } = tag;
  if (kind === 'assign') return markup.shape === 'assign' ? ofChain(markup.value, tag.start, context, depth + 1) : null;
  if (kind === 'result') return tag.name === 'connected_content' ? ofCall(tag, context) : null;
  if (kind !== 'loop' || markup.shape !== 'for' || !markup.collection) return null;
  const values = ofExpression(markup.collection, tag.start, context, depth + 1);
  return values && united(values.map((value) => (isList(value) ? elements(value) : null)));
}

function ofExpression(expression: Expression, offset: number, context: AnswerContext, depth: number): Possibles {
  if (expression.kind === 'nested') {
    const inner = ofChain(expression.output.value, offset, context, depth + 1);
    return along(inner, expression.path);
  }
  if (expression.kind !== 'variable' || !expression.name) return null;
  return along(possibleValues(expression.name.text, offset, context, depth + 1), expression.path);
}

function along(start: Possibles, path: readonly Segment[]): Possibles {
  let values = start;
  for (const segment of path) {
    if (!values) return null;
    const step = stepInto(values, segment);
    if (step.missing.length > 0) return null;
    values = step.values;
  }
  return values;
}

/** Filters that pick an element, and such that leave a list's elements as they are. */
const PICKING: ReadonlySet<string> = new Set(['first', 'last']);
const KEEPING: ReadonlySet<string> = new Set(['sort', 'sort_natural', 'reverse', 'uniq', 'compact', 'where', 'reject']);

function ofChain({ input, filters }: Chain, offset: number, context: AnswerContext, depth: number): Possibles {
  let values = input ? ofExpression(input, offset, context, depth) : null;
  for (const { name } of filters) {
    if (!values) return null;
    if (PICKING.has(name.text)) values = united(values.map((value) => (isList(value) ? elements(value) : null)));
    else if (!KEEPING.has(name.text)) return null;
  }
  return values;
}

interface Read {
  readonly docset: Docset;
  readonly workspace: WorkspaceView;
  readonly values: Possibles;
}

/** A call's answer is read many times, and finding who describes it takes time. */
const readCalls = new WeakMap<Tag, Read>();

function ofCall(tag: Tag, context: AnswerContext): Possibles {
  const { docset, workspace } = context;
  const known = readCalls.get(tag);
  if (known && known.docset === docset && known.workspace === workspace) return known.values;
  const values = answerTo(tag, context);
  readCalls.set(tag, { docset, workspace, values });
  return values;
}

function answerTo(tag: Tag, { docset, workspace, field }: AnswerContext): Possibles {
  const url = callUrl(tag, field)?.text.trim().replaceAll(HOLE, '*');
  if (url === undefined) return null;
  const stated = optionText(callOption(tag, 'method'), field) ?? 'GET';
  const method = stated.includes(HOLE) ? null : stated.toUpperCase();
  const told = knownCalls(docset, url, method).flatMap((known): readonly Possibles[] => {
    const { answer, example, additionalFields = false, list = Array.isArray(example) } = known.call;
    // An example alone may be one of a table's rows: its names are the customer's.
    if (!answer) return [null];
    const shown = example === undefined ? [] : [ofSample(example)];
    const shape: Shape = { fields: answer, open: additionalFields, items: null };
    return [[list ? { kind: 'list', item: shape, by: known } : { kind: 'object', shape, by: known }], ...shown];
  });
  const mocked = /[^*/:]/.test(url.replace(/^https?:\/\//, ''))
    ? workspace.mocks.filter(
        ({ request }) =>
          (request.method === undefined || method === null || request.method.toUpperCase() === method) &&
          patternsMeet(request.url, url),
      )
    : [];
  return united([...told, ...mocked.flatMap(({ response }) => ofMock(response.status ?? 200, response.body))]);
}

/** What a mock answers; nothing is told by an error, and anything may be read of a text that is no JSON. */
function ofMock(status: number, body: unknown): readonly Possibles[] {
  if (status >= 300) return [];
  const value = typeof body === 'string' ? (parseJson(body)?.value ?? null) : body;
  return [ofSample(value)];
}
