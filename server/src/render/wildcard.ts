/** Patterns with `*` for any run of characters: the URLs that mocks answer. */

/**
 * Whether a text is these parts in this order, with anything between two of them.
 * @param parts what stands between the wildcards; one part alone has to be the whole text
 */
export function fitsParts(text: string, parts: readonly string[]): boolean {
  const [head = '', ...rest] = parts;
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}
