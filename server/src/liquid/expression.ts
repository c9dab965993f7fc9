/**
 * Reads one value: a literal, a range, a variable or attribute with its path, a nested output. Null, with nothing
 * read, where no value begins. Numbers, keywords and names are told apart as lax Ruby Liquid does.
 */
import { parseAttribute } from './attribute';
import {
  CLOSE_BRACKET,
  CLOSE_PAREN,
  DASH,
  DOLLAR,
  DOT,
  isCurlyQuote,
  isDigit,
  isSpace,
  isStraightQuote,
  isWordCharacter,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  PIPE,
  QUESTION,
} from './characters';
import type { Attribute, Expression, KeywordLiteral, Name, Range, Segment, Variable } from './nodes';
import { parseNested, parseSingleBrace } from './output';
import { append, compact, MAX_DEPTH, NONE, peek, type Reader, report, skipSpace } from './reader';
import { parseCurlyString, parseString } from './string';

const KEYWORDS: Readonly<Record<string, KeywordLiteral['value']>> = {
  nil: 'nil',
  null: 'nil',
  true: 'true',
  false: 'false',
  blank: 'blank',
  empty: 'empty',
};

/** A filter's argument may be an output in braces; elsewhere inside an output braces are wrong. */
export type Role = 'operand' | 'argument';

/** Reads a value at or behind the white space at `pos`. */
export function parseExpression(reader: Reader, role: Role = 'operand'): Expression | null {
  skipSpace(reader);
  const code = peek(reader);
  if (code < 0) return null;
  if (reader.depth >= MAX_DEPTH) return tooDeep(reader);
  reader.depth++;
  const expression = readExpression(reader, code, role);
  reader.depth--;
  return expression;
}

function readExpression(reader: Reader, code: number, role: Role): Expression | null {
  if (isStraightQuote(code)) return parseString(reader);
  if (isCurlyQuote(code)) return parseCurlyString(reader);
  if (isWordCharacter(code)) return parseWord(reader);
  if (code === DOLLAR) return keyAhead(reader, 1) ? parseAttribute(reader, reader.pos, null) : null;
  if (code === OPEN_BRACKET) return parseVariable(reader, reader.pos, null);
  if (code === OPEN_BRACE) {
    return peek(reader, 1) === OPEN_BRACE ? parseNested(reader, role) : parseSingleBrace(reader);
  }
  if (code === OPEN_PAREN && rangeAhead(reader)) return parseRange(reader);
  return null;
}

/** Whether a value can begin with this character. */
export function beginsExpression(code: number): boolean {
  return (
    isWordCharacter(code) ||
    isStraightQuote(code) ||
    isCurlyQuote(code) ||
    code === DOLLAR ||
    code === OPEN_BRACKET ||
    code === OPEN_BRACE ||
    code === OPEN_PAREN
  );
}

function tooDeep(reader: Reader): null {
  const start = reader.pos;
  if (!reader.problems.some((problem) => problem.code === 'nesting-too-deep')) {
    report(
      reader,
      'nesting-too-deep',
      `Values can be nested ${MAX_DEPTH} levels deep at most. Assign the inner ones first.`,
      {
        start,
        end: Math.min(start + 2, reader.end),
      },
    );
  }
  reader.pos = reader.end;
  return null;
}

/** A word is a number, a keyword, the namespace of an attribute or the name of a variable. */
function parseWord(reader: Reader): Expression {
  const { text } = reader;
  const start = reader.pos;
  const name = parseName(reader);
  const after = peek(reader);
  if (isInteger(text, start, name.end)) {
    let end = name.end;
    while (text.charCodeAt(end) === DOT && end + 1 < reader.end && isDigit(text.charCodeAt(end + 1))) {
      end++;
      while (end < reader.end && isDigit(text.charCodeAt(end))) end++;
    }
    const next = end < reader.end ? text.charCodeAt(end) : -1;
    if (!isWordCharacter(next)) {
      if (next === DOT && end === name.end && !reader.inRange && endsNumber(text, end + 1, reader.end)) {
        // `1.` is a decimal number to Ruby.
        report(reader, 'syntax-error', `A digit is missing behind the dot. Write it, or remove the dot.`, {
          start,
          end: end + 1,
        });
        reader.pos = end + 1;
        return { kind: 'number', start, end: end + 1, value: Number(name.text), isFloat: true };
      }
      reader.pos = end;
      return { kind: 'number', start, end, value: Number.parseFloat(text.slice(start, end)), isFloat: end > name.end };
    }
  } else if (after !== DOT && after !== OPEN_BRACKET) {
    const value = Object.hasOwn(KEYWORDS, name.text) ? KEYWORDS[name.text] : undefined;
    if (value) return { kind: 'keyword', start, end: name.end, value };
  }
  if (after === DOT && peek(reader, 1) === DOLLAR && keyAhead(reader, 2)) {
    reader.pos++;
    return parseAttribute(reader, start, name);
  }
  return parseVariable(reader, start, name);
}

/** Whether behind a `$` comes a key: in braces, or a name whose braces were forgotten. */
function keyAhead(reader: Reader, ahead: number): boolean {
  const code = peek(reader, ahead);
  return code === OPEN_BRACE || (isWordCharacter(code) && !isDigit(code));
}

/** A number or keyword that touches a sign is a name to Ruby: `.5`, `(true)`. Other values stay as they are. */
export function asName(reader: Reader, value: Expression): Expression {
  if (value.kind !== 'keyword' && value.kind !== 'number') return value;
  const { start, end } = value;
  const name: Name = { kind: 'name', start, end, text: reader.text.slice(start, end) };
  return { kind: 'variable', start, end, name, path: [] };
}

/** The word at `pos`, which a `?` may end. */
export function parseName(reader: Reader): Name {
  const { text, end } = reader;
  const start = reader.pos;
  let pos = start;
  while (pos < end && isWordCharacter(text.charCodeAt(pos))) pos++;
  if (pos > start && pos < end && text.charCodeAt(pos) === QUESTION) pos++;
  reader.pos = pos;
  return { kind: 'name', start, end: pos, text: text.slice(start, pos) };
}

/** Whether neither a name nor a second dot follows the dot of a number. */
function endsNumber(text: string, at: number, end: number): boolean {
  return at >= end || isSpace(text.charCodeAt(at)) || text.charCodeAt(at) === PIPE;
}

function isInteger(text: string, start: number, end: number): boolean {
  let pos = text.charCodeAt(start) === DASH ? start + 1 : start;
  if (pos === end) return false;
  for (; pos < end; pos++) if (!isDigit(text.charCodeAt(pos))) return false;
  return true;
}

function parseVariable(reader: Reader, start: number, name: Name | null): Expression {
  const path = parsePath(reader, start, name);
  if (!Array.isArray(path)) return path;
  if (name !== null && name.text.charCodeAt(0) === DASH && name.text.length > 1) {
    report(
      reader,
      'syntax-error',
      `A name cannot begin with '-'. Remove it, or subtract with the 'minus' filter.`,
      name,
    );
  }
  const variable: Variable = { kind: 'variable', start, end: reader.pos, name, path: compact(path) };
  return variable;
}

/**
 * Reads `.name` and `[index]`, as many as there are. Returns an attribute instead where a dotted name turns out to be the
 * namespace of one (`a.b.${key}`).
 */
export function parsePath(reader: Reader, start: number, name: null): Segment[];
export function parsePath(reader: Reader, start: number, name: Name | null): Segment[] | Attribute;
export function parsePath(reader: Reader, start: number, name: Name | null): Segment[] | Attribute {
  let path: Segment[] = NONE;
  for (;;) {
    const before = reader.pos;
    skipSpace(reader);
    const code = peek(reader);
    if (code === OPEN_BRACKET) {
      if (reader.pos > before && path.length === 0 && name === null) {
        reader.pos = before;
        return path;
      }
      path = append(path, parseIndex(reader));
      // `a[0]title`: Ruby takes the word for a segment.
      const at = reader.pos;
      if (isWordCharacter(peek(reader))) {
        const key = parseName(reader);
        report(reader, 'syntax-error', `A dot is missing before '${key.text}'.`, key, {
          edits: [{ start: at, end: at, newText: '.' }],
        });
        path = append(path, { kind: 'segment', start: at, end: key.end, name: key, index: null, bracketed: false });
      }
      continue;
    }
    if (code !== DOT || (peek(reader, 1) === DOT && (reader.inRange || !isWordCharacter(peek(reader, 2))))) {
      reader.pos = before;
      return path;
    }
    const segmentStart = reader.pos;
    const doubled = peek(reader, 1) === DOT;
    reader.pos += doubled ? 2 : 1;
    if (doubled) {
      report(
        reader,
        'syntax-error',
        'There is one dot too many. Remove it.',
        { start: segmentStart, end: segmentStart + 2 },
        {
          edits: [{ start: segmentStart, end: segmentStart + 1, newText: '' }],
        },
      );
    }
    skipSpace(reader);
    const first = peek(reader);
    if (first === DOLLAR && peek(reader, 1) === OPEN_BRACE && name !== null && path.length > 0) {
      const namespace: Name = { kind: 'name', start, end: segmentStart, text: reader.text.slice(start, segmentStart) };
      return parseAttribute(reader, start, namespace);
    }
    if (first === OPEN_BRACE && peek(reader, 1) !== OPEN_BRACE && name !== null && path.length === 0) {
      return parseAttribute(reader, start, name);
    }
    if (first === OPEN_BRACKET) {
      report(
        reader,
        'syntax-error',
        `The dot before '[' is one too many. Remove it.`,
        { start: segmentStart, end: segmentStart + 1 },
        {
          edits: [{ start: segmentStart, end: segmentStart + 1, newText: '' }],
        },
      );
      continue;
    }
    if (!isWordCharacter(first)) {
      reader.pos = segmentStart + 1;
      path = append(path, {
        kind: 'segment',
        start: segmentStart,
        end: reader.pos,
        name: null,
        index: null,
        bracketed: false,
      });
      report(reader, 'syntax-error', 'A name is missing behind the dot. Write it, or remove the dot.', {
        start: segmentStart,
        end: reader.pos,
      });
      return path;
    }
    const key = parseName(reader);
    if (isInteger(reader.text, key.start, key.end)) {
      report(
        reader,
        'syntax-error',
        `Items of a list are read with brackets: write '[${key.text}]' for '.${key.text}'.`,
        {
          start: segmentStart,
          end: key.end,
        },
        { edits: [{ start: segmentStart, end: key.end, newText: `[${key.text}]` }] },
      );
    }
    path = append(path, {
      kind: 'segment',
      start: segmentStart,
      end: key.end,
      name: key,
      index: null,
      bracketed: false,
    });
  }
}

function parseIndex(reader: Reader): Segment {
  const start = reader.pos;
  const { inRange } = reader;
  reader.inRange = false;
  reader.pos++;
  const index = parseExpression(reader);
  reader.inRange = inRange;
  skipSpace(reader);
  const name: Name | null =
    index?.kind === 'string'
      ? { kind: 'name', start: index.start + 1, end: index.start + 1 + index.value.length, text: index.value }
      : null;
  if (peek(reader) === CLOSE_BRACKET) {
    reader.pos++;
    if (index === null) {
      report(reader, 'syntax-error', `The brackets are empty: write a position ('[0]') or a name ("['title']").`, {
        start,
        end: reader.pos,
      });
    }
  } else {
    closeIndex(reader, start);
  }
  return { kind: 'segment', start, end: reader.pos, name, index, bracketed: true };
}

/** Something stands between the index and its `]`, or there is no `]`. */
function closeIndex(reader: Reader, start: number): void {
  const { text } = reader;
  const from = reader.pos;
  let pos = from;
  while (pos < reader.end && text.charCodeAt(pos) !== CLOSE_BRACKET && text.charCodeAt(pos) !== OPEN_BRACKET) {
    if (text.charCodeAt(pos) === 10 || isStraightQuote(text.charCodeAt(pos))) break;
    pos++;
  }
  const found = pos < reader.end && text.charCodeAt(pos) === CLOSE_BRACKET;
  if (!found) {
    report(
      reader,
      'syntax-error',
      `A ']' is missing.`,
      { start, end: from },
      { edits: [{ start: from, end: from, newText: ']' }] },
    );
    return;
  }
  reader.pos = pos + 1;
  if (text.charCodeAt(from) === PIPE) {
    report(
      reader,
      'filter-in-condition',
      'A filter does not work inside brackets. Assign the value to a variable first.',
      {
        start: from,
        end: pos,
      },
    );
  } else {
    report(reader, 'syntax-error', 'Only one value can stand between brackets. Remove the others.', {
      start: from,
      end: pos,
    });
  }
}

/** Whether the parenthesis at `pos` opens a range: two dots come before any other parenthesis. */
export function rangeAhead(reader: Reader): boolean {
  const { text, end } = reader;
  for (let pos = reader.pos + 1; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === DOT && text.charCodeAt(pos + 1) === DOT) return true;
    if (code === OPEN_PAREN || code === CLOSE_PAREN || code === PIPE) return false;
  }
  return false;
}

function parseRange(reader: Reader): Range {
  const start = reader.pos;
  const { inRange } = reader;
  reader.inRange = true;
  reader.pos++;
  const from = parseExpression(reader);
  skipSpace(reader);
  while (peek(reader) === DOT) reader.pos++;
  const to = parseExpression(reader);
  reader.inRange = inRange;
  const end = reader.pos;
  skipSpace(reader);
  if (peek(reader) === CLOSE_PAREN) reader.pos++;
  else {
    reader.pos = end;
    report(
      reader,
      'syntax-error',
      `A ')' is missing: a range is written '(1..5)'.`,
      { start, end },
      {
        edits: [{ start: end, end, newText: ')' }],
      },
    );
  }
  if ((from === null || to === null) && peek(reader, -1) === CLOSE_PAREN) {
    report(reader, 'syntax-error', `A range needs a first and a last number: '(1..5)'.`, { start, end: reader.pos });
  }
  return { kind: 'range', start, end: reader.pos, from, to };
}
