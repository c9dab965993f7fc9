/** Checks parsed JSON against a JSON Schema and says in plain words what is wrong and where. Generates no code, so it runs anywhere. */
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import docsetSchema from '../../docsets/docset.schema.json';
import { checkReferences } from './references';
import { suggest } from './suggest';
import type { DocsetFile } from './types';

/** Something wrong in a JSON value. */
export interface SchemaProblem {
  readonly message: string;
  /** Keys and indexes from the top to the place; jsonc-parser finds a node by it. */
  readonly path: JsonPath;
}

export type JsonPath = readonly (string | number)[];

/** Deeper than any docset, sample user or mock; what nests further is refused, not walked. */
const DEEPEST = 200;

/** What is wrong in the content of a docset file; empty when nothing is. */
export function validateDocset(value: unknown): readonly SchemaProblem[] {
  const problems = validateJson(docsetSchema as Schema, value);
  return problems.length > 0 ? problems : checkReferences(value as DocsetFile);
}

/** What of `value` (parsed JSON) does not follow `schema` (JSON Schema draft 7, references within itself only). */
export function validateJson(schema: Schema, value: unknown): readonly SchemaProblem[] {
  const unreadable = findUnreadable(value);
  if (unreadable !== null) return [unreadable];
  const errors = faults(schema, value);
  const alternatives = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'propertyNames');
  const wholes = new Set(alternatives.map((error) => error.keywordLocation));
  const problems = new Map<string, SchemaProblem>();
  for (const error of errors) {
    if (isInside(error.keywordLocation, wholes)) continue;
    const problem = explain(error, schema, value);
    if (problem !== null) problems.set(JSON.stringify(problem), problem);
  }
  return [...problems.values()];
}

/** All faults; only the first of a value that has so many that gathering them overflows the validator's stack. */
function faults(schema: Schema, value: unknown): readonly OutputUnit[] {
  try {
    return new Validator(schema, '7', false).validate(value).errors;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Validator(schema, '7', true).validate(value).errors;
  }
}

/** What the validator cannot take: it recurses, and writes keys as URIs. */
function findUnreadable(value: unknown): SchemaProblem | null {
  const open: { value: unknown; path: JsonPath }[] = [{ value, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (path.length === DEEPEST) return { message: 'This is nested too deeply to be read.', path };
    for (const [key, inner] of Object.entries(value)) {
      const place = [...path, Array.isArray(value) ? Number(key) : key];
      if (/\p{Surrogate}/u.test(key)) return { message: 'This key holds half a character.', path: place };
      open.push({ value: inner, path: place });
    }
  }
  return null;
}

/** One finding in words; null for one that only repeats that something inside it is wrong. */
function explain(error: OutputUnit, root: Schema, value: unknown): SchemaProblem | null {
  const path = pathTo(error.instanceLocation, value);
  const holder = schemaAt(root, error.keywordLocation, error.keyword);
  const quoted = error.error.slice(error.error.indexOf('"') + 1, error.error.lastIndexOf('"'));
  switch (error.keyword) {
    case 'additionalProperties':
      if (holder.additionalProperties !== false) return null;
      return { message: unknownName(quoted, Object.keys(holder.properties ?? {})), path: [...path, quoted] };
    case 'required':
      return { message: `'${quoted}' is missing.`, path };
    case 'type':
      return { message: `This has to be ${orList([holder.type ?? []].flat().map(withArticle))}.`, path };
    case 'enum':
      return { message: notOneOf(read(value, path), holder.enum ?? []), path };
    case 'const':
      return { message: `This has to be ${JSON.stringify(holder.const)}.`, path };
    case 'anyOf':
      return { message: `This has to be ${orList((holder.anyOf ?? []).map((form) => form.title ?? 'valid'))}.`, path };
    case 'pattern':
      return { message: holder.patternErrorMessage ?? `This has to match the pattern ${holder.pattern}.`, path };
    case 'format':
      return { message: holder.format === 'regex' ? 'This is no regular expression.' : error.error, path };
    case 'minLength':
      return { message: 'This must not be empty.', path };
    case 'minItems':
      return { message: `This needs ${holder.minItems} or more items.`, path };
    case 'uniqueItems':
      return { message: 'No item may stand here twice.', path };
    case 'minimum':
      return { message: `This has to be ${holder.minimum} or more.`, path };
    case 'maximum':
      return { message: `This has to be ${holder.maximum} or less.`, path };
    case 'propertyNames':
      return { message: `'${quoted}' is no name that may stand here.`, path: [...path, quoted] };
    default:
      return ECHOES.has(error.keyword) ? null : { message: error.error, path };
  }
}

const ECHOES = new Set(['$ref', 'properties', 'patternProperties', 'items', 'allOf', 'if', 'false']);

/** Whether a schema's location lies in one of `wholes`: a value that has none of its possible forms is told so once. */
function isInside(location: string, wholes: ReadonlySet<string>): boolean {
  for (let slash = location.lastIndexOf('/'); slash > 0; slash = location.lastIndexOf('/', slash - 1)) {
    if (wholes.has(location.slice(0, slash))) return true;
  }
  return false;
}

function unknownName(name: string, known: readonly string[]): string {
  const near = suggest(name, known);
  if (near !== null) return `'${name}' is not known here. Did you mean '${near}'?`;
  return `'${name}' is not known here. What may stand here: ${known.map((name) => `'${name}'`).join(', ')}.`;
}

function notOneOf(value: unknown, values: readonly unknown[]): string {
  const near =
    typeof value === 'string'
      ? suggest(
          value,
          values.filter((value) => typeof value === 'string'),
        )
      : null;
  if (near !== null) return `This is none of the values it may have. Did you mean '${near}'?`;
  return `This has to be ${orList(values.map((value) => JSON.stringify(value)))}.`;
}

function withArticle(type: string): string {
  if (type === 'null') return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function orList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

// ── Places ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What an editor's JSON schema may say beside the standard. */
type AnnotatedSchema = Schema & {
  readonly title?: string;
  readonly patternErrorMessage?: string;
  readonly anyOf?: AnnotatedSchema[];
};

/** The schema that holds the failed keyword: a walk along the location, through the references that stand in it. */
function schemaAt(root: Schema, location: string, keyword: string): AnnotatedSchema {
  const steps = readPointer(location);
  if (steps.at(-1) === keyword) steps.pop();
  let schema: unknown = root;
  for (const step of steps) {
    schema = (schema as Record<string, unknown> | undefined)?.[step];
    if (step === '$ref' && typeof schema === 'string') schema = read(root, readPointer(schema));
  }
  return (schema ?? {}) as AnnotatedSchema;
}

function pathTo(pointer: string, value: unknown): JsonPath {
  const path: (string | number)[] = [];
  for (const step of readPointer(pointer)) path.push(Array.isArray(read(value, path)) ? Number(step) : step);
  return path;
}

/** The steps of a JSON pointer in its URI form: `#/a~1b/0`. */
function readPointer(pointer: string): string[] {
  const steps = pointer.replace(/^#\/?/, '');
  return steps === '' ? [] : steps.split('/').map((step) => decodeStep(step).replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** A step as it was before it was written as part of a URI; names that were not written so are left alone. */
function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function read(value: unknown, path: JsonPath): unknown {
  let inner = value;
  for (const step of path) inner = (inner as Record<string | number, unknown> | null | undefined)?.[step];
  return inner;
}
