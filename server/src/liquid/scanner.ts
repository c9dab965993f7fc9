/**
 * Finds where an output, a tag, a key or a verbatim block ends. Every scan is linear, and a failed one is remembered, so
 * that the work for a whole text is linear too.
 *
 * As in Ruby, `}}` ends an output and `%}` a tag, quotes or not; what Braze adds is that `${…}` and nested `{{…}}` are counted.
 */
import {
  CLOSE_BRACE,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DOLLAR,
  DOT,
  isSpace,
  isStraightQuote,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  PERCENT,
  PIPE,
} from './characters';
import { MAX_DEPTH, type Reader } from './reader';

/** How an output ends: with `}}`, with a lone `}`, with `%}`, or (`none`) not at all. */
export interface OutputEnd {
  readonly closer: 'braces' | 'brace' | 'percent' | 'none';
  /** Offset of the closer; for `none` where the search gave up. */
  readonly at: number;
}

interface Level {
  readonly start: number;
  /** Single braces that are open. */
  braces: number;
  /** A filter has begun, so that an argument may stand on a later line. */
  piped: boolean;
}

/** Finds the end of the output that starts at `start`, no further than `limit`. */
export function findOutputEnd(reader: Reader, start: number, limit: number): OutputEnd {
  const plain = findPlainEnd(reader.text, start + 2, limit);
  if (plain >= 0) return { closer: 'braces', at: plain };
  const known = reader.outputEnds.get(start);
  if (known) return known.closer !== 'none' && known.at + 1 >= limit ? { closer: 'none', at: limit } : known;
  return scanOutput(reader, start, limit);
}

/** Finds the end of an output level by level, and notes those of the outputs in it. */
function scanOutput(reader: Reader, start: number, limit: number): OutputEnd {
  const { text } = reader;
  const levels: Level[] = [{ start, braces: 0, piped: false }];
  let level = levels[0]!;
  let lastNewline = -1;
  /** The last character that is no white space: tells whether an operand may follow. */
  let last = OPEN_BRACE;
  let pos = start + 2;

  const leave = (end: OutputEnd): boolean => {
    const { start: opened } = levels.pop()!;
    if (levels.length === 0) return true;
    reader.outputEnds.set(opened, end);
    level = levels[levels.length - 1]!;
    return false;
  };
  const giveUp = (at: number): OutputEnd => {
    for (let index = 1; index < levels.length; index++) {
      reader.outputEnds.set(levels[index]!.start, { closer: 'none', at });
    }
    return { closer: 'none', at };
  };

  while (pos < limit) {
    const code = text.charCodeAt(pos);
    const next = pos + 1 < limit ? text.charCodeAt(pos + 1) : -1;
    if (isStraightQuote(code)) {
      const after = skipString(text, pos, limit, expectsOperand(last));
      if (after < 0) return giveUp(pos);
      last = code;
      pos = after;
    } else if (code === DOLLAR && next === OPEN_BRACE) {
      const close = findKeyEnd(text, pos + 2, limit);
      last = close < 0 ? OPEN_BRACE : CLOSE_BRACE;
      pos = close < 0 ? pos + 2 : close + 1;
    } else if (code === OPEN_BRACE) {
      if (next === PERCENT) return giveUp(pos);
      if (next === OPEN_BRACE) {
        const nests = expectsOperand(last) && (lastNewline < level.start || level.piped) && levels.length < MAX_DEPTH;
        if (!nests) return giveUp(pos);
        level = { start: pos, braces: 0, piped: false };
        levels.push(level);
        pos += 2;
      } else {
        // A third brace at the beginning is one too many: Ruby ends `{{{x}}` at the first `}}` all the same.
        if (pos > level.start + 2) level.braces++;
        pos++;
      }
      last = OPEN_BRACE;
    } else if (code === CLOSE_BRACE) {
      last = CLOSE_BRACE;
      if (level.braces > 0) {
        level.braces--;
        pos++;
      } else if (next === CLOSE_BRACE) {
        const end: OutputEnd = { closer: 'braces', at: pos };
        if (leave(end)) return end;
        pos += 2;
      } else {
        if (lastNewline > level.start) return giveUp(pos);
        const end: OutputEnd = { closer: 'brace', at: pos };
        if (leave(end)) return end;
        pos++;
      }
    } else if (code === PERCENT && next === CLOSE_BRACE) {
      giveUp(pos);
      return lastNewline > start ? { closer: 'none', at: pos } : { closer: 'percent', at: pos };
    } else if (code === NEWLINE) {
      if (!continues(text, pos, limit, last)) return giveUp(pos);
      lastNewline = pos;
      pos++;
    } else {
      if (code === PIPE) level.piped = true;
      if (!isSpace(code)) last = code;
      pos++;
    }
  }
  return giveUp(limit);
}

/** The `}}` of an output in which nothing needs thought: no quote, no brace but those of keys, no line break. Else -1. */
function findPlainEnd(text: string, start: number, limit: number): number {
  for (let pos = start; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === CLOSE_BRACE) return pos + 1 < limit && text.charCodeAt(pos + 1) === CLOSE_BRACE ? pos : -1;
    if (code === OPEN_BRACE || code === PERCENT || code === NEWLINE || isStraightQuote(code)) return -1;
    if (code === DOLLAR && text.charCodeAt(pos + 1) === OPEN_BRACE) {
      pos = findKeyEnd(text, pos + 2, limit);
      if (pos < 0) return -1;
    }
  }
  return -1;
}

/** Whether an operand may stand behind a character: behind an opener, a separator or an operator. */
function expectsOperand(code: number): boolean {
  return (
    code === OPEN_BRACE ||
    code === COLON ||
    code === COMMA ||
    code === PIPE ||
    code === OPEN_BRACKET ||
    code === OPEN_PAREN ||
    (code >= 60 && code <= 62) ||
    code === 33 ||
    code === DOT ||
    code === 45
  );
}

/** Whether an expression goes on in the next line: it stands open, or what follows can only belong to it. */
function continues(text: string, newline: number, limit: number, last: number): boolean {
  if (expectsOperand(last)) return true;
  let pos = newline + 1;
  while (pos < limit && isSpace(text.charCodeAt(pos))) pos++;
  if (pos >= limit) return false;
  const code = text.charCodeAt(pos);
  return (
    code === PIPE ||
    code === DOT ||
    code === OPEN_BRACKET ||
    code === COMMA ||
    code === COLON ||
    code === CLOSE_PAREN ||
    code === 93 ||
    text.startsWith('}}', pos) ||
    text.startsWith('-}}', pos) ||
    (last === OPEN_BRACE && code === OPEN_BRACE)
  );
}

/**
 * The offset behind a string, or of the `}}` that ends it and its output; -1 when the quote is none: it opens a string in a
 * place where none may stand and runs over the line, as the quotes of a JSON text do.
 */
function skipString(text: string, start: number, limit: number, expected: boolean): number {
  const quote = text.charCodeAt(start);
  let newline = false;
  let nested = false;
  for (let pos = start + 1; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === quote) return newline && !expected ? -1 : pos + 1;
    if (code === NEWLINE) newline = true;
    else if (code === OPEN_BRACE) {
      const next = text.charCodeAt(pos + 1);
      if (next === OPEN_BRACE) {
        if (newline) return -1;
        nested = true;
        pos++;
      } else if (next === PERCENT && !expected) return -1;
    } else if (code === CLOSE_BRACE && text.charCodeAt(pos + 1) === CLOSE_BRACE) {
      if (!nested) return newline ? -1 : pos;
      nested = false;
      pos++;
    }
  }
  return -1;
}

/**
 * The offset of the `}` that ends a key whose text starts at `start`; -1 when it has none on its line. A `)` that opened
 * nothing and stands before `}}` is taken for it.
 */
export function findKeyEnd(text: string, start: number, limit: number): number {
  let parentheses = 0;
  for (let pos = start; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === CLOSE_BRACE) return pos;
    if (code === OPEN_PAREN) parentheses++;
    else if (code === CLOSE_PAREN && parentheses-- === 0 && text.startsWith('}}', pos + 1)) return pos;
    if (code === NEWLINE || code === OPEN_BRACE) return -1;
    if (code === PERCENT && text.charCodeAt(pos + 1) === CLOSE_BRACE) return -1;
  }
  return -1;
}

/** How a tag ends: with `%}`, with `}}` instead, or not at all. */
export interface TagEnd {
  readonly closer: 'percent' | 'braces' | 'none';
  /** Offset of the closer; for `none` that of the next `{%` or the limit. */
  readonly at: number;
}

/** Finds the end of a tag whose inside starts at `start`. `long`: its markup may run over lines and hold JSON. */
export function findTagEnd(text: string, start: number, limit: number, long: boolean): TagEnd {
  let open = 0;
  let stray = -1;
  let newline = false;
  for (let pos = start; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    const next = text.charCodeAt(pos + 1);
    if (code === PERCENT && next === CLOSE_BRACE) {
      return stray >= 0 && newline && !long ? { closer: 'braces', at: stray } : { closer: 'percent', at: pos };
    }
    if (code === OPEN_BRACE && next === PERCENT) {
      return stray >= 0 && !long ? { closer: 'braces', at: stray } : { closer: 'none', at: pos };
    }
    if (isStraightQuote(code)) pos = skipTagString(text, pos, limit);
    else if (code === DOLLAR && next === OPEN_BRACE) {
      const close = findKeyEnd(text, pos + 2, limit);
      pos = close < 0 ? pos + 1 : close;
    } else if (code === OPEN_BRACE && next === OPEN_BRACE) {
      open++;
      pos++;
    } else if (code === CLOSE_BRACE && next === CLOSE_BRACE) {
      if (open > 0) open--;
      else if (stray < 0) stray = pos;
      pos++;
    } else if (code === NEWLINE && stray >= 0) newline = true;
  }
  return stray >= 0 && !long ? { closer: 'braces', at: stray } : { closer: 'none', at: limit };
}

/** The closing quote of a string that ends on its line and before any `%}`; else the opening one. */
function skipTagString(text: string, start: number, limit: number): number {
  const quote = text.charCodeAt(start);
  for (let pos = start + 1; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === quote) return pos;
    if (code === NEWLINE || (code === PERCENT && text.charCodeAt(pos + 1) === CLOSE_BRACE)) return start;
  }
  return start;
}
