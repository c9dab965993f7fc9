/** Brackets that close, and those that are lost, wrong or round. */
import { capital, keyWords } from './jsonColon';
import { closeContainer, missingValue, openContainer } from './jsonValue';
import { ahead, closersAhead, isKey, skipSpace, stringEnd, wordEnd } from './lookahead';
import type { Frame } from './reader';
import { type Advance, doubt, fail, type Input, type Reading, spanOf, stop, to } from './step';

const openOf = ({ kind }: Frame): string => (kind === 'object' ? '{' : '[');
const closeOf = ({ kind }: Frame): string => (kind === 'object' ? '}' : ']');

/** Reads a closing bracket. */
export function readClose(input: Input, reading: Reading, character: '}' | ']', index: number): Advance {
  const { reader } = reading;
  const span = spanOf(input, index, index + 1);
  const { frame, mode } = reader;
  if (!frame) {
    const message = `This '${character}' closes nothing. Remove it, or open what it is to close.`;
    const stopped = stop(input, reading, 'json-unbalanced', message, span);
    return mode === 'end' ? to(reading, { last: span }, index + 1) : stopped;
  }
  if (mode === 'next') {
    const message = 'A comma stands before the end, with nothing behind it. Remove it.';
    fail(input, reading, 'json-trailing-comma', message, reader.comma ?? span);
  } else if (mode === 'value') {
    doubt(input, reading, 'payload-invalid', missingValue(frame), frame.keySpan ?? span);
  } else if (mode === 'colon') {
    const message = `${capital(keyWords(reading))} has no value. Write ':' and one behind it.`;
    doubt(input, reading, 'payload-invalid', message, frame.keySpan ?? span);
  }
  const kind = character === '}' ? 'object' : 'array';
  if (frame.kind === kind || frame.mistaken) {
    return { index: index + 1, readings: [closeContainer(input.run, reading, frame, span)] };
  }
  return closeOther(input, reading, frame, character, index);
}

/** A bracket of the other kind: it stands for the right one, or the right one is lost before it. */
function closeOther(input: Input, reading: Reading, frame: Frame, character: string, index: number): Advance {
  const span = spanOf(input, index, index + 1);
  const meant = closeOf(frame);
  if (frame.depth - 1 === closersAhead(input, index + 1)) {
    const message = `This '${character}' closes a '${openOf(frame)}'. Write '${meant}'.`;
    fail(input, reading, 'json-unbalanced', message, span, { replace: meant });
    return { index: index + 1, readings: [closeContainer(input.run, reading, frame, span)] };
  }
  if (frame.depth === closersAhead(input, index + 1)) {
    const odd = `This '${character}' closes nothing that is open here. Remove it, or open what it is to close.`;
    stop(input, reading, 'json-unbalanced', odd, span, { remove: true });
    return to(reading, { last: span }, index + 1);
  }
  const insert = reading.reader.last?.end ?? span.start;
  const message = `The '${openOf(frame)}' opened here is not closed before this '${character}'. Add '${meant}'.`;
  const data = { insert, text: meant };
  const outer = frame.parent;
  if (!outer || outer.kind === frame.kind) return stop(input, reading, 'json-unbalanced', message, span, data);
  stop(input, reading, 'json-unbalanced', message, span, data);
  const inner = closeContainer(input.run, reading, frame, span);
  return { index: index + 1, readings: [closeContainer(input.run, inner, outer, span)] };
}

/**
 * Whether what stands open here lost its closing bracket: a list that goes on with a key, an object in a list that goes on
 * with a further object. Reports it and closes what stands open.
 */
export function closeLost(input: Input, reading: Reading, index: number): Reading | null {
  const { frame, last } = reading.reader;
  const outer = frame?.parent;
  if (!frame || !outer || outer.kind === frame.kind) return null;
  const rest = ahead(input, index);
  const next = skipSpace(rest, rest[0] === ',' ? 1 : 0);
  const goesOn = frame.kind === 'array' ? isKey(rest, next) : rest[next] === '{' && rest[next + 1] !== '{';
  if (!goesOn || closersAhead(input, index) !== frame.depth - 1) return null;
  const span = spanOf(input, index, index + 1);
  const message = `The '${openOf(frame)}' opened here is not closed before this. Add '${closeOf(frame)}'.`;
  const insert = last?.end ?? span.start;
  stop(input, reading, 'json-unbalanced', message, span, { insert, text: closeOf(frame) });
  return closeContainer(input.run, reading, frame, last ?? span);
}

/** Whether what stands behind a brace begins a list, and no member of an object. */
export function holdsList(rest: string): boolean {
  for (let index = skipSpace(rest, 0), count = 0; count < maxItems; count += 1) {
    if (count === 0 && rest[index] === '{' && rest[index + 1] !== '{') return true;
    const end = rest[index] === '"' ? stringEnd(rest, index) : wordEnd(rest, index);
    if (end <= index) return false;
    index = skipSpace(rest, end);
    if (rest[index] === ']') return true;
    if (rest[index] === '}') return rest[index + 1] !== '}' && count > 0;
    if (rest[index] !== ',') return false;
    index = skipSpace(rest, index + 1);
  }
  return false;
}

const maxItems = 40;

/** A round bracket where an object or array begins. */
export function openParenthesis(input: Input, reading: Reading, index: number): Advance {
  const rest = ahead(input, index);
  const isObject = isKey(rest, skipSpace(rest, 1));
  const message = `JSON has no round brackets. Write '${isObject ? '{' : '['}' for this '('.`;
  fail(input, reading, 'payload-invalid', message, spanOf(input, index, index + 1));
  return openContainer(input, reading, isObject ? 'object' : 'array', index, true);
}

/** A round bracket where another has to close. */
export function closeParenthesis(input: Input, reading: Reading, index: number): Advance {
  const { frame } = reading.reader;
  const span = spanOf(input, index, index + 1);
  if (!frame) return stop(input, reading, 'payload-invalid', "This ')' has no place in JSON. Remove it.", span);
  const message = `JSON has no round brackets. Write '${closeOf(frame)}' for this ')'.`;
  if (!frame.mistaken) fail(input, reading, 'payload-invalid', message, span);
  return { index: index + 1, readings: [closeContainer(input.run, reading, frame, span)] };
}
