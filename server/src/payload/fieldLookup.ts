/** Finds the docset's field for a key or a path; `*` and `{1-10}` of pattern names are honoured. */
import type { FieldEntry, PartnerTemplate } from '../docset/types';
import type { JsonPath } from './types';

/** What may stand in one object, or what the members of one array are. */
export interface Shape {
  readonly fields: readonly FieldEntry[];
  /** Whether other keys are fine: also where nothing is known. */
  readonly open: boolean;
  /** Of an array. */
  readonly items: FieldEntry | null;
}

const unknownShape: Shape = { fields: [], open: true, items: null };

/** The shape of a template's whole body. */
export function bodyShape(template: PartnerTemplate | null): Shape {
  const body = template?.body;
  if (!body || body.format === 'text' || body.format === 'none') return unknownShape;
  return {
    fields: body.fields ?? [],
    open: body.additionalFields ?? body.fields === undefined,
    items: body.items ?? null,
  };
}

/** The shape inside a field; everything goes where the docset is silent. */
export function fieldShape(field: FieldEntry | null): Shape {
  if (!field) return unknownShape;
  return {
    fields: field.fields ?? [],
    open: field.additionalFields ?? field.fields === undefined,
    items: field.items ?? null,
  };
}

/** The field a key of this shape is; an exact name goes before a pattern. */
export function fieldFor(shape: Shape, key: string): FieldEntry | null {
  return (
    shape.fields.find((field) => field.pattern === undefined && field.name === key) ??
    shape.fields.find((field) => field.pattern !== undefined && matchesPattern(field.pattern, key)) ??
    null
  );
}

/** The field at a path; numbers and `*` step into arrays. Null where the docset is silent. */
export function fieldAt(template: PartnerTemplate | null, path: JsonPath): FieldEntry | null {
  let shape = bodyShape(template);
  let field: FieldEntry | null = null;
  for (const step of path) {
    field = typeof step === 'number' ? shape.items : fieldFor(shape, step);
    if (!field) return null;
    shape = fieldShape(field);
  }
  return field;
}

/** The fields that an object at a path may have. */
export function fieldsAt(template: PartnerTemplate | null, path: JsonPath): readonly FieldEntry[] {
  return shapeAt(template, path).fields;
}

/** The shape of the object or array at a path. */
export function shapeAt(template: PartnerTemplate | null, path: JsonPath): Shape {
  return path.length === 0 ? bodyShape(template) : fieldShape(fieldAt(template, path));
}

/** `*` is any run of characters, `{1-10}` a number in that range. Linear but for the number of stars. */
function matchesPattern(pattern: string, key: string): boolean {
  const pieces = patternPieces(pattern);
  return matchFrom(pieces, 0, key, 0);
}

type Piece = string | { readonly from: number; readonly to: number } | null;

function patternPieces(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  let literal = '';
  const flush = () => {
    if (literal) pieces.push(literal);
    literal = '';
  };
  for (let at = 0; at < pattern.length; at += 1) {
    const range = pattern[at] === '{' ? /^\{(\d{1,6})-(\d{1,6})\}/.exec(pattern.slice(at, at + 16)) : null;
    if (pattern[at] === '*') {
      flush();
      pieces.push(null);
    } else if (range) {
      flush();
      pieces.push({ from: Number(range[1]), to: Number(range[2]) });
      at += range[0].length - 1;
    } else {
      literal += pattern[at];
    }
  }
  flush();
  return pieces;
}

function matchFrom(pieces: readonly Piece[], piece: number, key: string, at: number): boolean {
  if (piece === pieces.length) return at === key.length;
  const what = pieces[piece];
  if (typeof what === 'string') return key.startsWith(what, at) && matchFrom(pieces, piece + 1, key, at + what.length);
  if (what) {
    const digits = /^\d{1,6}/.exec(key.slice(at, at + 6))?.[0] ?? '';
    const number = Number(digits);
    return (
      digits !== '' && number >= what.from && number <= what.to && matchFrom(pieces, piece + 1, key, at + digits.length)
    );
  }
  const next = pieces[piece + 1];
  if (next === undefined) return true;
  for (let stop = at; stop <= key.length; stop += 1) {
    if (typeof next === 'string') {
      const found = key.indexOf(next, stop);
      if (found < 0) return false;
      stop = found;
    }
    if (matchFrom(pieces, piece + 1, key, stop)) return true;
  }
  return false;
}
