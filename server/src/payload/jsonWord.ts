/** Bare words of JSON: numbers, true, false, null, and what is none of these. */
import type { Span } from '../liquid';
import { append, emptyContent, type Part, partsOf } from './content';
import type { Guard } from './guard';
import { afterValue, closeValue } from './jsonValue';
import { meetKey, type WordState } from './reader';
import { type Run, report } from './run';
import { type Advance, give, type Input, isWordCharacter, partOf, type Reading, spanOf, to } from './step';
import { emptyWord, isWholeWord, nextShape, type WordShape } from './words';

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
  const readings = closeWord(run, reading, token);
  const isSentence = token.role === 'value' && !isWholeWord(token.shape) && /^[ \t]+[^\s,}\]]/.test(behind);
  return isSentence ? give(input, reading) : { index, readings };
}

export function openWord(reading: Reading, span: Span, index: number): Advance {
  const { frame, mode } = reading.reader;
  const role = frame?.kind === 'object' && (mode === 'first' || mode === 'next') ? 'key' : 'value';
  return to(
    reading,
    { token: { kind: 'word', role, shape: emptyWord, content: emptyContent, open: span }, last: span },
    index,
  );
}

/** @param quote the closing quote of a text that has no opening one */
export function closeWord(run: Run, reading: Reading, token: WordState, quote: Span | null = null): readonly Reading[] {
  const parts = partsOf(token.content[0] ?? { guard: reading.guard, chain: null });
  const last = parts.at(-1);
  const end = quote ?? (last ? endOf(last) : token.open);
  const span = { start: token.open.start, end: Math.max(token.open.end, (quote ?? (last ? placeOf(last) : end)).end) };
  const shown = parts.map(({ piece }) => (piece.kind === 'hole' ? '…' : piece.text)).join('');
  if (quote) {
    const message = `The ${token.role === 'key' ? 'key' : 'text'} '${shown}' lacks its opening quote. Add it.`;
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
  reportWord(run, reading.guard, shown, span);
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

function reportWord(run: Run, guard: Guard, shown: string, span: Span): void {
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
  const ended = !isWordCharacter(character) || character === '/';
  return to(reading, { tail: null, token: ended ? null : tailWord(tail, spanOf(input, index, index + 1)) }, index);
}

export function tailWord(shape: WordShape, open: Span): WordState {
  return { kind: 'word', role: 'value', shape, content: emptyContent, open };
}
