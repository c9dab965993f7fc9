/** What stands behind a place in the body's text, Liquid aside: tells slips apart that begin alike. */
import { type Span, type Template, walk } from '../liquid';
import type { Input } from './step';

/** Nobody's slip needs more text than this to be told. */
const maxAhead = 2_000;

/** The text from a place on: of the body's own text its source, of a literal that an output prints no more than that. */
export function ahead(input: Input, index: number): string {
  const start = sourceOf(input, index);
  return start === null
    ? input.text.slice(index, index + maxAhead)
    : input.run.tree.text.slice(start, start + maxAhead);
}

/** The place in the body's source; null when what is read does not stand there as text. */
function sourceOf({ run, at, site }: Input, index: number): number | null {
  if (at === null) return null;
  return site === null || isText(run.tree, at) ? at + index : null;
}

const textsOf = new WeakMap<Template, readonly Span[]>();

/** Whether an offset is in a text, and not in a tag or output. */
function isText(tree: Template, offset: number): boolean {
  let texts = textsOf.get(tree);
  if (!texts) {
    const found: Span[] = [];
    walk(tree, {
      enter: (node) => {
        if (node.kind === 'text') found.push(node);
      },
    });
    texts = found;
    textsOf.set(tree, texts);
  }
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((texts[middle] as Span).end > offset) high = middle;
    else low = middle + 1;
  }
  const text = texts[low];
  return text !== undefined && text.start <= offset;
}

/** Behind white space and Liquid's tags; a capture ends what stands in it. */
export function skipSpace(text: string, from: number): number {
  let index = from;
  for (;;) {
    const character = text[index];
    if (character !== undefined && /\s/.test(character)) index += 1;
    else if (character !== '{' || text[index + 1] !== '%') return index;
    else if (/^\{%-?\s*endcapture/.test(text.slice(index, index + 30))) return text.length;
    else index = liquidEnd(text, index);
  }
}

/** Behind an output or tag that begins here. */
function liquidEnd(text: string, from: number): number {
  const end = text.indexOf(text[from + 1] === '%' ? '%}' : '}}', from + 2);
  return end < 0 ? text.length : end + 2;
}

function beginsLiquid(text: string, index: number): boolean {
  return text[index] === '{' && (text[index + 1] === '{' || text[index + 1] === '%');
}

/** Behind the closing quote of the string that opens here; -1 when its line has none. */
export function stringEnd(text: string, from: number): number {
  for (let index = from + 1; index < text.length; ) {
    const character = text[index] as string;
    if (beginsLiquid(text, index)) index = liquidEnd(text, index);
    else if (character === '\\') index += 2;
    else if (character === '"') return index + 1;
    else if (character === '\n') return -1;
    else index += 1;
  }
  return -1;
}

/** Whether a key and its colon stand here. */
export function isKey(text: string, from: number): boolean {
  const end = text[from] === '"' ? stringEnd(text, from) : -1;
  return end > 0 && text[skipSpace(text, end)] === ':';
}

/** Whether a value stands here, as far as its beginning tells. */
export function isValue(text: string, from: number): boolean {
  const character = text[from];
  if (character === undefined || text.startsWith('{{', from)) return false;
  return /[-\d{["tfn]/.test(character) && !isKey(text, from);
}

/** Whether an item of a list stands here, with no tag in it or behind it: a value, then a comma or the list's end. */
export function isItem(text: string, from: number): boolean {
  let start = from;
  while (/\s/.test(text[start] ?? '')) start += 1;
  let end = text[start] === '"' ? stringEnd(text, start) : wordEnd(text, start);
  if (end <= start || text.slice(start, end).includes('{%')) return false;
  while (/\s/.test(text[end] ?? '')) end += 1;
  return /[,\]]/.test(text[end] ?? '');
}

/** Behind a number or word. */
export function wordEnd(text: string, from: number): number {
  let index = from;
  while (/[-+.\w]/.test(text[index] ?? '')) index += 1;
  return index;
}

/** How many brackets the rest of the body closes that it does not open. Linear in it. */
export function closersAhead(input: Input, index: number): number | null {
  const start = sourceOf(input, index);
  if (start === null || input.site !== null) return null;
  const { text } = input.run.tree;
  let open = 0;
  let closed = 0;
  for (let place = start; place < text.length; ) {
    const character = text[place] as string;
    const end = character === '"' ? stringEnd(text, place) : -1;
    if (beginsLiquid(text, place)) place = liquidEnd(text, place);
    else if (end > 0) place = end;
    else {
      if (character === '{' || character === '[') open += 1;
      else if ((character === '}' || character === ']') && open > 0) open -= 1;
      else if (character === '}' || character === ']') closed += 1;
      place += 1;
    }
  }
  return closed;
}
