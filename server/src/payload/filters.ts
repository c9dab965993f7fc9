/** What a filter does to a value: literals are computed, of data is said what can still be said (whether it may be blank,
 * needs escaping, is a number). The filters are those of Liquid and Braze; any other leaves "some text". */
import type { Span } from '../liquid';
import {
  concatFilter,
  endOf,
  fewerItems,
  joinFilter,
  otherItems,
  reverseFilter,
  sameItems,
  sizeFilter,
  splitFilter,
} from './arrayFilters';
import { choice, choiceOfTexts } from './choice';
import { dateSample } from './dateSample';
import { isDefaulted } from './facts';
import { type Apply, digest, encoded, fuse, joinTexts, numeric, passOn, textFilter } from './filterKinds';
import { encodedForm } from './formText';
import { always, type Guard, never } from './guard';
import { derived, type Run, siteKey, spend } from './run';
import {
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

/** Runs a value through one filter. Spans are the filter's own. */
export function applyFilter(run: Run, name: string, input: Value, args: readonly Value[], span: Span): Value {
  if (input.kind === 'text') spend(run, input.pieces.length >> 3);
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
    sample: format === null || format === '' ? null : dateSample(format),
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
  ['url_encode', encoded((text) => encodedForm(text).replaceAll('%20', '+'))],
  ['url_escape', encoded(null)],
  ['url_param_escape', encoded(encodedForm)],
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
