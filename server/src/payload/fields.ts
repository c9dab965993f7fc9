/** Judges what the JSON reader has read by the docset: keys, values, and what an object lacks when it ends. */
import { suggest } from '../docset';
import type { FieldEntry, JsonType, ValueList } from '../docset/types';
import type { Span } from '../liquid';
import { blankOf } from './choice';
import { type Content, type Part, partsOf } from './content';
import { fieldFor } from './fieldLookup';
import { formatWords, isOfFormat, momentOf } from './formats';
import { type Guard, never } from './guard';
import { type Frame, type Member, membersUntil, type Seen } from './reader';
import { certainly, type Run, report } from './run';
import type { Piece } from './values';
import { blankSource, literalSpan, partsText, wholeText } from './valueText';

/** A value that has been read. */
export interface Read {
  /** Null where the docset is silent. */
  readonly field: FieldEntry | null;
  readonly frame: Frame | null;
  readonly content: Content;
  readonly span: Span;
}

/** Judges a key of an object. */
export function judgeKey(run: Run, guard: Guard, frame: Frame, key: string, span: Span): void {
  const { fields, open } = frame.shape;
  if (fields.length === 0 || fieldFor(frame.shape, key)) return;
  const meant = fields.find((field) => field.misspellings?.includes(key));
  if (meant) {
    const message = `The key '${key}' is a translation or another spelling of '${meant.name}', which is what the partner reads. Write '${meant.name}'.`;
    report(run, { code: 'translated-json-key', message, span, guard, data: { replacement: meant.name } });
    return;
  }
  if (open) return;
  const near = suggest(
    key,
    fields.filter(({ pattern }) => pattern === undefined).map(({ name }) => name),
  );
  const message = `The partner does not know the field '${key}'.${near ? ` Did you mean '${near}'?` : ''}`;
  report(run, { code: 'payload-unknown-field', message, span, guard, data: near ? { replacement: near } : undefined });
}

/** Judges an object or array where a field's value begins. */
export function judgeContainer(run: Run, guard: Guard, field: FieldEntry, kind: 'object' | 'array', span: Span): void {
  if (typesOf(field).includes(kind)) return;
  report(run, {
    code: 'payload-type',
    message: `The field '${field.name}' is ${typeWords(field)}, not ${withArticle(kind)}.`,
    span,
    guard,
  });
}

/** Judges an array that ends with nothing in it. */
export function judgeEmptyArray(run: Run, guard: Guard, field: FieldEntry, span: Span): void {
  if (!field.required) return;
  const message = `The required field '${field.name}' is empty. Give it at least one item.`;
  report(run, { code: 'payload-missing-field', message, span, guard });
}

/** Judges an object that ends: what it lacks, and what of it contradicts itself. */
export function judgeObject(run: Run, guard: Guard, frame: Frame): void {
  if (frame.shape.fields.length === 0) return;
  const members = membersUntil(frame.members, null);
  for (const field of frame.shape.fields) {
    if (field.required && field.pattern === undefined) {
      missing(run, absence(run, guard, frame, members, [field.name]), frame, field);
    }
    if (field.after !== undefined) judgeOrder(run, guard, members, field, field.after);
  }
  if (frame.parent) return;
  for (const group of run.context.template?.body?.atLeastOne ?? []) {
    const guardOfNone = absence(run, guard, frame, members, group);
    if (guardOfNone === never) continue;
    const names = group.map((name) => `'${name}'`).join(' or ');
    const field = frame.shape.fields.find(({ name }) => name === group[0]) ?? null;
    report(run, {
      code: 'payload-missing-field',
      message: `One of ${names} has to stand here.`,
      span: frame.open,
      guard: guardOfNone,
      data: { field: field?.name, open: frame.open.start, path: frame.path },
    });
  }
}

/** The paths of a guard on which none of the keys stands. */
function absence(
  run: Run,
  guard: Guard,
  frame: Frame,
  members: ReadonlyMap<string, Member>,
  keys: readonly string[],
): Guard {
  const { and, less, or } = run.guards;
  let absent = less(guard, frame.dynamic);
  for (const key of keys) {
    const member = members.get(key);
    if (member) absent = or(less(absent, member.met), and(absent, member.spare));
  }
  return absent;
}

function missing(run: Run, guard: Guard, frame: Frame, field: FieldEntry): void {
  if (guard === never) return;
  const place = frame.path.filter((key) => key !== '*').join('.');
  report(run, {
    code: 'payload-missing-field',
    message: `The required field '${field.name}' is missing${place !== '' ? ` in '${place}'` : ''}.`,
    span: frame.open,
    guard,
    data: { field: field.name, open: frame.open.start, path: frame.path },
  });
}

function judgeOrder(
  run: Run,
  guard: Guard,
  members: ReadonlyMap<string, Member>,
  field: FieldEntry,
  before: string,
): void {
  for (const later of members.get(field.name)?.values ?? []) {
    for (const earlier of members.get(before)?.values ?? []) {
      const end = momentOf(later.text);
      const start = momentOf(earlier.text);
      if (end === null || start === null || end > start) continue;
      report(run, {
        code: 'end-before-start',
        message: `'${field.name}' (${later.text}) is not after '${before}' (${earlier.text}). Write a later time.`,
        span: later.span,
        guard: run.guards.and(guard, run.guards.and(later.guard, earlier.guard)),
        related: [{ message: `'${before}' is set here`, span: earlier.span }],
      });
    }
  }
}

// ── Values ───────────────────────────────────────────────────────────────────────────────────────────────────────────

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
  const pieces = parts.map(({ piece }) => piece);
  const certain = quoted ? certainly(run, guard, blankOf(run, pieces), blankOf(run, pieces.map(orFalse(run)))) : never;
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
  const filled = run.guards.less(guard, certain);
  if (filled === never) return;
  if (judgeUnit(run, filled, field, parts, span)) return;
  const text = wholeText(parts);
  if (quoted && text !== null && text.trim() === '') return;
  if (quoted && !typesOf(field).includes('string')) judgeQuoted(run, filled, field, parts, text, span);
  else if (quoted) judgeString(run, filled, field, parts, text, span);
  else if (text !== null) judgeBare(run, filled, field, text, span);
}

/** A piece as a test for blank sees it: false is blank too. */
const orFalse =
  (run: Run) =>
  (piece: Piece): Piece =>
    piece.kind === 'hole' ? { ...piece, blank: run.guards.or(piece.blank, piece.falsy) } : piece;

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
    const advice = isWord ? ' Remove the quotes.' : '';
    report(run, {
      code: 'payload-type',
      message: `The field '${field.name}' is ${typeWords(field)}, not a text.${advice}`,
      span,
      guard,
      data: isWord ? { unquote: true } : undefined,
    });
    return;
  }
  const digits = partsText(parts);
  const numeric = /^-?\d+(?:\.\d+)?$/.test(digits.trim());
  if (!numeric) {
    if (parts.some(({ piece }) => piece.kind === 'hole' && piece.prints !== 'number' && text === null)) return;
    report(run, {
      code: 'payload-type',
      message: `The field '${field.name}' is a number, not the text '${text ?? digits}'.`,
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

function exampleOf({ example }: FieldEntry): string | null {
  return typeof example === 'string' && example !== '' ? example : null;
}

function judgeString(
  run: Run,
  guard: Guard,
  field: FieldEntry,
  parts: readonly Part[],
  text: string | null,
  span: Span,
): void {
  if (judgeOuterSpace(run, guard, field, parts, span)) return;
  if (text === null || isPlaceholder(run, text)) return;
  const place = literalSpan(parts, span);
  const values = valuesOf(run, field);
  if (values && !values.includes(text)) {
    const near = suggest(text, values) ?? values.find((value) => value.toLowerCase() === text.toLowerCase()) ?? null;
    const few =
      values.length <= 6
        ? ` It is one of ${values.map((value) => `'${value}'`).join(', ')}.`
        : ` It takes names such as '${exampleOf(field) ?? values[0]}'.`;
    report(run, {
      code: 'payload-value',
      message: `'${text}' is no value of '${field.name}'.${near ? ` Did you mean '${near}'?` : few}`,
      span: place,
      guard,
      data: near && place !== span ? { replacement: near } : undefined,
      ...printedAt(place, span),
    });
    return;
  }
  if (!field.format || isOfFormat(text, field.format)) return;
  report(run, {
    code: 'payload-value',
    message: `'${text}' is not what '${field.name}' takes: ${formatWords[field.format]}.`,
    span: place,
    guard,
    ...printedAt(place, span),
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
    const quotable = types.includes('string') && type !== 'null';
    const what = type === 'null' ? 'null' : withArticle(type === 'integer' ? 'number' : type);
    report(run, {
      code: field.required && type === 'null' ? 'payload-missing-field' : 'payload-type',
      message: `The field '${field.name}' is ${typeWords(field)}, not ${what}.${quotable ? ' Put it in quotes.' : ''}`,
      span,
      guard,
      data: quotable ? { quote: true } : undefined,
    });
    return;
  }
  const values = valuesOf(run, field);
  if (values && !values.includes(text)) {
    report(run, {
      code: 'payload-value',
      message: `${text} is no value of '${field.name}'. It is one of ${values.slice(0, 8).join(', ')}.`,
      span,
      guard,
    });
  } else if (type === 'integer' || type === 'number') judgeRange(run, guard, field, number, span);
}

function judgeRange(run: Run, guard: Guard, field: FieldEntry, number: number, span: Span): void {
  const { minimum, maximum } = field;
  if ((minimum === undefined || number >= minimum) && (maximum === undefined || number <= maximum)) return;
  const bounds =
    minimum === undefined
      ? `at most ${maximum}`
      : maximum === undefined
        ? `at least ${minimum}`
        : `from ${minimum} to ${maximum}`;
  report(run, {
    code: 'payload-value',
    message: `${number} is out of range: '${field.name}' is ${bounds}.`,
    span,
    guard,
  });
}

/** Seconds where milliseconds are wanted, or the other way round. True when that is what is wrong. */
function judgeUnit(run: Run, guard: Guard, field: FieldEntry, parts: readonly Part[], span: Span): boolean {
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

// ── Words and places ─────────────────────────────────────────────────────────────────────────────────────────────────

function typesOf(field: FieldEntry): readonly JsonType[] {
  return typeof field.type === 'string' ? [field.type] : field.type;
}

function typeWords(field: FieldEntry): string {
  return typesOf(field)
    .map((type) => withArticle(type === 'string' ? 'text' : type))
    .join(' or ');
}

function withArticle(type: string): string {
  if (type === 'null') return 'null';
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

function valuesOf(run: Run, field: FieldEntry): readonly string[] | null {
  const { values } = field;
  if (!values) return null;
  if (Array.isArray(values)) return values.map(String);
  const list: ValueList | undefined = run.context.valueLists[(values as { list: string }).list];
  return list?.values.map(({ value }) => value) ?? null;
}

/** A placeholder of the published template is found by its own rule. */
export function isPlaceholder(run: Run, text: string): boolean {
  const known = run.context.template?.placeholders ?? {};
  return Object.keys(known).some((name) => text.includes(name)) || /<[A-Za-z][A-Za-z0-9_ -]*>/.test(text);
}
