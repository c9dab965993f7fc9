/** The values of a template as the proof knows them: literals with their place, data with what can be said of it. */
import type { Node, Span } from '../liquid';
import type { Subject } from './facts';
import { type Guard, never } from './guard';

/** What a text is made of. */
export type Piece = Literal | Hole;

/** Text that is known. `at` is where its first character stands in the body; null when it stands nowhere as such. */
export interface Literal {
  readonly kind: 'literal';
  readonly text: string;
  readonly at: number | null;
}

/** Data printed: its text is not known, some of its nature is. */
export interface Hole {
  readonly kind: 'hole';
  /** Names the datum for tests that have to agree; null when two such holes need not be equal. */
  readonly key: string | null;
  readonly label: string;
  /** What it prints. `json` is a whole JSON value, `unknown` may be anything, even nothing or several values. */
  readonly prints: 'any' | 'text' | 'number' | 'boolean' | 'json' | 'array' | 'unknown';
  /** Whether quotes, backslashes or line breaks can be in it: `escaped` when they are escaped for JSON, `plain` never. */
  readonly safety: 'raw' | 'escaped' | 'plain';
  /** The paths on which it prints nothing or white space. */
  readonly blank: Guard;
  /** The paths on which it is nil or false. */
  readonly falsy: Guard;
  /** The datum itself, unfiltered. */
  readonly subject: Subject | null;
  /** The loop whose round it belongs to. */
  readonly loop: number | null;
  readonly unit: 'seconds' | 'milliseconds' | null;
  /** A text of the kind that it prints, where all it prints look alike. */
  readonly sample: string | null;
  /** Of an array. */
  readonly item: Hole | null;
  /** An array joined by a text. */
  readonly separator: string | null;
  /** `x.size` counts this. */
  readonly counts: { readonly subject: Subject; readonly nilIsZero: boolean } | null;
}

export type Value =
  | { readonly kind: 'nil' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly isFloat: boolean; readonly at: number | null }
  | { readonly kind: 'text'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'hole'; readonly hole: Hole }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | Fragment
  | { readonly kind: 'choice'; readonly alternatives: readonly Alternative[] }
  | { readonly kind: 'round'; readonly round: Round }
  | Counter;

/** A number of a loop that is not known whole: `forloop.index`, `forloop.length`. */
export interface Counter {
  readonly kind: 'counter';
  readonly low: number;
  readonly high: number;
  /** How far it is from the loop's length: 0 is the length itself, 1 the one before, 'some' at least one. */
  readonly below: number | 'some' | null;
  readonly loop: number;
}

export interface Alternative {
  readonly guard: Guard;
  readonly value: Value;
}

/** A capture: its inside is read where it is printed, with the variables as they were where it was captured. */
export interface Fragment {
  readonly kind: 'fragment';
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly trimStart: boolean;
  readonly trimEnd: boolean;
  readonly environment: Environment;
  readonly span: Span;
  /** The content block that it stands in; null for the body itself. */
  readonly source: string | null;
}

/** `forloop` in one round. Null means: not known. */
export interface Round {
  readonly first: boolean | null;
  readonly last: boolean | null;
  /** Counted from 1. */
  readonly index: number | null;
  readonly length: number | null;
  readonly loop: number;
  /** What is looped over, where it is a datum. */
  readonly collection: Subject | null;
}

export type Environment = ReadonlyMap<string, Value>;

/** What nothing has given a value. */
export const nil: Value = { kind: 'nil' };

/** A hole with nothing said of it but what is given. */
export function hole(label: string, known: Partial<Hole> = {}): Hole {
  return {
    kind: 'hole',
    key: null,
    label,
    prints: 'any',
    safety: 'raw',
    blank: never,
    falsy: never,
    subject: null,
    loop: null,
    unit: null,
    sample: null,
    item: null,
    separator: null,
    counts: null,
    ...known,
  };
}

/** What prints a hole, at the beginning of a sentence: in quotes as the user writes it, our own words as they are. */
export function printerOf({ label }: Hole): string {
  return /^(?:the|an?) \w/.test(label) ? label.slice(0, 1).toUpperCase() + label.slice(1) : `'${label}'`;
}

/** A hole of which nothing is known: it may print anything. */
export function unknownHole(label: string): Hole {
  return hole(label, { prints: 'unknown' });
}

/** A hole as a value. */
export function holeValue(value: Hole): Value {
  return { kind: 'hole', hole: value };
}

/** A text that is known, standing in the body from `at` on. */
export function literalText(text: string, at: number | null): Value {
  return { kind: 'text', pieces: text === '' ? [] : [{ kind: 'literal', text, at }] };
}

/** The text of a value that is known whole; null when anything in it is data. */
export function knownText(value: Value): string | null {
  switch (value.kind) {
    case 'nil':
      return '';
    case 'boolean':
      return String(value.value);
    case 'number':
      return numberText(value.value, value.isFloat);
    case 'text': {
      let text = '';
      for (const piece of value.pieces) {
        if (piece.kind === 'hole') return null;
        text += piece.text;
      }
      return text;
    }
    case 'list': {
      const texts = value.items.map(knownText);
      return texts.includes(null) ? null : texts.join('');
    }
    default:
      return null;
  }
}

/** A number as Ruby prints it. */
function numberText(value: number, isFloat: boolean): string {
  return isFloat && Number.isInteger(value) && Math.abs(value) < 1e16 ? value.toFixed(1) : String(value);
}

/** A value's pieces when it is no fragment and no choice; null otherwise. */
export function piecesOf(value: Value): readonly Piece[] | null {
  if (value.kind === 'text') return value.pieces;
  if (value.kind === 'hole') return [value.hole];
  if (value.kind === 'counter') return [hole('the count', { prints: 'number', safety: 'plain', loop: value.loop })];
  const text = knownText(value);
  if (text === null) {
    if (value.kind !== 'list') return null;
    const inner = value.items.map(piecesOf);
    return inner.includes(null) ? null : inner.flatMap((pieces) => pieces ?? []);
  }
  const at = value.kind === 'number' ? value.at : null;
  return text === '' ? [] : [{ kind: 'literal', text, at }];
}

/** Whether two values are one: the same literal, or the same datum. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'text' && b.kind === 'text') {
    return a.pieces.length === b.pieces.length && a.pieces.every((piece, index) => samePiece(piece, b.pieces[index]));
  }
  if (a.kind === 'boolean' && b.kind === 'boolean') return a.value === b.value;
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value && a.isFloat === b.isFloat;
  if (a.kind === 'hole' && b.kind === 'hole') return samePiece(a.hole, b.hole);
  return a.kind === 'nil' && b.kind === 'nil';
}

function samePiece(a: Piece, b: Piece | undefined): boolean {
  if (a === b) return true;
  if (a.kind === 'literal') return b?.kind === 'literal' && a.text === b.text && a.at === b.at;
  return b?.kind === 'hole' && a.key !== null && a.key === b.key && a.blank === b.blank && a.safety === b.safety;
}
