/** What the filters of arrays do to a value. */
import { blankOf } from './choice';
import type { Subject } from './facts';
import { type Apply, fuse, type Place } from './filterKinds';
import { never } from './guard';
import { derived } from './run';
import { type Hole, hole, holeValue, knownText, literalText, type Piece, piecesOf, type Value } from './values';

/** `join`: the items of a known list with the separator between; else one text. */
export const joinFilter: Apply = (input, args, place) => {
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

/** `split`: a known text in its parts; else a list of which nothing but its source is known. */
export const splitFilter: Apply = (input, args, place) => {
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

/** `sort`, `uniq` and the like: the same list as far as a payload is concerned. */
export const sameItems: Apply = (input, _args, place) => {
  if (input.kind === 'hole' && input.hole.prints === 'array' && input.hole.subject) return input;
  if (input.kind === 'hole' && input.hole.prints === 'any' && input.hole.subject) return input;
  return arrayOf(place, input, holeOfItem(input));
};

/** `where`, `compact` and the like: some of the items. */
export const fewerItems: Apply = (input, _args, place) => arrayOf(place, input, holeOfItem(input));

/** `map`: a list of other items. */
export const otherItems: Apply = (input, _args, place) => arrayOf(place, input, null);

/** `first` and `last`. */
export function endOf(which: 'first' | 'last'): Apply {
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

/** `size`: a number, and what the template asks of it is asked of the list. */
export const sizeFilter: Apply = (input, _args, place) => {
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

/** `concat`: two known lists in one; else a list that is never blank. */
export const concatFilter: Apply = (input, args, place) => {
  const other = args[0];
  if (input.kind === 'list' && other?.kind === 'list') return { kind: 'list', items: [...input.items, ...other.items] };
  return arrayOf(place, holeValue(hole('the list', { blank: never })), holeOfItem(input));
};

/** `reverse`: the same items, backwards where they are known. */
export const reverseFilter: Apply = (input, args, place) =>
  input.kind === 'list' ? { kind: 'list', items: [...input.items].reverse() } : sameItems(input, args, place);
