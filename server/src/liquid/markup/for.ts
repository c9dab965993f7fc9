/** `for x in xs reversed limit: n offset: n`, `tablerow x in xs cols: n`: modifiers in any order, with or without commas. */
import { parseKeyword } from '../chain';
import { COMMA, isWordCharacter, PIPE } from '../characters';
import { parseExpression, parseName } from '../expression';
import { reportJunk, skipJunk } from '../junk';
import type { Argument, ForMarkup, Name } from '../nodes';
import { atWord, peek, type Reader, report, skipSpace, trimmed } from '../reader';
import { checkName } from './assign';

/** `for item in list limit: 2 offset: 1 reversed`, and `tablerow` alike. */
export function parseFor(reader: Reader): ForMarkup {
  skipSpace(reader);
  const variable = isWordCharacter(peek(reader)) ? parseName(reader) : null;
  if (variable !== null && !validLoopName(variable)) checkName(reader, variable);
  skipSpace(reader);
  if (variable === null || !atWord(reader, 'in')) {
    const span = trimmed(reader.text, variable?.start ?? reader.pos, reader.end);
    report(
      reader,
      'syntax-error',
      `A loop is written 'for item in list'; ${variable ? `'in' is missing` : 'the name of the item is missing'}.`,
      span.start === span.end ? reader.tag : span,
    );
    reader.pos = reader.end;
    return { shape: 'for', variable, collection: null, reversed: false, modifiers: [] };
  }
  const inEnd = reader.pos + 2;
  reader.pos = inEnd;
  const collection = parseExpression(reader);
  if (collection === null) {
    const span = trimmed(reader.text, inEnd, reader.end);
    const at = span.start === span.end ? { start: inEnd - 2, end: inEnd } : span;
    report(reader, 'syntax-error', `A list is missing behind 'in'.`, at);
    reader.pos = reader.end;
    return { shape: 'for', variable, collection, reversed: false, modifiers: [] };
  }
  skipSpace(reader);
  // Ruby turns the list round only where the word stands right behind it.
  const reversed = atWord(reader, 'reversed');
  if (reversed) reader.pos += 'reversed'.length;
  return { shape: 'for', variable, collection, reversed, modifiers: parseModifiers(reader) };
}

/** `x?` is a name that Ruby takes. */
function validLoopName(name: Name): boolean {
  return /^\w+\??$/.test(name.text);
}

function parseModifiers(reader: Reader): Argument[] {
  const modifiers: Argument[] = [];
  let reported = false;
  for (;;) {
    skipSpace(reader);
    while (peek(reader) === COMMA) {
      reader.pos++;
      skipSpace(reader);
    }
    if (peek(reader) < 0) return modifiers;
    const start = reader.pos;
    const name = parseKeyword(reader);
    if (name !== null) {
      const value = parseExpression(reader);
      modifiers.push({ kind: 'argument', start, end: value?.end ?? name.end + 1, name, value });
      if (value === null && !reported) {
        reported = true;
        report(reader, 'syntax-error', `A number is missing behind '${name.text}:'.`, name);
      }
      continue;
    }
    if (atWord(reader, 'reversed')) {
      reader.pos += 'reversed'.length;
      continue;
    }
    if (peek(reader) === PIPE) {
      reader.pos = reader.end;
      if (!reported) {
        report(
          reader,
          'filter-in-condition',
          'A filter does not work in a loop and is dropped. Assign the filtered list to a variable first.',
          trimmed(reader.text, start, reader.end),
        );
      }
      return modifiers;
    }
    skipJunk(
      reader,
      (code, at) => at > start && (code === COMMA || code === PIPE || (code === 32 && modifierAhead(reader, at + 1))),
    );
    if (!reported) reportJunk(reader, 'tag', start, reader.pos);
    reported = true;
  }
}

/** Whether `name:` stands at an offset. */
function modifierAhead(reader: Reader, at: number): boolean {
  const { text, end } = reader;
  let pos = at;
  while (pos < end && isWordCharacter(text.charCodeAt(pos))) pos++;
  return pos > at && pos < end && text[pos] === ':';
}
