/** JSON as it comes from outside: of any shape, or none at all. Imports nothing, so that every layer may use it. */

/** Whether a value is a JSON object: no list, not null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text's value in a box, since `null` is JSON too; null when the text is no JSON. Never throws. */
export function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
