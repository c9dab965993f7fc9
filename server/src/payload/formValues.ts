/** Judges a form's values, where all is text: what they stand for against the field's type, values, format and range. */
import { typesOf } from '../docset';
import type { FieldEntry, JsonType } from '../docset/types';
import type { Span } from '../liquid';
import type { Part } from './content';
import { isPlaceholder, judgeBlank, judgeRange, judgeString, judgeUnit } from './fields';
import { typeWords } from './fieldWords';
import { decodedForm } from './formText';
import { type Guard, never } from './guard';
import { type Run, report } from './run';
import { literalSpan, wholeText } from './valueText';

/**
 * Judges one value; returns the paths on which it is not certainly blank.
 * @param written its parts as they are written; `span` is their place
 */
export function judgeFormValue(run: Run, guard: Guard, field: FieldEntry, written: readonly Part[], span: Span): Guard {
  const parts = judgePlus(run, guard, field, written, span) ? written : written.map(decodedPart);
  const filled = judgeBlank(run, guard, field, parts, span);
  if (filled === never || judgeUnit(run, filled, field, parts, span)) return filled;
  const text = wholeText(parts);
  if (text !== null && (text.trim() === '' || isPlaceholder(run, text))) return filled;
  const types = typesOf(field);
  if (types.includes('string') || field.values) judgeString(run, filled, field, parts, text, span);
  else if (text !== null) judgeScalar(run, filled, field, types, text, literalSpan(parts, span));
  return filled;
}

/** A number or a boolean as a form writes it. */
function judgeScalar(
  run: Run,
  guard: Guard,
  field: FieldEntry,
  types: readonly JsonType[],
  text: string,
  span: Span,
): void {
  if (types.includes('object') || types.includes('array')) return;
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(text);
  const fitsNumber = isNumber && (types.includes('number') || (types.includes('integer') && !text.includes('.')));
  const fitsBoolean = types.includes('boolean') && (text === 'true' || text === 'false');
  if (fitsNumber) judgeRange(run, guard, field, Number(text), span);
  else if (!fitsBoolean) {
    const message = `The field '${field.name}' is ${typeWords(field)}, not '${text}'.`;
    report(run, { code: 'payload-type', message, span, guard });
  }
}

/** A phone number's `+`, which a form reads as a space. True when it is there. */
function judgePlus(run: Run, guard: Guard, field: FieldEntry, [first]: readonly Part[], span: Span): boolean {
  if (first?.piece.kind !== 'literal' || !/^\+(?:\d|$)/.test(first.piece.text)) return false;
  const place = literalSpan([first], span);
  const isHere = first.piece.at !== null;
  report(run, {
    code: 'form-body-not-encoded',
    message: `A form reads the '+' of '${field.name}' as a space. Write it as %2B.`,
    span: isHere ? { start: place.start, end: place.start + 1 } : place,
    guard,
    data: isHere ? { replacement: '%2B' } : undefined,
  });
  return true;
}

function decodedPart(part: Part): Part {
  if (part.piece.kind === 'hole') return part;
  const text = decodedForm(part.piece.text);
  return text === part.piece.text ? part : { ...part, piece: { kind: 'literal', text, at: null } };
}
