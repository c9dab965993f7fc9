/** Strings: everything between two equal quotes, without escapes; typographic quotes are read and reported. */
import { isCurlyQuote, isSpace, straightQuote } from './characters';
import type { StringLiteral } from './nodes';
import { type Reader, report } from './reader';

/** Reads the string at `pos`, which is a straight quote. Without an end it runs to the limit. */
export function parseString(reader: Reader): StringLiteral {
  const { text, end } = reader;
  const start = reader.pos;
  const quote = text[start]!;
  const close = indexWithin(text, quote, start + 1, end);
  if (close >= 0) {
    reader.pos = close + 1;
    nestedOutput(reader, start + 1, close);
    return { kind: 'string', start, end: close + 1, quote, value: text.slice(start + 1, close), closed: true };
  }
  const curly = closingCurly(text, start, end);
  if (curly >= 0) return mixed(reader, start, curly);
  let stop = end;
  while (stop > start + 1 && isSpace(text.charCodeAt(stop - 1))) stop--;
  reader.pos = stop;
  report(
    reader,
    'missing-string-close',
    `This text has no closing ${quote}. Put ${quote} behind its last character.`,
    { start, end: stop },
    {
      edits: [{ start: stop, end: stop, newText: quote }],
    },
  );
  return { kind: 'string', start, end: stop, quote, value: text.slice(start + 1, stop), closed: false };
}

/** Reads the string at `pos`, which is a typographic quote; it ends at the next quote of its sort, curly or straight. */
export function parseCurlyString(reader: Reader): StringLiteral {
  const { text, end } = reader;
  const start = reader.pos;
  const straight = straightQuote(text.charCodeAt(start));
  let close = start + 1;
  while (close < end && !isQuoteOf(text.charCodeAt(close), straight)) close++;
  if (close < end) return mixed(reader, start, close);
  let stop = start + 1;
  while (stop < end && !isSpace(text.charCodeAt(stop)) && text[stop] !== '|' && text[stop] !== ',') stop++;
  reader.pos = stop;
  report(
    reader,
    'curly-quotes',
    curlyMessage,
    { start, end: stop },
    {
      edits: [
        { start, end: start + 1, newText: straight },
        { start: stop, end: stop, newText: straight },
      ],
    },
  );
  return { kind: 'string', start, end: stop, quote: text[start]!, value: text.slice(start + 1, stop), closed: false };
}

const curlyMessage =
  'Curly quotes do not work in Liquid: the text between them is not read as a text. Replace them by straight quotes.';

/** A string with a curly quote at one end at least. */
function mixed(reader: Reader, start: number, close: number): StringLiteral {
  const { text } = reader;
  const value = text.slice(start + 1, close);
  const preferred = straightQuote(
    isCurlyQuote(text.charCodeAt(start)) ? text.charCodeAt(start) : text.charCodeAt(close),
  );
  const quote = value.includes(preferred) ? (preferred === '"' ? "'" : '"') : preferred;
  reader.pos = close + 1;
  report(
    reader,
    'curly-quotes',
    curlyMessage,
    { start, end: close + 1 },
    {
      edits: [
        { start, end: start + 1, newText: quote },
        { start: close, end: close + 1, newText: quote },
      ],
    },
  );
  const opener = text[start]!;
  return {
    kind: 'string',
    start,
    end: close + 1,
    quote: isCurlyQuote(opener.charCodeAt(0)) ? opener : text[close]!,
    value,
    closed: true,
  };
}

function isQuoteOf(code: number, straight: string): boolean {
  return code === straight.charCodeAt(0) || (isCurlyQuote(code) && straightQuote(code) === straight);
}

/** `'en’`: the curly end of a string that begins straight; -1 when there is none. */
function closingCurly(text: string, start: number, end: number): number {
  const straight = text[start]!;
  for (let pos = start + 1; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (isCurlyQuote(code) && straightQuote(code) === straight) {
      // An apostrophe inside a word (`L’été`) ends nothing.
      const next = pos + 1 < end ? text.charCodeAt(pos + 1) : 32;
      if (isSpace(next) || next === 124 || next === 44 || next === 41 || next === 93) return pos;
    }
  }
  return -1;
}

/** Text in quotes is not rendered: an output in it prints its braces, or ends the outer output. */
function nestedOutput(reader: Reader, start: number, end: number): void {
  if (reader.outputs === 0) return;
  const open = indexWithin(reader.text, '{{', start, end);
  if (open < 0) return;
  const close = indexWithin(reader.text, '}}', open, end);
  if (close < 0) return;
  report(
    reader,
    'nested-output-braces',
    `An output does not work inside quotes: its '}}' ends the outer output. Assign the text first, or join with the 'append' filter.`,
    { start: open, end: close + 2 },
  );
}

function indexWithin(text: string, part: string, start: number, end: number): number {
  const last = end - part.length;
  const first = part.charCodeAt(0);
  for (let pos = start; pos <= last; pos++) {
    if (text.charCodeAt(pos) === first && (part.length === 1 || text.startsWith(part, pos))) return pos;
  }
  return -1;
}
