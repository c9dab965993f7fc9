/**
 * Mistakes that only the plain text shows: a brace too many behind an output, a filter behind it, an attribute in single
 * braces. JSON, CSS and scripts are full of braces, so only what is certain is reported.
 */
import {
  CLOSE_BRACE,
  DOLLAR,
  DOT,
  isNameCharacter,
  isSpace,
  isStraightQuote,
  OPEN_BRACE,
  PIPE,
  SPACE,
  TAB,
} from './characters';
import type { Output, Text } from './nodes';
import { type Reader, report } from './reader';
import { findKeyEnd } from './scanner';

/** Makes a function to be called with each plain text in order, and the output right before it. */
export function createTextChecker(reader: Reader): (node: Text, before: Output | null) => void {
  const braces = createBraceCounter(reader.text);
  const isInScript = createScriptTracker(reader.text);
  return (node, before) => {
    if (before?.closed && !isDoubled(reader.text, before)) {
      const first = reader.text.charCodeAt(node.start);
      if (first === CLOSE_BRACE) checkBrace(reader, before, node, braces);
      else if (first === PIPE || first === SPACE || first === TAB) checkFilter(reader, before, node);
    }
    braces.add(node);
    checkSingleBraces(reader, node, isInScript);
  };
}

/** Whether the output begins with a brace too many, which has been reported. */
function isDoubled(text: string, { inner }: Output): boolean {
  return text.charCodeAt(inner.start) === OPEN_BRACE && text.charCodeAt(inner.start + 1) !== OPEN_BRACE;
}

function checkBrace(reader: Reader, before: Output, node: Text, braces: BraceCounter): void {
  const { text } = reader;
  let end = node.start;
  while (end < node.end && text.charCodeAt(end) === CLOSE_BRACE) end++;
  const quote = text.charCodeAt(before.start - 1);
  const inQuotes = isStraightQuote(quote) && text.charCodeAt(end) === quote;
  if (!inQuotes && (braces.open() > 0 || isJsonValue(text, before.start))) return;
  const span = { start: node.start, end };
  report(reader, 'surplus-brace', `There is a closing brace too many: it is sent as text. Remove it.`, span, {
    edits: [{ ...span, newText: '' }],
  });
}

/** Whether `"key":` stands before an offset: then a brace may close an object that begins elsewhere. */
function isJsonValue(text: string, offset: number): boolean {
  let pos = offset - 1;
  while (pos >= 0 && isSpace(text.charCodeAt(pos))) pos--;
  if (text[pos] !== ':') return false;
  pos--;
  while (pos >= 0 && isSpace(text.charCodeAt(pos))) pos--;
  return isStraightQuote(text.charCodeAt(pos));
}

/** A filter with a literal or an output as its argument, or one word that ends the line, a tag or a quoted text. */
const FILTER =
  /[ \t]*\|[ \t]*([a-z][a-z0-9_]*)(?:[ \t]*(:)[ \t]*(?:'[^'\n]*'|"[^"\n]*"|-?\d+(?:\.\d+)?(?![\w%])|\{\{)|(?=[ \t]*(?:$|[\n\r<"])))/y;

/** No filter is longer. */
const FILTER_LENGTH = 200;

function checkFilter(reader: Reader, { start, inner }: Output, node: Text): void {
  const { text } = reader;
  let bar = node.start;
  while (bar < node.end && (text.charCodeAt(bar) === SPACE || text.charCodeAt(bar) === TAB)) bar++;
  if (text.charCodeAt(bar) !== PIPE) return;
  FILTER.lastIndex = 0;
  const found = FILTER.exec(text.slice(node.start, Math.min(node.end + 2, node.start + FILTER_LENGTH)));
  // `| {{x}} | more`: a line whose parts are parted by bars.
  if (found === null || (found[2] === undefined && isBehindBar(text, start))) return;
  const open = found[0].endsWith('{{');
  const length = open ? found[0].slice(0, -2).trimEnd().length : found[0].length;
  const span = { start: bar, end: node.start + length };
  let end = inner.end;
  while (end > inner.start && isSpace(text.charCodeAt(end - 1))) end--;
  const edits = [
    { start: end, end, newText: ` ${text.slice(span.start, span.end)}` },
    { start: node.start, end: span.end, newText: '' },
  ];
  report(
    reader,
    'filter-outside-output',
    'This filter stands behind the output and is sent as text. Put it before the closing braces.',
    span,
    { filter: found[1], ...(found[2] ? {} : { bare: true }), ...(open ? {} : { edits }) },
  );
}

function isBehindBar(text: string, offset: number): boolean {
  let pos = offset - 1;
  while (pos >= 0 && (text.charCodeAt(pos) === SPACE || text.charCodeAt(pos) === TAB)) pos--;
  return text.charCodeAt(pos) === PIPE;
}

/** `{${first_name}}` in text; in scripts this may be a template string of theirs. */
function checkSingleBraces(reader: Reader, node: Text, isInScript: (offset: number) => boolean): void {
  const { text } = reader;
  for (let dollar = node.start; ; dollar++) {
    dollar = indexOfKey(text, dollar, node.end);
    if (dollar < 0) return;
    let start = dollar;
    if (text.charCodeAt(start - 1) === DOT) {
      start--;
      while (start > node.start && isNameCharacter(text.charCodeAt(start - 1))) start--;
    }
    const close = findKeyEnd(text, dollar + 2, node.end);
    if (close < 0 || start === node.start || text.charCodeAt(start - 1) !== OPEN_BRACE) continue;
    if (text.charCodeAt(close + 1) !== CLOSE_BRACE || isInScript(start)) continue;
    const span = { start: start - 1, end: close + 2 };
    const code = text.charCodeAt(span.start - 1);
    if (code === DOLLAR || text.charCodeAt(span.end) === CLOSE_BRACE) continue;
    report(reader, 'single-brace-variable', `One brace is not enough: this is sent as text. Write '{{…}}'.`, span, {
      edits: [
        { start: span.start, end: span.start, newText: '{' },
        { start: span.end, end: span.end, newText: '}' },
      ],
    });
  }
}

/** The next `${` in a stretch of text; -1 when there is none. */
function indexOfKey(text: string, start: number, end: number): number {
  for (let pos = start; pos + 1 < end; pos++) {
    if (text.charCodeAt(pos) === DOLLAR && text.charCodeAt(pos + 1) === OPEN_BRACE) return pos;
  }
  return -1;
}

/** Counts the open braces of the texts so far, as far as it is asked. */
interface BraceCounter {
  add(node: Text): void;
  open(): number;
}

function createBraceCounter(text: string): BraceCounter {
  let open = 0;
  let waiting: Text[] = [];
  return {
    add(node) {
      waiting.push(node);
    },
    open() {
      for (const { start, end } of waiting) {
        for (let pos = start; pos < end; pos++) {
          const code = text.charCodeAt(pos);
          if (code === OPEN_BRACE) open++;
          else if (code === CLOSE_BRACE && open > 0) open--;
        }
      }
      waiting = [];
      return open;
    },
  };
}

/** Tells whether an offset lies in a `<script>` or behind a backtick of its line; to be asked in text order. */
function createScriptTracker(text: string): (offset: number) => boolean {
  const tags = /<(\/?)script\b/gi;
  let next: RegExpExecArray | null | undefined;
  let inScript = false;
  return (offset) => {
    if (next === undefined) next = tags.exec(text);
    while (next !== null && next.index < offset) {
      inScript = next[1] === '';
      next = tags.exec(text);
    }
    if (inScript) return true;
    let pos = offset - 1;
    while (pos >= 0 && offset - pos < FILTER_LENGTH && text[pos] !== '\n' && text[pos] !== '`') pos--;
    return text[pos] === '`';
  };
}
