/** Quotes that close a text and should not: one too many, one inside of it, the one that opens the next text. */
import { append, type Content, partsOf } from './content';
import { swallowed } from './jsonColon';
import { afterValue } from './jsonValue';
import { ahead, isKey, isValue, skipSpace, stringEnd } from './lookahead';
import type { Reader, StringState } from './reader';
import { type Advance, doubt, fail, give, type Input, partOf, type Reading, spanOf, stop, to } from './step';

/** What a slip needs of the string that it is in: its state where this stretch of input begins, and with it. */
export interface Stretch {
  readonly token: StringState;
  readonly content: Content;
  readonly from: number;
  /** Where the quote or line break stands. */
  readonly index: number;
  /** Ends the string as one that was closed behind some content. */
  close(content: Content): readonly Reading[];
}

/** Reads a quote that closes the string; null where it does so rightly. */
export function readSlip(input: Input, reading: Reading, stretch: Stretch): Advance | null {
  const { token, content, index } = stretch;
  const empty = content.every(({ chain }) => chain === null);
  const behind = input.text[index + 1];
  const goesOn = behind === undefined ? empty : isInText(behind);
  if (token.inner) return readInner(input, reading, stretch);
  if (token.role === 'key' && !empty) {
    const found = closeKey(input, reading, stretch);
    if (found) return found;
  }
  if (!goesOn) return null;
  const span = spanOf(input, index, index + 1);
  const rest = ahead(input, index);
  if (empty) {
    if (behind === undefined && !isWholeString(rest)) return null;
    fail(input, reading, 'json-unbalanced', 'A quote too many stands here. Remove it.', span, { remove: true });
    return to(reading, {}, index + 1);
  }
  if (token.role === 'key' && swallowed(textOf(content)) !== null) return null;
  if (token.role === 'key' && isKey(rest, 0) && /^[^:]*:.*,\s*$/.test(textOf(content))) {
    const name = (textOf(content).split(':', 1)[0] ?? '').replace(/['”“\s]+$/, '');
    const found = closeAt(input, reading, stretch, colonAfter(input.text, stretch.from, index), name, token);
    const message = `The key '${name}' lacks its closing quote before the colon. Add it.`;
    return found ?? stop(input, reading, 'json-unbalanced', message, token.open);
  }
  const end = lostQuote(input, reading, stretch, rest);
  if (end !== null) {
    const insert = spanOf(input, end, end).start;
    const message = 'This text has no closing quote. Add it.';
    fail(input, reading, 'json-unbalanced', message, token.open, { insert, text: '"' });
    return { index: end, readings: [{ ...reading, reader: afterValue(reading.reader, token.open) }] };
  }
  if (token.role === 'value' && isKey(rest, 0) && /[[{,]\s*$/.test(textOf(content))) {
    return stop(input, reading, 'json-unbalanced', 'This text has no closing quote. Add it.', token.open);
  }
  const message = 'This quote ends the text early. Write \\" for a quote inside of a text.';
  doubt(input, reading, 'payload-invalid', message, span);
  return to(reading, { token: { ...token, content: withQuote(input, stretch), inner: true } }, index + 1);
}

/** Behind a quote inside of a text: only one that a member ends behind closes it. */
function readInner(input: Input, reading: Reading, stretch: Stretch): Advance | null {
  const { token, index } = stretch;
  const rest = ahead(input, index);
  const next = rest[skipSpace(rest, 1)];
  if (next === undefined || (token.role === 'key' ? next === ':' : ',}]'.includes(next))) return null;
  return to(reading, { token: { ...token, content: withQuote(input, stretch) } }, index + 1);
}

function withQuote(input: Input, { content, index }: Stretch): Content {
  return append(content, partOf(input, index, index + 1));
}

/** A key that has swallowed its colon in this stretch: read on from the colon. */
function closeKey(input: Input, reading: Reading, stretch: Stretch): Advance | null {
  const { token, content, from, index } = stretch;
  const name = swallowed(textOf(content));
  const rest = ahead(input, index);
  if (name === null || rest[skipSpace(rest, 1)] === ':') return null;
  return closeAt(input, reading, stretch, colonAfter(input.text, from, index), name, token);
}

function closeAt(
  input: Input,
  reading: Reading,
  { token, from, close }: Stretch,
  colon: number,
  name: string,
  { open }: StringState,
): Advance | null {
  if (colon < 0) return null;
  let end = colon;
  while (end > from && /\s/.test(input.text[end - 1] as string)) end -= 1;
  while (end > from && /['”“]/.test(input.text[end - 1] as string)) end -= 1;
  const span = { start: open.start, end: Math.max(open.end, spanOf(input, end, end).end) };
  const insert = spanOf(input, end, end).start;
  const message = `The key '${name}' lacks its closing quote before the colon. Add it.`;
  fail(input, reading, 'json-unbalanced', message, span, { insert, text: '"' });
  const before = end > from ? append(token.content, partOf(input, from, end)) : token.content;
  return { index: colon, readings: close(before) };
}

function colonAfter(text: string, from: number, end: number): number {
  const colon = text.indexOf(':', from);
  return colon < end ? colon : -1;
}

/** The literal text of a content that has but one writing; data as nothing. */
function textOf([writing]: Content): string {
  return writing
    ? partsOf(writing)
        .map(({ piece }) => (piece.kind === 'literal' ? piece.text : ''))
        .join('')
    : '';
}

/** Whether a character goes on with a text, and never stands behind one. */
function isInText(character: string): boolean {
  return !/[\s,:}\]{["'/;.)]/.test(character);
}

/** Whether an output stands behind the quote, and what begins with both ends in a quote before the member ends. */
function isWholeString(rest: string): boolean {
  const end = rest.startsWith('"{{') ? stringEnd(rest, 0) : -1;
  return end > 0 && (rest.startsWith('{%', end) || /[,:}\]\n]/.test(rest[skipSpace(rest, end)] ?? '\n'));
}

/** Where a value lost its closing quote: before the comma that stands before the quote of the next key or item. */
function lostQuote(input: Input, { reader }: Reading, { token, from, index }: Stretch, rest: string): number | null {
  const { frame } = reader;
  if (token.role !== 'value' || !frame) return null;
  const { start, comma, closes } = tailOf(input.text, from, index);
  if (!comma) return null;
  return isKey(rest, 0) || (frame.kind === 'array' && !closes) ? start : null;
}

/** The end of a stretch that is punctuation: brackets that close and a comma. */
function tailOf(text: string, from: number, end: number): { start: number; comma: boolean; closes: boolean } {
  let start = end;
  let comma = false;
  let closes = false;
  for (; start > from; start -= 1) {
    const character = text[start - 1] as string;
    if (character === ',' && !comma && !closes) comma = true;
    else if (character === '}' || character === ']') closes = true;
    else if (!/\s/.test(character)) break;
  }
  return { start, comma, closes };
}

/** A line that ends before the string does: read on where its member plainly ends, else the path ends. */
export function readBrokenLine(input: Input, reading: Reading, stretch: Stretch): Advance {
  const { token, content, from, index } = stretch;
  if (token.inner) return give(input, reading);
  if (token.role === 'key') {
    const colon = colonAfter(input.text, from, index);
    const before = colon < 0 ? '' : input.text.slice(from, colon).replace(/['”“\s]+$/, '');
    const name = textOf(token.content) + before;
    const found = /\S/.test(before) ? closeAt(input, reading, stretch, colon, name, token) : null;
    if (found) return found;
  }
  const rest = ahead(input, index);
  const tail = tailOf(input.text, from, index);
  const last = content[0]?.chain?.part.piece;
  const comma = tail.comma || (last?.kind === 'literal' && /,\s*$/.test(last.text));
  const next = skipSpace(rest, 0);
  const goesOn = isKey(rest, next) || /[}\]]/.test(rest[next] ?? '') || (comma && isValue(rest, next));
  const message = 'This string has no closing quote on its line. Add the missing quote.';
  if (token.role === 'key' || !goesOn) return stop(input, reading, 'json-unbalanced', message, token.open);
  fail(input, reading, 'json-unbalanced', message, token.open);
  const after = afterValue(reading.reader, token.open);
  const reader: Reader = comma && !tail.comma ? { ...after, mode: 'next', comma: null } : after;
  return { index: tail.start, readings: [{ ...reading, reader }] };
}

/** Whether a straight quote ends a text in single quotes: the text is one that lost its right quote at either end. */
export function endsSingle(input: Input, index: number): boolean {
  const rest = ahead(input, index);
  const line = rest.split('\n', 1)[0] ?? '';
  const next = rest[skipSpace(rest, 1)];
  return (next === undefined || ',:}]'.includes(next)) && !withoutLiquid(line).includes("'");
}

function withoutLiquid(line: string): string {
  let text = '';
  for (let index = 0; index < line.length; ) {
    const end = line.startsWith('{{', index) ? '}}' : line.startsWith('{%', index) ? '%}' : null;
    if (end === null) {
      text += line[index];
      index += 1;
    } else {
      const close = line.indexOf(end, index + 2);
      index = close < 0 ? line.length : close + 2;
    }
  }
  return text;
}
