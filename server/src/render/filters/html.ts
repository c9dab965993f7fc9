/** Filters for HTML. All scan by hand: a text of a million `<` takes no longer than any other. */
import { toText } from '../print';
import { type Filters, filter } from './filter';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '>': '&gt;',
  '<': '&lt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What begins with `open` goes, up to and with `close`; without a `close` it stays. */
function cut(source: string, open: string, close: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const start = source.indexOf(open, at);
    const end = start < 0 ? -1 : source.indexOf(close, start + open.length);
    if (end < 0) return out + source.slice(at);
    out += source.slice(at, start);
    at = end + close.length;
  }
}

/** Scripts, comments and styles with what they hold, whichever comes first; then tags. */
function stripHtml(source: string): string {
  const blocks = [
    ['<script', '</script>'],
    ['<!--', '-->'],
    ['<style', '</style>'],
  ] as const;
  let out = '';
  let at = 0;
  const lacking = new Set<string>();
  for (;;) {
    let next: { start: number; end: number } | null = null;
    for (const [open, close] of blocks) {
      if (lacking.has(open)) continue;
      const start = source.indexOf(open, at);
      const end = start < 0 ? -1 : source.indexOf(close, start + open.length);
      if (end < 0) lacking.add(open);
      else if (!next || start < next.start) next = { start, end: end + close.length };
    }
    if (!next) break;
    out += source.slice(at, next.start);
    at = next.end;
  }
  return cut(out + source.slice(at), '<', '>');
}

/** Filters that escape HTML or strip it. */
export const htmlFilters: Filters = {
  escape: filter(0, (_host, input) =>
    input === null ? null : toText(input).replace(/[&<>"']/g, (character) => ENTITIES[character]!),
  ),
  h: filter(0, (_host, input) =>
    input === null ? null : toText(input).replace(/[&<>"']/g, (character) => ENTITIES[character]!),
  ),
  escape_once: filter(0, (_host, input) =>
    toText(input).replace(/["><']|&(?!(?:[a-zA-Z]{1,64}|#\d{1,64});)/g, (character) => ENTITIES[character]!),
  ),
  strip_html: filter(0, (_host, input) => stripHtml(toText(input))),
};
