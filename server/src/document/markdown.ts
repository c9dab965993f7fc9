/**
 * Markdown → the stretches of it that are templates: fences, and the `{% raw %}` blocks with which documentation sites
 * keep Liquid from being run. Offsets in UTF-16 units; nothing is parsed here but lines.
 */
import type { Span } from '../liquid';

export interface Embedded {
  /** The template's text. */
  readonly span: Span;
  readonly form: 'fence' | 'raw';
  /** A fence's language, lower case; `''` without one and for a raw block. */
  readonly language: string;
}

/** Languages whose fences hold Liquid whatever stands in them. */
const LIQUID_LANGUAGES = new Set(['liquid', 'braze', 'braze-liquid']);

/** Commands that quote a request: what looks like Liquid there are the writer's placeholders. */
const COMMAND = /^\s*(\$\s*)?(curl|http|wget)\s/;

/** All templates of a Markdown text, in its order. */
export function embeddedTemplates(text: string): readonly Embedded[] {
  const { fences } = fencesOf(text);
  const raws = rawBlocks(text, fences).filter((raw) => !fences.some((fence) => overlaps(fence.span, raw)));
  const found: Embedded[] = [];
  for (const fence of fences) {
    const span = withoutRaw(text, fence.span);
    if (isTemplate(text.slice(span.start, span.end), fence.language))
      found.push({ span, form: 'fence', language: fence.language });
  }
  for (const raw of raws) {
    const span = withoutCodeMarks(text, raw);
    const content = text.slice(span.start, span.end);
    if (holdsLiquid(content)) found.push({ span, form: 'raw', language: '' });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
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
  readonly value: string;
}

const ITEM = /^(\s*(?:[-*+]|\d+\.)\s+\*\*)([^*\n]+?)\s*\*\*\s*[::]?\s*(.*)$/;
const ROW = /^(\s*\|\s*`?)([^|`\n]+?)`?\s*\|\s*([^|\n]*?)\s*\|/;

/** The labelled values of a Markdown text, fences left out. */
export function labelledValues(text: string): readonly LabelledValue[] {
  const { fences, lines } = fencesOf(text);
  const found: LabelledValue[] = [];
  for (const { start, content } of lines) {
    if (content.length > 4000 || fences.some((fence) => start >= fence.span.start && start < fence.span.end)) continue;
    const match = ITEM.exec(content) ?? ROW.exec(content);
    if (!match) continue;
    const label = match[2]!.replace(/\s*[::]$/, '');
    const at = start + match[1]!.length;
    found.push({
      label,
      labelSpan: { start: at, end: at + label.length },
      value: match[3]!.replaceAll('`', '').trim(),
    });
  }
  return found;
}

// ── Lines and fences ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Line {
  readonly start: number;
  readonly content: string;
}

interface Fence {
  /** The content's lines, without the fence's own. */
  readonly span: Span;
  readonly language: string;
}

function fencesOf(text: string): { readonly fences: readonly Fence[]; readonly lines: readonly Line[] } {
  const lines: Line[] = [];
  const fences: Fence[] = [];
  let open: { readonly marker: string; readonly start: number; readonly language: string } | null = null;
  for (let start = 0; start < text.length; ) {
    const lineBreak = text.indexOf('\n', start);
    const next = lineBreak < 0 ? text.length : lineBreak + 1;
    const content = text.slice(start, lineBreak < 0 ? text.length : lineBreak).replace(/\r$/, '');
    lines.push({ start, content });
    const mark = /^\s*(?:>\s*)?(`{3,}|~{3,})\s*([^\s`{]*)/.exec(content);
    if (mark && open === null) open = { marker: mark[1]!, start: next, language: mark[2]!.toLowerCase() };
    else if (mark && open && mark[1]!.startsWith(open.marker) && mark[2] === '') {
      fences.push({ span: { start: open.start, end: start }, language: open.language });
      open = null;
    }
    start = next;
  }
  if (open) fences.push({ span: { start: open.start, end: text.length }, language: open.language });
  return { fences, lines };
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
    if (!fences.some((fence) => open.index >= fence.span.start && open.index < fence.span.end))
      found.push({ start, end: close.index });
  }
}

/** A fence's content without a raw block that holds all of it. */
function withoutRaw(text: string, span: Span): Span {
  const content = text.slice(span.start, span.end);
  const open = /^\s*\{%-?\s*raw\s*-?%\}(\r?\n)?/.exec(content);
  const close = /\{%-?\s*endraw\s*-?%\}\s*$/.exec(content);
  return { start: span.start + (open?.[0].length ?? 0), end: close ? span.start + close.index : span.end };
}

/** The inside of a code span that is all of a raw block. */
function withoutCodeMarks(text: string, span: Span): Span {
  const content = text.slice(span.start, span.end);
  const match = /^(\s*`+)([^`]*)`+\s*$/.exec(content);
  return match ? { start: span.start + match[1]!.length, end: span.start + match[1]!.length + match[2]!.length } : span;
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
const holdsLiquid = (content: string): boolean => content.includes('{{') || content.includes('{%');

function isTemplate(content: string, language: string): boolean {
  if (LIQUID_LANGUAGES.has(language)) return true;
  if (COMMAND.test(content)) return false;
  return holdsLiquid(content) || /\bpartner:\s*[\w-]+\/[\w-]+/.test(content);
}
