/** What the cursor is on in the front matter, from its lines: half-typed YAML has no tree worth the name. */
import type { TemplateDocument } from '../document/types';
import type { Span } from '../liquid';

/** Offsets in the file. */
export type FrontMatterCursor =
  | { readonly at: 'front-matter-key'; readonly span: Span; readonly text: string; readonly colon: boolean }
  | { readonly at: 'front-matter-value'; readonly key: string; readonly span: Span; readonly text: string }
  | { readonly at: 'header-name'; readonly span: Span; readonly text: string; readonly colon: boolean }
  | { readonly at: 'header-value'; readonly header: string; readonly span: Span; readonly text: string };

/** The place in the front matter at an offset of the file; null on the `---` lines and in nested or multi-line values. */
export function frontMatterCursor(document: TemplateDocument, offset: number): FrontMatterCursor | null {
  const { text, frontMatter } = document;
  if (frontMatter === null || offset < frontMatter.yaml.start || offset > frontMatter.yaml.end) return null;
  // The end of the YAML is the begin of the closing `---` line.
  if (offset === frontMatter.yaml.end && frontMatter.yaml.end > frontMatter.yaml.start) return null;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = lineEnd(text, offset);
  const line = text.slice(start, end);
  const indentation = line.length - line.trimStart().length;
  const isHeader = indentation > 0 && parentKey(text, start, frontMatter.yaml.start, indentation) === 'headers';
  if (indentation > 0 && !isHeader) return null;

  const colon = line.indexOf(':', indentation);
  const keyEnd = start + (colon < 0 ? line.trimEnd().length : colon);
  if (colon < 0 || offset <= keyEnd) {
    const span = { start: Math.min(start + indentation, offset), end: Math.max(keyEnd, offset) };
    const word = text.slice(span.start, span.end);
    return { at: isHeader ? 'header-name' : 'front-matter-key', span, text: word, colon: colon >= 0 };
  }
  const key = unquote(line.slice(indentation, colon).trim());
  const span = valueSpan(text, start + colon + 1, end, offset);
  if (span === null) return null;
  const value = text.slice(span.start, span.end);
  return isHeader
    ? { at: 'header-value', header: key, span, text: value }
    : { at: 'front-matter-value', key, span, text: value };
}

function lineEnd(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  const end = lineBreak < 0 ? text.length : lineBreak;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** The value on a key's line without outer white space and quotes; null behind a comment or a block scalar's header. */
function valueSpan(text: string, behindColon: number, end: number, offset: number): Span | null {
  let start = behindColon;
  while (start < end && isBlank(text[start]) && start < offset) start++;
  let stop = end;
  while (stop > start && isBlank(text[stop - 1]) && stop > offset) stop--;
  if (text[start] === '|' || text[start] === '>') return null;
  const quote = text[start];
  if ((quote === '"' || quote === "'") && offset > start) {
    start++;
    if (stop > start && text[stop - 1] === quote && offset < stop) stop--;
  }
  return { start, end: stop };
}

/** The key of the line above that is indented less. */
function parentKey(text: string, lineStart: number, top: number, indentation: number): string | null {
  for (let end = lineStart - 1; end > top; ) {
    const start = Math.max(text.lastIndexOf('\n', end - 1) + 1, top);
    const line = text.slice(start, end).trimEnd();
    const blanks = line.length - line.trimStart().length;
    if (line.trim() !== '' && blanks < indentation) return line.trim().replace(/:.*$/, '');
    end = start - 1;
  }
  return null;
}

const unquote = (key: string): string => key.replace(/^(["'])(.*)\1$/, '$2');
const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';
