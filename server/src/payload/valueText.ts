/** What the parts of a value come to as text, and where they stand. */
import type { Span } from '../liquid';
import { decoded, type Part } from './content';

/** The text of parts without data, escapes resolved; null where data is among them. */
export function wholeText(parts: readonly Part[]): string | null {
  let text = '';
  for (const { piece } of parts) {
    if (piece.kind === 'hole') return null;
    text += piece.text;
  }
  return decoded(text);
}

/** The text with every number that is data as `1`. */
export function partsText(parts: readonly Part[]): string {
  return parts
    .map(({ piece }) =>
      piece.kind === 'hole' ? (piece.prints === 'number' || piece.prints === 'any' ? '1' : '?') : piece.text,
    )
    .join('');
}

/** The text as it looks for users: data by its sample; null where data has none, or there is no data. */
export function sampleText(parts: readonly Part[]): string | null {
  let text = '';
  let isData = false;
  for (const { piece } of parts) {
    if (piece.kind === 'literal') text += piece.text;
    else if (piece.sample === null) return null;
    else {
      text += piece.sample;
      isData = true;
    }
  }
  return isData ? decoded(text) : null;
}

/** Where a literal stands as such; the value's own place when it does not in one piece. */
export function literalSpan(parts: readonly Part[], span: Span): Span {
  const first = parts[0]?.piece;
  const last = parts.at(-1)?.piece;
  if (first?.kind !== 'literal' || last?.kind !== 'literal' || first.at === null || last.at === null) return span;
  let at = first.at;
  for (const { piece } of parts) {
    if (piece.kind === 'hole' || piece.at !== at) return span;
    at += piece.text.length;
  }
  return at > first.at ? { start: first.at, end: at } : span;
}

/** The output that printed nothing, when it stands in the value. */
export function blankSource(parts: readonly Part[], span: Span): Span | null {
  const [first] = parts;
  return first && (first.site.start < span.start || first.site.end > span.end) ? first.site : null;
}
