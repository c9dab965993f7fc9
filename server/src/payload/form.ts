/**
 * A form (`To=…&From=…`) as an abstract machine: the JSON reader's state with one open object, whose keys are the form's
 * names. White space around names and values is passed over; what a name or a value stands for is read percent-decoded.
 */
import type { Span } from '../liquid';
import { append, type Content, emptyContent, type Part, partsOf } from './content';
import { bodyShape, fieldFor } from './fieldLookup';
import { decodedForm, formStart } from './formText';
import { judgeFormValue } from './formValues';
import { always, never } from './guard';
import { spelling } from './jsonString';
import { judgeKey, judgeObject } from './members';
import { meetKey, openFrame, type Reader, type StringState, startReader } from './reader';
import { type Run, report } from './run';
import { type Input, partOf, type Reading, spanOf } from './step';
import type { Hole, Literal } from './values';

/** The reader of a form, before anything of it was read. */
export function startForm(run: Run): Reader {
  const open = formStart(run.tree);
  const frame = openFrame(run, startReader, 'object', bodyShape(run.context.template), open, false);
  return { ...startReader, isForm: true, mode: 'next', frame, token: tokenAt('key', open) };
}

/** Reads literal text of a form. Linear in it but for the ways in which a name may be written. */
export function readFormLiteral(run: Run, reading: Reading, literal: Literal): readonly Reading[] {
  const { text } = literal;
  const input: Input = { run, text, at: run.source === null ? literal.at : null, site: run.printed };
  let readings: readonly Reading[] = [reading];
  let role = tokenOf(reading).role;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (character !== undefined && character !== '&' && !(character === '=' && role === 'key')) continue;
    if (at > from) readings = readings.map((one) => written(one, partOf(input, from, at)));
    if (character === undefined) break;
    const span = spanOf(input, at, at + 1);
    readings =
      character === '='
        ? readings.flatMap((one) => endName(run, one, span))
        : readings.map((one) => endPair(run, one, span));
    role = character === '=' ? 'value' : 'key';
    from = at + 1;
  }
  return readings;
}

/** Reads data that an output prints; `span` is the output. */
export function readFormHole(run: Run, reading: Reading, hole: Hole, span: Span): readonly Reading[] {
  if (hole.subject && !run.uses.has(hole.subject)) run.uses.set(hole.subject, 'text');
  const site = run.source === null ? span : (run.printed ?? span);
  const next = written(reading, { piece: hole, site });
  // What may be anything may hold further names too.
  return [hole.prints === 'unknown' ? withAnyName(next) : next];
}

/**
 * Takes a value for whole where branches meet that are in other values: each path would have to be followed on its own
 * otherwise. One that is still blank stays open: it may be written behind the branches.
 */
export function settleValue(run: Run, reading: Reading): Reading {
  const token = tokenOf(reading);
  const { frame } = reading.reader;
  if (
    token.role === 'key' ||
    !frame ||
    livingOf(run, reading, token.content).every(({ parts }) => textOf(parts) === '')
  )
    return reading;
  const { guard, reader } = endValue(run, reading, token);
  const ended = reader.frame && { ...reader.frame, key: null, known: '', spelled: null, keySpan: null };
  return { guard, reader: { ...reader, frame: ended, token: tokenAt('value', token.open) } };
}

/** What is left to judge where the body ends. */
export function endForm(run: Run, reading: Reading): void {
  const end = { start: run.tree.end, end: run.tree.end };
  const { guard, reader } = endPair(run, reading, end);
  if (reader.frame) judgeObject(run, guard, reader.frame);
}

function endPair(run: Run, reading: Reading, end: Span): Reading {
  const token = tokenOf(reading);
  const ended = token.role === 'key' ? endNameless(run, reading, token) : endValue(run, reading, token);
  const { frame } = ended.reader;
  return {
    guard: ended.guard,
    reader: {
      ...ended.reader,
      token: tokenAt('key', end),
      last: end,
      frame: frame && { ...frame, key: null, known: '', spelled: null, keySpan: null },
    },
  };
}

/** A name ends where its `=` stands: in all the ways in which it may be written. */
function endName(run: Run, reading: Reading, equals: Span): readonly Reading[] {
  const token = tokenOf(reading);
  const { frame } = reading.reader;
  if (!frame) return [];
  return livingOf(run, reading, token.content).map(({ guard, parts }) => {
    const place = spanOfParts(parts) ?? equals;
    const text = textOf(parts);
    const name = text === null ? null : decodedForm(text);
    const named = meetKey(frame, spelling(frame, name), name, place, guard);
    if (name !== null) judgeKey(run, guard, frame, name, place);
    const open = { start: Math.min(place.start, equals.start), end: equals.end };
    return { guard, reader: { ...reading.reader, frame: named, token: tokenAt('value', open), last: equals } };
  });
}

function endValue(run: Run, reading: Reading, token: StringState): Reading {
  const { frame } = reading.reader;
  const field = frame?.key ? fieldFor(frame.shape, frame.key) : null;
  if (!frame || !field) return reading;
  let blank = never;
  for (const { guard, parts } of livingOf(run, reading, token.content)) {
    const filled = judgeFormValue(run, guard, field, parts, spanOfParts(parts) ?? token.open);
    blank = run.guards.or(blank, run.guards.less(guard, filled));
  }
  // Of several fields of which one is required a blank one does not count; one that is required itself was told of.
  const last = frame.members;
  if (blank === never || field.required || !last || last.key !== frame.key) return reading;
  const member = { ...last.member, met: run.guards.less(last.member.met, blank) };
  return { guard: reading.guard, reader: { ...reading.reader, frame: { ...frame, members: { ...last, member } } } };
}

/** A stretch between two `&` without a `=`: often the rest of a value with an `&` in it. */
function endNameless(run: Run, reading: Reading, token: StringState): Reading {
  let isOpen = false;
  for (const { guard, parts } of livingOf(run, reading, token.content)) {
    const text = textOf(parts);
    if (text === null) isOpen = true;
    else if (text !== '') {
      const span = spanOfParts(parts) ?? token.open;
      const isKnown = reading.reader.frame !== null && fieldFor(reading.reader.frame.shape, text) !== null;
      const message = isKnown
        ? `The field '${text}' has no value. Write '=' and one behind it.`
        : `'${text}' has no '=', so it is read as a field's name. Write an '&' that belongs to a text as %26.`;
      report(run, { code: 'form-body-not-encoded', message, span, guard });
    }
  }
  return isOpen ? withAnyName(reading) : reading;
}

// ── Parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const tokenAt = (role: StringState['role'], open: Span): StringState => ({
  kind: 'string',
  role,
  quote: '',
  escape: 0,
  flawed: false,
  inner: false,
  content: emptyContent,
  open,
});

/** A form's reader is always in a name or in a value. */
function tokenOf({ reader }: Reading): StringState {
  return reader.token as StringState;
}

function written(reading: Reading, part: Part): Reading {
  const token = tokenOf(reading);
  return {
    guard: reading.guard,
    reader: { ...reading.reader, token: { ...token, content: append(token.content, part) } },
  };
}

function withAnyName(reading: Reading): Reading {
  const { frame } = reading.reader;
  return { guard: reading.guard, reader: { ...reading.reader, frame: frame && { ...frame, dynamic: always } } };
}

/** The writings that some path still has, without the white space around them. */
function livingOf(run: Run, reading: Reading, content: Content): { guard: number; parts: readonly Part[] }[] {
  return content.flatMap((writing) => {
    const guard = content.length === 1 ? reading.guard : run.guards.and(reading.guard, writing.guard);
    return guard === never ? [] : [{ guard, parts: trimmed(partsOf(writing)) }];
  });
}

function trimmed(parts: readonly Part[]): readonly Part[] {
  const kept = [...parts];
  for (let first = kept[0]; first?.piece.kind === 'literal'; first = kept[0]) {
    const text = first.piece.text.trimStart();
    const skipped = first.piece.text.length - text.length;
    if (text === '') {
      // What printed nothing stays, to tell where the nothing comes from.
      if (kept.length === 1) break;
      kept.shift();
      continue;
    }
    if (skipped > 0) kept[0] = cut(first, text, skipped);
    break;
  }
  for (let last = kept.at(-1); last?.piece.kind === 'literal'; last = kept.at(-1)) {
    const text = last.piece.text.trimEnd();
    if (text === '' && kept.length > 1) kept.pop();
    else {
      kept[kept.length - 1] = cut(last, text, 0);
      break;
    }
  }
  return kept;
}

function cut({ piece, site }: Part, text: string, skipped: number): Part {
  const at = piece.kind === 'literal' && piece.at !== null ? piece.at + skipped : null;
  const isOwn = piece.kind === 'literal' && piece.at !== null && site.start === piece.at;
  const start = site.start + skipped;
  return { piece: { kind: 'literal', text, at }, site: isOwn ? { start, end: start + text.length } : site };
}

/** The text of parts that hold no data; null otherwise. */
function textOf(parts: readonly Part[]): string | null {
  let text = '';
  for (const { piece } of parts) {
    if (piece.kind === 'hole') return null;
    text += piece.text;
  }
  return text;
}

/** From the first part's place to the last one's; null where nothing was printed. */
function spanOfParts(parts: readonly Part[]): Span | null {
  let span: Span | null = null;
  for (const { piece, site } of parts) {
    if (piece.kind === 'literal' && piece.text === '') continue;
    span = span
      ? { start: Math.min(span.start, site.start), end: Math.max(span.end, site.end) }
      : { start: site.start, end: site.end };
  }
  return span;
}
