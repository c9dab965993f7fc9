/** Kinds of filters: from text to text, from number to number, and those whose text is only known by its nature. */
import type { Span } from '../liquid';
import { blankOf, isPlainText } from './choice';
import { never } from './guard';
import { type Run, siteKey } from './run';
import { type Hole, hole, holeValue, knownText, literalText, type Piece, piecesOf, type Value } from './values';

export type Apply = (input: Value, args: readonly Value[], at: Place) => Value;

/** Where a filter stands. */
export interface Place {
  readonly run: Run;
  readonly name: string;
  readonly span: Span;
}

/** Pieces as one hole. */
export function fuse({ run, name, span }: Place, pieces: readonly Piece[], known: Partial<Hole> = {}): Value {
  const holes = pieces.filter((piece) => piece.kind === 'hole');
  const [only] = holes;
  const key = pieces.length === 1 && only?.key ? `${only.key}|${name}` : null;
  const worst = pieces.reduce<Hole['safety']>((sum, piece) => {
    const safety = piece.kind === 'hole' ? piece.safety : isPlainText(piece.text) ? 'plain' : 'raw';
    return sum === 'raw' || safety === 'raw' ? 'raw' : sum === 'escaped' ? 'escaped' : safety;
  }, 'plain');
  return holeValue(
    hole(only?.label ?? 'the text', {
      key: key ?? siteKey(run, span),
      prints: 'text',
      safety: worst,
      blank: blankOf(run, pieces),
      loop: holes.find((piece) => piece.loop !== null)?.loop ?? run.loop,
      ...known,
    }),
  );
}

/** A filter of which nothing is known but that it may keep its input. */
export const passOn: Apply = (input, _args, place) =>
  fuse(place, piecesOf(input) ?? [], { safety: 'raw', prints: 'any' });

/** A filter from text to text: computed for a literal, else as `known` says. */
export function textFilter(
  compute: (text: string, args: readonly string[]) => string,
  keepsEscape = false,
  known: Partial<Hole> = {},
): Apply {
  return (input, args, place) => {
    const text = knownText(input);
    const texts = args.map(knownText);
    if (text !== null && !texts.includes(null)) {
      const result = compute(text, texts as string[]);
      return literalText(result, placeOf(input, text, result));
    }
    const pieces = piecesOf(input) ?? [];
    const escaped = pieces.some((piece) => piece.kind === 'hole' && piece.safety === 'escaped');
    return fuse(place, pieces, escaped && !keepsEscape ? { safety: 'raw', ...known } : known);
  };
}

/** Where a filtered literal still stands in the body. */
function placeOf(input: Value, before: string, after: string): number | null {
  const pieces = piecesOf(input) ?? [];
  const [first] = pieces;
  if (pieces.length !== 1 || first?.kind !== 'literal' || first.at === null) return null;
  const offset = before.indexOf(after);
  return offset < 0 || after === '' ? null : first.at + offset;
}

/** Text without quotes or breaks, blank only where its input is. */
export const encoded = (compute: ((text: string) => string) | null): Apply =>
  compute
    ? textFilter((text) => compute(text), true, { safety: 'plain' })
    : (input, _args, place) => fuse(place, piecesOf(input) ?? [], { safety: 'plain' });

/** Hashes and the like: plain text, never blank. */
export const digest: Apply = (input, _args, place) =>
  fuse(place, piecesOf(input) ?? [], { safety: 'plain', blank: never });

/** A number out of a number. */
export function numeric(
  compute: (value: number, argument: number, float: boolean) => number,
  unit?: (argument: number) => boolean,
): Apply {
  return (input, args, place) => {
    const value = numberOf(input);
    const argument = args[0] === undefined ? 0 : numberOf(args[0]);
    const float = isFloat(input) || (args[0] !== undefined && isFloat(args[0]));
    if (value !== null && argument !== null) {
      const result = compute(value, argument, float);
      if (Number.isFinite(result)) return { kind: 'number', value: result, isFloat: float, at: null };
    }
    const only = input.kind === 'hole' ? input.hole : null;
    const becomes =
      only?.unit === 'seconds' && argument !== null && unit?.(argument) ? 'milliseconds' : (only?.unit ?? null);
    const key = only?.key && argument !== null ? `${only.key}|${place.name}:${argument}` : null;
    return fuse(place, piecesOf(input) ?? [], {
      ...(key ? { key } : {}),
      prints: 'number',
      safety: 'plain',
      blank: never,
      unit: becomes,
    });
  };
}

function numberOf(value: Value): number | null {
  if (value.kind === 'number') return value.value;
  const text = knownText(value);
  if (text === null) return null;
  const number = /^\s*-?\d+(?:\.\d+)?/.exec(text)?.[0];
  return number === undefined ? 0 : Number(number);
}

function isFloat(value: Value): boolean {
  return value.kind === 'number' ? value.isFloat : /^\s*-?\d+\.\d/.test(knownText(value) ?? '');
}

/** `append` and `prepend`: the pieces of both, in the order that is given. */
export const joinTexts =
  (order: (own: readonly Piece[], other: readonly Piece[]) => readonly Piece[]): Apply =>
  (input, args) => {
    const other = args[0] ? (piecesOf(args[0]) ?? []) : [];
    return { kind: 'text', pieces: order(piecesOf(input) ?? [], other) };
  };
