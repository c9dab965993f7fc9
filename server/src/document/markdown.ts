/**
 * Markdown → the stretches of it that are templates: fences, and the `{% raw %}` blocks with which documentation sites
 * keep Liquid from being run. Offsets in UTF-16 units; nothing is parsed here but lines.
 */
import type { Span } from '../liquid';
import { contentLines, type Fence, fenceAfter, fencesOf, isInFence } from './fences';
import { linesMap, mapThrough, shiftedMap } from './positionMap';
import { holdsLiquid, isAboutBraze, isSyntaxName, isTemplate } from './signs';
import type { Aside, PositionMap } from './types';

export interface Embedded {
  /** Where it stands in the file. */
  readonly span: Span;
  readonly form: 'fence' | 'raw';
  /** A fence's language, lower case; `''` without one and for a raw block. */
  readonly language: string;
  /** The template's text, without what a quote or a list puts before each line. */
  readonly text: string;
  readonly map: PositionMap;
}

/** Markdown shown in Markdown is read so deep. */
const DEEPEST = 3;

/** All templates of a Markdown text, in its order. */
export function embeddedTemplates(text: string): readonly Embedded[] {
  return templatesIn(text, isAboutBraze(text), 0);
}

function templatesIn(text: string, aboutBraze: boolean, depth: number): readonly Embedded[] {
  const { fences } = fencesOf(text);
  const found: Embedded[] = [];
  for (const fence of fences) {
    const embedded = ofFence(text, fence);
    if ((fence.language === 'markdown' || fence.language === 'md') && depth < DEEPEST) {
      found.push(...templatesIn(embedded.text, aboutBraze, depth + 1).map((inner) => inOuter(inner, embedded.map)));
    } else if (isTemplate(embedded.text, fence.language, aboutBraze)) found.push(embedded);
  }
  for (const raw of rawBlocks(text, fences)) {
    for (const part of without(raw, fences)) {
      const span = withoutCodeMarks(text, part);
      for (const stretch of span === part ? proseAndCode(text, span) : [ofSpan(text, span)]) {
        const isInline = !stretch.text.includes('\n');
        if (!holdsLiquid(stretch.text) || !isTemplate(stretch.text, '', aboutBraze)) continue;
        if (!isInline || !isSyntaxName(stretch.text)) found.push(stretch);
      }
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function ofFence(text: string, fence: Fence): Embedded {
  const { language, span } = fence;
  const whole = contentOf(text, fence);
  const bare = withoutRaw(whole.text, { start: 0, end: whole.text.length });
  const inner = language === 'http' ? withoutRequestHead(whole.text, bare) : bare;
  if (inner.end - inner.start === whole.text.length) return { span, form: 'fence', language, ...whole };
  const content = whole.text.slice(inner.start, inner.end);
  const map = mapThrough(shiftedMap(inner.start, content.length), whole.map);
  return { span: map.file, form: 'fence', language, text: content, map };
}

/** A fence's text. Indentation does no harm to a body, but a front matter has to stand at the begin of its lines. */
function contentOf(text: string, fence: Fence): Pick<Embedded, 'text' | 'map'> {
  const { span, prefix } = fence;
  const lines = prefix.quotes > 0 || prefix.blanks > 0 ? contentLines(text, fence) : [];
  const bare = lines.map(({ start, end }) => text.slice(start, end)).join('');
  if (prefix.quotes === 0 && !bare.startsWith('---')) {
    return { text: text.slice(span.start, span.end), map: shiftedMap(span.start, span.end - span.start) };
  }
  const first = lines[0]?.start ?? span.end;
  return { text: bare, map: linesMap(lines, span.end, text.slice(span.start, first)) };
}

function inOuter(inner: Embedded, outer: PositionMap): Embedded {
  const span = { start: outer.toFile(inner.span.start), end: outer.toFile(inner.span.end) };
  return { ...inner, span, map: mapThrough(inner.map, outer) };
}

/** Whether a text that is not named `.md` reads as Markdown: it has fences, or raw blocks between prose. */
export function looksLikeMarkdown(text: string): boolean {
  return (
    /^ {0,3}(```|~~~)/m.test(text) ||
    /^[^\n]*\S[^\n]*\{%-?\s*raw\s*-?%\}`/m.test(text) ||
    /^\{%-?\s*raw\s*-?%\}\s*$/m.test(text)
  );
}

/** A list item or table row that gives a name and a value: `- **Name**: value`, `| Name | value |`. */
export interface LabelledValue {
  readonly label: string;
  readonly labelSpan: Span;
  /** Without code marks and outer white space. */
  readonly value: string;
  /** Where the value's first character stands. */
  readonly valueStart: number;
  /** Counted from 0. */
  readonly line: number;
}

const ITEM = /^(\s*(?:[-*+]|\d+\.)\s+\*\*)([^*\n]+?)\s*\*\*\s*[::]?\s*(.*)$/;
const ROW = /^(\s*\|\s*`?)([^|`\n]+?)`?\s*\|\s*([^|\n]*?)\s*\|/;

/** The labelled values of a Markdown text, fences left out. */
export function labelledValues(text: string): readonly LabelledValue[] {
  const { fences, lines } = fencesOf(text);
  const found: LabelledValue[] = [];
  for (const [line, { start, content }] of lines.entries()) {
    if (content.length > 4000 || isInFence(fences, start)) continue;
    const match = ITEM.exec(content) ?? ROW.exec(content);
    if (!match) continue;
    const label = match[2]!.replace(/\s*[::]$/, '');
    const at = start + match[1]!.length;
    const written = match[3]!;
    const valueAt = content.indexOf(written, match[1]!.length + match[2]!.length);
    const value = written.replaceAll('`', '').trim();
    const valueStart = start + valueAt + written.length - written.replace(/^[`\s]+/, '').length;
    found.push({ label, labelSpan: { start: at, end: at + label.length }, value, valueStart, line });
  }
  return found;
}

const ASIDE = /<!--\s*(braze-liquid-[^\n]*?)\s*-->/g;

/** The comments of a Markdown text that speak to the linter, fences left out. */
export function asidesOf(text: string): readonly Aside[] {
  if (!text.includes('<!--')) return [];
  const { fences } = fencesOf(text);
  return Array.from(text.matchAll(ASIDE), ({ index, 0: comment, 1: content }) => {
    const end = index + comment.length;
    return { content: content!, start: index, end, nextEnd: endOfNext(text, end, fences) };
  }).filter(({ start }) => !isInFence(fences, start));
}

/** Where the next line that says something ends; where it opens a fence, the end of that. */
function endOfNext(text: string, from: number, fences: readonly Fence[]): number {
  let end = endOfLine(text, from);
  while (end < text.length) {
    const start = end;
    end = endOfLine(text, start);
    if (!/^\s*(?:\{%-?\s*raw\s*-?%\}\s*)?$/.test(text.slice(start, end))) break;
  }
  const fence = fences[fenceAfter(fences, end - 1)];
  return fence?.span.start === end ? fence.span.end : end;
}

function endOfLine(text: string, from: number): number {
  const lineBreak = text.indexOf('\n', from);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

// ── Raw blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

const RAW = /\{%-?\s*raw\s*-?%\}/g;
const END_RAW = /\{%-?\s*endraw\s*-?%\}/g;

/** The insides of the raw blocks outside fences; an unclosed one is prose. */
function rawBlocks(text: string, fences: readonly Fence[]): readonly Span[] {
  const found: Span[] = [];
  let from = 0;
  for (;;) {
    RAW.lastIndex = from;
    const open = RAW.exec(text);
    if (!open) return found;
    const start = open.index + open[0].length;
    END_RAW.lastIndex = start;
    const close = END_RAW.exec(text);
    if (!close) return found;
    from = close.index + close[0].length;
    if (!isInFence(fences, open.index)) found.push({ start, end: close.index });
  }
}

/** What is left of a raw block between the fences that stand in it. */
function without(raw: Span, fences: readonly Fence[]): readonly Span[] {
  const parts: Span[] = [];
  let start = raw.start;
  for (let index = fenceAfter(fences, raw.start); index < fences.length; index++) {
    const { span } = fences[index]!;
    if (span.start >= raw.end) break;
    if (span.start > start) parts.push({ start, end: span.start });
    start = span.end;
  }
  if (start < raw.end) parts.push({ start, end: raw.end });
  return parts;
}

/** The body of a request that is written out: what stands behind the empty line below `POST … HTTP/1.1` and its headers. */
function withoutRequestHead(text: string, span: Span): Span {
  const content = text.slice(span.start, span.end);
  const empty = /^\s*[A-Z]{3,7} \S/.test(content) ? /\r?\n[ \t]*\r?\n/.exec(content) : null;
  return empty ? { start: span.start + empty.index + empty[0].length, end: span.end } : span;
}

/** A fence's content without a raw block that holds all of it. */
function withoutRaw(text: string, span: Span): Span {
  const content = text.slice(span.start, span.end);
  const open = /^\s*\{%-?\s*raw\s*-?%\}(\r?\n)?/.exec(content);
  const close = /\{%-?\s*endraw\s*-?%\}\s*$/.exec(content);
  return { start: span.start + (open?.[0].length ?? 0), end: close ? span.start + close.index : span.end };
}

const ofSpan = (text: string, span: Span): Embedded => ofRaw(span, text.slice(span.start, span.end));

const ofRaw = (span: Span, text: string): Embedded => ({
  span,
  form: 'raw',
  language: '',
  text,
  map: shiftedMap(span.start, text.length),
});

const CODE = /`([^`\n]+)`/g;

/** Prose in a raw block, and the Liquid that it names in code: each by itself, blanks in its place. */
function proseAndCode(text: string, span: Span): readonly Embedded[] {
  const content = text.slice(span.start, span.end);
  const codes: Embedded[] = [];
  const prose = content.replace(CODE, (code, inner: string, at: number) => {
    if (!namesLiquid(inner)) return code;
    const start = span.start + at + 1;
    codes.push(ofRaw({ start, end: start + inner.length }, inner));
    return ' '.repeat(code.length);
  });
  return [ofRaw(span, prose), ...codes];
}

/** Not what stands between two backticks in strings of a template: there a delimiter closes before one opens. */
function namesLiquid(code: string): boolean {
  const opening = code.search(/\{[{%]/);
  const closing = code.search(/[}%]\}/);
  return opening >= 0 ? closing < 0 || opening < closing : closing >= 0;
}

/** The inside of a code span that is all of a raw block. */
function withoutCodeMarks(text: string, span: Span): Span {
  const content = text.slice(span.start, span.end);
  const match = /^(\s*`+)([^`]*)`+\s*$/.exec(content);
  return match ? { start: span.start + match[1]!.length, end: span.start + match[1]!.length + match[2]!.length } : span;
}
