/** What stands behind a key: its colon, or a slip in its place. */
import { afterValue } from './jsonValue';
import { ahead, isValue, skipSpace } from './lookahead';
import { judgeKey, judgeRepeat } from './members';
import { type Run, report } from './run';
import { type Advance, doubt, fail, type Input, type Reading, spanOf, stop, to } from './step';

/** Reads what stands behind a key; a closing brace aside. */
export function readColon(input: Input, reading: Reading, character: string, index: number): Advance {
  const { frame } = reading.reader;
  const span = spanOf(input, index, index + 1);
  if (character === ':') {
    if (frame?.spelled && frame.keySpan) {
      judgeKey(input.run, reading.guard, frame, frame.spelled, frame.keySpan);
      judgeRepeat(input.run, reading.guard, frame, frame.spelled);
    }
    return to(reading, { mode: 'value', last: span }, index + 1);
  }
  const key = keyWords(reading);
  const rest = ahead(input, index);
  if (character === '"' && rest[skipSpace(rest, 1)] === ':') {
    fail(input, reading, 'json-unbalanced', 'A quote too many stands here. Remove it.', span, { remove: true });
    return to(reading, {}, index + 1);
  }
  const next = skipSpace(rest, 1);
  if (character === ',' && (isValue(rest, next) || rest.startsWith('{{', next))) {
    const message = `A ':' has to stand behind ${key}, not a comma. Write ':'.`;
    fail(input, reading, 'payload-invalid', message, span);
    return to(reading, { mode: 'value', last: span }, index + 1);
  }
  if (character === ',') {
    const message = `${capital(key)} has no value. Write ':' and one behind it.`;
    doubt(input, reading, 'payload-invalid', message, frame?.keySpan ?? span);
    const { reader } = reading;
    return to({ ...reading, reader: afterValue(reader, span) }, { mode: 'next', comma: span }, index + 1);
  }
  const unclosed = unclosedKey(reading);
  if (unclosed) return stop(input, reading, 'json-unbalanced', unclosed, frame?.keySpan ?? span);
  const message = `A colon has to stand behind ${key}. Write ':'.`;
  if (character === '=') {
    fail(input, reading, 'payload-invalid', message, span);
    return to(reading, { mode: 'value', last: span }, rest[1] === '>' ? index + 2 : index + 1);
  }
  const place = frame?.keySpan ?? span;
  if (!isValue(rest, 0)) return stop(input, reading, 'payload-invalid', message, place);
  fail(input, reading, 'payload-invalid', message, place);
  return to(reading, { mode: 'value' }, index);
}

/** "the key 'name'"; of one that data is part of no more than that. */
export function keyWords({ reader: { frame } }: Reading): string {
  return frame?.spelled ? `the key '${frame.spelled}'` : 'this key';
}

/** Words at the beginning of a sentence. */
export function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What to say of a key that has swallowed its colon, `"name: "`; null for any other. */
export function unclosedKey({ reader: { frame } }: Reading): string | null {
  const name = frame?.keySpan ? swallowed(frame.spelled ?? '') : null;
  return name === null ? null : `The key '${name}' lacks its closing quote before the colon. Add it.`;
}

/** The key in a text that goes on with its colon and what opens a value; null in any other. */
export function swallowed(text: string): string | null {
  return /^([^:]*?)['”“]?\s*:[\s[{,]*$/.exec(text)?.[1] ?? null;
}

/** Reports a colon that is missing before data. */
export function missingColon(run: Run, reading: Reading, span: { start: number; end: number }): void {
  const message = `A colon has to stand behind ${keyWords(reading)}. Write ':'.`;
  report(run, { code: 'payload-invalid', message, span: reading.reader.frame?.keySpan ?? span, guard: reading.guard });
}
