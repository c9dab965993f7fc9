/**
 * The place where the parser stands: one mutable value that all readers of one text share.
 * `end` is the limit of the markup at hand; nothing is read beyond it.
 */
import { isNameCharacter, isSpace } from './characters';
import type { Problem, Span } from './nodes';
import type { OutputEnd } from './scanner';

/** Expressions and outputs nest no deeper; Ruby's own limit for blocks is the same. */
export const MAX_DEPTH = 100;

export interface Reader {
  readonly text: string;
  pos: number;
  end: number;
  /** The name of the tag at hand: where something is missing in its markup, it is marked. */
  tag: Span;
  /** How many expressions stand around `pos`. */
  depth: number;
  /** How many `{{` stand around `pos`. */
  outputs: number;
  /** In `(a..b)` two dots end a path. */
  inRange: boolean;
  readonly problems: Problem[];
  /** Ends of nested outputs that the scan of the outer one came across, by their start: it keeps nesting linear. */
  readonly outputEnds: Map<number, OutputEnd>;
  /** The line last asked for. */
  line: Span;
}

/** A reader at the start of a text, its limit at the end. */
export function createReader(text: string): Reader {
  return {
    text,
    pos: 0,
    end: text.length,
    tag: { start: 0, end: 0 },
    depth: 0,
    outputs: 0,
    inRange: false,
    problems: [],
    outputEnds: new Map(),
    line: { start: 0, end: -1 },
  };
}

/** One replacement that mends a problem: offsets into the parsed text. */
export interface FixEdit extends Span {
  readonly newText: string;
}

/** The `data` of the parser's problems. */
export interface ProblemData {
  /** All of them together mend the problem. */
  readonly edits?: readonly FixEdit[];
  readonly [key: string]: unknown;
}

/** Notes what is wrong at a span of the text; a message is for the person who writes the template. */
export function report(
  reader: Reader,
  code: string,
  message: string,
  span: Span,
  data?: ProblemData,
  related?: Problem['related'],
): void {
  const problem: { -readonly [K in keyof Problem]: Problem[K] } = {
    code,
    message,
    span: { start: span.start, end: span.end },
  };
  if (data) problem.data = data;
  if (related) problem.related = related;
  reader.problems.push(problem);
}

/** Moves behind white space, up to the limit. */
export function skipSpace(reader: Reader): void {
  const { text, end } = reader;
  let pos = reader.pos;
  while (pos < end && isSpace(text.charCodeAt(pos))) pos++;
  reader.pos = pos;
}

/** The code at `pos`, or -1 at the limit. */
export function peek(reader: Reader, ahead = 0): number {
  const at = reader.pos + ahead;
  return at < reader.end ? reader.text.charCodeAt(at) : -1;
}

/** Whether the very word stands at `pos`. */
export function atWord(reader: Reader, word: string): boolean {
  const after = reader.pos + word.length;
  return (
    after <= reader.end &&
    reader.text.startsWith(word, reader.pos) &&
    !(after < reader.end && isNameCharacter(reader.text.charCodeAt(after)))
  );
}

/** The end of the line that holds `offset`, without its line break. */
export function lineEnd(reader: Reader, offset: number): number {
  const { line, text } = reader;
  if (offset >= line.start && offset <= line.end) return line.end;
  const at = text.indexOf('\n', offset);
  reader.line = { start: offset, end: at < 0 ? text.length : at };
  return reader.line.end;
}

/** A span without the white space around it; empty at its start when there is nothing else. */
export function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

/** The one empty list of all that have no items; nothing is ever put into it but by `append`, which makes another. */
export const NONE: never[] = [];

/** The list with an item more, to be used in its place: most lists of a tree hold one or two, and get no spare room. */
export function append<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  if (list.length === 1) return [list[0]!, item];
  list.push(item);
  return list;
}

/** A list made by `append`, without spare room, since a large text has many small ones. */
export function compact<T>(list: readonly T[]): readonly T[] {
  return list.length < 3 ? list : list.slice();
}

/** Text of a span for a message: one line, cut when long. */
export function quoted(text: string, span: Span): string {
  const whole = text
    .slice(span.start, Math.min(span.end, span.start + 60))
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim();
  return span.end - span.start > 40 ? `${whole.slice(0, 37)}…` : whole;
}
