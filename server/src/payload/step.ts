/** What the parts of the JSON reader share: a reading, its input, and how it goes on or ends. */
import type { Span } from '../liquid';
import type { Part } from './content';
import type { Guard } from './guard';
import type { Reader } from './reader';
import { type Run, report } from './run';
import { isSpace } from './tokens';

/** A reader and the paths it is on. */
export interface Reading {
  readonly guard: Guard;
  readonly reader: Reader;
}

export interface Input {
  readonly run: Run;
  readonly text: string;
  readonly at: number | null;
  readonly site: Span | null;
}

export interface Advance {
  readonly index: number;
  readonly readings: readonly Reading[];
}

/** Where a stretch of the input stands in the body: itself, or the output that printed it. */
export function spanOf({ at, site }: Input, start: number, end: number): Span {
  if (at === null) return site ?? { start: 0, end: 0 };
  const own = { start: at + start, end: at + end };
  // What an output writes and prints itself is told at the output.
  return site && site.start <= own.start && own.end <= site.end ? site : own;
}

/** A stretch of the input as a part of what is being written. */
export function partOf(input: Input, start: number, end: number): Part {
  const own = spanOf(input, start, end);
  return {
    piece: { kind: 'literal', text: input.text.slice(start, end), at: input.at === null ? null : input.at + start },
    site: input.site ?? own,
  };
}

/** Goes on at `index` with one reading, changed. */
export const to = (reading: Reading, change: Partial<Reader>, index: number): Advance => ({
  index,
  readings: [{ guard: reading.guard, reader: { ...reading.reader, ...change } }],
});

/** Reports at a span and reads on. */
export function fail(input: Input, reading: Reading, code: string, message: string, span: Span, data?: object): void {
  report(input.run, { code, message, span, guard: reading.guard, ...(data === undefined ? {} : { data }) });
}

/** Reports what may come of a slip elsewhere, and reads on. */
export function doubt(input: Input, reading: Reading, code: string, message: string, span: Span, data?: object): void {
  const more = data === undefined ? {} : { data };
  report(input.run, { code, message, span, guard: reading.guard, follows: 'doubt', ...more });
}

/** Reports what leaves open how to read on, and ends the path. */
export function stop(
  input: Input,
  reading: Reading,
  code: string,
  message: string,
  span: Span,
  data?: object,
): Advance {
  const more = data === undefined ? {} : { data };
  report(input.run, { code, message, span, guard: reading.guard, follows: 'stop', ...more });
  return give(input, reading);
}

/** Ends the path: what follows cannot be read. */
export function give(input: Input, reading: Reading): Advance {
  input.run.broken = input.run.guards.or(input.run.broken, reading.guard);
  return { index: input.text.length, readings: [] };
}

/** Whether a character belongs to a word without quotes. */
export function isWordCharacter(character: string): boolean {
  return !isSpace(character) && !'{}[]):,;"\'“”'.includes(character);
}

/** The word that begins at `index`, as a span of the body. */
export function wordSpan(input: Input, index: number): Span {
  let end = index + 1;
  while (end < input.text.length && isWordCharacter(input.text[end] as string)) end += 1;
  return spanOf(input, index, end);
}
