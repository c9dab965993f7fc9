/** Strings as Ruby has them: counted in characters (not UTF-16 units), ordered by code point, stripped of ASCII white space only. */

/** Whether a text has characters of two UTF-16 units. */
function hasPairs(text: string): boolean {
  return /[\ud800-\udbff]/.test(text);
}

/** How many characters a text has. */
export function length(text: string): number {
  if (!hasPairs(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Ruby's `text[start, count]`; null where start lies outside. */
export function slice(text: string, start: number, count: number): string | null {
  const size = length(text);
  const from = start < 0 ? start + size : start;
  if (from < 0 || from > size || count < 0) return null;
  return hasPairs(text) ? [...text].slice(from, from + count).join('') : text.slice(from, Math.min(size, from + count));
}

/** The characters of a text, those of two units whole. */
export function characters(text: string): string[] {
  return hasPairs(text) ? [...text] : text.split('');
}

/** Ruby's `split`: one blank means words; empty ends are dropped; an empty separator parts characters. */
export function split(text: string, separator: string): string[] {
  if (separator === ' ') return text.split(/[ \t\n\v\f\r\0]+/).filter((word) => word !== '');
  const parts = separator === '' ? characters(text) : text.split(separator);
  while (parts.length > 0 && parts[parts.length - 1] === '') parts.pop();
  return parts;
}

const BLANK = /[ \t\n\v\f\r\0]/;

/** Ruby's `lstrip`. */
export function stripStart(text: string): string {
  let start = 0;
  while (start < text.length && BLANK.test(text[start]!)) start++;
  return text.slice(start);
}

/** Ruby's `rstrip`. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && BLANK.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** Ruby's `strip`. */
export function strip(text: string): string {
  return stripEnd(stripStart(text));
}

/** By code point, as Ruby orders UTF-8: -1, 0 or 1. */
export function compare(left: string, right: string): number {
  if (left === right) return 0;
  const end = Math.min(left.length, right.length);
  for (let i = 0; i < end; i++) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a === b) continue;
    // A surrogate stands for a character beyond the basic plane, which is greater than all in it.
    const x = a >= 0xd800 && a <= 0xdfff ? a + 0x10000 : a;
    const y = b >= 0xd800 && b <= 0xdfff ? b + 0x10000 : b;
    return x < y ? -1 : 1;
  }
  return left.length < right.length ? -1 : 1;
}

/** Ruby's `casecmp`: only A to Z are folded. */
export function compareIgnoringCase(left: string, right: string): number {
  return compare(foldAscii(left), foldAscii(right));
}

function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
}

/** Ruby lower-cases Σ to σ wherever it stands. */
export function downcase(text: string): string {
  return text.replace(/Σ/g, 'σ').toLowerCase();
}

/** Ruby's `capitalize`: the first character in title case, the rest in lower case. */
export function capitalize(text: string): string {
  const first = text.codePointAt(0);
  if (first === undefined) return '';
  const head = String.fromCodePoint(first);
  const upper = TITLECASE[head] ?? head.toUpperCase();
  const title =
    TITLECASE[head] ?? upper.slice(0, 1) + (upper.length > head.length ? downcase(upper.slice(1)) : upper.slice(1));
  return title + downcase(text.slice(head.length));
}

/** The letters whose title case is not their upper case. */
const TITLECASE: Readonly<Record<string, string>> = {
  Ǆ: 'ǅ',
  ǅ: 'ǅ',
  ǆ: 'ǅ',
  Ǉ: 'ǈ',
  ǈ: 'ǈ',
  ǉ: 'ǈ',
  Ǌ: 'ǋ',
  ǋ: 'ǋ',
  ǌ: 'ǋ',
  Ǳ: 'ǲ',
  ǲ: 'ǲ',
  ǳ: 'ǲ',
};
