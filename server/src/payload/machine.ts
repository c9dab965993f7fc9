/**
 * The JSON reader as an abstract machine: takes literal text and data, one piece after the other, and says what is no JSON.
 * After a slip whose meaning is plain (a missing comma, a comment) it reads on; after any other the path ends.
 */

import type { FieldEntry } from '../docset/types';
import type { Span } from '../liquid';
import { append, type Content, decoded, emptyContent, type Part, partsOf } from './content';
import { bodyShape, fieldFor, fieldShape, type Shape } from './fieldLookup';
import { judgeContainer, judgeKey, judgeObject, judgeText, judgeWord } from './fields';
import { type Guard, never } from './guard';
import {
  type Frame,
  keepValue,
  meetKey,
  openFrame,
  type Reader,
  type StringState,
  signature,
  type WordState,
} from './reader';
import { certainly, type Run, report, spend } from './run';
import { isSpace } from './tokens';
import type { Hole, Literal } from './values';
import { emptyWord, isWholeWord, nextShape, type WordShape } from './words';

/** A reader and the paths it is on. */
export interface Reading {
  readonly guard: Guard;
  readonly reader: Reader;
}

/** Reads literal text. Linear in it but for the ways in which a key may be written. */
export function readLiteral(run: Run, reading: Reading, literal: Literal): readonly Reading[] {
  const text: Input = { run, text: literal.text, at: run.source === null ? literal.at : null, site: run.printed };
  const done: Reading[] = [];
  const waiting: { reading: Reading; from: number }[] = [{ reading, from: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    let { reader } = next.reading;
    let index = next.from;
    let parted: readonly Reading[] | null = null;
    while (index < literal.text.length) {
      const step = readCharacters(text, { guard: next.reading.guard, reader }, index);
      index = step.index;
      const [only] = step.readings;
      if (step.readings.length === 1 && only && only.guard === next.reading.guard)
        reader = printedBy(text, reader, only.reader);
      else {
        parted = step.readings.map((one) => ({ ...one, reader: printedBy(text, reader, one.reader) }));
        break;
      }
    }
    if (parted) for (const one of parted) waiting.push({ reading: one, from: index });
    else done.push({ guard: next.reading.guard, reader });
  }
  return done;
}

/** What an output prints ends, for the next finding, where the output does. */
function printedBy({ site }: Input, before: Reader, after: Reader): Reader {
  return site && after.last !== before.last ? { ...after, last: site } : after;
}

interface Input {
  readonly run: Run;
  readonly text: string;
  readonly at: number | null;
  readonly site: Span | null;
}

interface Step {
  readonly index: number;
  readonly readings: readonly Reading[];
}

/** A word that may end here is taken for ended, so that the branches that wrote it in different ways can be joined. */
export function settleWord(run: Run, reading: Reading): Reading {
  const { token } = reading.reader;
  if (token?.kind !== 'word' || token.role !== 'value' || !isWholeWord(token.shape)) return reading;
  const [closed] = closeWord(run, reading, token);
  return closed ? { guard: closed.guard, reader: { ...closed.reader, tail: token.shape } } : reading;
}

/** Where a stretch of the input stands in the body: itself, or the output that printed it. */
function spanOf({ at, site }: Input, start: number, end: number): Span {
  return at !== null ? { start: at + start, end: at + end } : (site ?? { start: 0, end: 0 });
}

function partOf(input: Input, start: number, end: number): Part {
  const own = spanOf(input, start, end);
  return {
    piece: { kind: 'literal', text: input.text.slice(start, end), at: input.at === null ? null : input.at + start },
    site: input.site ?? own,
  };
}

function readCharacters(input: Input, reading: Reading, index: number): Step {
  const { token } = reading.reader;
  if (token?.kind === 'string') return readInString(input, reading, token, index);
  if (token?.kind === 'word') return readInWord(input, reading, token, index);
  if (token?.kind === 'comment') return readInComment(input, reading, index);
  return readBetween(input, reading, index);
}

const to = (reading: Reading, change: Partial<Reader>, index: number): Step => ({
  index,
  readings: [{ guard: reading.guard, reader: { ...reading.reader, ...change } }],
});

// ── Strings ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function readInString(input: Input, reading: Reading, token: StringState, from: number): Step {
  const { text } = input;
  if (token.escape > 0) return readEscape(input, reading, token, from);
  const closers = token.quote === '”' ? '”“"' : token.quote;
  let index = from;
  while (index < text.length && !endsRun(text[index] as string, closers)) index += 1;
  const content = index > from ? append(token.content, partOf(input, from, index)) : token.content;
  const character = text[index];
  if (character === undefined) return to(reading, { token: { ...token, content } }, index);
  if (closers.includes(character)) {
    const span = spanOf(input, index, index + 1);
    if (token.quote !== '"') reportQuotes(input.run, reading.guard, token, span);
    return { index: index + 1, readings: closeString(input.run, reading, { ...token, content }, span) };
  }
  if (character === '\\') {
    const escaped = append(content, partOf(input, index, index + 1));
    return to(reading, { token: { ...token, content: escaped, escape: 5 } }, index + 1);
  }
  return readControl(input, reading, { ...token, content }, index);
}

/** Whether a character of a string is more than text. */
function endsRun(character: string, closers: string): boolean {
  return closers.includes(character) || character === '\\' || character < ' ';
}

/** A key or text in quotes that JSON does not know. */
function reportQuotes(run: Run, guard: Guard, { quote, open }: StringState, close: Span): void {
  const curly = quote !== "'";
  report(run, {
    code: curly ? 'curly-quotes' : 'json-single-quotes',
    message: curly
      ? 'JSON takes straight double quotes only. Replace the curly ones.'
      : 'JSON takes double quotes only. Replace the single ones.',
    span: open.start < close.start ? { start: open.start, end: close.end } : close,
    guard,
    data: { edits: [open, close].map(({ start, end }) => ({ start, end, newText: '"' })) },
  });
}

function readEscape(input: Input, reading: Reading, token: StringState, index: number): Step {
  const character = input.text[index] as string;
  const content = append(token.content, partOf(input, index, index + 1));
  if (token.escape === 5) {
    const known = '"\\/bfnrtu'.includes(character) || character === token.quote;
    if (!known) {
      report(input.run, {
        code: 'payload-invalid',
        message: `JSON has no escape '\\${character}'. Write '\\\\' for a backslash.`,
        span: spanOf(input, index, index + 1),
        guard: reading.guard,
      });
      if (character < ' ') return readControl(input, reading, { ...token, escape: 0 }, index);
    }
    return to(reading, { token: { ...token, content, escape: character === 'u' ? 4 : 0 } }, index + 1);
  }
  if (!/[0-9a-fA-F]/.test(character)) {
    report(input.run, {
      code: 'payload-invalid',
      message: "'\\u' needs four hexadecimal digits behind it.",
      span: spanOf(input, index, index + 1),
      guard: reading.guard,
    });
    return to(reading, { token: { ...token, escape: 0 } }, index);
  }
  return to(reading, { token: { ...token, content, escape: token.escape - 1 } }, index + 1);
}

/** A line break or another control character, which no JSON string holds as it is. */
function readControl(input: Input, reading: Reading, token: StringState, index: number): Step {
  const { run, text } = input;
  const isBreak = text[index] === '\n' || text[index] === '\r';
  if (isBreak && input.site === null) {
    report(run, {
      code: 'json-unbalanced',
      message: 'This string has no closing quote on its line. Add the missing quote.',
      span: token.open,
      guard: reading.guard,
    });
    return give(input, reading);
  }
  if (token.flawed) return to(reading, { token }, index + 1);
  report(run, {
    code: 'payload-invalid',
    message: isBreak
      ? 'A line break stands in a JSON string here. Remove it, or write it as \\n.'
      : 'A tab or control character stands in a JSON string here. Remove it, or write it as an escape like \\t.',
    span: spanOf(input, index, index + 1),
    guard: reading.guard,
    ...(input.site ? { related: [{ message: 'Printed here', span: input.site }] } : {}),
  });
  return to(reading, { token: { ...token, flawed: true } }, index + 1);
}

function openString(reading: Reading, quote: string, span: Span, index: number): Step {
  const { frame, mode } = reading.reader;
  const role = frame?.kind === 'object' && (mode === 'first' || mode === 'next') ? 'key' : 'value';
  const token: StringState = {
    kind: 'string',
    role,
    quote,
    escape: 0,
    flawed: false,
    content: emptyContent,
    open: span,
  };
  return to(reading, { token, last: span }, index);
}

function closeString(run: Run, reading: Reading, token: StringState, close: Span): readonly Reading[] {
  const writings = token.content.filter(({ guard }) => run.guards.and(guard, reading.guard) !== never);
  const span = { start: Math.min(token.open.start, close.start), end: Math.max(token.open.end, close.end) };
  const frame = reading.reader.frame;
  const content: Content = writings.length > 0 ? writings : token.content;
  if (token.role === 'value') return [closeValue(run, reading, content, span, false)];
  if (!frame) return [];
  return content.map((writing): Reading => {
    const guard = run.guards.and(reading.guard, writing.guard);
    const key = literalOf(partsOf(writing));
    return {
      guard: content.length === 1 ? reading.guard : guard,
      reader: {
        ...reading.reader,
        token: null,
        mode: 'colon',
        frame: meetKey(frame, spelling(frame, key), key, span, guard),
        last: close,
      },
    };
  });
}

/** A key that the docset knows as a wrong spelling of another is taken for that one. */
function spelling(frame: Frame, key: string | null): string | null {
  if (key === null || fieldFor(frame.shape, key)) return key;
  return frame.shape.fields.find((field) => field.misspellings?.includes(key))?.name ?? key;
}

/** The text of parts that hold no data, escapes resolved; null otherwise. */
function literalOf(parts: readonly Part[]): string | null {
  let raw = '';
  for (const { piece } of parts) {
    if (piece.kind === 'hole') return null;
    raw += piece.text;
  }
  return decoded(raw);
}

// ── Values ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The field that the value read now is. */
function currentField(frame: Frame | null): FieldEntry | null {
  if (!frame) return null;
  if (frame.kind === 'array') return frame.shape.items;
  return frame.key === null ? null : fieldFor(frame.shape, frame.key);
}

function closeValue(run: Run, reading: Reading, content: Content, span: Span, bare: boolean): Reading {
  const { reader, guard } = reading;
  const field = currentField(reader.frame);
  const judge = bare ? judgeWord : judgeText;
  const seen = judge(run, guard, { field, frame: reader.frame, content, span });
  const frame = reader.frame && seen.length > 0 ? keepValue(reader.frame, seen) : reader.frame;
  return { guard, reader: afterValue({ ...reader, frame }, { start: span.end - 1, end: span.end }) };
}

function afterValue(reader: Reader, last: Span): Reader {
  const { frame } = reader;
  if (!frame) return { ...reader, token: null, mode: 'end', last };
  return { ...reader, token: null, mode: 'after', frame: { ...frame, key: null, keySpan: null }, last };
}

function openContainer(input: Input, reading: Reading, kind: Frame['kind'], index: number): Step {
  const { reader, guard } = reading;
  const open = spanOf(input, index, index + 1);
  const field = currentField(reader.frame);
  if (field) judgeContainer(input.run, guard, field, kind, open);
  const shape: Shape = reader.frame ? fieldShape(field) : bodyShape(input.run.context.template);
  const frame = openFrame(input.run, reader, kind, shape, open);
  return to(reading, { frame, mode: 'first', last: open, comma: null }, index + 1);
}

function closeContainer(run: Run, reading: Reading, frame: Frame, last: Span): Reading {
  if (frame.kind === 'object') judgeObject(run, reading.guard, frame);
  return { guard: reading.guard, reader: afterValue({ ...reading.reader, frame: frame.parent, comma: null }, last) };
}

// ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

function readInWord(input: Input, reading: Reading, token: WordState, from: number): Step {
  let index = from;
  while (index < input.text.length && isWordCharacter(input.text[index] as string)) index += 1;
  if (index === from) return { index, readings: closeWord(input.run, reading, token) };
  let { shape } = token;
  for (let at = from; at < index && shape !== 'bad'; at += 1) shape = nextShape(shape, input.text[at] as string);
  return to(reading, { token: { ...token, shape, content: append(token.content, partOf(input, from, index)) } }, index);
}

function isWordCharacter(character: string): boolean {
  return !isSpace(character) && !'{}[]:,;"\'“”'.includes(character);
}

function openWord(reading: Reading, span: Span, index: number): Step {
  const { frame, mode } = reading.reader;
  const role = frame?.kind === 'object' && (mode === 'first' || mode === 'next') ? 'key' : 'value';
  return to(
    reading,
    { token: { kind: 'word', role, shape: emptyWord, content: emptyContent, open: span }, last: span },
    index,
  );
}

function closeWord(run: Run, reading: Reading, token: WordState): readonly Reading[] {
  const parts = partsOf(token.content[0] ?? { guard: reading.guard, chain: null });
  const last = parts.at(-1);
  const end = last ? endOf(last) : token.open;
  const span = { start: token.open.start, end: Math.max(token.open.end, end.end) };
  const shown = parts.map(({ piece }) => (piece.kind === 'hole' ? '…' : piece.text)).join('');
  if (token.role === 'key') {
    report(run, {
      code: 'payload-invalid',
      message: `The key '${shown}' needs double quotes around it.`,
      span,
      guard: reading.guard,
    });
    const { frame } = reading.reader;
    if (!frame) return [];
    const met = meetKey(frame, shown.includes('…') ? null : shown, null, span, reading.guard);
    return [{ guard: reading.guard, reader: { ...reading.reader, token: null, mode: 'colon', frame: met, last: end } }];
  }
  if (isWholeWord(token.shape)) return [closeValue(run, reading, token.content, span, true)];
  reportWord(run, reading.guard, shown, span);
  return [{ guard: reading.guard, reader: afterValue(reading.reader, end) }];
}

function endOf({ piece, site }: Part): Span {
  return piece.kind === 'literal' && piece.at !== null ? { start: piece.at, end: piece.at + piece.text.length } : site;
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

// ── Between tokens ───────────────────────────────────────────────────────────────────────────────────────────────────

function readBetween(input: Input, reading: Reading, index: number): Step {
  const character = input.text[index] as string;
  const { tail } = reading.reader;
  if (tail !== null) return readTail(input, reading, tail, index);
  if (isSpace(character)) {
    let end = index + 1;
    while (end < input.text.length && isSpace(input.text[end] as string)) end += 1;
    return to(reading, {}, end);
  }
  if (character === '/') {
    const next = input.text[index + 1];
    if (next === '/' || next === '*') return openComment(input, reading, index, next === '/');
  }
  switch (reading.reader.mode) {
    case 'colon':
      return readColon(input, reading, character, index);
    case 'after':
      return readAfter(input, reading, character, index);
    case 'end':
      return readEnd(input, reading, character, index);
    default:
      return readMember(input, reading, character, index);
  }
}

/** Behind a word that was taken for ended. */
function readTail(input: Input, reading: Reading, tail: WordShape, index: number): Step {
  const character = input.text[index] as string;
  const ended = !isWordCharacter(character) || character === '/';
  return to(reading, { tail: null, token: ended ? null : tailWord(tail, spanOf(input, index, index + 1)) }, index);
}

function tailWord(shape: WordShape, open: Span): WordState {
  return { kind: 'word', role: 'value', shape, content: emptyContent, open };
}

function fail(input: Input, reading: Reading, code: string, message: string, span: Span, data?: object): void {
  report(input.run, { code, message, span, guard: reading.guard, ...(data === undefined ? {} : { data }) });
}

/** Ends the path: what follows cannot be read. */
function give(input: Input, reading: Reading): Step {
  input.run.broken = input.run.guards.or(input.run.broken, reading.guard);
  return { index: input.text.length, readings: [] };
}

function readMember(input: Input, reading: Reading, character: string, index: number): Step {
  const { reader } = reading;
  const { frame, mode } = reader;
  const span = spanOf(input, index, index + 1);
  const wantsKey = frame?.kind === 'object' && mode !== 'value';
  if (character === '"') return openString(reading, '"', span, index + 1);
  if (character === "'") return openString(reading, "'", span, index + 1);
  if (character === '“' || character === '”') return openString(reading, '”', span, index + 1);
  if (character === ',') return readComma(input, reading, index);
  if (character === '}' || character === ']') return readClose(input, reading, character, index);
  if (!wantsKey && character === '{') return openContainer(input, reading, 'object', index);
  if (!wantsKey && character === '[') return openContainer(input, reading, 'array', index);
  if (character === '{' || character === '[' || character === ':') {
    const message = wantsKey
      ? `A key in double quotes has to stand here, not '${character}'.`
      : `A value has to stand here, not '${character}'.`;
    fail(input, reading, 'payload-invalid', message, span);
    return give(input, reading);
  }
  const placeholder =
    character === '<'
      ? /^(?:<<[^<>\n]{1,80}>>|<[A-Za-z][\w .-]{0,80}>)/.exec(input.text.slice(index, index + 90))
      : null;
  // A rule of its own speaks of what the published template leaves to fill in.
  if (placeholder && !frame) return to(reading, {}, index + placeholder[0].length);
  if (placeholder && !wantsKey) {
    const part = partOf(input, index, index + placeholder[0].length);
    const word: WordState = {
      kind: 'word',
      role: 'value',
      shape: nextShape(emptyWord, '#'),
      content: append(emptyContent, part),
      open: span,
    };
    return to(reading, { token: word, last: span }, index + placeholder[0].length);
  }
  if (!frame && !/[-\dtfn]/.test(character)) {
    fail(input, reading, 'payload-invalid', 'The body has to be JSON, and this text is none.', wordSpan(input, index));
    return give(input, reading);
  }
  return openWord(reading, span, index);
}

function wordSpan(input: Input, index: number): Span {
  let end = index + 1;
  while (end < input.text.length && isWordCharacter(input.text[end] as string)) end += 1;
  return spanOf(input, index, end);
}

/** A comma where a member should begin. */
function readComma(input: Input, reading: Reading, index: number): Step {
  const { frame, mode } = reading.reader;
  const span = spanOf(input, index, index + 1);
  if (mode === 'next') {
    fail(input, reading, 'json-double-comma', 'Two commas follow each other. Remove one.', span);
    return to(reading, { comma: span, last: span }, index + 1);
  }
  if (mode === 'first') {
    fail(input, reading, 'payload-invalid', 'This comma has nothing before it. Remove it.', span);
    return to(reading, { mode: 'next', comma: span, last: span }, index + 1);
  }
  fail(input, reading, 'payload-invalid', missingValue(frame), span);
  if (!frame) return give(input, reading);
  return to(
    { guard: reading.guard, reader: afterValue(reading.reader, span) },
    { mode: 'next', comma: span },
    index + 1,
  );
}

function missingValue(frame: Frame | null): string {
  return frame?.key ? `The key '${frame.key}' has no value. Write one, or null.` : 'A value is missing here.';
}

function readClose(input: Input, reading: Reading, character: '}' | ']', index: number): Step {
  const { reader } = reading;
  const span = spanOf(input, index, index + 1);
  const { frame, mode } = reader;
  if (!frame) {
    fail(
      input,
      reading,
      'json-unbalanced',
      `This '${character}' closes nothing. Remove it, or open what it is to close.`,
      span,
    );
    return mode === 'end' ? to(reading, { last: span }, index + 1) : give(input, reading);
  }
  let here = reading;
  if (mode === 'next') {
    const comma = reader.comma ?? span;
    fail(
      input,
      reading,
      'json-trailing-comma',
      'A comma stands before the end, with nothing behind it. Remove it.',
      comma,
    );
  } else if (mode === 'value') {
    fail(input, reading, 'payload-invalid', missingValue(frame), frame.keySpan ?? span);
  } else if (mode === 'colon') {
    fail(
      input,
      reading,
      'payload-invalid',
      `The key '${frame.key ?? ''}' has no value. Write ':' and one behind it.`,
      frame.keySpan ?? span,
    );
  }
  const kind = character === '}' ? 'object' : 'array';
  if (frame.kind !== kind) {
    const other = frame.kind === 'object' ? '{' : '[';
    const missing = frame.kind === 'object' ? '}' : ']';
    fail(
      input,
      reading,
      'json-unbalanced',
      `The '${other}' opened here is not closed before this '${character}'. Add '${missing}'.`,
      span,
      {
        insert: reader.last?.end ?? span.start,
        text: missing,
      },
    );
    if (frame.parent?.kind !== kind) return give(input, reading);
    here = closeContainer(input.run, reading, frame, span);
  }
  const closing = here.reader.frame;
  if (!closing) return give(input, reading);
  return { index: index + 1, readings: [closeContainer(input.run, here, closing, span)] };
}

function readColon(input: Input, reading: Reading, character: string, index: number): Step {
  const { frame } = reading.reader;
  const span = spanOf(input, index, index + 1);
  if (character === ':') {
    if (frame?.spelled && frame.keySpan) judgeKey(input.run, reading.guard, frame, frame.spelled, frame.keySpan);
    return to(reading, { mode: 'value', last: span }, index + 1);
  }
  if (character === '}') return readClose(input, reading, character, index);
  const key = frame?.key ?? '';
  const keySpan = frame?.keySpan ?? span;
  if (character === ',') {
    fail(input, reading, 'payload-invalid', `The key '${key}' has no value. Write ':' and one behind it.`, keySpan);
    return to(
      { guard: reading.guard, reader: afterValue(reading.reader, span) },
      { mode: 'next', comma: span },
      index + 1,
    );
  }
  if (unclosedKey(input.run, reading)) return give(input, reading);
  fail(input, reading, 'payload-invalid', `A colon has to stand behind the key '${key}'.`, span);
  if (character !== '"' && character !== '{' && character !== '[') return give(input, reading);
  return to(reading, { mode: 'value' }, index);
}

/** A key that has swallowed its colon: `"name: "`. Reports it. */
function unclosedKey(run: Run, { guard, reader }: Reading): boolean {
  const { frame } = reader;
  const name = /^([^:]*):\s*[[{]?\s*$/.exec(frame?.key ?? '')?.[1];
  if (name === undefined || !frame?.keySpan) return false;
  const message = `The key '${name}' lacks its closing quote before the colon. Add it.`;
  report(run, { code: 'json-unbalanced', message, span: frame.keySpan, guard });
  return true;
}

function readAfter(input: Input, reading: Reading, character: string, index: number): Step {
  const span = spanOf(input, index, index + 1);
  if (character === ',') return to(reading, { mode: 'next', comma: span, last: span }, index + 1);
  if (character === '}' || character === ']') return readClose(input, reading, character, index);
  if (character === ':') {
    fail(
      input,
      reading,
      'payload-invalid',
      "This ':' stands where a comma or the end has to be. Perhaps the value before is missing.",
      span,
    );
    return give(input, reading);
  }
  if (character === ';') {
    fail(input, reading, 'json-missing-comma', "A ';' stands here where a comma has to be. Write ','.", span, {
      replace: ',',
    });
    return to(reading, { mode: 'next', comma: span, last: span }, index + 1);
  }
  missingComma(input.run, reading, span);
  return to(reading, { mode: 'next', comma: null }, index);
}

function missingComma(run: Run, reading: Reading, span: Span): void {
  const last = reading.reader.last ?? span;
  report(run, {
    code: 'json-missing-comma',
    message: 'A comma is missing here, before the next member.',
    span: last,
    guard: reading.guard,
    data: { insert: last.end },
    related: [{ message: 'The next member', span }],
  });
}

function readEnd(input: Input, reading: Reading, character: string, index: number): Step {
  const span = wordSpan(input, index);
  if (character === '}' || character === ']') return readClose(input, reading, character, index);
  const code = character === ',' ? 'json-trailing-comma' : 'payload-invalid';
  const message =
    character === ','
      ? 'A comma stands behind the end of the JSON. Remove it.'
      : 'The JSON has ended before this text. Remove the text, or the bracket that ends the JSON too early.';
  fail(input, reading, code, message, span);
  return character === ',' ? to(reading, {}, index + 1) : give(input, reading);
}

// ── Comments ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function openComment(input: Input, reading: Reading, index: number, line: boolean): Step {
  const { text } = input;
  const close = line ? text.indexOf('\n', index) : text.indexOf('*/', index + 2);
  const end = close < 0 ? text.length : line ? close : close + 2;
  fail(
    input,
    reading,
    'json-comment',
    'JSON has no comments, and this one is sent as it is. Write {% comment %} … {% endcomment %} instead.',
    spanOf(input, index, end),
  );
  return to(reading, close < 0 ? { token: { kind: 'comment', line, star: false } } : {}, end);
}

function readInComment(input: Input, reading: Reading, index: number): Step {
  const token = reading.reader.token;
  const line = token?.kind === 'comment' && token.line;
  const close = line ? input.text.indexOf('\n', index) : input.text.indexOf('*/', index);
  if (close < 0) return to(reading, {}, input.text.length);
  return to(reading, { token: null }, line ? close : close + 2);
}

// ── Data ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Reads data that an output prints; `span` is the output. */
export function readHole(run: Run, reading: Reading, hole: Hole, span: Span): readonly Reading[] {
  spend(run, 1);
  if (hole.subject && !run.uses.has(hole.subject)) {
    run.uses.set(hole.subject, reading.reader.token?.kind === 'string' ? 'text' : 'number');
  }
  if (reading.reader.token?.kind === 'comment') return [reading];
  if (hole.separator !== null) return readJoined(run, reading, hole, span);
  if (reading.reader.token?.kind === 'string')
    return [readHoleInString(run, reading, reading.reader.token, hole, span)];
  const nothing = certainly(run, reading.guard, hole.blank);
  const rest = run.guards.less(reading.guard, nothing);
  const readings: Reading[] = nothing === never ? [] : [{ guard: nothing, reader: reading.reader }];
  if (rest !== never) readings.push(...readBareHole(run, { guard: rest, reader: reading.reader }, hole, span));
  return readings;
}

function readHoleInString(run: Run, reading: Reading, token: StringState, hole: Hole, span: Span): Reading {
  const site = run.printed ?? span;
  if (hole.prints === 'json') {
    report(run, {
      code: 'payload-invalid',
      message: `${hole.label} prints a whole JSON value with quotes of its own. Remove the quotes around it, or use 'json_escape'.`,
      span: run.source === null ? span : site,
      guard: reading.guard,
    });
  } else if (needsEscape(run, reading, token, hole)) {
    report(run, {
      code: 'json-escape',
      message: `${hole.label} is printed into JSON as it is: a quote or line break in it breaks the body. Add '| json_escape'.`,
      span: run.source === null ? span : site,
      guard: reading.guard,
      data: { output: run.source === null ? span.start : null },
    });
  }
  const content = append(token.content, { piece: hole, site: run.source === null ? span : site });
  return { guard: reading.guard, reader: { ...reading.reader, token: { ...token, content }, last: site } };
}

const safeFormats: ReadonlySet<string> = new Set([
  'date-time',
  'local-date-time',
  'date',
  'uuid',
  'color',
  'unix-seconds',
  'unix-milliseconds',
]);

function needsEscape(run: Run, reading: Reading, token: StringState, hole: Hole): boolean {
  if (hole.safety !== 'raw' || (hole.prints !== 'any' && hole.prints !== 'text')) return false;
  if (run.guards.implies(reading.guard, hole.blank)) return false;
  const field = token.role === 'value' ? currentField(reading.reader.frame) : null;
  if (field?.format && safeFormats.has(field.format)) return false;
  const types = field ? [field.type].flat() : ['string'];
  return types.some((type) => type === 'string' || type === 'object' || type === 'array');
}

/** Data where a value, a key or punctuation may stand. */
function readBareHole(run: Run, reading: Reading, hole: Hole, span: Span): readonly Reading[] {
  const { reader, guard } = reading;
  const site = run.source === null ? span : (run.printed ?? span);
  const part: Part = { piece: hole, site };
  const token = reader.tail === null ? reader.token : tailWord(reader.tail, site);
  if (token?.kind === 'word') {
    const content = append(token.content, part);
    return [
      {
        guard,
        reader: { ...reader, tail: null, token: { ...token, shape: nextShape(token.shape, '#'), content }, last: site },
      },
    ];
  }
  const valuePlace = reader.mode === 'value' || (reader.frame?.kind === 'array' && reader.mode !== 'after');
  if (reader.mode === 'colon' && unclosedKey(run, reading)) {
    run.broken = run.guards.or(run.broken, guard);
    return [];
  }
  if (hole.prints === 'unknown') return lose(run, guard);
  if (!valuePlace) {
    if (reader.mode === 'after' && (hole.prints === 'number' || hole.prints === 'boolean'))
      missingComma(run, reading, site);
    else return lose(run, guard);
  }
  if (hole.prints === 'text' || hole.prints === 'array') {
    report(run, {
      code: 'payload-invalid',
      message:
        hole.prints === 'text'
          ? `${hole.label} prints text, and a text in JSON needs double quotes around it.`
          : `${hole.label} is a list, and prints its items in one run. Write [ ], and join the items with commas.`,
      span: site,
      guard,
    });
    return [{ guard, reader: afterValue(reader, site) }];
  }
  const strange = hole.subject
    ? certainly(
        run,
        guard,
        run.facts.when(hole.subject, ({ kind }) => kind === 'text' || kind === 'other'),
      )
    : never;
  if (strange !== never) {
    report(run, {
      code: 'payload-invalid',
      message: `${hole.label} is a text on this path, and a text in JSON needs double quotes around it.`,
      span: site,
      guard: strange,
    });
  }
  const blank = run.facts.possible(run.guards.and(guard, hole.blank));
  if (blank !== never && hole.prints !== 'json') {
    report(run, {
      code: 'json-unquoted-output',
      message: `${hole.label} may be blank, and then no value stands here and the body is no JSON. Add '| default: …', or quotes around it.`,
      span: site,
      guard,
      data: { output: run.source === null ? span.start : null },
    });
  }
  const word: WordState = {
    kind: 'word',
    role: 'value',
    shape: nextShape(emptyWord, '#'),
    content: append(emptyContent, part),
    open: site,
  };
  return [{ guard, reader: { ...reader, token: word, last: site } }];
}

function lose(run: Run, guard: Guard): readonly Reading[] {
  run.lost = run.guards.or(run.lost, guard);
  return [];
}

/** An array printed with a text between its items: none, one, or many of them. */
function readJoined(run: Run, reading: Reading, hole: Hole, span: Span): readonly Reading[] {
  const item = hole.item;
  const { separator } = hole;
  if (!item || separator === null) return [reading];
  const nothing = certainly(run, reading.guard, hole.blank);
  const rest = run.guards.less(reading.guard, nothing);
  const sites = { ...item, safety: separator.includes('"') ? 'plain' : item.safety } as Hole;
  const literal: Literal = { kind: 'literal', text: separator, at: null };
  const next = (readings: readonly Reading[]): readonly Reading[] =>
    readings.flatMap((one) => readLiteral(run, one, literal)).flatMap((one) => readHole(run, one, sites, span));
  const outer = run.printed;
  run.printed ??= span;
  const one = readHole(run, { guard: rest, reader: reading.reader }, sites, span);
  const two = next(one);
  const three = next(two);
  run.printed = outer;
  const seen = new Set(two.map(({ reader }) => signature(reader)));
  const steady = three.every(({ reader }) => seen.has(signature(reader)));
  if (!steady) lose(run, rest);
  return [
    ...(nothing === never ? [] : [{ guard: nothing, reader: reading.reader }]),
    ...(rest === never ? [] : [...one, ...two]),
  ];
}
