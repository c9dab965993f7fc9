/** The cursor in the JSON object of an option such as `:headers {"Content-Type": "…"}`: on a name, or on the value of one. */
import type { Span } from '../liquid';

export interface HeaderPlace {
  /** The name whose value the cursor is on; null on a name. */
  readonly name: string | null;
  /** What an edit replaces: what stands between the quotes, or nothing where there are none yet. */
  readonly span: Span;
  readonly quoted: boolean;
  /** Names in the object, that at the cursor aside. */
  readonly names: readonly string[];
  /** Whether a colon follows: the value is there already. */
  readonly colon: boolean;
}

/** @param start where the option's value begins; `text` may be half-typed, and have outputs in its strings */
export function headerPlace(text: string, start: number, offset: number): HeaderPlace | null {
  const names: string[] = [];
  let isName = false;
  let key: string | null = null;
  let found: HeaderPlace | null = null;
  for (let at = start; at < text.length && !text.startsWith('%}', at); at++) {
    if (at === offset && found === null && (isName || key !== null)) {
      found = { name: isName ? null : key, span: { start: at, end: at }, quoted: false, names, colon: false };
    }
    const character = text[at];
    if (character === '}') break;
    if (character === '{' || character === ',') [isName, key] = [true, null];
    else if (character === ':') isName = false;
    else if (character === '"') {
      const end = stringEnd(text, at + 1);
      const content = text.slice(at + 1, end);
      if (at < offset && offset <= end) {
        const colon = /^"\s*:/.test(text.slice(end, end + 20));
        found = { name: isName ? null : key, span: { start: at + 1, end }, quoted: true, names, colon };
      } else if (isName) names.push(content);
      if (isName) key = content;
      at = end;
    }
  }
  const isAtEnd =
    found === null && offset >= start && (isName || key !== null) && text.slice(start, offset).trim() !== '';
  return isAtEnd && !text.slice(start, offset).includes('%}')
    ? { name: isName ? null : key, span: { start: offset, end: offset }, quoted: false, names, colon: false }
    : found;
}

/** The closing quote, or where a half-typed string stops: at the line's end, or before the tag's. */
function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('{{', at)) {
      const close = text.indexOf('}}', at);
      if (close < 0) return at;
      at = close + 1;
    } else if (text[at] === '"' || text[at] === '\n') return at;
    else if (text.startsWith('%}', at)) return text.slice(from, at).trimEnd().length + from;
  }
  return text.length;
}
