/**
 * Problems shown by carets under a template:
 *
 *     {{ x }
 *     ^^^^^^ unclosed-output
 *
 * A line whose first mark is `^` belongs to the template line above it; several such lines may follow one template line.
 * Behind the carets stands the code, and after `: ` the message or its beginning where it is to be checked. `^` alone marks
 * an empty span too. A problem over several lines is marked on its first line, up to the line's end.
 */
import assert from 'node:assert/strict';

export interface Found {
  readonly code: string;
  readonly message: string;
  readonly span: { readonly start: number; readonly end: number };
}

interface Mark {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly code: string;
  readonly message: string;
}

/** Checks that `find` reports for the template just what the carets say, in any order. */
export function checkCarets(annotated: string, find: (text: string) => readonly Found[]): void {
  const { text, marks } = readCarets(annotated);
  const found = find(text);
  const actual = found.map((problem) => show(text, problem));
  const expected = marks.map(({ line, from, to, code }) => `${line}:${from}-${to} ${code}`);
  assert.deepEqual(actual.toSorted(), expected.toSorted(), `in ${JSON.stringify(text)}\n${render(text, found)}`);
  for (const mark of marks) {
    if (mark.message === '') continue;
    const key = `${mark.line}:${mark.from}-${mark.to} ${mark.code}`;
    const problem = found.find((candidate) => show(text, candidate) === key);
    assert.ok(
      problem?.message.startsWith(mark.message),
      `${key} says ${JSON.stringify(problem?.message)}, not ${JSON.stringify(mark.message)}`,
    );
  }
}

/** The template without its carets, and what they say. */
function readCarets(annotated: string): { text: string; marks: readonly Mark[] } {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of annotated.split('\n')) {
    const carets = /^(\s*)(\^+) ([a-z][a-z0-9-]*)(?:: (.*))?$/.exec(line);
    if (carets === null) {
      lines.push(line);
      continue;
    }
    const from = carets[1]!.length;
    marks.push({
      line: lines.length - 1,
      from,
      to: from + carets[2]!.length,
      code: carets[3]!,
      message: carets[4] ?? '',
    });
  }
  return { text: lines.join('\n'), marks };
}

function show(text: string, { code, span }: Found): string {
  const line = text.slice(0, span.start).split('\n').length - 1;
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const newline = text.indexOf('\n', span.start);
  const lineEnd = newline < 0 ? text.length : newline;
  const from = span.start - lineStart;
  const to = Math.max(Math.min(span.end, lineEnd) - lineStart, from + 1);
  return `${line}:${from}-${to} ${code}`;
}

/** What was found, as carets: to be pasted into a test once it is right. */
function render(text: string, found: readonly Found[]): string {
  return text
    .split('\n')
    .flatMap((line, index) => [
      line,
      ...found
        .map((problem) => ({ problem, at: /^(\d+):(\d+)-(\d+) /.exec(show(text, problem))! }))
        .filter(({ at }) => Number(at[1]) === index)
        .map(({ problem, at }) => {
          const [from, to] = [Number(at[2]), Number(at[3])];
          return `${' '.repeat(from)}${'^'.repeat(to - from)} ${problem.code}: ${problem.message}`;
        }),
    ])
    .join('\n');
}
