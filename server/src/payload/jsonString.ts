/** Strings of JSON, key or value: their text, escapes, and quotes that are none. */
import type { Span } from '../liquid';
import { append, type Content, decoded, emptyContent, type Part, partsOf } from './content';
import { fieldFor } from './fieldLookup';
import { type Guard, never } from './guard';
import { closeValue } from './jsonValue';
import { type Frame, meetKey, type StringState } from './reader';
import { type Run, report } from './run';
import { type Advance, type Input, partOf, type Reading, spanOf, to } from './step';
import { endsSingle, readBrokenLine, readSlip, type Stretch } from './stringSlips';

/** Reads on to the end of a text, or to what is told about before. */
export function readInString(input: Input, reading: Reading, token: StringState, from: number): Advance {
  const { text } = input;
  if (token.escape > 0) return readEscape(input, reading, token, from);
  const closers = token.quote === '”' ? '”“"' : token.quote === "'" ? `'"` : '"';
  let index = from;
  while (index < text.length && !endsRun(text[index] as string, closers)) index += 1;
  const content = index > from ? append(token.content, partOf(input, from, index)) : token.content;
  const character = text[index];
  if (character === undefined) return to(reading, { token: { ...token, content } }, index);
  if (closers.includes(character)) return readQuote(input, reading, token, content, from, index);
  if (character === '\\') {
    const escaped = append(content, partOf(input, index, index + 1));
    return to(reading, { token: { ...token, content: escaped, escape: 5 } }, index + 1);
  }
  return readControl(input, reading, token, content, from, index);
}

/** A quote that closes the string, or looks as if it did. */
function readQuote(
  input: Input,
  reading: Reading,
  token: StringState,
  content: Content,
  from: number,
  index: number,
): Advance {
  const { run } = input;
  const span = spanOf(input, index, index + 1);
  const whole = { ...token, content };
  if (token.quote === '"') {
    const slip = readSlip(input, reading, stretchOf(input, reading, token, content, from, index));
    return slip ?? { index: index + 1, readings: closeString(run, reading, whole, span) };
  }
  if (token.quote === "'" && input.text[index] === '"' && !endsSingle(input, index)) {
    const text = append(content, partOf(input, index, index + 1));
    return to(reading, { token: { ...token, content: text } }, index + 1);
  }
  reportQuotes(run, reading.guard, token, span);
  return { index: index + 1, readings: closeString(run, reading, whole, span) };
}

function stretchOf(
  input: Input,
  reading: Reading,
  token: StringState,
  content: Content,
  from: number,
  index: number,
): Stretch {
  const close = (before: Content): readonly Reading[] =>
    closeString(input.run, reading, { ...token, content: before }, token.open);
  return { token, content, from, index, close };
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
    ...(isQuote(open) && isQuote(close)
      ? { data: { edits: [open, close].map(({ start, end }) => ({ start, end, newText: '"' })) } }
      : {}),
  });
}

/** Whether a quote stands in the body itself, and is not an output's. */
function isQuote({ start, end }: Span): boolean {
  return end - start === 1;
}

function readEscape(input: Input, reading: Reading, token: StringState, index: number): Advance {
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
      if (character < ' ') return readControl(input, reading, { ...token, escape: 0 }, token.content, index, index);
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
function readControl(
  input: Input,
  reading: Reading,
  before: StringState,
  content: Content,
  from: number,
  index: number,
): Advance {
  const { run, text } = input;
  const isBreak = text[index] === '\n' || text[index] === '\r';
  if (isBreak && input.site === null)
    return readBrokenLine(input, reading, stretchOf(input, reading, before, content, from, index));
  const token: StringState = { ...before, content };
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

/** Opens a text at its quote. */
export function openString(reading: Reading, quote: string, span: Span, index: number): Advance {
  const { frame, mode } = reading.reader;
  const role = frame?.kind === 'object' && (mode === 'first' || mode === 'next') ? 'key' : 'value';
  const token: StringState = {
    kind: 'string',
    role,
    quote,
    escape: 0,
    flawed: false,
    inner: false,
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
  if (token.role === 'value') return [closeValue(run, reading, content, span, false, close)];
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
export function spelling(frame: Frame, key: string | null): string | null {
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
