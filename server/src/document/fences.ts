/**
 * Fenced code blocks of Markdown: in lists, in quotes, of backticks or tildes. Read line by line, in linear time; offsets in
 * UTF-16 units.
 */
import type { Span } from '../liquid';

export interface Line {
  readonly start: number;
  /** Without its line break. */
  readonly content: string;
}

export interface Fence {
  /** The content's lines, without the fence's own. */
  readonly span: Span;
  /** Lower case; `''` without one. */
  readonly language: string;
  /** What a quote or a list puts before each line of the content: `> `, blanks. */
  readonly prefix: Prefix;
}

/** How far a line's own text is behind its begin: so many quote marks, then so many blanks at most. */
interface Prefix {
  readonly quotes: number;
  readonly blanks: number;
}

export interface Fences {
  readonly fences: readonly Fence[];
  readonly lines: readonly Line[];
}

interface Open {
  readonly marker: string;
  readonly start: number;
  readonly language: string;
  readonly prefix: Prefix;
}

/** The fences of a text, an unclosed one to its end, and all its lines. */
export function fencesOf(text: string): Fences {
  const lines: Line[] = [];
  const fences: Fence[] = [];
  let open: Open | null = null;
  const close = (end: number): void => {
    if (open) fences.push({ span: { start: open.start, end }, language: open.language, prefix: open.prefix });
    open = null;
  };
  for (let start = 0; start < text.length; ) {
    const lineBreak = text.indexOf('\n', start);
    const next = lineBreak < 0 ? text.length : lineBreak + 1;
    const content = text.slice(start, lineBreak < 0 ? text.length : lineBreak).replace(/\r$/, '');
    lines.push({ start, content });
    const current: Open | null = open;
    if (current === null) open = opening(content, next);
    else if (quoteLength(content, current.prefix.quotes) < 0) {
      // The quote ends, and all that stands in it.
      close(start);
      open = opening(content, next);
    } else if (isClosing(content, current)) close(start);
    start = next;
  }
  close(text.length);
  return { fences, lines };
}

/** The index of the first fence that ends behind an offset. */
export function fenceAfter(fences: readonly Fence[], offset: number): number {
  let low = 0;
  let high = fences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fences[middle]!.span.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether an offset stands in the content of a fence. */
export function isInFence(fences: readonly Fence[], offset: number): boolean {
  const fence = fences[fenceAfter(fences, offset)];
  return fence !== undefined && fence.span.start <= offset;
}

/** The content of a fence line by line, without what its quote or list puts before each. Line breaks stay. */
export function contentLines(text: string, { span, prefix }: Fence): readonly Span[] {
  const found: Span[] = [];
  for (let start = span.start; start < span.end; ) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 || lineBreak >= span.end ? span.end : lineBreak + 1;
    let at = start + Math.max(0, quoteLength(text.slice(start, end), prefix.quotes));
    const most = Math.min(at + prefix.blanks, end);
    while (at < most && isBlank(text[at])) at++;
    found.push({ start: at, end });
    start = end;
  }
  return found;
}

function opening(content: string, next: number): Open | null {
  const quotes = quotesOf(content);
  const quoted = quoteLength(content, quotes);
  const at = behindListMarks(content, quoted);
  const char = content[at];
  if ((char !== '`' && char !== '~') || !content.startsWith(char.repeat(3), at)) return null;
  let end = at;
  while (content[end] === char) end++;
  const info = content.slice(end).trim();
  // Three backticks with another behind them are a code span.
  if (char === '`' && info.includes('`')) return null;
  const language = /^\{?\.?([^\s`{},]*)/.exec(info)![1]!.toLowerCase();
  return { marker: content.slice(at, end), start: next, language, prefix: { quotes, blanks: at - quoted } };
}

/** The number of quote marks that a line begins with. */
function quotesOf(content: string): number {
  let quotes = 0;
  for (let at = 0; content[at] === '>' || isBlank(content[at]); at++) if (content[at] === '>') quotes++;
  return quotes;
}

/** Behind a line's blanks and list marks: `- `, `* `, `2. `. */
function behindListMarks(content: string, start: number): number {
  let at = start;
  for (;;) {
    while (isBlank(content[at])) at++;
    const mark = /^(?:[-*+]|\d{1,9}[.)])[ \t]/.exec(content.slice(at, at + 12));
    if (!mark) return at;
    at += mark[0].length;
  }
}

function isClosing(content: string, { marker, prefix }: Open): boolean {
  const rest = content.slice(Math.max(0, quoteLength(content, prefix.quotes))).trim();
  return rest.length >= marker.length && rest === marker[0]!.repeat(rest.length);
}

/** How long the quote marks at a line's begin are; -1 where there are fewer. */
function quoteLength(content: string, quotes: number): number {
  let at = 0;
  for (let found = 0; found < quotes; found++) {
    while (isBlank(content[at])) at++;
    if (content[at] !== '>') return -1;
    at++;
    if (content[at] === ' ') at++;
  }
  return at;
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';
