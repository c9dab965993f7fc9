/**
 * YAML's unquoted ("plain") values that hold Liquid, found without YAML: it would stumble over them. Offsets count in the
 * YAML source.
 */
import type { Span } from '../liquid';

/** An unquoted value as written: from its first character to its last, continuation lines included. */
export interface PlainValue extends Span {
  /** Columns of the key's line before the key. */
  readonly indentation: number;
  readonly startsWithLiquid: boolean;
}

/** The plain values that hold Liquid: `key: value` lines whose value is neither quoted nor a block scalar. */
export function plainValuesWithLiquid(source: string): readonly PlainValue[] {
  const found: PlainValue[] = [];
  let blockDepth: number | null = null;
  for (let at = 0; at < source.length; ) {
    const lineBreak = source.indexOf('\n', at);
    const lineEnd = lineBreak < 0 ? source.length : lineBreak;
    const line = source.slice(at, lineEnd);
    const next = lineEnd + 1;
    const indentation = line.length - line.trimStart().length;
    if (line.trim() === '' || (blockDepth !== null && indentation > blockDepth)) {
      at = next;
      continue;
    }
    blockDepth = null;
    const colon = keyEnd(line, indentation);
    if (colon < 0) {
      at = next;
      continue;
    }
    const valueColumn = colon + 1 + (line.slice(colon + 1).length - line.slice(colon + 1).trimStart().length);
    const first = line[valueColumn];
    if (first === '|' || first === '>') blockDepth = indentation;
    else if (first === '"' || first === "'") {
      // A quoted value may go on over lines that look like keys.
      const end = quotedEnd(source, at + valueColumn);
      at = source.indexOf('\n', end) < 0 ? source.length : source.indexOf('\n', end) + 1;
      continue;
    } else if (first !== undefined && first !== '#') {
      const end = plainEnd(source, at, lineEnd, indentation);
      const value = source.slice(at + valueColumn, end);
      if (value.includes('{{') || value.includes('{%')) {
        const startsWithLiquid = value.startsWith('{{') || value.startsWith('{%');
        found.push({ start: at + valueColumn, end, indentation, startsWithLiquid });
        at = source.indexOf('\n', end) < 0 ? source.length : source.indexOf('\n', end) + 1;
        continue;
      }
    }
    at = next;
  }
  return found;
}

/** Where the quoted value that starts here ends; the end of its line when its closing quote is missing. */
function quotedEnd(source: string, start: number): number {
  const quote = source[start]!;
  for (let at = start + 1; at < source.length; at++) {
    if (quote === '"' && source[at] === '\\') at++;
    else if (source[at] === quote) {
      if (quote === '"' || source[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  const lineBreak = source.indexOf('\n', start);
  return lineBreak < 0 ? source.length : lineBreak;
}

/** The column of the colon behind a key, quoted or not; -1 when the line has none. */
function keyEnd(line: string, from: number): number {
  const isQuoted = line[from] === '"' || line[from] === "'";
  for (let at = isQuoted ? quotedEnd(line, from) : from; at < line.length; at++) {
    const char = line[at];
    if (char === ':' && (at + 1 === line.length || /[ \t\r]/.test(line[at + 1]!))) return at === from ? -1 : at;
    if (char === '{' || char === '"' || char === '#') return -1;
  }
  return -1;
}

/** Where a plain value ends: its line, and the deeper-indented lines below it. White space at the end left out. */
function plainEnd(source: string, lineStart: number, lineEnd: number, indentation: number): number {
  let end = lineStart + source.slice(lineStart, lineEnd).trimEnd().length;
  for (let at = lineEnd + 1; at < source.length; ) {
    const lineBreak = source.indexOf('\n', at);
    const until = lineBreak < 0 ? source.length : lineBreak;
    const line = source.slice(at, until);
    if (line.trim() !== '') {
      if (line.length - line.trimStart().length <= indentation) break;
      end = at + line.trimEnd().length;
    }
    at = until + 1;
  }
  return end;
}

/** The source with values replaced by plain text of the same length; line breaks stay. */
export function mask(source: string, values: readonly PlainValue[]): string {
  let out = '';
  let at = 0;
  for (const value of values) {
    out += source.slice(at, value.start) + source.slice(value.start, value.end).replace(/\S/g, 'x');
    at = value.end;
  }
  return out + source.slice(at);
}

/** A plain value's text over several lines: a line break becomes a blank. */
export const fold = (text: string): string => text.replace(/[ \t]*\r?\n[ \t]*/g, ' ');

/** The value as a block scalar, from its header on: what to write in its place. */
export function blockScalar(source: string, value: PlainValue): string {
  const indent = ' '.repeat(value.indentation + 2);
  const lines = source.slice(value.start, value.end).split(/\r?\n/);
  return `|-\n${lines.map((line) => indent + line.trim()).join('\n')}`;
}
