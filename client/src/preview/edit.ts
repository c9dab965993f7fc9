/** A changed value of a user's attribute: typed text → a value of the type that it had. */

type Data = Readonly<Record<string, unknown>>;

/** The value, or a sentence that says why the text is none. */
export type Typed = { readonly value: unknown } | { readonly sentence: string };

/**
 * @param name what the attribute is called, for the sentence
 * @param before the value so far; one that was not set becomes a text, or what JSON of an array or object says
 */
export function typed(name: string, text: string, before: unknown): Typed {
  if (typeof before === 'boolean') return { value: text === 'true' };
  if (typeof before === 'number') {
    const value = Number(text.trim());
    return text.trim() !== '' && Number.isFinite(value)
      ? { value }
      : { sentence: `'${name}' is a number: '${text}' is none.` };
  }
  if (before === null || before === undefined) return { value: structureOf(text) ?? text };
  if (typeof before !== 'object') return { value: text };
  const what = Array.isArray(before) ? 'an array' : 'an object';
  try {
    const value: unknown = JSON.parse(text);
    const isSame = typeof value === 'object' && value !== null && Array.isArray(value) === Array.isArray(before);
    return isSame ? { value } : { sentence: `'${name}' is ${what}: write it as JSON.` };
  } catch (error) {
    return {
      sentence: `'${name}' is ${what}, and this is no JSON: ${error instanceof Error ? error.message : error}.`,
    };
  }
}

/** What stands at a path; undefined when there is nothing. */
export function valueAt(data: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return data;
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, key)) return undefined;
  return valueAt((data as Data)[key], rest);
}

/** The same data with another value at a path: in its place where there was one, of an object else as its last. */
export function withValue(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data))
    return data.map((item, index) => (String(index) === key ? withValue(item, rest, value) : item));
  const object: Data = typeof data === 'object' && data !== null ? (data as Data) : {};
  const next = withValue(Object.hasOwn(object, key) ? object[key] : undefined, rest, value);
  // Entries, so that a key like __proto__ is a key.
  const entries = Object.entries(object).map(([name, old]) => [name, name === key ? next : old] as const);
  return Object.fromEntries(Object.hasOwn(object, key) ? entries : [...entries, [key, next]]);
}

/** The array or object that a text is as JSON; null for any other text. */
function structureOf(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}
