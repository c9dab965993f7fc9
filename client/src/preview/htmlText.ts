/** The text between the tags of an HTML message, and between its characters and those of the source. */

/** Elements whose content is no markup. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript']);

const ANCHOR = /^@(\d+)$/;

/** The message with a comment before each text that says at which offset of the message it begins. */
export function anchored(html: string): string {
  const pieces: string[] = [];
  for (const { start, end, isText } of stretches(html)) {
    const piece = html.slice(start, end);
    if (isText && /\S/.test(piece)) pieces.push(`<!--@${start}-->`);
    pieces.push(piece);
  }
  return pieces.join('');
}

/** The offset that a comment tells; null for any other comment. */
export function anchorOf(comment: string): number | null {
  const digits = ANCHOR.exec(comment)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** From an offset in a text as it is shown to that in the message, where the text begins at `base`. */
export function sourceOffset(html: string, base: number, shown: number): number {
  let at = base;
  for (let left = shown; left > 0 && at < html.length; ) {
    const [length, characters] = characterAt(html, at);
    if (characters > left) break;
    at += length;
    left -= characters;
  }
  return at;
}

/** From an offset in the message to that in the text as it is shown. */
export function shownOffset(html: string, base: number, offset: number): number {
  let shown = 0;
  for (let at = base; at < offset; ) {
    const [length, characters] = characterAt(html, at);
    at += length;
    shown += characters;
  }
  return shown;
}

/** How much of the message a character takes, and how much of the text. */
function characterAt(html: string, at: number): readonly [length: number, characters: number] {
  if (html[at] === '\r' && html[at + 1] === '\n') return [2, 1];
  if (html[at] !== '&') return [1, 1];
  const near = html.slice(at + 1, at + 34);
  const name = near.slice(0, Math.max(0, near.indexOf(';')));
  const number = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (number) {
    const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
    return [name.length + 2, code > 0xffff ? 2 : 1];
  }
  return /^[a-z][a-z\d]*$/i.test(name) ? [name.length + 2, 1] : [1, 1];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly isText: boolean;
}

/** Markup and text by turns, as a browser tells them apart. */
function* stretches(html: string): Generator<Stretch> {
  let at = 0;
  while (at < html.length) {
    const start = nextMarkup(html, at);
    if (start > at) yield { start: at, end: start, isText: true };
    if (start >= html.length) return;
    at = endOfMarkup(html, start);
    yield { start, end: at, isText: false };
  }
}

/** Where a tag or comment begins next: a `<` before a blank is text. */
function nextMarkup(html: string, from: number): number {
  for (let at = html.indexOf('<', from); at >= 0; at = html.indexOf('<', at + 1))
    if (/[a-z/!?]/i.test(html[at + 1] ?? '')) return at;
  return html.length;
}

function endOfMarkup(html: string, start: number): number {
  if (html.startsWith('<!--', start)) return after(html, '-->', start + 4);
  const name = /^[a-z][^\s/>]*/i.exec(html.slice(start + 1, start + 40))?.[0].toLowerCase();
  const end = endOfTag(html, start);
  if (name === undefined || !RAW.has(name)) return end;
  const closing = new RegExp(`</${name}[\\s/>]`, 'gi');
  closing.lastIndex = end;
  return closing.exec(html)?.index ?? html.length;
}

function endOfTag(html: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < html.length; at++) {
    const char = html[at]!;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '>') return at + 1;
    // A quote begins a value only behind its sign.
    else if ((char === '"' || char === "'") && /=\s*$/.test(html.slice(Math.max(start, at - 8), at))) quote = char;
  }
  return html.length;
}

function after(html: string, what: string, from: number): number {
  const at = html.indexOf(what, from);
  return at < 0 ? html.length : at + what.length;
}
