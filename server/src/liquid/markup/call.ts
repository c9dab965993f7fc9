/** `abort_message('reason')`, `promotion('list')`: parentheses and argument may be absent, and a reason may be unquoted. */
import { CLOSE_PAREN, isStraightQuote, OPEN_PAREN } from '../characters';
import { parseExpression } from '../expression';
import type { CallMarkup, Expression } from '../nodes';
import { type Reader, report, skipSpace, trimmed } from '../reader';

/** A tag called with at most one argument; `argumentSpan` holds it as written, quoted or not. */
export function parseCall(reader: Reader): CallMarkup {
  const { text } = reader;
  const all = trimmed(text, reader.pos, reader.end);
  const parenthesized = all.start < all.end && text.charCodeAt(all.start) === OPEN_PAREN;
  if (!parenthesized)
    return { shape: 'call', parenthesized, argument: argument(reader, all.start, all.end), argumentSpan: all };
  const close = closing(text, all.start + 1, all.end);
  if (close < 0) {
    report(
      reader,
      'syntax-error',
      `The closing parenthesis is missing. Write ')' behind the last argument.`,
      { start: all.start, end: all.end },
      {
        edits: [{ start: all.end, end: all.end, newText: ')' }],
      },
    );
  } else if (close + 1 < all.end) {
    const surplus = trimmed(text, close + 1, all.end);
    report(reader, 'syntax-error', `Nothing may stand behind the closing parenthesis. Remove what does.`, surplus, {
      edits: [{ ...surplus, newText: '' }],
    });
  }
  const argumentSpan = trimmed(text, all.start + 1, close < 0 ? all.end : close);
  const value = argument(reader, argumentSpan.start, argumentSpan.end);
  reader.pos = reader.end;
  return { shape: 'call', parenthesized, argument: value, argumentSpan };
}

/** The argument where all of it is one value; null for words without quotes, of which a rule says what is wrong. */
function argument(reader: Reader, start: number, end: number): Expression | null {
  const limit = reader.end;
  const problems = reader.problems.length;
  reader.pos = start;
  reader.end = end;
  const value = start < end ? parseExpression(reader) : null;
  skipSpace(reader);
  const whole = reader.pos === end;
  if (!whole) reader.problems.length = problems;
  reader.pos = limit;
  reader.end = limit;
  return whole ? value : null;
}

/** The last `)` outside a string that ends; -1 when there is none. */
function closing(text: string, start: number, end: number): number {
  const quote = text.charCodeAt(start);
  let from = start;
  if (isStraightQuote(quote)) {
    const close = text.indexOf(text[start]!, start + 1);
    if (close > 0 && close < end) from = close + 1;
  }
  let open = 0;
  for (let pos = from; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === OPEN_PAREN) open++;
    else if (code === CLOSE_PAREN && open-- === 0) return pos;
  }
  return -1;
}
