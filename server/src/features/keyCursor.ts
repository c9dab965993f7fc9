/** The cursor in `${…}`: how far the key goes, and which braces are missing behind it. */
import type { AnyNode } from '../liquid';
import type { Closing } from './context';
import type { LiquidCursor, Place } from './cursor';

/** What no key holds: here the key ends, closed or not. */
const ENDS_KEY = new Set(['}', '{', '|', '\n', '\r', '%', '"', '[']);

/** The cursor on the key at `path[index]`. */
export function attributeKey(place: Place, path: readonly AnyNode[], index: number): LiquidCursor | null {
  const key = path[index];
  const attribute = path[index - 1];
  if (key?.kind !== 'key') return null;
  const { text } = place.field;
  const inner = key.start + 2;
  if (place.offset < inner) return null;
  let start = inner;
  while (start < place.offset && text[start] === ' ') start++;

  let stop = place.offset;
  while (stop < text.length && !ENDS_KEY.has(text[stop]!)) stop++;
  const closed = text[stop] === '}' || text[stop] === '[';
  let end = stop;
  if (closed) while (end > place.offset && text[end - 1] === ' ') end--;
  else end = Math.max(place.offset, wordEnd(text, place.offset));

  const span = { start, end };
  const inOutput = path.findLast((node) => node.kind === 'output' || node.kind === 'tag')?.kind === 'output';
  return {
    ...place,
    at: 'attribute-key',
    span,
    text: text.slice(start, end),
    key: text.slice(start, end),
    namespace: attribute?.kind === 'attribute' ? (attribute.namespace?.text ?? '') : '',
    closing: text[stop] === '[' ? null : missingBraces(text, end, inOutput ? 'key in output' : 'key'),
  };
}

/**
 * The braces that are missing from `end` on: of the key itself, and of the output that it stands in. Null when there
 * are all. What is there already is counted, and taken into the edit.
 */
export function missingBraces(text: string, end: number, where: 'output' | 'key' | 'key in output'): Closing | null {
  let run = 0;
  while (text[end + run] === '}') run++;
  if (where === 'output') return isOutputClosed(text, end) ? null : { end, text: '}}' };
  if (where === 'key') return run > 0 ? null : { end, text: '}' };
  if (run >= 3) return null;
  if (run === 2) return { end: end + 2, text: '}}}' };
  if (isOutputClosed(text, end + run)) return run === 1 ? null : { end, text: '}' };
  return run === 1 ? { end: end + 1, text: '}}}' } : { end, text: '}}}' };
}

/**
 * Whether the output that `from` is inside of has its `}}`, before another tag begins or ends. The next line counts only
 * where it goes on with `|` or `}}`: the braces further down are another output's, or JSON's.
 */
function isOutputClosed(text: string, from: number): boolean {
  let depth = 1;
  for (let i = from; i < text.length - 1; i++) {
    const pair = text.slice(i, i + 2);
    if (pair === '{%' || pair === '%}') return false;
    if (pair[0] === '\n' && depth === 1 && !/^\s*(?:\||-?\}\})/.test(text.slice(i, i + 200))) return false;
    if (pair === '${') {
      const close = text.indexOf('}', i);
      if (close < 0) return false;
      i = close;
    } else if (pair === '{{') {
      depth++;
      i++;
    } else if (pair === '}}') {
      depth--;
      i++;
      if (depth === 0) return true;
    }
  }
  return false;
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && /[\p{L}\p{N}_:.-]/u.test(text[end]!)) end++;
  return end;
}
