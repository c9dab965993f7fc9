/** Bare words of JSON: numbers, true, false, null, and what is none of these. */
import type { Span } from '../liquid';
import { append, emptyContent, type Part, partsOf } from './content';
import type { Guard } from './guard';
import { afterValue, closeValue } from './jsonValue';
import { ahead, isKey, skipSpace } from './lookahead';
import { meetKey, type WordState } from './reader';
import { type Run, report } from './run';
import { type Advance, give, type Input, isWordCharacter, partOf, type Reading, spanOf, to } from './step';
import { printerOf } from './values';
import { emptyWord, isWholeWord, nextShape, textWord, type WordShape } from './words';

/** Reads on to the end of a word: a number, `true`, or text that lacks its quotes. */
export function readInWord(input: Input, reading: Reading, token: WordState, from: number): Advance {
  let index = from;
  while (index < input.text.length && isWordCharacter(input.text[index] as string)) index += 1;
  if (index === from) return endWord(input, reading, token, index);
  let { shape } = token;
  for (let at = from; at < index && shape !== 'bad'; at += 1) shape = nextShape(shape, input.text[at] as string);
  return to(reading, { token: { ...token, shape, content: append(token.content, partOf(input, from, index)) } }, index);
}

/** Ends a word. A quote behind it says that its opening one is missing; behind several words nothing more is sure. */
function endWord(input: Input, reading: Reading, token: WordState, index: number): Advance {
  const { run, text } = input;
  const behind = text.slice(index, index + 80);
  const closes = token.role === 'key' ? behind.startsWith('"') : /^"[ \t]*(?:[,}\]\r\n]|$)/.test(behind);
  if (closes) return { index: index + 1, readings: closeWord(run, reading, token, spanOf(input, index, index + 1)) };
  const stray = token.role === 'value' ? strayStop(input, reading, token, behind) : null;
  if (stray) return { index, readings: stray };
  const stops = token.role === 'value' && !isWholeWord(token.shape) && isTextAhead(input, reading, index);
  const readings = closeWord(run, reading, token, null, stops);
  return stops ? give(input, reading) : { index, readings };
}

/** Whether what is no value goes on as a text does: where it ends is not sure. */
function isTextAhead(input: Input, { reader: { frame } }: Reading, index: number): boolean {
  const rest = ahead(input, index);
  if (/^(?::|[ \t]+[^\s,}\]])/.test(rest.slice(0, 80))) return true;
  const next = skipSpace(rest, 0);
  return frame?.kind === 'object' && rest[next] === ',' && !isKey(rest, skipSpace(rest, next + 1));
}

/** A number or word with a full stop behind it, where a comma has to be: `"a": 3.` before the next member. */
function strayStop(input: Input, reading: Reading, token: WordState, behind: string): readonly Reading[] | null {
  const { run } = input;
  const [writing] = token.content;
  const last = writing?.chain;
  const piece = last?.part.piece;
  if (!writing || !last || piece?.kind !== 'literal' || !piece.text.endsWith('.') || !/^\s*["[{]/.test(behind))
    return null;
  const text = piece.text.slice(0, -1);
  const before = partsOf({ ...writing, chain: last.before }).map((part) =>
    part.piece.kind === 'hole' ? '#' : part.piece.text,
  );
  const shape = [...before.join(''), ...text].reduce(nextShape, emptyWord);
  if (!isWholeWord(shape)) return null;
  const at = piece.at === null ? null : piece.at + text.length;
  const span = at === null ? last.part.site : { start: at, end: at + 1 };
  const message = "A '.' stands here where a comma has to be. Write ','.";
  report(run, { code: 'json-missing-comma', message, span, guard: reading.guard, data: { replace: ',' } });
  const part = { ...last.part, piece: { ...piece, text } };
  const chain = text === '' ? last.before : { before: last.before, part };
  const number = { ...token, shape, content: [{ ...writing, chain }] };
  return closeWord(run, reading, number).map((one) => ({
    ...one,
    reader: { ...one.reader, mode: 'next', comma: span },
  }));
}

/** Opens a word at its first character. */
export function openWord(reading: Reading, span: Span, index: number): Advance {
  const { frame, mode } = reading.reader;
  const role = frame?.kind === 'object' && (mode === 'first' || mode === 'next') ? 'key' : 'value';
  return to(
    reading,
    { token: { kind: 'word', role, shape: emptyWord, content: emptyContent, open: span }, last: span },
    index,
  );
}

/**
 * @param quote the closing quote of a text that has no opening one
 * @param stops whether nothing behind a word that is none can be read
 */
function closeWord(
  run: Run,
  reading: Reading,
  token: WordState,
  quote: Span | null = null,
  stops = false,
): readonly Reading[] {
  const parts = partsOf(token.content[0] ?? { guard: reading.guard, chain: null });
  const last = parts.at(-1);
  const end = quote ?? (last ? endOf(last) : token.open);
  const span = { start: token.open.start, end: Math.max(token.open.end, (quote ?? (last ? placeOf(last) : end)).end) };
  const shown = parts.map(({ piece }) => (piece.kind === 'hole' ? '…' : piece.text)).join('');
  if (quote) {
    const what = token.role === 'key' ? 'key' : 'text';
    const isPrinted =
      shown.includes('…') || parts.some(({ piece, site }) => piece.kind === 'literal' && piece.at !== site.start);
    const message = `${isPrinted ? `This ${what}` : `The ${what} '${shown}'`} lacks its opening quote. Add it.`;
    const data = { insert: span.start, text: '"' };
    report(run, { code: 'json-unbalanced', message, span, guard: reading.guard, data });
  }
  if (token.role === 'key') {
    if (!quote) {
      const message = `The key '${shown}' needs double quotes around it.`;
      report(run, { code: 'payload-invalid', message, span, guard: reading.guard });
    }
    const { frame } = reading.reader;
    if (!frame) return [];
    const met = meetKey(frame, shown.includes('…') ? null : shown, null, span, reading.guard);
    return [{ guard: reading.guard, reader: { ...reading.reader, token: null, mode: 'colon', frame: met, last: end } }];
  }
  if (quote) return [{ guard: reading.guard, reader: afterValue(reading.reader, end) }];
  if (isWholeWord(token.shape)) return [closeValue(run, reading, token.content, span, true, end)];
  if (token.shape === textWord) reportText(run, reading.guard, parts);
  else reportWord(run, reading.guard, shown, span, stops);
  return [{ guard: reading.guard, reader: afterValue(reading.reader, end) }];
}

/** Where a part stands as such. */
function placeOf({ piece, site }: Part): Span {
  return piece.kind === 'literal' && piece.at !== null ? { start: piece.at, end: piece.at + piece.text.length } : site;
}

/** Where a part ends in the body's own text: the output's end when one prints it. */
function endOf(part: Part): Span {
  const own = placeOf(part);
  return part.site.start <= own.start && own.end <= part.site.end ? own : part.site;
}

/** Data that needs quotes and has none. */
function reportText(run: Run, guard: Guard, parts: readonly Part[]): void {
  const part = parts.find(
    ({ piece }) => piece.kind === 'hole' && (piece.prints === 'text' || piece.prints === 'array'),
  );
  if (part?.piece.kind !== 'hole') return;
  const message =
    part.piece.prints === 'text'
      ? `${printerOf(part.piece)} prints text, and a text in JSON needs double quotes around it.`
      : `${printerOf(part.piece)} is a list, and prints its items in one run. Write [ ], and join the items with commas.`;
  report(run, { code: 'payload-invalid', message, span: part.site, guard });
}

function reportWord(run: Run, guard: Guard, shown: string, span: Span, stops: boolean): void {
  const word = /^(?:True|TRUE|False|FALSE|Null|NULL|None|nil)$/.test(shown)
    ? /^[NnI]/.test(shown)
      ? 'null'
      : shown.toLowerCase()
    : null;
  const numeric = /^[-+.\d]/.test(shown);
  report(run, {
    code: 'payload-invalid',
    message: word
      ? `JSON has no '${shown}'. Write ${word}.`
      : numeric
        ? `'${shown}' is no number as JSON writes them. Quote it, or write it without leading zeros, signs or other characters.`
        : `'${shown}' is no JSON value. A text needs double quotes around it.`,
    span,
    guard,
    ...(stops ? { follows: 'stop' } : {}),
  });
}

/** A word that may end here is taken for ended, so that the branches that wrote it in different ways can be joined. */
export function settleWord(run: Run, reading: Reading): Reading {
  const { token } = reading.reader;
  if (token?.kind !== 'word' || token.role !== 'value' || !isWholeWord(token.shape)) return reading;
  const [closed] = closeWord(run, reading, token);
  return closed ? { guard: closed.guard, reader: { ...closed.reader, tail: token.shape } } : reading;
}

/** Behind a word that was taken for ended. */
export function readTail(input: Input, reading: Reading, tail: WordShape, index: number): Advance {
  const character = input.text[index] as string;
  const isStop = character === '.' && /^\.(?:\s|$)/.test(ahead(input, index).slice(0, 2));
  const ended = isStop || !isWordCharacter(character) || character === '/';
  return to(reading, { tail: null, token: ended ? null : tailWord(tail, spanOf(input, index, index + 1)) }, index);
}

/** A word that data has begun. */
export function tailWord(shape: WordShape, open: Span): WordState {
  return { kind: 'word', role: 'value', shape, content: emptyContent, open };
}
