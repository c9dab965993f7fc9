/**
 * Position maps: where a decoded YAML value's characters stand in the file. A block scalar loses its indentation, a
 * quoted one its escapes, a folded one its line breaks; the map remembers where each remaining character came from.
 */
import type { Span } from '../liquid';
import type { PositionMap } from './types';

/** The map of text that stands in the file as it is, from `start` on; offsets in UTF-16 units. */
export function shiftedMap(start: number, length: number): PositionMap {
  return {
    file: { start, end: start + length },
    toFile: (offset) => start + Math.min(Math.max(offset, 0), length),
    toField: (offset) => (offset < start || offset > start + length ? null : offset - start),
  };
}

/** The map of text that stands in the file line by line, each behind a prefix that is not part of it. */
export function linesMap(lines: readonly Span[], end: number, linePrefix: string): PositionMap {
  const table = new Uint32Array(lines.reduce((length, line) => length + line.end - line.start, 1));
  let unit = 0;
  for (const line of lines) for (let at = line.start; at < line.end; at++) table[unit++] = at;
  table[unit] = lines.at(-1)?.end ?? end;
  return { ...tableMap(table, { start: lines[0]?.start ?? end, end }), linePrefix };
}

/** A map into a text that another map leads on into the file. */
export function mapThrough(inner: PositionMap, outer: PositionMap): PositionMap {
  return {
    file: { start: outer.toFile(inner.file.start), end: outer.toFile(inner.file.end) },
    toFile: (offset) => outer.toFile(inner.toFile(offset)),
    toField: (offset) => {
      const between = outer.toField(offset);
      return between === null ? null : inner.toField(between);
    },
    ...(outer.linePrefix ? { linePrefix: outer.linePrefix } : {}),
  };
}

/** The map that a table gives: `table[i]` is the file offset of decoded unit `i`, the last entry that of the end. */
function tableMap(table: ArrayLike<number>, file: Span): PositionMap {
  const last = table.length - 1;
  return {
    file,
    toFile: (offset) => table[Math.min(Math.max(offset, 0), last)]!,
    toField: (offset) => {
      if (offset < file.start || offset > file.end) return null;
      // The last decoded unit that starts at or before the offset: inside an escape or an indentation, the unit it leads to.
      let low = 0;
      let high = last;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (table[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

const ESCAPE_LENGTH: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/**
 * Maps a flow scalar (plain, single- or double-quoted). `source` is the file text, `start`/`end` the span between the
 * quotes, `value` what YAML makes of it.
 */
export function flowScalarMap(
  source: string,
  start: number,
  end: number,
  value: string,
  quote: '' | "'" | '"',
): PositionMap {
  const table = new Uint32Array(value.length + 1);
  let at = start;
  for (let unit = 0; unit < value.length; unit++) {
    // An escaped line break (`\` at the line's end) writes nothing.
    while (quote === '"' && source[at] === '\\' && isLineBreak(source[at + 1])) at = skipBlank(source, at + 1, end);
    // Blanks that were folded away stand before a character that is none.
    if (!isBlank(value[unit])) while (at < end && isBlank(source[at])) at++;
    table[unit] = at;
    const written = source[at];
    if (value[unit] === '\n' && isBlank(written)) {
      at = foldedEnd(source, at, end, value, unit);
    } else if (quote === '"' && written === '\\') {
      at += ESCAPE_LENGTH[source[at + 1] ?? ''] ?? 2;
      // `\U` writes a character beyond the BMP: one escape, two units.
      if (source[table[unit]! + 1] === 'U' && isHighSurrogate(value.charCodeAt(unit))) table[++unit] = table[unit - 1]!;
    } else if (quote === "'" && written === "'") {
      at += 2;
    } else if (written === value[unit]) {
      at++;
    } else if (isBlank(written)) {
      // A folded line break: white space of the file that became one blank or line break of the value.
      at = foldedEnd(source, at, end, value, unit);
    } else {
      at++;
    }
  }
  table[value.length] = Math.min(at, end);
  return tableMap(table, { start, end });
}

/**
 * Maps a block scalar. `start` is the first line's begin (behind the header), `end` the scalar's end; `folded` is true
 * for `>`.
 */
export function blockScalarMap(
  source: string,
  start: number,
  end: number,
  value: string,
  folded: boolean,
): PositionMap {
  const table = new Uint32Array(value.length + 1);
  const indentation = blockIndentation(source, start, end, value);
  let at = start;
  let lineStart = true;
  let unit = 0;
  while (unit < value.length) {
    if (lineStart) {
      for (let column = 0; column < indentation && source[at] === ' ' && at < end; column++) at++;
      lineStart = false;
    }
    if (source[at] === '\r' && source[at + 1] === '\n') at++;
    table[unit] = Math.min(at, end);
    const isBreak = source[at] === '\n';
    if (isBreak && folded && value[unit] !== '\n' && value[unit] !== ' ') {
      // A fold that wrote nothing: take the line break without using up a unit.
      at++;
      lineStart = true;
      continue;
    }
    if (at < end) at++;
    if (isBreak) lineStart = true;
    unit++;
  }
  table[value.length] = Math.min(at, end);
  return tableMap(table, { start, end });
}

/** Columns that YAML takes off each line: what the first line with text has more in the file than in the value. */
function blockIndentation(source: string, start: number, end: number, value: string): number {
  return Math.max(0, leadingBlanks(source.slice(start, end)) - leadingBlanks(value));
}

/** Blanks before the first line that holds more than blanks. */
function leadingBlanks(text: string): number {
  const first = text.search(/[^ \r\n]/);
  return first < 0 ? 0 : first - (text.lastIndexOf('\n', first) + 1);
}

function foldedEnd(source: string, at: number, end: number, value: string, unit: number): number {
  if (value[unit] === '\n') {
    // Each further line break of the value is a further empty line of the file.
    const next = source.indexOf('\n', at);
    const behind = next < 0 ? end : next + 1;
    return value[unit + 1] === '\n' ? behind : skipBlank(source, behind, end);
  }
  return skipBlank(source, at, end);
}

function skipBlank(source: string, at: number, end: number): number {
  while (at < end && isBlank(source[at])) at++;
  return at;
}

const isLineBreak = (char: string | undefined): boolean => char === '\n' || char === '\r';
const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t' || isLineBreak(char);
const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
