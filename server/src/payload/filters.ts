/**
 * What a filter does to a value: literals are computed, of data is said what can still be said (whether it may be blank,
 * needs escaping, is a number). The filters are those of Liquid and Braze; any other leaves "some text".
 */
import type { Span } from '../liquid';
import { isDefaulted, type Subject } from './facts';
import { always, type Guard, never } from './guard';
import { derived, type Run, siteKey } from './run';
import {
  type Alternative,
  type Hole,
  hole,
  holeValue,
  knownText,
  type Literal,
  literalText,
  type Piece,
  piecesOf,
  type Value,
} from './values';

type Apply = (input: Value, args: readonly Value[], at: Place) => Value;

/** Where a filter stands. */
interface Place {
  readonly run: Run;
  readonly name: string;
  readonly span: Span;
}

const maxAlternatives = 24;

/** Runs a value through one filter. Spans are the filter's own. */
export function applyFilter(run: Run, name: string, input: Value, args: readonly Value[], span: Span): Value {
  const place = { run, name, span };
  const spread = input.kind === 'fragment' ? choiceOfTexts(run, input) : input;
  if (spread.kind === 'choice') {
    return choice(
      run,
      spread.alternatives.map(({ guard, value }) => ({ guard, value: applyFilter(run, name, value, args, span) })),
    );
  }
  const index = args.findIndex((argument) => argument.kind === 'choice' || argument.kind === 'fragment');
  const argument = args[index];
  if (argument) {
    const parted = argument.kind === 'fragment' ? choiceOfTexts(run, argument) : argument;
    const alternatives = parted.kind === 'choice' ? parted.alternatives : [{ guard: always, value: parted }];
    return choice(
      run,
      alternatives.map(({ guard, value }) => ({
        guard,
        value: applyFilter(run, name, spread, args.with(index, value), span),
      })),
    );
  }
  return (filters.get(name) ?? passOn)(spread, args, place);
}

/** A value that is one or another by path. */
export function choice(run: Run, alternatives: readonly Alternative[]): Value {
  const flat: Alternative[] = [];
  for (const { guard, value } of alternatives) {
    const inner = value.kind === 'choice' ? value.alternatives : [{ guard: always, value }];
    for (const one of inner) {
      const both = run.guards.and(guard, one.guard);
      const same = flat.findIndex((other) => other.value === one.value);
      const found = flat[same];
      if (both === never) continue;
      if (found) flat[same] = { guard: run.guards.or(found.guard, both), value: one.value };
      else flat.push({ guard: both, value: one.value });
    }
  }
  const only = flat[0];
  if (only && flat.length === 1) return only.value;
  if (flat.length > maxAlternatives) return mixed(run, flat);
  return { kind: 'choice', alternatives: flat };
}

/** Too many alternatives to keep apart. */
function mixed(run: Run, alternatives: readonly Alternative[]): Value {
  let blank = never;
  for (const { guard, value } of alternatives) {
    for (const text of run.textOf(value)) {
      blank = run.guards.or(blank, run.guards.and(run.guards.and(guard, text.guard), blankOf(run, text.pieces)));
    }
  }
  return holeValue(hole('a variable', { prints: 'unknown', blank, falsy: never, loop: run.loop }));
}

function choiceOfTexts(run: Run, value: Value): Value {
  return choice(
    run,
    run.textOf(value).map(({ guard, pieces }) => ({ guard, value: { kind: 'text', pieces } })),
  );
}

/** The paths on which pieces print nothing but white space. */
export function blankOf(run: Run, pieces: readonly Piece[]): Guard {
  let blank = always;
  for (const piece of pieces) {
    if (piece.kind === 'hole') blank = run.guards.and(blank, piece.blank);
    else if (piece.text.trim() !== '') return never;
    if (blank === never) return never;
  }
  return blank;
}

/** Whether a text can stand in a JSON string as it is. */
export function isPlainText(text: string): boolean {
  for (const character of text) if (character === '"' || character === '\\' || character < ' ') return false;
  return true;
}

/** Pieces as one hole. */
function fuse({ run, name, span }: Place, pieces: readonly Piece[], known: Partial<Hole> = {}): Value {
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

const passOn: Apply = (input, _args, place) => fuse(place, piecesOf(input) ?? [], { safety: 'raw', prints: 'any' });

/** A filter from text to text: computed for a literal, else as `known` says. */
function textFilter(
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
const encoded = (compute: ((text: string) => string) | null): Apply =>
  compute
    ? textFilter((text) => compute(text), true, { safety: 'plain' })
    : (input, _args, place) => fuse(place, piecesOf(input) ?? [], { safety: 'plain' });

const digest: Apply = (input, _args, place) => fuse(place, piecesOf(input) ?? [], { safety: 'plain', blank: never });

/** A number out of a number. */
function numeric(
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

const setDefault: Apply = (input, args, place) => {
  const { run } = place;
  const fallback = args[0] ?? literalText('', null);
  const text = knownText(input);
  if (text !== null) {
    const replaced = text === '' || (input.kind === 'boolean' && !input.value);
    return replaced ? fallback : input;
  }
  const pieces = piecesOf(input) ?? [];
  if (pieces.some((piece) => piece.kind === 'literal')) return input;
  const emptied = pieces.reduce<Guard>(
    (sum, piece) => (piece.kind === 'hole' ? run.guards.and(sum, defaulted(run, piece)) : sum),
    always,
  );
  const [only] = pieces;
  const fallbackText = knownText(fallback);
  if (fallbackText !== null && fallbackText.trim() === '') {
    return only?.kind === 'hole' && pieces.length === 1 ? holeValue({ ...only, falsy: never }) : input;
  }
  return choice(run, [
    // White space alone, which `default` lets through, is nobody's data.
    {
      guard: run.guards.not(emptied),
      value: only?.kind === 'hole' ? holeValue({ ...only, blank: never, falsy: never }) : input,
    },
    { guard: emptied, value: fallback },
  ]);
};

function defaulted(run: Run, piece: Hole): Guard {
  return piece.subject ? run.facts.when(piece.subject, isDefaulted) : run.guards.or(piece.blank, piece.falsy);
}

const setDate: Apply = (input, args, place) => {
  const format = args[0] === undefined ? '' : knownText(args[0]);
  const numberLike = format !== null && /^(?:%[sYLQ]|%-[dmHMyj])+$/.test(format);
  const known: Partial<Hole> = {
    prints: numberLike ? 'number' : 'text',
    safety: 'plain',
    unit: format === '%s' ? 'seconds' : format === '%s%L' || format === '%Q' ? 'milliseconds' : null,
  };
  const text = knownText(input);
  if (text !== null && text.trim() === '') return literalText('', null);
  if (text !== null) {
    const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (day && format === '%F') return input;
    return holeValue(hole(`'${text}'`, { ...known, key: siteKey(place.run, place.span), loop: place.run.loop }));
  }
  const keyed =
    input.kind === 'hole' && input.hole.key && format !== null ? { key: `${input.hole.key}|date:${format}` } : {};
  return fuse(place, piecesOf(input) ?? [], { ...known, ...keyed });
};

const timeZone: Apply = (input, _args, place) => {
  const text = knownText(input);
  if (text === null) return input;
  return holeValue(hole(`'${text}'`, { prints: 'text', safety: 'plain', key: siteKey(place.run, place.span) }));
};

const joinFilter: Apply = (input, args, place) => {
  const separator = args[0] === undefined ? ' ' : knownText(args[0]);
  if (input.kind === 'list' && separator !== null) {
    const at = argumentPlace(args[0]);
    const pieces: Piece[] = [];
    input.items.forEach((item, index) => {
      if (index > 0) pieces.push({ kind: 'literal', text: separator, at });
      pieces.push(...(piecesOf(item) ?? []));
    });
    return { kind: 'text', pieces };
  }
  const list = input.kind === 'hole' ? input.hole : null;
  const item = list?.item ?? hole(list ? `an item of ${list.label}` : 'an item', { loop: place.run.loop });
  return fuse(place, piecesOf(input) ?? [], {
    separator,
    item: { ...item, blank: never },
    subject: null,
    safety: 'raw',
    counts: list?.subject ? { subject: list.subject, nilIsZero: true } : null,
  });
};

function argumentPlace(value: Value | undefined): number | null {
  const [first] = value ? (piecesOf(value) ?? []) : [];
  return first?.kind === 'literal' ? first.at : null;
}

const splitFilter: Apply = (input, args, place) => {
  const text = knownText(input);
  const separator = args[0] === undefined ? ' ' : knownText(args[0]);
  if (text !== null && separator !== null) {
    const [first] = piecesOf(input) ?? [];
    const at = first?.kind === 'literal' && (piecesOf(input) ?? []).length === 1 ? first.at : null;
    return {
      kind: 'list',
      items: splitText(text, separator).map(([part, offset]) => literalText(part, at === null ? null : at + offset)),
    };
  }
  return arrayOf(place, input, holeOfItem(input));
};

function splitText(text: string, separator: string): [string, number][] {
  const parts: [string, number][] = [];
  let offset = 0;
  for (const part of separator === '' ? [...text] : text.split(separator)) {
    parts.push([part, offset]);
    offset += part.length + separator.length;
  }
  // Ruby drops what is empty at the end.
  while (parts.length > 0 && parts.at(-1)?.[0] === '') parts.pop();
  return parts;
}

function holeOfItem(input: Value): Hole | null {
  if (input.kind !== 'hole') return null;
  return (
    input.hole.item ??
    hole(`a part of ${input.hole.label}`, { prints: 'text', safety: input.hole.safety === 'plain' ? 'plain' : 'raw' })
  );
}

/** An array that is made out of another value: a datum of its own, empty where its input is blank. */
function arrayOf(place: Place, input: Value, item: Hole | null): Value {
  const { run, name, span } = place;
  const pieces = piecesOf(input) ?? [];
  const source = input.kind === 'hole' ? input.hole : null;
  const key = source?.key ? `${source.key}|${name}` : null;
  const subject: Subject = derived(run, key, span, source ? `${source.label} | ${name}` : 'the list', 'array');
  const blank = run.guards.or(
    blankOf(run, pieces),
    run.facts.when(subject, ({ kind }) => kind === 'none' || kind === 'nil'),
  );
  return holeValue(
    hole(subject.label, { key: subject.key, prints: 'array', blank, subject, item, loop: subject.loop }),
  );
}

const sameItems: Apply = (input, _args, place) => {
  if (input.kind === 'hole' && input.hole.prints === 'array' && input.hole.subject) return input;
  if (input.kind === 'hole' && input.hole.prints === 'any' && input.hole.subject) return input;
  return arrayOf(place, input, holeOfItem(input));
};

const fewerItems: Apply = (input, _args, place) => arrayOf(place, input, holeOfItem(input));
const otherItems: Apply = (input, _args, place) => arrayOf(place, input, null);

function endOf(which: 'first' | 'last'): Apply {
  return (input, _args, place) => {
    if (input.kind === 'list') return (which === 'first' ? input.items[0] : input.items.at(-1)) ?? { kind: 'nil' };
    if (input.kind !== 'hole') return { kind: 'nil' };
    const list = input.hole;
    const subject = derived(
      place.run,
      list.key ? `${list.key}|${which}` : null,
      place.span,
      `${list.label} | ${which}`,
      'any',
      list.subject ?? undefined,
    );
    const gone = place.run.facts.when(subject, ({ kind }) => kind === 'nil' || kind === 'empty' || kind === 'blank');
    return holeValue(
      hole(subject.label, {
        key: subject.key,
        subject,
        safety: list.item?.safety ?? 'raw',
        prints: list.item?.prints ?? 'any',
        blank: place.run.guards.or(list.blank, gone),
        falsy: place.run.guards.or(
          list.blank,
          place.run.facts.when(subject, ({ kind }) => kind === 'nil'),
        ),
        loop: subject.loop,
      }),
    );
  };
}

const sizeFilter: Apply = (input, _args, place) => {
  const count = input.kind === 'list' ? input.items.length : (knownText(input)?.length ?? null);
  if (count !== null) return { kind: 'number', value: count, isFloat: false, at: null };
  const of = input.kind === 'hole' ? input.hole : null;
  if (of?.subject && !place.run.uses.has(of.subject)) place.run.uses.set(of.subject, 'list');
  return fuse(place, piecesOf(input) ?? [], {
    prints: 'number',
    safety: 'plain',
    blank: never,
    counts: of?.subject ? { subject: of.subject, nilIsZero: true } : null,
  });
};

const joinTexts =
  (order: (own: readonly Piece[], other: readonly Piece[]) => readonly Piece[]): Apply =>
  (input, args) => {
    const other = args[0] ? (piecesOf(args[0]) ?? []) : [];
    return { kind: 'text', pieces: order(piecesOf(input) ?? [], other) };
  };

const jsonEscape: Apply = (input, _args, place) => {
  const pieces = piecesOf(input) ?? [];
  const escaped = pieces.map((piece): Piece => {
    if (piece.kind === 'literal') return escapeLiteral(piece);
    return {
      ...piece,
      safety: piece.safety === 'plain' ? 'plain' : 'escaped',
      separator: null,
      subject: null,
      key: piece.key ? `${piece.key}|${place.name}` : null,
      prints: piece.prints === 'number' ? 'number' : 'text',
      falsy: never,
    };
  });
  return { kind: 'text', pieces: escaped };
};

function escapeLiteral(piece: Literal): Literal {
  const text = JSON.stringify(piece.text).slice(1, -1);
  return text === piece.text ? piece : { kind: 'literal', text, at: null };
}

const toJson: Apply = (input, args, place) => {
  if (input.kind === 'number' || input.kind === 'boolean') return input;
  if (input.kind === 'nil') return literalText('null', null);
  if (input.kind === 'text') {
    const quote: Piece = { kind: 'literal', text: '"', at: null };
    const inner = piecesOf(jsonEscape(input, args, place)) ?? [];
    return { kind: 'text', pieces: [quote, ...inner, quote] };
  }
  return fuse(place, piecesOf(input) ?? [], { prints: 'json', safety: 'raw', blank: never });
};

const anyValue: Apply = (input, _args, place) => {
  const source = input.kind === 'hole' ? input.hole : null;
  const subject = derived(place.run, null, place.span, source ? `${source.label} | ${place.name}` : 'the value', 'any');
  return holeValue(
    hole(subject.label, {
      key: subject.key,
      subject,
      blank: place.run.facts.when(
        subject,
        ({ kind }) => kind === 'nil' || kind === 'empty' || kind === 'blank' || kind === 'none',
      ),
      falsy: place.run.facts.when(
        subject,
        (value) => value.kind === 'nil' || (value.kind === 'boolean' && !value.value),
      ),
      loop: subject.loop,
    }),
  );
};

const concatFilter: Apply = (input, args, place) => {
  const other = args[0];
  if (input.kind === 'list' && other?.kind === 'list') return { kind: 'list', items: [...input.items, ...other.items] };
  return arrayOf(place, holeValue(hole('the list', { blank: never })), holeOfItem(input));
};

const reverseFilter: Apply = (input, args, place) =>
  input.kind === 'list' ? { kind: 'list', items: [...input.items].reverse() } : sameItems(input, args, place);

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();

const filters: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['upcase', textFilter((text) => text.toUpperCase())],
  ['downcase', textFilter((text) => text.toLowerCase(), true)],
  ['capitalize', textFilter(capitalized)],
  ['strip', textFilter((text) => text.trim(), true)],
  ['lstrip', textFilter((text) => text.trimStart(), true)],
  ['rstrip', textFilter((text) => text.trimEnd(), true)],
  ['strip_newlines', textFilter((text) => text.replaceAll(/\r?\n/g, ''), true)],
  ['newline_to_br', textFilter((text) => text.replaceAll(/\r?\n/g, '<br />\n'))],
  ['replace', textFilter((text, [from = '', to = '']) => text.replaceAll(from, () => to))],
  ['replace_first', textFilter((text, [from = '', to = '']) => text.replace(from, () => to))],
  ['remove', textFilter((text, [what = '']) => (what === '' ? text : text.replaceAll(what, '')))],
  ['remove_first', textFilter((text, [what = '']) => text.replace(what, ''))],
  ['append', joinTexts((own, other) => [...own, ...other])],
  ['prepend', joinTexts((own, other) => [...other, ...own])],
  ['url_encode', encoded(null)],
  ['url_escape', encoded(null)],
  ['url_param_escape', encoded(null)],
  ['base64_encode', encoded(null)],
  ['base64_url_safe_encode', encoded(null)],
  ...[
    'md5',
    'sha1',
    'sha2',
    'sha256',
    'hmac_sha1',
    'hmac_sha1_hex',
    'hmac_sha1_base64',
    'hmac_sha256',
    'hmac_sha256_hex',
    'hmac_sha256_base64',
    'hmac_sha512',
  ].map((name): [string, Apply] => [name, digest]),
  ['plus', numeric((a, b) => a + b)],
  ['minus', numeric((a, b) => a - b)],
  [
    'times',
    numeric(
      (a, b) => a * b,
      (by) => by === 1000,
    ),
  ],
  ['divided_by', numeric((a, b, float) => (float ? a / b : Math.floor(a / b)))],
  ['modulo', numeric((a, b) => a - b * Math.floor(a / b))],
  ['abs', numeric(Math.abs)],
  ['ceil', numeric(Math.ceil)],
  ['floor', numeric(Math.floor)],
  ['round', numeric((a, digits) => Math.round(a * 10 ** digits) / 10 ** digits)],
  ['at_least', numeric((a, b) => Math.max(a, b))],
  ['at_most', numeric((a, b) => Math.min(a, b))],
  ['money', (input, _args, place) => fuse(place, piecesOf(input) ?? [], { prints: 'any', safety: 'plain' })],
  ['number_with_delimiter', (input, _args, place) => fuse(place, piecesOf(input) ?? [], { safety: 'plain' })],
  ['default', setDefault],
  ['date', setDate],
  ['time_zone', timeZone],
  ['join', joinFilter],
  ['split', splitFilter],
  ['first', endOf('first')],
  ['last', endOf('last')],
  ['size', sizeFilter],
  ['map', otherItems],
  ['where', fewerItems],
  ['reject', fewerItems],
  ['compact', fewerItems],
  [
    'slice',
    (input, args, place) =>
      input.kind === 'hole' && input.hole.prints === 'array'
        ? fewerItems(input, args, place)
        : passOn(input, args, place),
  ],
  ['sort', sameItems],
  ['sort_natural', sameItems],
  ['uniq', sameItems],
  ['reverse', reverseFilter],
  ['concat', concatFilter],
  ['json_escape', jsonEscape],
  ['as_json_string', toJson],
  ['json', toJson],
  ['to_json', toJson],
  ['json_parse', anyValue],
  ['property_accessor', anyValue],
  ['find', anyValue],
  [
    'sum',
    (input, _args, place) => fuse(place, piecesOf(input) ?? [], { prints: 'number', safety: 'plain', blank: never }),
  ],
]);
