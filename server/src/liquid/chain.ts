/**
 * A value and its filters, read as lax Ruby Liquid reads them: what does not belong there is reported and dropped up to
 * the next `|`.
 */
import { COLON, COMMA, isNameCharacter, PIPE } from './characters';
import { asName, beginsExpression, parseExpression, parseName } from './expression';
import { type JunkContext, reportJunk, skipJunk } from './junk';
import type { Argument, Chain, Expression, Filter, Name } from './nodes';
import { append, compact, NONE, peek, type Reader, report, skipSpace } from './reader';

/** `open`: an output without an end, which stops at the first thing that does not fit. */
export type ChainContext = JunkContext | 'open';

/** Reads a chain up to `reader.end`. */
export function parseChain(reader: Reader, context: ChainContext): Chain {
  skipSpace(reader);
  const start = reader.pos;
  let junk = false;
  const input = parseInput(reader, context);
  let end = reader.pos;
  skipSpace(reader);
  if (peek(reader) >= 0 && peek(reader) !== PIPE) {
    if (context === 'open') {
      reader.pos = end;
      return { kind: 'chain', start, end, input, filters: [] };
    }
    const from = reader.pos;
    skipJunk(reader, isPipe);
    if (input !== null || reader.problems.length === 0 || !overlaps(reader, from)) {
      reportJunk(reader, context, from, reader.pos);
      junk = true;
    }
  }
  let filters: Filter[] = NONE;
  while (peek(reader) === PIPE) {
    if (peek(reader, 1) === PIPE) {
      if (context === 'open') break;
      const at = reader.pos;
      if (!junk) {
        report(
          reader,
          'syntax-error',
          `One '|' leads to a filter; '||' does nothing. For a fallback write '| default: …'.`,
          { start: at, end: at + 2 },
        );
        junk = true;
      }
      reader.pos += 2;
      const from = reader.pos;
      skipSpace(reader);
      // What follows a doubled bar is a filter to Ruby all the same.
      reader.pos = from - 1;
      filters = append(filters, parseFilter(reader, context, true));
    } else filters = append(filters, parseFilter(reader, context, junk));
    end = reader.pos;
    skipSpace(reader);
    if (context === 'open' && peek(reader) !== PIPE) break;
  }
  if (context === 'open') reader.pos = end;
  return {
    kind: 'chain',
    start,
    end: Math.max(end, start),
    input,
    filters: compact(filters),
  };
}

const isPipe = (code: number): boolean => code === PIPE;

function overlaps(reader: Reader, from: number): boolean {
  const last = reader.problems[reader.problems.length - 1]!;
  return last.span.end >= from && last.span.start <= from;
}

/** The first value; characters that cannot begin one are skipped, as Ruby does (`@name` is `name`). */
function parseInput(reader: Reader, context: ChainContext): Expression | null {
  const input = parseExpression(reader);
  if (input !== null || context === 'open') return input;
  const start = reader.pos;
  const { text, end } = reader;
  let pos = start;
  while (pos < end && text.charCodeAt(pos) > 32 && text.charCodeAt(pos) !== PIPE && text.charCodeAt(pos) !== COMMA) {
    const code = text.charCodeAt(pos);
    if (beginsExpression(code) && pos > start) {
      reader.pos = pos;
      const problems = reader.problems.length;
      const found = parseExpression(reader);
      if (found === null) break;
      reader.problems.length = problems;
      reportJunk(reader, context, start, pos);
      return asName(reader, found);
    }
    pos++;
  }
  reader.pos = start;
  return null;
}

/** Reads `| name: arguments`; `pos` is at the bar. */
function parseFilter(reader: Reader, context: ChainContext, quiet: boolean): Filter {
  const start = reader.pos;
  reader.pos++;
  let end = reader.pos;
  skipSpace(reader);
  const { text } = reader;
  let nameEnd = reader.pos;
  while (nameEnd < reader.end && isNameCharacter(text.charCodeAt(nameEnd))) nameEnd++;
  const name: Name =
    nameEnd > reader.pos
      ? { kind: 'name', start: reader.pos, end: nameEnd, text: text.slice(reader.pos, nameEnd) }
      : { kind: 'name', start: end, end, text: '' };
  if (name.text === '') {
    const code = peek(reader);
    if (code < 0 || code === PIPE) {
      if (!quiet) {
        const message = `A filter is missing behind '|'. Write its name, or remove the bar.`;
        report(reader, 'syntax-error', message, { start, end: start + 1 });
      }
      // The white space is where its name is being typed.
      return { kind: 'filter', start, end: reader.pos, name, args: NONE };
    }
    if (context === 'open') {
      reader.pos = end;
      return { kind: 'filter', start, end, name, args: NONE };
    }
  } else {
    reader.pos = nameEnd;
    end = nameEnd;
  }
  skipSpace(reader);
  const code = peek(reader);
  let said = quiet;
  if (code >= 0 && code !== PIPE && code !== COLON) {
    if (context === 'open') {
      reader.pos = end;
      return { kind: 'filter', start, end, name, args: NONE };
    }
    // Ruby looks for the arguments behind the next separator all the same.
    const from = reader.pos;
    skipJunk(reader, isSeparator);
    if (!quiet) missingColon(reader, context, name, from);
    said = true;
  }
  const next = peek(reader);
  if (next === COLON || next === COMMA) return parseArguments(reader, context, start, name, said);
  if (next < 0 && !said) reader.pos = end;
  return { kind: 'filter', start, end, name, args: NONE };
}

function missingColon(reader: Reader, context: JunkContext, name: Name, from: number): void {
  const code = reader.text.charCodeAt(from);
  if (name.text !== '' && (code === 34 || code === 39 || (code >= 48 && code <= 57) || code === 123)) {
    report(
      reader,
      'syntax-error',
      `A colon is missing behind '${name.text}': without it the filter gets no value.`,
      { start: name.start, end: name.end },
      { edits: [{ start: name.end, end: name.end, newText: ':' }] },
    );
  } else reportJunk(reader, context, from, reader.pos);
}

/** Reads `: a, key: b` and makes the filter; colons and commas separate alike, surplus ones do no harm. */
function parseArguments(reader: Reader, context: ChainContext, start: number, name: Name, quiet: boolean): Filter {
  let args: Argument[] = NONE;
  let end = reader.pos;
  let reported = quiet;
  for (;;) {
    skipSpace(reader);
    let code = peek(reader);
    while (code === COMMA || code === COLON) {
      reader.pos++;
      end = reader.pos;
      skipSpace(reader);
      code = peek(reader);
    }
    if (code < 0 || code === PIPE) break;
    const from = reader.pos;
    const key = parseKeyword(reader);
    const value = parseExpression(reader, 'argument');
    if (value !== null || key !== null) {
      end = value?.end ?? key!.end + 1;
      if (value === null) reader.pos = end;
      args = append(args, { kind: 'argument', start: from, end, name: key, value });
    }
    skipSpace(reader);
    code = peek(reader);
    if (code < 0 || code === PIPE || code === COMMA || code === COLON) continue;
    if (context === 'open') {
      reader.pos = end;
      break;
    }
    const junk = reader.pos;
    skipJunk(reader, isSeparator);
    if (!reported) reportJunk(reader, context, junk, reader.pos);
    reported = true;
  }
  return { kind: 'filter', start, end, name, args: compact(args) };
}

const isSeparator = (code: number): boolean => code === PIPE || code === COMMA || code === COLON;

/** `name:` in front of a value. */
export function parseKeyword(reader: Reader): Name | null {
  const start = reader.pos;
  if (!isNameCharacter(peek(reader))) return null;
  const name = parseName(reader);
  skipSpace(reader);
  if (peek(reader) === COLON) {
    reader.pos++;
    return name;
  }
  reader.pos = start;
  return null;
}
