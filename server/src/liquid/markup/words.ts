/**
 * Words and `:options` parted by white space: `connected_content`, `catalog_items`, `message_extras` … A value runs to the
 * next ` :option`; braces, strings in them and outputs may hold one.
 */
import { parseKey } from '../attribute';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  DOLLAR,
  DOT,
  isDigit,
  isNameCharacter,
  isSpace,
  isStraightQuote,
  OPEN_BRACE,
  OPEN_BRACKET,
} from '../characters';
import type { Attribute, Interpolated, Name, Option, Output, Segment, Text, WordsMarkup } from '../nodes';
import { parseOutput } from '../output';
import { peek, type Reader, skipSpace, trimmed } from '../reader';
import { findKeyEnd, findOutputEnd } from '../scanner';

/** Words parted by white space, then `:option value` pairs, with outputs and attributes in any of them. */
export function parseWords(reader: Reader): WordsMarkup {
  const words: Interpolated[] = [];
  const options: Option[] = [];
  const braces: Braces = { trusted: true };
  for (;;) {
    skipSpace(reader);
    if (peek(reader) < 0) return { shape: 'words', words, options };
    if (isOption(reader, reader.pos)) options.push(parseOption(reader, braces));
    else words.push(interpolated(reader, reader.pos, wordEnd(reader, reader.pos)));
  }
}

/** Braces that are not closed are not trusted again in this tag: its options are more certain. */
interface Braces {
  trusted: boolean;
}

function isOption(reader: Reader, at: number): boolean {
  const { text, end } = reader;
  const code = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === COLON && at + 1 < end && isNameCharacter(code) && !isDigit(code);
}

/** The end of a word: white space outside outputs and keys. */
function wordEnd(reader: Reader, start: number): number {
  const { text, end } = reader;
  let pos = start;
  while (pos < end && !isSpace(text.charCodeAt(pos))) pos = skipOne(reader, pos);
  return pos;
}

/** Behind the character, output or key at `pos`. */
function skipOne(reader: Reader, pos: number): number {
  const { text, end } = reader;
  const code = text.charCodeAt(pos);
  const next = pos + 1 < end ? text.charCodeAt(pos + 1) : -1;
  if (code === OPEN_BRACE && next === OPEN_BRACE) {
    const found = findOutputEnd(reader, pos, end);
    if (found.closer === 'braces') return Math.min(found.at + 2, end);
    return Math.min(pos + 2, end);
  }
  if (code === DOLLAR && next === OPEN_BRACE) {
    const close = findKeyEnd(text, pos + 2, end);
    return close < 0 ? pos + 2 : close + 1;
  }
  return pos + 1;
}

function parseOption(reader: Reader, braces: Braces): Option {
  const { text, end } = reader;
  const start = reader.pos;
  let pos = start + 1;
  while (pos < end && isNameCharacter(text.charCodeAt(pos))) pos++;
  const name: Name = { kind: 'name', start: start + 1, end: pos, text: text.slice(start + 1, pos) };
  let stop = valueEnd(reader, pos, braces);
  if (stop < 0) {
    braces.trusted = false;
    stop = valueEnd(reader, pos, braces);
  }
  const span = trimmed(text, pos, stop);
  const value = span.start < span.end ? interpolated(reader, span.start, span.end) : null;
  reader.pos = stop;
  return { kind: 'option', start, end: value?.end ?? pos, name, value };
}

/** The white space before the next option, or the limit; -1 when a trusted brace stays open. */
function valueEnd(reader: Reader, start: number, braces: Braces): number {
  const { text, end } = reader;
  let open = 0;
  let pos = start;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if (isSpace(code)) {
      if (open === 0 && isOption(reader, pos + 1)) return pos;
      pos++;
    } else if (code === OPEN_BRACE && text.charCodeAt(pos + 1) === OPEN_BRACE) pos = skipOne(reader, pos);
    else if (isStraightQuote(code) && open > 0) pos = stringEnd(reader, pos);
    else {
      if (braces.trusted) {
        if (code === OPEN_BRACE || code === OPEN_BRACKET) open++;
        else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && open > 0) open--;
      }
      pos = code === DOLLAR ? skipOne(reader, pos) : pos + 1;
    }
  }
  return open > 0 ? -1 : end;
}

/** Behind a JSON string, in which outputs may hold quotes of their own; behind the quote where it has no end on its line. */
function stringEnd(reader: Reader, start: number): number {
  const { text, end } = reader;
  const quote = text.charCodeAt(start);
  let pos = start + 1;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if (code === quote) return pos + 1;
    if (code === 10) break;
    pos = code === 92 ? pos + 2 : code === OPEN_BRACE ? skipOne(reader, pos) : pos + 1;
  }
  return start + 1;
}

/** Text with outputs and bare attributes in it; leaves `pos` at its end. */
function interpolated(reader: Reader, start: number, end: number): Interpolated {
  const { text, end: limit } = reader;
  const parts: (Text | Output | Attribute)[] = [];
  reader.end = end;
  let textStart = start;
  let pos = start;
  const flush = (to: number): void => {
    if (to > textStart) parts.push({ kind: 'text', start: textStart, end: to });
  };
  while (pos < end) {
    const code = text.charCodeAt(pos);
    const next = pos + 1 < end ? text.charCodeAt(pos + 1) : -1;
    if (code === OPEN_BRACE && next === OPEN_BRACE) {
      flush(pos);
      reader.pos = pos;
      parts.push(parseOutput(reader));
      pos = reader.pos;
      textStart = pos;
    } else if (code === DOLLAR && next === OPEN_BRACE && findKeyEnd(text, pos + 2, end) >= 0) {
      const namespace = namespaceBefore(text, textStart, pos);
      const from = namespace?.start ?? pos;
      flush(from);
      reader.pos = pos;
      parts.push(bareAttribute(reader, from, namespace));
      pos = reader.pos;
      textStart = pos;
    } else pos++;
  }
  flush(end);
  reader.end = limit;
  reader.pos = end;
  return { kind: 'interpolated', start, end, parts };
}

/** In a URL a dot behind an attribute is text (`https://${region}.example.com`); a position in brackets is none. */
function bareAttribute(reader: Reader, start: number, namespace: Name | null): Attribute {
  const { text, end } = reader;
  const key = parseKey(reader);
  const path: Segment[] = [];
  let pos = reader.pos;
  while (pos < end && text.charCodeAt(pos) === OPEN_BRACKET) {
    let close = pos + 1;
    while (close < end && isDigit(text.charCodeAt(close))) close++;
    if (close === pos + 1 || close >= end || text.charCodeAt(close) !== CLOSE_BRACKET) break;
    const value = Number(text.slice(pos + 1, close));
    path.push({
      kind: 'segment',
      start: pos,
      end: close + 1,
      name: null,
      index: { kind: 'number', start: pos + 1, end: close, value, isFloat: false },
      bracketed: true,
    });
    pos = close + 1;
  }
  reader.pos = pos;
  return { kind: 'attribute', start, end: pos, namespace, key, path };
}

/** `custom_attribute.` right before `${`, at the beginning of a word or of a value; a part of a host name is none. */
function namespaceBefore(text: string, from: number, dollar: number): Name | null {
  if (text.charCodeAt(dollar - 1) !== DOT || dollar - 1 <= from) return null;
  const end = dollar - 1;
  let start = end;
  while (start > from && isNameCharacter(text.charCodeAt(start - 1))) start--;
  if (start === end || isDigit(text.charCodeAt(start))) return null;
  if (start > from && !'=&?,:;([{"\'|'.includes(text[start - 1]!) && !isSpace(text.charCodeAt(start - 1))) return null;
  return { kind: 'name', start, end, text: text.slice(start, end) };
}
