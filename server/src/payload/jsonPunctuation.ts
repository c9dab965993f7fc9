/** What stands between the tokens of JSON: brackets, commas, colons, and what has no place there. */
import type { Span } from '../liquid';
import { append, emptyContent } from './content';
import { openString } from './jsonString';
import { afterValue, closeContainer, missingValue, openContainer } from './jsonValue';
import { openWord, readTail } from './jsonWord';
import { judgeKey, judgeRepeat } from './members';
import type { WordState } from './reader';
import { type Run, report } from './run';
import { type Advance, fail, give, type Input, partOf, type Reading, spanOf, to, wordSpan } from './step';
import { isSpace } from './tokens';
import { emptyWord, nextShape } from './words';

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
  if (!wantsKey && character === '{') return openContainer(input, reading, 'object', index);
  if (!wantsKey && character === '[') return openContainer(input, reading, 'array', index);
  if (character === '{' || character === '[' || character === ':') {
    const message = wantsKey
      ? `A key in double quotes has to stand here, not '${character}'.`
      : `A value has to stand here, not '${character}'.`;
    fail(input, reading, 'payload-invalid', message, span);
    return give(input, reading);
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
    fail(input, reading, 'payload-invalid', 'The body has to be JSON, and this text is none.', wordSpan(input, index));
    return give(input, reading);
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
  if (mode === 'first') {
    fail(input, reading, 'payload-invalid', 'This comma has nothing before it. Remove it.', span);
    return to(reading, { mode: 'next', comma: span, last: span }, index + 1);
  }
  fail(input, reading, 'payload-invalid', missingValue(frame), span);
  if (!frame) return give(input, reading);
  return to(
    { guard: reading.guard, reader: afterValue(reading.reader, span) },
    { mode: 'next', comma: span },
    index + 1,
  );
}

function readClose(input: Input, reading: Reading, character: '}' | ']', index: number): Advance {
  const { reader } = reading;
  const span = spanOf(input, index, index + 1);
  const { frame, mode } = reader;
  if (!frame) {
    fail(
      input,
      reading,
      'json-unbalanced',
      `This '${character}' closes nothing. Remove it, or open what it is to close.`,
      span,
    );
    return mode === 'end' ? to(reading, { last: span }, index + 1) : give(input, reading);
  }
  let here = reading;
  if (mode === 'next') {
    const comma = reader.comma ?? span;
    fail(
      input,
      reading,
      'json-trailing-comma',
      'A comma stands before the end, with nothing behind it. Remove it.',
      comma,
    );
  } else if (mode === 'value') {
    fail(input, reading, 'payload-invalid', missingValue(frame), frame.keySpan ?? span);
  } else if (mode === 'colon') {
    fail(
      input,
      reading,
      'payload-invalid',
      `The key '${frame.key ?? ''}' has no value. Write ':' and one behind it.`,
      frame.keySpan ?? span,
    );
  }
  const kind = character === '}' ? 'object' : 'array';
  if (frame.kind !== kind) {
    const other = frame.kind === 'object' ? '{' : '[';
    const missing = frame.kind === 'object' ? '}' : ']';
    fail(
      input,
      reading,
      'json-unbalanced',
      `The '${other}' opened here is not closed before this '${character}'. Add '${missing}'.`,
      span,
      {
        insert: reader.last?.end ?? span.start,
        text: missing,
      },
    );
    if (frame.parent?.kind !== kind) return give(input, reading);
    here = closeContainer(input.run, reading, frame, span);
  }
  const closing = here.reader.frame;
  if (!closing) return give(input, reading);
  return { index: index + 1, readings: [closeContainer(input.run, here, closing, span)] };
}

function readColon(input: Input, reading: Reading, character: string, index: number): Advance {
  const { frame } = reading.reader;
  const span = spanOf(input, index, index + 1);
  if (character === ':') {
    if (frame?.spelled && frame.keySpan) {
      judgeKey(input.run, reading.guard, frame, frame.spelled, frame.keySpan);
      judgeRepeat(input.run, reading.guard, frame, frame.spelled);
    }
    return to(reading, { mode: 'value', last: span }, index + 1);
  }
  if (character === '}') return readClose(input, reading, character, index);
  const key = frame?.key ?? '';
  const keySpan = frame?.keySpan ?? span;
  if (character === ',') {
    fail(input, reading, 'payload-invalid', `The key '${key}' has no value. Write ':' and one behind it.`, keySpan);
    return to(
      { guard: reading.guard, reader: afterValue(reading.reader, span) },
      { mode: 'next', comma: span },
      index + 1,
    );
  }
  if (unclosedKey(input.run, reading)) return give(input, reading);
  fail(input, reading, 'payload-invalid', `A colon has to stand behind the key '${key}'. Write ':'.`, span);
  if (character !== '"' && character !== '{' && character !== '[') return give(input, reading);
  return to(reading, { mode: 'value' }, index);
}

/** A key that has swallowed its colon: `"name: "`. Reports it. */
export function unclosedKey(run: Run, { guard, reader }: Reading): boolean {
  const { frame } = reader;
  const name = /^([^:]*):\s*[[{]?\s*$/.exec(frame?.key ?? '')?.[1];
  if (name === undefined || !frame?.keySpan) return false;
  const message = `The key '${name}' lacks its closing quote before the colon. Add it.`;
  report(run, { code: 'json-unbalanced', message, span: frame.keySpan, guard });
  return true;
}

function readAfter(input: Input, reading: Reading, character: string, index: number): Advance {
  const span = spanOf(input, index, index + 1);
  if (character === ',') return to(reading, { mode: 'next', comma: span, last: span }, index + 1);
  if (character === '}' || character === ']') return readClose(input, reading, character, index);
  if (character === ':') {
    fail(
      input,
      reading,
      'payload-invalid',
      "This ':' stands where a comma or the end has to be. Perhaps the value before is missing.",
      span,
    );
    return give(input, reading);
  }
  if (character === ';') {
    fail(input, reading, 'json-missing-comma', "A ';' stands here where a comma has to be. Write ','.", span, {
      replace: ',',
    });
    return to(reading, { mode: 'next', comma: span, last: span }, index + 1);
  }
  if (closesNothing(input, index)) {
    const { last } = reading.reader;
    const told = input.run.findings.some((one) => one.code === 'payload-invalid' && one.span.end === last?.end);
    const message = 'This quote closes a text that has no opening quote. Add it.';
    if (!told) fail(input, reading, 'json-unbalanced', message, span);
    return to(reading, { last: span }, index + 1);
  }
  missingComma(input.run, reading, span);
  return to(reading, { mode: 'next', comma: null }, index);
}

/** Whether a quote behind a value is the closing one of a text: no text begins with what ends a member. */
function closesNothing({ text }: Input, index: number): boolean {
  return text[index] === '"' && /^[ \t]*[,}\]\r\n]/.test(text.slice(index + 1, index + 80));
}

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

function readEnd(input: Input, reading: Reading, character: string, index: number): Advance {
  const span = wordSpan(input, index);
  if (character === '}' || character === ']') return readClose(input, reading, character, index);
  const code = character === ',' ? 'json-trailing-comma' : 'payload-invalid';
  const message =
    character === ','
      ? 'A comma stands behind the end of the JSON. Remove it.'
      : 'The JSON has ended before this text. Remove the text, or the bracket that ends the JSON too early.';
  fail(input, reading, code, message, span);
  return character === ',' ? to(reading, {}, index + 1) : give(input, reading);
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

export function readInComment(input: Input, reading: Reading, index: number): Advance {
  const token = reading.reader.token;
  const line = token?.kind === 'comment' && token.line;
  const close = line ? input.text.indexOf('\n', index) : input.text.indexOf('*/', index);
  if (close < 0) return to(reading, {}, input.text.length);
  return to(reading, { token: null }, line ? close : close + 2);
}
