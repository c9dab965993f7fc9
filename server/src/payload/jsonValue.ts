/** Values of JSON: where one ends it is judged, where an object or array opens and closes the stack follows. */
import type { FieldEntry } from '../docset/types';
import type { Span } from '../liquid';
import type { Content } from './content';
import { bodyShape, fieldFor, fieldShape, type Shape } from './fieldLookup';
import { blankOn, judgeText, judgeWord } from './fields';
import { always, type Guard, never } from './guard';
import { judgeContainer, judgeEmptyArray, judgeObject } from './members';
import { type Frame, keepValue, openFrame, type Reader } from './reader';
import type { Run } from './run';
import { type Advance, type Input, type Reading, spanOf, to } from './step';

/** The field that the value read now is. */
export function currentField(frame: Frame | null): FieldEntry | null {
  if (!frame) return null;
  if (frame.kind === 'array') return frame.shape.items;
  return frame.key === null ? null : fieldFor(frame.shape, frame.key);
}

/**
 * Judges a scalar by its field and goes on behind it.
 * @param bare whether it stands without quotes
 * @param last what a missing comma is told behind
 */
export function closeValue(
  run: Run,
  reading: Reading,
  content: Content,
  span: Span,
  bare: boolean,
  last: Span,
): Reading {
  const { reader, guard } = reading;
  const field = currentField(reader.frame);
  const judge = bare ? judgeWord : judgeText;
  const seen = judge(run, guard, { field, frame: reader.frame, content, span });
  const frame = reader.frame && seen.length > 0 ? keepValue(reader.frame, seen) : reader.frame;
  const hollow = bare || !isRequiredArray(frame) ? never : blankOn(run, guard, content);
  const filled = run.guards.or(frame?.filled ?? never, run.guards.not(hollow));
  return { guard, reader: afterValue({ ...reader, frame }, last, filled) };
}

function isRequiredArray(frame: Frame | null): boolean {
  return frame?.kind === 'array' && currentField(frame.parent)?.required === true;
}

/** @param filled of an array: the paths on which it now has an item that is not blank */
export function afterValue(reader: Reader, last: Span, filled: Guard = always): Reader {
  const { frame } = reader;
  if (!frame) return { ...reader, token: null, mode: 'end', last };
  return { ...reader, token: null, mode: 'after', frame: { ...frame, key: null, keySpan: null, filled }, last };
}

/** @param mistaken whether its bracket is the wrong one, and has been reported */
export function openContainer(
  input: Input,
  reading: Reading,
  kind: Frame['kind'],
  index: number,
  mistaken = false,
): Advance {
  const { reader, guard } = reading;
  const open = spanOf(input, index, index + 1);
  const field = currentField(reader.frame);
  if (field && !mistaken) judgeContainer(input.run, guard, field, kind, open);
  const shape: Shape = reader.frame ? fieldShape(field) : bodyShape(input.run.context.template);
  const frame = openFrame(input.run, reader, kind, shape, open, mistaken);
  return to(reading, { frame, mode: 'first', last: open, comma: null }, index + 1);
}

/** Judges an object or array at its end and goes on behind it. */
export function closeContainer(run: Run, reading: Reading, frame: Frame, last: Span): Reading {
  const field = currentField(frame.parent);
  if (frame.kind === 'object') judgeObject(run, reading.guard, frame);
  else if (field) {
    const span = frame.open.start < last.end ? { start: frame.open.start, end: last.end } : frame.open;
    judgeEmptyArray(run, run.guards.less(reading.guard, frame.filled), field, span);
  }
  return { guard: reading.guard, reader: afterValue({ ...reading.reader, frame: frame.parent, comma: null }, last) };
}

/** What to say where a value is missing. */
export function missingValue(frame: Frame | null): string {
  return frame?.key ? `The key '${frame.key}' has no value. Write one, or null.` : 'A value is missing here.';
}
