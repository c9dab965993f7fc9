/** Judges the values of a payload by the docset: blank, of another type, outside of what the field takes. */
import { typesOf } from '../docset';
import type { FieldEntry, JsonType } from '../docset/types';
import type { Span } from '../liquid';
import { blankOf } from './choice';
import { type Content, type Part, partsOf } from './content';
import { nameOfType, typeAdvice, typeWords, valueAdvice, valuesOf } from './fieldWords';
import { formatWords, isOfFormat, momentOf } from './formats';
import { encodedForm } from './formText';
import { type Guard, never } from './guard';
import type { Frame, Seen } from './reader';
import { certainly, type Run, report } from './run';
import type { Piece } from './values';
import { blankSource, literalSpan, partsText, sampleText, wholeText } from './valueText';

/** A value that has been read. */
export interface Read {
  /** Null where the docset is silent. */
  readonly field: FieldEntry | null;
  readonly frame: Frame | null;
  readonly content: Content;
  readonly span: Span;
}

/** Judges a value in quotes; returns its literal texts where a sibling's check needs them. */
export function judgeText(run: Run, guard: Guard, read: Read): readonly Seen[] {
  const seen: Seen[] = [];
  for (const writing of read.content) {
    const here = run.guards.and(guard, writing.guard);
    if (here === never) continue;
    const parts = partsOf(writing);
    if (read.field) judgeField(run, here, read.field, parts, read.span, true);
    const text = wholeText(parts);
    if (text !== null && momentOf(text) !== null) seen.push({ guard: here, text, span: literalSpan(parts, read.span) });
  }
  return seen;
}

/** The paths of a guard on which a text certainly is blank. */
export function blankOn(run: Run, guard: Guard, content: Content): Guard {
  return content.reduce<Guard>((sum, writing) => {
    const pieces = partsOf(writing).map(({ piece }) => piece);
    return run.guards.or(sum, certainlyBlank(run, run.guards.and(guard, writing.guard), pieces));
  }, never);
}

function certainlyBlank(run: Run, guard: Guard, pieces: readonly Piece[]): Guard {
  return certainly(run, guard, blankOf(run, pieces), blankOf(run, pieces.map(orFalse(run))));
}

/** Judges a number, a word, or data without quotes. */
export function judgeWord(run: Run, guard: Guard, read: Read): readonly Seen[] {
  if (!read.field) return [];
  for (const writing of read.content) {
    const here = run.guards.and(guard, writing.guard);
    if (here !== never) judgeField(run, here, read.field, partsOf(writing), read.span, false);
  }
  return [];
}

function judgeField(
  run: Run,
  guard: Guard,
  field: FieldEntry,
  parts: readonly Part[],
  span: Span,
  quoted: boolean,
): void {
  const filled = quoted ? judgeBlank(run, guard, field, parts, span) : guard;
  if (filled === never) return;
  if (judgeUnit(run, filled, field, parts, span)) return;
  const text = wholeText(parts);
  if (quoted && text !== null && text.trim() === '') return;
  if (quoted && !typesOf(field).includes('string')) judgeQuoted(run, filled, field, parts, text, span);
  else if (quoted) judgeString(run, filled, field, parts, text, span);
  else if (text !== null) judgeBare(run, filled, field, text, span);
  else judgeBareData(run, filled, field, parts, span);
}

/** A number that is data, without quotes where a text has to stand. */
function judgeBareData(run: Run, guard: Guard, field: FieldEntry, parts: readonly Part[], span: Span): void {
  const types = typesOf(field);
  const [only] = parts;
  if (parts.length !== 1 || only?.piece.kind !== 'hole' || only.piece.prints !== 'number') return;
  if (types.some((type) => type !== 'string' && type !== 'null')) return;
  const message = `The field '${field.name}' is ${typeWords(field)}, and this prints a number without quotes. Put it in quotes.`;
  report(run, { code: 'payload-type', message, span, guard, data: { quote: true } });
}

/** A piece as a test for blank sees it: false is blank too. */
const orFalse =
  (run: Run) =>
  (piece: Piece): Piece =>
    piece.kind === 'hole' ? { ...piece, blank: run.guards.or(piece.blank, piece.falsy) } : piece;

/** Judges where a value is certainly blank; returns the paths on which it is not. */
export function judgeBlank(run: Run, guard: Guard, field: FieldEntry, parts: readonly Part[], span: Span): Guard {
  const pieces = parts.map(({ piece }) => piece);
  const certain = certainlyBlank(run, guard, pieces);
  if (field.required && certain !== never) {
    const source = blankSource(parts, span);
    report(run, {
      code: 'payload-missing-field',
      message: `The required field '${field.name}' is blank. Give it a value.`,
      span,
      guard: certain,
      ...(source ? { related: [{ message: 'This is blank', span: source }] } : {}),
    });
  }
  return run.guards.less(guard, certain);
}

/** A field that is no text, in quotes. */
function judgeQuoted(
  run: Run,
  guard: Guard,
  field: FieldEntry,
  parts: readonly Part[],
  text: string | null,
  span: Span,
): void {
  const wantsNumber = typesOf(field).some((type) => type === 'number' || type === 'integer');
  if (!wantsNumber) {
    const isWord = typesOf(field).includes('boolean') && (text === 'true' || text === 'false');
    const advice = isWord ? ' Remove the quotes.' : typeAdvice(field);
    const wantsBrackets = typesOf(field).some((type) => type === 'object' || type === 'array');
    report(run, {
      code: 'payload-type',
      message: `The field '${field.name}' is ${typeWords(field)}, not a text.${advice}`,
      span,
      guard,
      data: isWord ? { unquote: true } : undefined,
      ...(wantsBrackets ? { follows: 'doubt' } : {}),
    });
    return;
  }
  const digits = partsText(parts);
  const numeric = /^-?\d+(?:\.\d+)?$/.test(digits.trim());
  if (!numeric) {
    if (parts.some(({ piece }) => piece.kind === 'hole' && piece.prints !== 'number' && text === null)) return;
    report(run, {
      code: 'payload-type',
      message: `The field '${field.name}' is a number, not the text '${text ?? digits}'.${typeAdvice(field)}`,
      span: literalSpan(parts, span),
      guard,
    });
    return;
  }
  const code = text === null || field.quotedNumber ? 'json-quoted-number' : 'payload-type';
  report(run, {
    code,
    message: `The field '${field.name}' is a number. Remove the quotes around it.`,
    span,
    guard,
    data: { unquote: true },
  });
  if (text !== null) judgeRange(run, guard, field, Number(text), literalSpan(parts, span));
}

/**
 * Reports a text that its field does not take.
 * @param text what it prints, where that is known to the letter
 */
export function judgeString(
  run: Run,
  guard: Guard,
  field: FieldEntry,
  parts: readonly Part[],
  text: string | null,
  span: Span,
): void {
  if (judgeOuterSpace(run, guard, field, parts, span)) return;
  const sample = text === null ? sampleText(parts) : null;
  if (sample !== null) judgeSample(run, guard, field, sample, span);
  if (text === null || isPlaceholder(run, text)) return;
  const place = literalSpan(parts, span);
  const values = valuesOf(run, field);
  if (values && !values.some(({ value }) => value === text)) {
    const { words, replacement } = valueAdvice(text, field, values);
    report(run, {
      code: 'payload-value',
      message: `'${text}' is no value of '${field.name}'.${words}`,
      span: place,
      guard,
      data: replacement !== null && place !== span ? { replacement: written(run, replacement) } : undefined,
      ...printedAt(place, span),
    });
    return;
  }
  if (!field.format || isOfFormat(text, field.format)) return;
  report(run, {
    code: 'payload-value',
    message: `'${text}' does not fit '${field.name}'. Write ${formatWords[field.format]}.`,
    span: place,
    guard,
    ...printedAt(place, span),
  });
}

/** A value as the body's format writes it. */
function written({ context }: Run, value: string): string {
  return context.template?.body?.format === 'form' ? encodedForm(value) : value;
}

/** Data whose every value looks like the sample. */
function judgeSample(run: Run, guard: Guard, field: FieldEntry, sample: string, span: Span): void {
  const values = valuesOf(run, field);
  // One value of a list may be another one; what has marks that none of them has is none.
  const marks = sample.match(/[^\p{L}\p{N}\s]/gu) ?? [];
  const isValue = !values || marks.every((mark) => values.some(({ value }) => value.includes(mark)));
  if (isValue && (!field.format || isOfFormat(sample, field.format))) return;
  const advice =
    isValue && field.format ? ` Write ${formatWords[field.format]}.` : valueAdvice('', field, values ?? []).words;
  report(run, {
    code: 'payload-value',
    message: `This prints texts such as '${sample}', which do not fit '${field.name}'.${advice}`,
    span,
    guard,
  });
}

function printedAt(place: Span, span: Span): { related?: { message: string; span: Span }[] } {
  const inside = span.start <= place.start && place.end <= span.end;
  return inside ? {} : { related: [{ message: 'Printed here', span }] };
}

/** White space at a value's ends, which the partner takes for part of it. */
function judgeOuterSpace(run: Run, guard: Guard, field: FieldEntry, parts: readonly Part[], span: Span): boolean {
  const first = parts[0]?.piece;
  const last = parts.at(-1)?.piece;
  const before = first?.kind === 'literal' && /^[ \u00a0]/.test(first.text);
  const behind = last?.kind === 'literal' && /[ \u00a0]$/.test(last.text);
  if (!before && !behind) return false;
  const place = literalSpan(parts, span);
  report(run, {
    code: 'value-outer-space',
    message: `The value of '${field.name}' ${before ? (behind ? 'begins and ends' : 'begins') : 'ends'} with a space, which is sent as part of it. Remove it.`,
    span: place,
    guard,
    data: { trim: true },
    ...printedAt(place, span),
  });
  return true;
}

function judgeBare(run: Run, guard: Guard, field: FieldEntry, text: string, span: Span): void {
  const types = typesOf(field);
  const number = Number(text);
  const type: JsonType =
    text === 'true' || text === 'false'
      ? 'boolean'
      : text === 'null'
        ? 'null'
        : Number.isInteger(number)
          ? 'integer'
          : 'number';
  const fits = types.includes(type) || (type === 'integer' && types.includes('number'));
  if (!fits) {
    const quotable = types.includes('string') && type !== 'null' && (!field.format || isOfFormat(text, field.format));
    report(run, {
      code: field.required && type === 'null' ? 'payload-missing-field' : 'payload-type',
      message: `The field '${field.name}' is ${typeWords(field)}, not ${nameOfType(type)}.${quotable ? ' Put it in quotes.' : typeAdvice(field)}`,
      span,
      guard,
      data: quotable ? { quote: true } : undefined,
    });
    return;
  }
  const values = valuesOf(run, field);
  if (values && !values.some(({ value }) => value === text)) {
    const few = values.slice(0, 8).map(({ value }) => value);
    report(run, {
      code: 'payload-value',
      message: `${text} is no value of '${field.name}'. It is one of ${few.join(', ')}.`,
      span,
      guard,
    });
  } else if (type === 'integer' || type === 'number') judgeRange(run, guard, field, number, span);
}

/** Reports a number outside the field's bounds. */
export function judgeRange(run: Run, guard: Guard, field: FieldEntry, number: number, span: Span): void {
  const { minimum, maximum } = field;
  if ((minimum === undefined || number >= minimum) && (maximum === undefined || number <= maximum)) return;
  const bounds =
    minimum === undefined
      ? `of at most ${maximum}`
      : maximum === undefined
        ? `of at least ${minimum}`
        : `from ${minimum} to ${maximum}`;
  report(run, {
    code: 'payload-value',
    message: `${number} is out of range for '${field.name}'. Write a number ${bounds}.`,
    span,
    guard,
  });
}

/** Seconds where milliseconds are wanted, or the other way round. True when that is what is wrong. */
export function judgeUnit(run: Run, guard: Guard, field: FieldEntry, parts: readonly Part[], span: Span): boolean {
  if (field.format !== 'unix-milliseconds' && field.format !== 'unix-seconds') return false;
  const wanted = field.format === 'unix-milliseconds' ? 'milliseconds' : 'seconds';
  const [first] = parts;
  const hole = first?.piece.kind === 'hole' ? first.piece : null;
  const behind = wholeText(parts.slice(1));
  let unit = hole?.unit ?? null;
  if (unit === 'seconds' && behind === '000') unit = 'milliseconds';
  else if (behind !== '') unit = null;
  const text = wholeText(parts);
  if (text !== null && /^\d{9,10}$/.test(text)) unit = 'seconds';
  if (text !== null && /^\d{12,13}$/.test(text)) unit = 'milliseconds';
  if (unit === null || unit === wanted) return false;
  report(run, {
    code: 'timestamp-unit',
    message: `'${field.name}' counts ${wanted} since 1970, and this prints ${unit}. ${wanted === 'milliseconds' ? "Add '| times: 1000'." : 'Divide by 1000.'}`,
    span: hole && first ? first.site : span,
    guard,
    data: hole && first ? { output: first.site.start, unit: wanted } : undefined,
  });
  return false;
}

/** A placeholder of the published template is found by its own rule. */
export function isPlaceholder(run: Run, text: string): boolean {
  const known = run.context.template?.placeholders ?? {};
  return Object.keys(known).some((name) => text.includes(name)) || /<[A-Za-z][A-Za-z0-9_ -]*>/.test(text);
}
