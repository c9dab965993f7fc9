/**
 * What a value may look like, as far as the workspace and the docsets tell: samples from sample users and mocks, members
 * that a docset documents. Enough to offer what can stand behind a dot; never a claim about what a user will have.
 */
import { knownCalls, patternsMeet } from '../docset';
import type { AttributeEntry, CallEntry, FieldEntry, VariableEntry } from '../docset/types';
import type { Field, TemplateDocument } from '../document/types';
import { isObject, parseJson } from '../json';
import type { Chain, Expression, Segment, Tag } from '../liquid';
import { type Definition, scopeOf } from '../rules/scope';
import type { FeatureContext } from './context';

/** Something that stands behind a dot. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly href?: string;
  readonly sample?: unknown;
  /** Of an object, or of an array's elements. */
  readonly members?: readonly Member[];
}

export interface Shape {
  readonly samples: readonly unknown[];
  /** What the docset tells of an object, or of a list's elements. */
  readonly members: readonly Member[];
  /** It is told to be a list. */
  readonly list?: boolean;
}

export interface ShapeContext extends FeatureContext {
  readonly document: TemplateDocument;
  readonly field: Field;
}

const NOTHING: Shape = { samples: [], members: [] };
/** Assignments that lead to assignments that lead to …: a circle ends here. */
const DEEPEST = 12;
/** What Liquid itself gives every array, and every string. */
const OF_ARRAYS: readonly Member[] = [
  { name: 'size', type: 'integer', description: 'How many elements the array has.' },
  { name: 'first', type: 'any', description: 'The first element.' },
  { name: 'last', type: 'any', description: 'The last element.' },
];
const OF_STRINGS: readonly Member[] = [
  { name: 'size', type: 'integer', description: 'How many characters the text has.' },
];

/** The shape of an expression that stands at an offset of the field, up to the first `depth` segments of its path. */
export function shapeOf(expression: Expression, offset: number, depth: number, context: ShapeContext): Shape {
  return shape(expression, offset, depth, context, 0);
}

/** What can be written behind a dot: documented members first, then those of the samples, then Liquid's own. */
export function membersOf({ samples, members, list }: Shape): readonly Member[] {
  const byName = new Map<string, Member>();
  const add = (member: Member): void => {
    if (!byName.has(member.name)) byName.set(member.name, member);
  };
  const isArray = list === true || samples.some(Array.isArray);
  if (!isArray) members.forEach(add);
  for (const sample of samples) {
    if (!isObject(sample)) continue;
    for (const [name, value] of Object.entries(sample)) add({ name, type: typeName(value), sample: value });
  }
  if (isArray) OF_ARRAYS.forEach(add);
  if (samples.some((sample) => typeof sample === 'string')) OF_STRINGS.forEach(add);
  return [...byName.values()];
}

/** How Liquid's users call a value's type. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null || value === undefined) return 'nil';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The type of an attribute, as a docset or the sample users tell it; null when nothing does. */
export function attributeType(namespace: string, key: string, context: FeatureContext): string | null {
  const entry = context.docset.attributes.get(namespace)?.get(key);
  if (entry !== undefined) return entry.type === 'any' ? null : entry.type;
  const [sample] = attributeShape(namespace, key, context).samples;
  return sample === undefined || sample === null ? null : typeName(sample);
}

/** The type of what reaches the `count`th filter of a chain, as a docset spells types; null when nothing tells. */
export function inputType(chain: Chain, count: number, offset: number, context: ShapeContext): string | null {
  const last = chain.filters[count - 1];
  const returns = last === undefined ? undefined : context.docset.filters.get(last.name.text)?.returns;
  if (returns !== undefined && returns !== 'any') return returns;
  const { input } = chain;
  if (count > 0 || input === null) return null;
  if (input.kind === 'attribute' && input.path.length === 0) {
    const entry = context.docset.attributes.get(input.namespace?.text ?? '')?.get(input.key.text);
    if (entry !== undefined) return entry.type;
  }
  const [sample] = shapeOf(input, offset, Number.POSITIVE_INFINITY, context).samples;
  return sample === undefined ? null : typeName(sample);
}

function shape(expression: Expression, offset: number, depth: number, context: ShapeContext, level: number): Shape {
  if (level > DEEPEST) return NOTHING;
  switch (expression.kind) {
    case 'string':
      return { samples: [expression.value], members: [] };
    case 'number':
      return { samples: [expression.value], members: [] };
    case 'range':
      return { samples: [[1]], members: [] };
    case 'keyword':
      return NOTHING;
    case 'attribute':
      return follow(
        attributeShape(expression.namespace?.text ?? '', expression.key.text, context),
        expression.path,
        depth,
      );
    case 'nested':
      return follow(chainShape(expression.output.value, offset, context, level + 1), expression.path, depth);
    case 'variable':
      return follow(variableShape(expression.name?.text ?? '', offset, context, level + 1), expression.path, depth);
  }
}

/** Where a sample user that was read keeps a namespace: under its Liquid name. */
export const dataKey = (namespace: string): string => (namespace === '' ? 'attributes' : namespace);

function attributeShape(namespace: string, key: string, { docset, workspace }: FeatureContext): Shape {
  const samples = workspace.users.flatMap((user) => present(childOf(user.data[dataKey(namespace)], key)));
  const entry = docset.attributes.get(namespace)?.get(key);
  return { samples: [...samples, ...present(entry?.sample)], members: [] };
}

function variableShape(name: string, offset: number, context: ShapeContext, level: number): Shape {
  const { docset, workspace, field } = context;
  const definition = scopeOf(field.tree, docset.tags).resolve(name, offset);
  if (definition !== null) return definitionShape(definition, context, level);
  const namespace = docset.namespaces.get(name);
  if (namespace?.form !== 'plain') return NOTHING;
  const samples = workspace.users.flatMap((user) => present(user.data[dataKey(name)]));
  return { samples, members: [...(docset.attributes.get(name)?.values() ?? [])].map(attributeMember) };
}

function definitionShape(definition: Definition, context: ShapeContext, level: number): Shape {
  const { tag } = definition;
  const { markup } = tag;
  switch (definition.kind) {
    case 'assign':
      return markup.shape === 'assign' ? chainShape(markup.value, tag.start, context, level + 1) : NOTHING;
    case 'capture':
      return { samples: [''], members: [] };
    case 'counter':
      return { samples: [0], members: [] };
    case 'loop':
      if (markup.shape !== 'for' || markup.collection === null) return NOTHING;
      return elementShape(shape(markup.collection, tag.start, Number.POSITIVE_INFINITY, context, level + 1));
    default:
      return resultShape(definition, context);
  }
}

/** What filters give is told by the docset; without filters a chain is its input. */
function chainShape(chain: Chain, offset: number, context: ShapeContext, level: number): Shape {
  if (chain.input === null) return NOTHING;
  const input = shape(chain.input, offset, Number.POSITIVE_INFINITY, context, level + 1);
  return chain.filters.reduce((current, filter) => {
    const entry = context.docset.filters.get(filter.name.text);
    const returns = entry?.returns ?? 'any';
    if (returns.startsWith('string')) return { samples: [''], members: [] };
    if (/^(integer|number|float)/.test(returns)) return { samples: [0], members: [] };
    if (returns.startsWith('array'))
      return current.samples.some(Array.isArray) ? current : { samples: [[]], members: [] };
    return entry?.category === 'array' ? elementShape(current) : NOTHING;
  }, input);
}

/** What a tag saves: its documented members, the answers of the mocks and the partner's calls, the rows of catalogs. */
function resultShape({ tag, name }: Definition, context: ShapeContext): Shape {
  const entry = context.docset.tags
    .get(tag.name)
    ?.sets?.find(
      (variable) =>
        variable.name === name || (variable.option !== undefined && isSavedBy(tag, variable.option, name, context)),
    );
  const documented = (entry?.fields ?? []).map(variableMember);
  const calls = callsOf(tag, name, context);
  const rows = rowsOf(tag, context);
  return {
    samples: [
      ...rows,
      ...calls.samples,
      ...(entry?.type.startsWith('array') === true && rows.length === 0 ? [[]] : []),
    ],
    members: [...calls.members, ...documented],
    list: calls.list,
  };
}

function isSavedBy(tag: Tag, option: string, name: string, { field }: ShapeContext): boolean {
  if (tag.markup.shape !== 'words') return false;
  const value = tag.markup.options.find((candidate) => candidate.name.text === option)?.value;
  return value == null ? false : field.text.slice(value.start, value.end).trim() === name;
}

function callsOf(tag: Tag, name: string, { docset, field, workspace, document }: ShapeContext): Shape {
  const written = wordText(tag, 0, field);
  if (written === null || !written.includes('/')) return NOTHING;
  const url = written.replace(LIQUID, '*');
  const samples = workspace.mocks
    .filter(({ request, response }) => patternsMeet(request.url, url) && (response.status ?? 200) < 300)
    .map((mock) => parsed(mock.response.body));
  const own = (document.partner?.template.calls ?? []).filter((call) => call.save === name);
  const calls: readonly CallEntry[] = [...new Set([...knownCalls(docset, url, null).map(({ call }) => call), ...own])];
  return {
    samples: [...samples, ...calls.flatMap((call: CallEntry) => present(call.example))],
    members: calls.flatMap((call) => (call.answer ?? []).map(fieldMember)),
    list: calls.some(({ list, example }) => list ?? Array.isArray(example)),
  };
}

/** Rows of a catalog, or of a selection of one, that a tag's words name. */
function rowsOf(tag: Tag, { field, workspace }: ShapeContext): readonly unknown[] {
  const catalog = wordText(tag, 0, field);
  if (catalog === null) return [];
  const selection = wordText(tag, 1, field);
  return workspace.users.flatMap((user) => {
    const rows = childOf(user.data.catalogs, catalog);
    const selected =
      selection === null ? undefined : childOf(childOf(user.data.catalog_selections, catalog), selection);
    if (Array.isArray(selected)) return [selected];
    return isObject(rows) ? [Object.values(rows)] : [];
  });
}

function follow(start: Shape, path: readonly Segment[], depth: number): Shape {
  let current = start;
  for (const segment of path.slice(0, depth)) current = step(current, segment);
  return current;
}

function step({ samples, members, list }: Shape, segment: Segment): Shape {
  const key = segment.name?.text ?? (segment.index?.kind === 'string' ? segment.index.value : null);
  if (key === null) return elementShape({ samples, members });
  const isList = list === true || samples.some(Array.isArray);
  if (isList && (key === 'first' || key === 'last')) return elementShape({ samples, members });
  if (list === true) return NOTHING;
  const member = members.find(({ name }) => name === key);
  return {
    samples: samples.flatMap((sample) => present(childOf(sample, key))),
    members: member?.members ?? [],
    list: member?.type === 'array',
  };
}

function elementShape({ samples, members }: Shape): Shape {
  return { samples: samples.flatMap((sample) => (Array.isArray(sample) ? sample : [])), members };
}

const attributeMember = ({ name, type, description, href, sample }: AttributeEntry): Member => ({
  name,
  type,
  description,
  href,
  sample,
});

function variableMember({ name, type, description, href, fields }: VariableEntry): Member {
  return { name, type, description, href, members: fields?.map(variableMember) };
}

function fieldMember({ name, type, description, href, example, fields, items }: FieldEntry): Member {
  const inner = fields ?? items?.fields;
  return {
    name,
    type: typeof type === 'string' ? type : type.join('|'),
    description,
    href,
    sample: example,
    members: inner?.map(fieldMember),
  };
}

/** The nth word of a tag as written; null when there is none. */
function wordText(tag: Tag, index: number, field: Field): string | null {
  if (tag.markup.shape !== 'words') return null;
  const word = tag.markup.words[index];
  return word === undefined ? null : field.text.slice(word.start, word.end);
}

/** What is only known of a URL when the message is sent. */
const LIQUID = /\{\{.*?\}{2,3}|\{%.*?%\}|\$\{[^}]*\}/g;

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  const json = parseJson(body);
  return json ? json.value : body;
}

const childOf = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
const present = (value: unknown): readonly unknown[] => (value === undefined || value === null ? [] : [value]);
