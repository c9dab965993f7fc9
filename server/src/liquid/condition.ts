/**
 * Conditions, read as lax Ruby Liquid reads them: comparisons joined by `and` and `or` from the right; what does not fit
 * into a comparison is reported and dropped up to the next `and` or `or`.
 */
import {
  AMPERSAND,
  BANG,
  CLOSE_PAREN,
  EQUALS,
  GREATER,
  isNameCharacter,
  isSpace,
  LESS,
  OPEN_PAREN,
  PIPE,
} from './characters';
import { asName, parseExpression, rangeAhead } from './expression';
import { reportEntity, reportJunk, skipJunk } from './junk';
import type { Condition, Expression, Logical, Span } from './nodes';
import { append, atWord, NONE, peek, type Reader, report, skipSpace } from './reader';

/** More parts than anybody writes; it keeps the tree shallow. */
const MAX_PARTS = 200;

const SIGNS: ReadonlySet<string> = new Set(['==', '!=', '<>', '<', '>', '<=', '>=']);

interface Joint extends Span {
  readonly operator: 'and' | 'or';
}

/** What has been reported, so that one mistake makes one finding. */
interface Said {
  /** In the whole condition. */
  parentheses: boolean;
  /** In the comparison at hand. */
  junk: boolean;
}

/** Reads a condition up to `reader.end`; null when there is none. */
export function parseCondition(reader: Reader): Condition | null {
  const said: Said = { parentheses: false, junk: false };
  let parts: (Condition | null)[] = NONE;
  let joints: Joint[] = NONE;
  skipSpace(reader);
  if (peek(reader) < 0) return null;
  for (;;) {
    said.junk = false;
    parts = append(parts, parseComparison(reader, said));
    skipSpace(reader);
    const operator = atWord(reader, 'and') ? 'and' : atWord(reader, 'or') ? 'or' : null;
    if (operator === null) break;
    if (parts.length === MAX_PARTS) {
      report(reader, 'nesting-too-deep', `A condition can have ${MAX_PARTS} parts at most.`, {
        start: reader.pos,
        end: reader.pos + operator.length,
      });
      reader.pos = reader.end;
      break;
    }
    const start = reader.pos;
    reader.pos += operator.length;
    joints = append(joints, { operator, start, end: reader.pos });
  }
  let right = parts[parts.length - 1]!;
  for (let index = joints.length - 1; index >= 0; index--) {
    const joint = joints[index]!;
    const left = parts[index]!;
    const logical: Logical = {
      kind: 'logical',
      start: left?.start ?? joint.start,
      end: right?.end ?? joint.end,
      operator: joint.operator,
      operatorSpan: { start: joint.start, end: joint.end },
      left,
      right,
    };
    right = logical;
  }
  return right;
}

function parseComparison(reader: Reader, said: Said): Condition | null {
  skipPrefix(reader, said);
  const left = parseOperand(reader, said);
  if (left === null) {
    skipSpace(reader);
    const from = reader.pos;
    dropRest(reader, said, null);
    if (!said.junk) missingOperand(reader, from, from + (from < reader.end ? 1 : 0));
    return null;
  }
  skipSpace(reader);
  const start = reader.pos;
  const operator = readOperator(reader);
  if (operator === '') {
    dropRest(reader, said, left);
    return left;
  }
  const operatorSpan = { start, end: reader.pos };
  const right = parseOperand(reader, said);
  checkOperator(reader, operator, operatorSpan, left, right, said);
  const end = right?.end ?? operatorSpan.end;
  reader.pos = Math.max(end, reader.pos);
  dropRest(reader, said, right ?? left);
  return { kind: 'comparison', start: left.start, end, operator, operatorSpan, left, right };
}

/** A value; a number or keyword that a parenthesis touches is a name to Ruby. */
function parseOperand(reader: Reader, said: Said): Expression | null {
  const opened = skipParentheses(reader, said);
  const value = parseExpression(reader);
  const touched = opened && value !== null && reader.text.charCodeAt(value.start - 1) === OPEN_PAREN;
  return value !== null && (touched || peek(reader) === CLOSE_PAREN) ? asName(reader, value) : value;
}

/** Steps over `(`, which Liquid's conditions do not know; ranges are read as values. */
function skipParentheses(reader: Reader, said: Said): boolean {
  skipSpace(reader);
  let opened = false;
  while (peek(reader) === OPEN_PAREN && !rangeAhead(reader)) {
    parenthesis(reader, said, reader.pos);
    reader.pos++;
    opened = true;
    skipSpace(reader);
  }
  return opened;
}

function parenthesis(reader: Reader, said: Said, at: number): void {
  if (!said.parentheses) {
    report(
      reader,
      'parentheses-in-condition',
      `Parentheses do not work in a condition: Liquid reads 'and' and 'or' from right to left. Nest one 'if' in another instead.`,
      { start: at, end: at + 1 },
    );
  }
  said.parentheses = true;
}

/** `!x`: Ruby drops the sign. */
function skipPrefix(reader: Reader, said: Said): void {
  skipSpace(reader);
  if (peek(reader) !== BANG || peek(reader, 1) === EQUALS) return;
  const start = reader.pos;
  reader.pos++;
  if (!said.junk) {
    report(
      reader,
      'c-style-operator',
      `'!' is no operator in Liquid and is dropped. Write '== false', or use 'unless'.`,
      {
        start,
        end: start + 1,
      },
    );
  }
  said.junk = true;
}

/** A run of signs, or a word in lower case that is no joint; `''` when there is neither. */
function readOperator(reader: Reader): string {
  const { text, end } = reader;
  const start = reader.pos;
  let pos = start;
  while (pos < end && isSign(text.charCodeAt(pos))) pos++;
  if (pos === start) {
    if (atWord(reader, 'and') || atWord(reader, 'or')) return '';
    while (pos < end && isLower(text.charCodeAt(pos))) pos++;
    if (pos < end && isNameCharacter(text.charCodeAt(pos))) pos = start;
  }
  reader.pos = pos;
  return text.slice(start, pos);
}

function isSign(code: number): boolean {
  return code === EQUALS || code === BANG || code === LESS || code === GREATER;
}

function isLower(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95;
}

function checkOperator(
  reader: Reader,
  operator: string,
  span: Span,
  left: Expression,
  right: Expression | null,
  said: Said,
): void {
  if (operator === '=') {
    report(reader, 'assignment-as-compare', `'=' does not compare. Write '=='.`, span, {
      edits: [{ ...span, newText: '==' }],
    });
  } else if (operator === 'contains' || SIGNS.has(operator)) {
    if (right !== null) {
      checkSpacing(reader, operator, span, left);
      return;
    }
    missingOperand(reader, span.start, span.end);
  } else if (isNot(left)) {
    reportNot(reader, left);
  } else {
    report(reader, 'syntax-error', `'${operator}' is no operator. Use ==, !=, <, >, <=, >=, contains, and, or.`, span);
  }
  said.junk = true;
}

const isNot = (value: Expression): boolean =>
  value.kind === 'variable' && value.name?.text === 'not' && value.path.length === 0;

function reportNot(reader: Reader, span: Span): void {
  report(reader, 'syntax-error', `Liquid has no 'not'. Use 'unless', or compare with '!='.`, span);
}

/** Lax Ruby reads `a==b` as one name and compares nothing; a text in quotes ends by itself. */
function checkSpacing(reader: Reader, operator: string, span: Span, left: Expression): void {
  if (left.end !== span.start || left.kind === 'string') return;
  const { text } = reader;
  const space = isSpace(text.charCodeAt(span.end)) ? '' : ' ';
  report(reader, 'operator-spacing', `Put a space before '${operator}': without it Liquid may not compare.`, span, {
    edits: [{ start: span.start, end: span.end, newText: ` ${operator}${space}` }],
  });
}

function missingOperand(reader: Reader, start: number, end: number): void {
  report(reader, 'syntax-error', 'A value to compare is missing here. Write it, or remove the operator.', {
    start,
    end,
  });
}

/** Drops everything up to the next `and` or `or`, with one finding that says what it is. */
function dropRest(reader: Reader, said: Said, before: Expression | null): void {
  skipSpace(reader);
  while (peek(reader) === CLOSE_PAREN) {
    parenthesis(reader, said, reader.pos);
    reader.pos++;
    skipSpace(reader);
  }
  if (peek(reader) < 0 || atWord(reader, 'and') || atWord(reader, 'or')) return;
  const start = reader.pos;
  const { text } = reader;
  skipJunk(reader, (code, at) => (code === 97 || code === 111) && isJoint(reader, at));
  if (said.junk) return;
  said.junk = true;
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if (code === AMPERSAND && reportEntity(reader, start, reader.pos)) return;
  if (before !== null && isNot(before)) {
    reportNot(reader, before);
  } else if (code === AMPERSAND || (code === PIPE && next === PIPE)) {
    const end = start + (next === code ? 2 : 1);
    const word = code === AMPERSAND ? 'and' : 'or';
    report(
      reader,
      'c-style-operator',
      `'${text.slice(start, end)}' is no operator in Liquid: what follows is dropped. Write '${word}'.`,
      { start, end },
      { edits: [{ start, end, newText: padded(text, start, end, word) }] },
    );
  } else if (code === PIPE) {
    report(
      reader,
      'filter-in-condition',
      'A filter does not work in a condition: it and what follows is dropped. Assign the filtered value to a variable first.',
      { start, end: trimEnd(text, start, reader.pos) },
    );
  } else {
    const word = /^(?:and|or|contains)(?![\w-])/i.exec(text.slice(start, Math.min(start + 9, reader.end)))?.[0];
    if (word !== undefined && before !== null) {
      report(
        reader,
        'uppercase-operator',
        `Operators are written in lower case: '${word}' and what follows is dropped. Write '${word.toLowerCase()}'.`,
        { start, end: start + word.length },
        { edits: [{ start, end: start + word.length, newText: word.toLowerCase() }] },
      );
    } else reportJunk(reader, 'tag', start, reader.pos);
  }
}

function isJoint(reader: Reader, at: number): boolean {
  if (isNameCharacter(reader.text.charCodeAt(at - 1))) return false;
  const { pos } = reader;
  reader.pos = at;
  const found = atWord(reader, 'and') || atWord(reader, 'or');
  reader.pos = pos;
  return found;
}

function padded(text: string, start: number, end: number, word: string): string {
  const before = text[start - 1] === ' ' ? '' : ' ';
  const after = text[end] === ' ' ? '' : ' ';
  return `${before}${word}${after}`;
}

function trimEnd(text: string, start: number, end: number): number {
  let to = end;
  while (to > start && text.charCodeAt(to - 1) <= 32) to--;
  return to;
}
