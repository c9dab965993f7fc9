/** What stands between the tokens of JSON: brackets, commas, colons, and what has no place there. */
import type { Span } from '../liquid';
import { append, emptyContent } from './content';
import { closeLost, closeParenthesis, holdsList, openParenthesis, readClose } from './jsonBrackets';
import { readColon } from './jsonColon';
import { openString } from './jsonString';
import { afterValue, missingValue, openContainer } from './jsonValue';
import { openWord, readTail } from './jsonWord';
import { ahead, isItem, skipSpace } from './lookahead';
import type { WordState } from './reader';
import { type Run, report } from './run';
import { type Advance, doubt, fail, type Input, partOf, type Reading, spanOf, stop, to, wordSpan } from './step';
import { isSpace } from './tokens';
import { emptyWord, nextShape } from './words';

/** Reads one character, or white space, where no text, word or comment is open. */
export function readBetween(input: Input, reading: Reading, index: number): Advance {
  const character = input.text[index] as string;
  const { tail } = reading.reader;
  if (tail !== null) return readTail(input, reading, tail, index);
  if (isSpace(character)) {
    let end = index + 1;
    while (end < input.text.length && isSpace(input.text[end] as string)) end += 1;
    return to(reading, {}, end);
  }
  if (character === '/') {
    const next = input.text[index + 1];
    if (next === '/' || next === '*') return openComment(input, reading, index, next === '/');
  }
  switch (reading.reader.mode) {
    case 'colon':
      if (character === '}') return readClose(input, reading, character, index);
      return readColon(input, reading, character, index);
    case 'after':
      return readAfter(input, reading, character, index);
    case 'end':
      return readEnd(input, reading, character, index);
    default:
      return readMember(input, reading, character, index);
  }
}

function readMember(input: Input, reading: Reading, character: string, index: number): Advance {
  const { reader } = reading;
  const { frame, mode } = reader;
  const span = spanOf(input, index, index + 1);
  const wantsKey = frame?.kind === 'object' && mode !== 'value';
  if (character === '"') return openString(reading, '"', span, index + 1);
  if (character === "'") return openString(reading, "'", span, index + 1);
  if (character === '“' || character === '”') return openString(reading, '”', span, index + 1);
  if (character === ',') return readComma(input, reading, index);
  if (character === '}' || character === ']') return readClose(input, reading, character, index);
  if (wantsKey && character === '{' && mode === 'next') {
    const closed = closeLost(input, reading, index);
    if (closed) return to(closed, { mode: 'value' }, index);
  }
  if (!wantsKey && character === '{' && holdsList(ahead(input, index + 1))) {
    const message = "A list stands in these braces. Write '[' and ']' around it.";
    fail(input, reading, 'payload-invalid', message, span);
    return openContainer(input, reading, 'array', index, true);
  }
  if (!wantsKey && character === '{') return openContainer(input, reading, 'object', index);
  if (!wantsKey && character === '[') return openContainer(input, reading, 'array', index);
  if (character === ')' && frame && mode !== 'value') return closeParenthesis(input, reading, index);
  if (character === '(' && !wantsKey) return openParenthesis(input, reading, index);
  if (character === '{' || character === '[' || character === ':') {
    const message = wantsKey
      ? `A key in double quotes has to stand here, not '${character}'.`
      : `A value has to stand here, not '${character}'.`;
    return stop(input, reading, 'payload-invalid', message, span);
  }
  const placeholder =
    character === '<'
      ? /^(?:<<[^<>\n]{1,80}>>|<[A-Za-z][\w .-]{0,80}>)/.exec(input.text.slice(index, index + 90))
      : null;
  // A rule of its own speaks of what the published template leaves to fill in.
  if (placeholder && !frame) return to(reading, {}, index + placeholder[0].length);
  if (placeholder && !wantsKey) {
    const part = partOf(input, index, index + placeholder[0].length);
    const word: WordState = {
      kind: 'word',
      role: 'value',
      shape: nextShape(emptyWord, '#'),
      content: append(emptyContent, part),
      open: span,
    };
    return to(reading, { token: word, last: span }, index + placeholder[0].length);
  }
  if (!frame && !/[-\dtfn]/.test(character)) {
    const message = 'The body has to be JSON, and this text is none. Remove it, or begin with { or [.';
    return stop(input, reading, 'payload-invalid', message, wordSpan(input, index));
  }
  return openWord(reading, span, index);
}

/** A comma where a member should begin. */
function readComma(input: Input, reading: Reading, index: number): Advance {
  const { frame, mode } = reading.reader;
  const span = spanOf(input, index, index + 1);
  if (mode === 'next') {
    fail(input, reading, 'json-double-comma', 'Two commas follow each other. Remove one.', span);
    return to(reading, { comma: span, last: span }, index + 1);
  }
  if (mode === 'first' && frame?.kind === 'array') {
    const closed = closeLost(input, reading, index);
    if (closed) return to(closed, { mode: 'next', comma: span, last: span }, index + 1);
  }
  if (mode === 'first') {
    doubt(input, reading, 'payload-invalid', 'This comma has nothing before it. Remove it.', span);
    return to(reading, { mode: 'next', comma: span, last: span }, index + 1);
  }
  if (!frame) return stop(input, reading, 'payload-invalid', missingValue(frame), span);
  doubt(input, reading, 'payload-invalid', missingValue(frame), frame.keySpan ?? span);
  return to(
    { guard: reading.guard, reader: afterValue(reading.reader, span) },
    { mode: 'next', comma: span },
    index + 1,
  );
}

function readAfter(input: Input, reading: Reading, character: string, index: number): Advance {
  const span = spanOf(input, index, index + 1);
  if (character === ',') {
    const isList = reading.reader.frame?.kind === 'array';
    const rest = isList ? '' : ahead(input, index);
    if (!isList && isItem(rest, 1)) {
      const message = "A further value stands behind this comma. Write '[' and ']' around a list of values.";
      return stop(input, reading, 'payload-invalid', message, span);
    }
    const inside = isList ? (closeLost(input, reading, index) ?? reading) : reading;
    return to(inside, { mode: 'next', comma: span, last: span }, index + 1);
  }
  if (character === '}' || character === ']') return readClose(input, reading, character, index);
  if (character === ':') return readOddColon(input, reading, span);
  if (character === ';' || (character === '.' && isAlone(input, index))) {
    const message = `A '${character}' stands here where a comma has to be. Write ','.`;
    fail(input, reading, 'json-missing-comma', message, span, { replace: ',' });
    return to(reading, { mode: 'next', comma: span, last: span }, index + 1);
  }
  if (character === ')') return closeParenthesis(input, reading, index);
  if (closesNothing(input, index)) {
    const doubled = input.text[index - 1] === '"';
    const message = 'This quote closes a text that has no opening quote. Add it.';
    if (doubled)
      fail(input, reading, 'json-unbalanced', 'A quote too many stands here. Remove it.', span, { remove: true });
    else fail(input, reading, 'json-unbalanced', message, span);
    return to(reading, { last: span }, index + 1);
  }
  if (isWordBehind(input, reading, index)) {
    const message = 'This text stands where a comma or the end has to be. Write \\" for a quote inside of a text.';
    return stop(input, reading, 'payload-invalid', message, wordSpan(input, index));
  }
  missingComma(input.run, reading, span);
  return to(reading, { mode: 'next', comma: null }, index);
}

/** Whether a quote behind a value is the closing one of a text: no text begins with what ends a member. */
function closesNothing(input: Input, index: number): boolean {
  const { text } = input;
  if (text[index] !== '"') return false;
  if (/^[ \t]*[,}\]\r\n]/.test(text.slice(index + 1, index + 80))) return true;
  const rest = ahead(input, index);
  return text[index - 1] === '"' && (rest.startsWith('{%', 1) || /^(?:[,}\]]|$)/.test(rest.slice(skipSpace(rest, 1))));
}

/** Reports a comma that is missing behind the last value. */
export function missingComma(run: Run, reading: Reading, span: Span): void {
  const last = reading.reader.last ?? span;
  report(run, {
    code: 'json-missing-comma',
    message: 'A comma is missing here, before the next member.',
    span: last,
    guard: reading.guard,
    data: { insert: last.end },
    related: [{ message: 'The next member', span }],
  });
}

/** A colon behind a value. */
function readOddColon(input: Input, reading: Reading, span: Span): Advance {
  const message =
    reading.reader.frame?.kind === 'array'
      ? "A key with its ':' stands in a list here. Close the list before it, or put { and } around its members."
      : "This ':' stands where a comma or the end has to be. Perhaps the value before it is missing.";
  return stop(input, reading, 'payload-invalid', message, span);
}

/** Whether a character stands alone, as a comma would. */
function isAlone(input: Input, index: number): boolean {
  return /^.(?:\s|["{[]|$)/.test(ahead(input, index).slice(0, 2));
}

/** Text that goes on where a text has ended: the quote before it was one inside of it. */
function isWordBehind(input: Input, { reader: { frame } }: Reading, index: number): boolean {
  const rest = ahead(input, index).slice(0, 80);
  if (!/^[\p{L}_$&\\(]/u.test(rest)) return false;
  return frame?.kind === 'array' ? !/^(?:true|false|null)\b/.test(rest) : !/^[\w$]+["']?\s*:/.test(rest);
}

function readEnd(input: Input, reading: Reading, character: string, index: number): Advance {
  const span = wordSpan(input, index);
  if (character === '}' || character === ']') return readClose(input, reading, character, index);
  const rest = ahead(input, index);
  const isComma = character === ',' && skipSpace(rest, 1) === rest.length;
  const code = isComma ? 'json-trailing-comma' : 'payload-invalid';
  const message = isComma
    ? 'A comma stands behind the end of the JSON. Remove it.'
    : 'The JSON has ended before this text. Remove the text, or the bracket that ends the JSON too early.';
  if (!isComma) return stop(input, reading, code, message, span);
  fail(input, reading, code, message, span);
  return to(reading, {}, index + 1);
}

function openComment(input: Input, reading: Reading, index: number, line: boolean): Advance {
  const { text } = input;
  const close = line ? text.indexOf('\n', index) : text.indexOf('*/', index + 2);
  const end = close < 0 ? text.length : line ? close : close + 2;
  fail(
    input,
    reading,
    'json-comment',
    'JSON has no comments, and this one is sent as it is. Write {% comment %} … {% endcomment %} instead.',
    spanOf(input, index, end),
  );
  return to(reading, close < 0 ? { token: { kind: 'comment', line, star: false } } : {}, end);
}

/** Reads on to the end of a comment. */
export function readInComment(input: Input, reading: Reading, index: number): Advance {
  const token = reading.reader.token;
  const line = token?.kind === 'comment' && token.line;
  const close = line ? input.text.indexOf('\n', index) : input.text.indexOf('*/', index);
  if (close < 0) return to(reading, {}, input.text.length);
  return to(reading, { token: null }, line ? close : close + 2);
}
