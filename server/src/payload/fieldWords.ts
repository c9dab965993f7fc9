/** What a field takes, in the words of somebody who writes messages: its types, its values, an example. */
import { suggest, typesOf } from '../docset';
import type { FieldEntry, JsonType, ValueList } from '../docset/types';
import type { Run } from './run';

const typeNames: Readonly<Record<JsonType, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** "a text", "a number or null". */
export function typeWords(field: FieldEntry): string {
  return typesOf(field)
    .map((type) => typeNames[type])
    .join(' or ');
}

/** "a number": a value's own type. */
export function nameOfType(type: JsonType): string {
  return type === 'boolean' ? 'a bare true or false' : type === 'integer' ? 'a number' : typeNames[type];
}

/** What to write in place of a value of another type: a sentence with a space before it. */
export function typeAdvice(field: FieldEntry): string {
  const [type] = typesOf(field);
  const sample = sampleOf(field);
  switch (type) {
    case 'string':
      return ` Write a text in double quotes${sample === null ? '' : `, such as ${JSON.stringify(sample)}`}.`;
    case 'integer':
    case 'number':
      return ` Write ${type === 'integer' ? 'a whole number' : 'a number'} without quotes${sample === null ? '' : `, such as ${sample}`}.`;
    case 'boolean':
      return ' Write true or false, without quotes.';
    case 'array':
      return ' Write its items between [ and ].';
    case 'object':
      return ' Write its fields between { and }.';
    default:
      return '';
  }
}

/** An example of a field that is one text or number; null when the docset gives none. */
function sampleOf({ example }: FieldEntry): string | null {
  if (typeof example === 'number') return String(example);
  return typeof example === 'string' && example !== '' && !example.includes('{') ? example : null;
}

interface KnownValue {
  readonly value: string;
  readonly description?: string;
}

/** The closed set of a field's values; null for one that takes any. */
export function valuesOf(run: Run, field: FieldEntry): readonly KnownValue[] | null {
  const { values } = field;
  if (!values) return null;
  if (Array.isArray(values)) return values.map((value) => ({ value: String(value) }));
  const list: ValueList | undefined = run.context.valueLists[(values as { list: string }).list];
  return list?.values ?? null;
}

/** More values than this are not told one by one. */
const maxTold = 6;

/** What to write for a text that is none of a field's values: the one that is meant, or what the values are like. */
export function valueAdvice(
  text: string,
  field: FieldEntry,
  values: readonly KnownValue[],
): { readonly words: string; readonly replacement: string | null } {
  const meant = valueMeant(text, values);
  if (meant !== null) return { words: ` Did you mean '${meant}'?`, replacement: meant };
  if (values.length <= maxTold) {
    return { words: ` It is one of ${values.map(({ value }) => `'${value}'`).join(', ')}.`, replacement: null };
  }
  const sample = values.find(({ value }) => value === field.example) ?? values[0];
  const about = sample?.description ? ` (${sample.description})` : '';
  return { words: ` It takes names such as '${sample?.value}'${about}.`, replacement: null };
}

/** The value that a text stands for: one spelled alike, one that is described by it, one that has its words. */
function valueMeant(text: string, values: readonly KnownValue[]): string | null {
  const names = values.map(({ value }) => value);
  const folded = text.trim().toLowerCase();
  const same = values.find(
    ({ value, description }) => value.toLowerCase() === folded || description?.toLowerCase() === folded,
  );
  return same?.value ?? suggest(text, names) ?? alikeInWords(folded, names);
}

/** The shortest of the values that begin with a text's first word and share the most words with it. */
function alikeInWords(text: string, names: readonly string[]): string | null {
  const wanted = wordsIn(text);
  const [first] = wanted;
  if (first === undefined || first.length < 4) return null;
  let best: string | null = null;
  let most = 0;
  for (const name of names) {
    const own = wordsIn(name.toLowerCase());
    if (own[0] !== first) continue;
    const shared = wanted.filter((word) => own.includes(word)).length;
    if (shared > most || (shared === most && best !== null && name.length < best.length)) {
      best = name;
      most = shared;
    }
  }
  return best;
}

function wordsIn(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
