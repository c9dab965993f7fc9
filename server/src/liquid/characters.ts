/** Character codes and classes that the scanner and the markup readers share. */

export const TAB = 9;
export const NEWLINE = 10;
export const SPACE = 32;
export const BANG = 33;
export const QUOTE = 34;
export const HASH = 35;
export const DOLLAR = 36;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const APOSTROPHE = 39;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;

/** White space as people paste it: no-break and zero-width spaces too. */
export function isSpace(code: number): boolean {
  return (
    code === SPACE ||
    (code >= TAB && code <= 13) ||
    (code >= 0xa0 &&
      (code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x202f || code === 0x3000 || code === 0xfeff))
  );
}

/** 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A letter, digit or underscore of ASCII: what a tag's or a filter's name is made of. */
export function isNameCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}

/** What a variable's name is read with: ASCII, the hyphen, and letters of other scripts (reported where they are wrong). */
export function isWordCharacter(code: number): boolean {
  if (code < 0xaa) return isNameCharacter(code) || code === DASH;
  return (
    code !== 0xab && // «
    code !== 0xbb && // »
    code !== 0xd7 &&
    code !== 0xf7 &&
    !(code >= 0x2000 && code <= 0x206f) &&
    !(code >= 0x3000 && code <= 0x303f) &&
    code !== 0xfeff &&
    !Number.isNaN(code)
  );
}

/** A quote that Liquid reads as one. */
export function isStraightQuote(code: number): boolean {
  return code === QUOTE || code === APOSTROPHE;
}

/** Typographic quotes, which word processors put for straight ones; French ones too. */
export function isCurlyQuote(code: number): boolean {
  return (code >= 0x2018 && code <= 0x201f) || code === 0xab || code === 0xbb;
}

/** The straight quote that a straight or typographic quote stands for. */
export function straightQuote(code: number): '"' | "'" {
  return code === APOSTROPHE || (code >= 0x2018 && code <= 0x201b) ? "'" : '"';
}
