/** Where a block whose inside is text ends: `raw`, `doc` and `comment`, as Ruby's tokens have it. */
import { CLOSE_BRACE, DASH, isNameCharacter, isSpace, OPEN_BRACE, PERCENT } from './characters';
import { nameAt } from './tag';

/** Offset of the `{%` that begins the end tag; -1 when there is none. `nested`: comments and `raw` nest. */
export function findVerbatimEnd(text: string, start: number, name: string, nested: boolean): number {
  return nested ? findNestedEnd(text, start, name) : findPlainEnd(text, start, `end${name}`);
}

/** The first end tag, whatever it stands in. */
function findPlainEnd(text: string, start: number, endName: string): number {
  for (let at = text.indexOf('{%', start); at >= 0; at = text.indexOf('{%', at + 2)) {
    let pos = at + 2;
    if (text.charCodeAt(pos) === DASH) pos++;
    while (pos < text.length && isSpace(text.charCodeAt(pos))) pos++;
    if (text.startsWith(endName, pos) && !isNameCharacter(text.charCodeAt(pos + endName.length))) {
      return text.indexOf('%}', pos) < 0 ? -1 : at;
    }
  }
  return -1;
}

/** Skips tag by tag and output by output, so that a broken tag swallows the end tag behind it, as it does in Ruby. */
function findNestedEnd(text: string, start: number, name: string): number {
  let depth = 1;
  let pos = start;
  for (;;) {
    pos = text.indexOf('{', pos);
    if (pos < 0) return -1;
    const next = text.charCodeAt(pos + 1);
    if (next === OPEN_BRACE) {
      const close = text.indexOf('}', pos + 2);
      if (close < 0) return -1;
      pos = close + (text.charCodeAt(close + 1) === CLOSE_BRACE ? 2 : 1);
    } else if (next === PERCENT) {
      const close = text.indexOf('%}', pos + 2);
      if (close < 0) return -1;
      const word = nameAt(text, text.charCodeAt(pos + 2) === DASH ? pos + 3 : pos + 2, close).text;
      if (word === name) depth++;
      else if (word === `end${name}` && --depth === 0) return pos;
      pos = close + 2;
      if (word === 'raw') {
        const raw = findPlainEnd(text, pos, 'endraw');
        if (raw < 0) return -1;
        pos = text.indexOf('%}', raw) + 2;
      }
    } else pos++;
  }
}
