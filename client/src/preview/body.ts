/** What a field printed, line by line: coloured and foldable where it is JSON, with the cursor's marks and the problems at their lines. */
import { jsonLines, type Line, type Token, textLines } from './json';
import { jump, note } from './jump';
import type { PageResult, PageState, Problem } from './messages';
import { type Element, h, type Node } from './node';

/** Above this many characters a body is shown plain, with its problems: colours and folds cost an element each. */
const COLOURED = 100_000;

/** Deeper objects are indented and not folded. */
const MAX_FOLDS = 40;

interface Located {
  readonly at: number;
  readonly problem: Problem;
}

/** @param text what is shown of the body field's output */
export function bodyText(state: PageState, text: string, isJson: boolean, label: string): Element {
  const { field, base } = placeOf(state.result, 'body', text);
  const about = { class: 'body', tabindex: '0', role: 'region', 'aria-label': label, 'data-field': field };
  const marks = marksIn(state, field, base);
  const lines = isJson ? jsonLines(text) : null;
  const problems = located(state.result, text, base);
  if (text.length > COLOURED) {
    return h(
      'section',
      {},
      note(
        `${text.length.toLocaleString('en')} characters: so long a text is shown without colours${lines ? ' and folds' : ''}.`,
      ),
      h('pre', about, lines ? plainLines(lines, problems) : plainText(text, base, marks, problems)),
    );
  }
  const where = { 'data-start': String(base), 'data-end': String(base + text.length), 'data-json': lines !== null };
  return h('div', { ...about, ...where }, nest(lines ?? textLines(text), marks, problems));
}

/** The problems that `bodyText` does not mark in a text. */
export function unmarked({ result }: PageState, text: string): readonly Problem[] {
  if (result === null) return [];
  const marked = new Set(located(result, text, placeOf(result, 'body', text).base).map(({ problem }) => problem));
  return result.problems.filter((problem) => !marked.has(problem));
}

/** What a call sends, indented where it is JSON. */
export function prettyText(text: string): Element {
  const lines = text.length > COLOURED ? null : jsonLines(text);
  return h('pre', { class: 'body', tabindex: '0', role: 'region', 'aria-label': 'Body' }, lines ? plain(lines) : text);
}

/** A URL or a header's value, in which a click leads to its source too. */
export function printed(state: PageState, role: string, name: string, text: string): Element {
  const { field, base } = placeOf(state.result, role, text, name);
  const marks = marksIn(state, field, base);
  return h('code', { class: role, 'data-field': field, 'data-at': String(base) }, marked(text, 0, marks));
}

/** Which field a shown text is of, and where in its output it begins: it is shown without the white space around it. */
export function placeOf(
  result: PageResult | null,
  role: string,
  text: string,
  name = role,
): { readonly field: string | null; readonly base: number } {
  const fields = result?.details?.fields ?? [];
  const index = fields.findIndex((field) => field.role === role && field.name === name);
  const base = fields[index]?.output.indexOf(text) ?? -1;
  return base < 0 ? { field: null, base: 0 } : { field: String(index), base };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function marksIn({ marks }: PageState, field: string | null, base: number): readonly Stretch[] {
  return marks
    .filter((mark) => String(mark.field) === field)
    .map(({ start, end }) => ({ start: start - base, end: end - base }))
    .sort((a, b) => a.start - b.start);
}

/** The problems of the body, where what they are about was printed. */
function located(result: PageResult | null, text: string, base: number): readonly Located[] {
  const offsets = result?.details?.problemOffsets ?? [];
  return (result?.problems ?? [])
    .flatMap((problem, index) => {
      const offset = offsets[index] ?? null;
      return offset === null ? [] : [{ at: Math.min(Math.max(0, offset - base), text.length), problem }];
    })
    .sort((a, b) => a.at - b.at);
}

/**
 * Where in a text one has clicked that is shown line by line.
 * @param line the line's index
 * @param column characters of the line before the click, its indentation among them
 */
export function offsetAt(text: string, isJson: boolean, line: number, column: number): number | null {
  const found = ((isJson ? jsonLines(text) : null) ?? textLines(text))[line];
  if (!found) return null;
  let left = Math.max(0, column - 2 * found.depth);
  for (const token of found.tokens) {
    if (left < token.text.length) return token.at + left;
    left -= token.text.length;
  }
  const last = found.tokens.at(-1);
  return last ? last.at + last.text.length : null;
}

/** Lines as elements, those of an object or array inside a fold. */
function nest(lines: readonly Line[], marks: readonly Stretch[], problems: readonly Located[]): readonly Node[] {
  const stack: { readonly fold: string | null; readonly head: Element | null; readonly content: Node[] }[] = [
    { fold: null, head: null, content: [] },
  ];
  const same = sameLines();
  let told = 0;
  let passed = 0;
  lines.forEach((line, index) => {
    const next = startOf(lines[index + 1]);
    const first = told;
    while (told < problems.length && problems[told]!.at < next) told++;
    const wrong = problems.slice(first, told);
    const here: Node[] = wrong.map(({ problem }) => problemLine(problem, line.depth));
    while (passed < marks.length && marks[passed]!.end <= startOf(line)) passed++;
    const isPlain = wrong.length === 0 && !(passed < marks.length && marks[passed]!.start < next);
    const opens = line.opens !== null && stack.length <= MAX_FOLDS;
    const tag = opens ? 'summary' : 'div';
    const shown = isPlain ? same(tag, line) : lineOf(tag, line, marks, passed, wrong);
    if (opens) {
      stack.push({ fold: `fold-${encodeURIComponent(line.opens!)}`, head: shown, content: here });
      return;
    }
    const top = stack.at(-1)!;
    if (line.closes && stack.length > 1 && line.depth < stack.length - 1) {
      stack.pop();
      const folded = h('details', { id: top.fold, class: 'fold', open: true }, top.head, top.content, shown, here);
      stack.at(-1)!.content.push(folded);
      return;
    }
    top.content.push(shown, ...here);
  });
  return stack[0]!.content;
}

/** The lines that were shown last, by all that they are made of. */
let known: ReadonlyMap<string, Element> = new Map();

/** Lines that read as one of the last time are the same value again: an edit then costs what it changes. */
function sameLines(): (tag: string, line: Line) => Element {
  const before = known;
  const now = new Map<string, Element>();
  known = now;
  return (tag, line) => {
    const { depth, tokens } = line;
    const key = `${tag} ${depth} ${tokens.length} ${tokens[0]?.part} ${tokens.map(({ text }) => text).join('')}`;
    const shown = now.get(key) ?? before.get(key) ?? lineOf(tag, line, [], 0, []);
    now.set(key, shown);
    return shown;
  };
}

function lineOf(
  tag: string,
  { depth, tokens }: Line,
  marks: readonly Stretch[],
  passed: number,
  wrong: readonly Located[],
): Element {
  const content = tokens.flatMap((token) => tokenNodes(token, marks, passed, wrong));
  return h(tag, { class: 'line' }, '  '.repeat(depth), content);
}

/** Where a line begins in the text; behind all of it where there is none. */
const startOf = (line: Line | undefined): number => line?.tokens[0]?.at ?? Number.POSITIVE_INFINITY;

/** Indented lines, parted where a problem is told. */
function plainLines(lines: readonly Line[], problems: readonly Located[]): readonly Node[] {
  const nodes: Node[] = [];
  let from = 0;
  let told = 0;
  lines.forEach(({ depth }, index) => {
    const first = told;
    while (told < problems.length && problems[told]!.at < startOf(lines[index + 1])) told++;
    if (first === told) return;
    nodes.push(plain(lines.slice(from, index + 1)));
    nodes.push(...problems.slice(first, told).map(({ problem }) => problemLine(problem, depth)));
    from = index + 1;
  });
  return from < lines.length ? [...nodes, plain(lines.slice(from))] : nodes;
}

/** A text that can be clicked, parted at the ends of the lines where a problem is told. */
function plainText(
  text: string,
  base: number,
  marks: readonly Stretch[],
  problems: readonly Located[],
): readonly Node[] {
  const nodes: Node[] = [];
  let from = 0;
  const upTo = (end: number): void => {
    if (end > from)
      nodes.push(h('span', { 'data-at': String(base + from) }, marked(text.slice(from, end), from, marks)));
    from = Math.max(from, end);
  };
  for (const { at, problem } of problems) {
    const lineBreak = at < from ? from - 1 : text.indexOf('\n', at);
    upTo(lineBreak < 0 ? text.length : lineBreak + 1);
    nodes.push(problemLine(problem, 0));
  }
  upTo(text.length);
  return nodes;
}

/** Indented, and no more. */
function plain(lines: readonly Line[]): string {
  return lines.map(({ depth, tokens }) => '  '.repeat(depth) + tokens.map((token) => token.text).join('')).join('\n');
}

function tokenNodes(
  { text, part, at }: Token,
  marks: readonly Stretch[],
  passed: number,
  problems: readonly Located[],
): readonly Node[] {
  const pieces = marked(text, at, marks, passed);
  if (part === 'other') return pieces;
  const wrong = problems.find((each) => at <= each.at && each.at < at + text.length);
  return [h('span', { class: `json-${part}${wrong ? ` wrong ${wrong.problem.severity}` : ''}` }, pieces)];
}

/** The text with what is marked in it; `at` is where it begins, and so many of the marks end before it. */
function marked(text: string, at: number, marks: readonly Stretch[], passed = 0): readonly Node[] {
  const pieces: Node[] = [];
  let from = 0;
  for (let index = passed; index < marks.length && marks[index]!.start < at + text.length; index++) {
    const mark = marks[index]!;
    const start = Math.max(from, mark.start - at);
    const end = Math.min(text.length, mark.end - at);
    if (start >= end) continue;
    if (start > from) pieces.push(text.slice(from, start));
    pieces.push(h('mark', {}, text.slice(start, end)));
    from = end;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

function problemLine(problem: Problem, depth: number): Element {
  return h(
    'div',
    { class: 'line at-line' },
    h('span', {}, '  '.repeat(depth)),
    jump(problem.range, `problem ${problem.severity}`, h('span', { class: 'severity' }, problem.message)),
  );
}
