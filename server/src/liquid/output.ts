/** Outputs: `{{ … }}` in text, nested in a tag or an argument, and the single braces that people write for them. */

import { parseChain } from './chain';
import { CLOSE_BRACE, CLOSE_PAREN, DASH, isSpace, NEWLINE, OPEN_BRACE } from './characters';
import { parseExpression, parsePath, type Role } from './expression';
import type { Chain, Expression, Nested, Output, Span } from './nodes';
import { compact, lineEnd, NONE, type ProblemData, type Reader, report, skipSpace } from './reader';
import { findOutputEnd } from './scanner';

/** A tag between the braces of an output. */
const TAG_WRITTEN =
  /^\s*(?:(if|unless|elsif|for|case|when|assign|capture)\s+[\w'"$({]|(else|endif|endunless|endfor|endcase|endcapture)\s*$)/;

function tagWritten(inner: string): string | null {
  const found = TAG_WRITTEN.exec(inner);
  return found?.[1] ?? found?.[2] ?? null;
}

/** Reads the output whose `{{` stands at `pos`, within `reader.end`; leaves `pos` behind it. */
export function parseOutput(reader: Reader): Output {
  const { text, pos: start, end: limit } = reader;
  const found = findOutputEnd(reader, start, limit);
  const trimBefore = text.charCodeAt(start + 2) === DASH && start + 2 < limit;
  const from = start + (trimBefore ? 3 : 2);
  if (found.closer === 'none') return unclosedOutput(reader, start, from, found.at, trimBefore);

  const trimAfter = found.at > from && text.charCodeAt(found.at - 1) === DASH;
  const to = Math.max(from, found.at - (trimAfter ? 1 : 0));
  const end = found.at + (found.closer === 'brace' ? 1 : 2);
  const problems = reader.problems.length;
  const paren = found.closer === 'brace' && text.charCodeAt(found.at - 1) === CLOSE_PAREN;
  const value = inside(reader, from, paren ? to - 1 : to);
  reader.pos = end;
  const tag = found.closer === 'braces' && reader.outputs === 0 ? tagWritten(text.slice(from, to)) : null;
  if (tag !== null) {
    reader.problems.length = problems;
    report(
      reader,
      'mismatched-delimiters',
      `'${tag}' is a tag, and tags stand between '{%' and '%}'.`,
      { start, end },
      {
        edits: [
          { start, end: start + 2, newText: '{%' },
          { start: found.at, end, newText: '%}' },
        ],
      },
    );
  } else if (paren) parenthesis(reader, found.at - 1, end);
  else if (found.closer === 'percent' && !tagBehindBrace(reader, start)) {
    report(
      reader,
      'mismatched-delimiters',
      `This output begins with '{{' but ends with '%}'. Write '}}'.`,
      { start, end },
      {
        edits: [{ start: found.at, end, newText: '}}' }],
      },
    );
  } else if (found.closer === 'brace') missingBrace(reader, problems, { start, end });
  return output(start, end, from, to, trimBefore, trimAfter, found.closer === 'braces', value);
}

/** Reports `{{% if …`: a brace of the text that touches a tag makes an output of it. */
function tagBehindBrace(reader: Reader, start: number): boolean {
  if (reader.text[start + 2] !== '%') return false;
  report(
    reader,
    'mismatched-delimiters',
    `'{{%' begins an output, not a tag. Put a space between '{' and '{%'.`,
    { start, end: start + 3 },
    { edits: [{ start: start + 1, end: start + 1, newText: ' ' }] },
  );
  return true;
}

/** One brace too few; where a filter stands in the key, the brace is missing because of it, and that is said already. */
function missingBrace(reader: Reader, firstProblem: number, span: Span): void {
  const { problems } = reader;
  const edit = { start: span.end, end: span.end, newText: '}' };
  const index = problems.findIndex(({ code }, at) => at >= firstProblem && code === 'filter-inside-key');
  if (index < 0) {
    const message = `A closing brace is missing: this output ends with one '}' too few.`;
    report(reader, 'unclosed-output', message, span, { edits: [edit] });
  } else {
    const problem = problems[index]!;
    problems[index] = { ...problem, data: { edits: [...((problem.data as ProblemData).edits ?? []), edit] } };
  }
}

function inside(reader: Reader, from: number, to: number): Chain {
  const { end } = reader;
  reader.pos = from;
  reader.end = to;
  reader.outputs++;
  reader.depth++;
  const chain = parseChain(reader, 'output');
  reader.depth--;
  reader.outputs--;
  reader.end = end;
  return chain;
}

/** An output without an end holds as much as reads as one, so that the text behind it stays text. */
function unclosedOutput(reader: Reader, start: number, from: number, stop: number, trimBefore: boolean): Output {
  const { text, end: limit } = reader;
  const to = Math.max(from, Math.min(stop, lineEnd(reader, start), limit));
  const problems = reader.problems.length;
  reader.pos = from;
  reader.end = to;
  reader.outputs++;
  reader.depth++;
  const value = parseChain(reader, 'open');
  reader.depth--;
  reader.outputs--;
  reader.end = limit;
  reader.problems.length = problems;
  let end = Math.max(reader.pos, from);
  let rest = end;
  while (rest < to && isSpace(text.charCodeAt(rest))) rest++;
  const first = text.charCodeAt(rest);
  const second = text.charCodeAt(rest + 1);
  const paren =
    value.input !== null &&
    rest + 1 < to &&
    (first === CLOSE_PAREN || first === CLOSE_BRACE) &&
    (second === CLOSE_PAREN || second === CLOSE_BRACE);
  const inner = end;
  if (paren) {
    end = rest + 2;
    parenthesis(reader, rest, end);
  } else {
    // White space at the end of a line belongs to it: that is where one types.
    if (rest === to && (to === limit || text.charCodeAt(to) === NEWLINE)) end = to;
    const previous = reader.problems[reader.problems.length - 1];
    if (previous?.code !== 'unclosed-output' || previous.span.end < start) {
      if (!tagBehindBrace(reader, start))
        report(
          reader,
          'unclosed-output',
          `This output is not closed. Write '}}' behind it.`,
          { start, end: inner },
          {
            edits: [{ start: inner, end: inner, newText: '}}' }],
          },
        );
    }
  }
  reader.pos = end;
  return output(start, end, from, paren ? inner : end, trimBefore, false, false, value);
}

function parenthesis(reader: Reader, start: number, end: number): void {
  report(
    reader,
    'paren-closes-brace',
    `A parenthesis does not close an output. Write '}}'.`,
    { start, end },
    {
      edits: [{ start, end, newText: '}}' }],
    },
  );
}

function output(
  start: number,
  end: number,
  from: number,
  to: number,
  trimBefore: boolean,
  trimAfter: boolean,
  closed: boolean,
  value: Chain,
): Output {
  return { kind: 'output', start, end, trimBefore, trimAfter, closed, inner: { start: from, end: to }, value };
}

/** Reads `{{ … }}` in a tag or an argument, and the path behind it. */
export function parseNested(reader: Reader, role: Role): Nested {
  const start = reader.pos;
  const wrong = reader.outputs > 0 && role !== 'argument';
  const value = parseOutput(reader);
  if (wrong && value.closed) {
    const { start: from, end: to } = value.inner;
    report(
      reader,
      'nested-output-braces',
      'Braces inside braces: this is an output already, so the inner braces are wrong. Remove them.',
      { start, end: value.end },
      {
        edits: [
          { start, end: from, newText: '' },
          { start: to, end: value.end, newText: '' },
        ],
      },
    );
  }
  const path = value.closed ? parsePath(reader, start, null) : NONE;
  return { kind: 'nested', start, end: reader.pos, output: value, path: compact(path) };
}

/** Reads `{ … }`, which is never right: in an output a brace too many, in a tag one too few. */
export function parseSingleBrace(reader: Reader): Expression | null {
  const { text, pos: start, end: limit } = reader;
  const close = findBraceEnd(text, start, limit);
  if (reader.outputs > 0) {
    reader.pos = start + 1;
    reader.end = close < 0 ? limit : close;
    const inner = parseExpression(reader);
    skipSpace(reader);
    reader.end = limit;
    const edits = [{ start, end: start + 1, newText: '' }];
    const whole = close >= 0 && reader.pos === close;
    if (whole) {
      edits.push({ start: close, end: close + 1, newText: '' });
      reader.pos = close + 1;
    } else if (close < 0 && text[limit] === '}' && text[limit + 2] === '}') {
      // `{{{x}}}`: the third closing brace stands behind the output.
      edits.push({ start: limit + 2, end: limit + 3, newText: '' });
    }
    const message = `There is one '{' too many: an output has two braces on each side.`;
    report(reader, 'surplus-brace', message, { start, end: start + 1 }, { edits });
    return inner;
  }
  if (close < 0) return null;
  const value = inside(reader, start + 1, close);
  reader.pos = close + 1;
  const single = output(start, close + 1, start + 1, close, false, false, false, value);
  report(
    reader,
    'single-brace-variable',
    `One brace is not enough: write '{{…}}', or no braces at all inside a tag.`,
    { start, end: close + 1 },
    {
      edits: [
        { start, end: start, newText: '{' },
        { start: close + 1, end: close + 1, newText: '}' },
      ],
    },
  );
  return { kind: 'nested', start, end: close + 1, output: single, path: [] };
}

/** The `}` that closes the `{` at `start` on its line; -1 when there is none. */
function findBraceEnd(text: string, start: number, limit: number): number {
  let open = 0;
  for (let pos = start; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === OPEN_BRACE) open++;
    else if (code === CLOSE_BRACE && --open === 0) return pos;
    else if (code === NEWLINE) return -1;
  }
  return -1;
}
