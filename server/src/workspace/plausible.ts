/** Plausible values for data of which only the use in a template is known: from its name, and from what is done with it. */
import type { AttributeEntry } from '../docset/types';

/** What a template does with a piece of data. */
export interface Shape {
  /** How it is used: filters and comparisons tell. */
  readonly hints: ReadonlySet<ShapeHint>;
  /** What it is compared with. */
  readonly literals: ReadonlySet<string | number | boolean>;
  /** What it is asked to contain. */
  readonly contained: ReadonlySet<string>;
  /** What it is split at. */
  readonly separator: string | null;
  /** What is read from it by name. */
  readonly parts: ReadonlyMap<string, Shape>;
  /** What is read of its members; null where nobody takes it for a list. */
  readonly items: Shape | null;
}

export type ShapeHint = 'text' | 'number' | 'list' | 'date';

/** An attribute that a template reads. */
export interface Wanted {
  /** As Liquid writes it; `''` for a default attribute. */
  readonly namespace: string;
  readonly key: string;
  readonly shape: Shape;
}

/** What the names of data mostly hold. The first that fits counts; names are looked at in words: `orderTotal` → `order total`. */
const BY_NAME: readonly (readonly [RegExp, (random: () => number) => unknown])[] = [
  [/\b(is|has|opted|enabled|active|subscribed|verified)\b/, (random) => random() < 0.5],
  [/\be ?mail\b/, (random) => `${pick(random, WORDS)}.${whole(random, 100)}@example.com`],
  [/\b(phone|mobile|tel)\b/, (random) => `+1555${String(whole(random, 10_000_000)).padStart(7, '0')}`],
  [/\b(url|link|href)\b/, (random) => `https://www.example.com/${pick(random, WORDS)}`],
  [/\b(image|img|picture|photo|logo)\b/, (random) => `https://www.example.com/images/${pick(random, WORDS)}.jpg`],
  [/\bcurrency\b/, (random) => pick(random, ['EUR', 'USD', 'GBP'])],
  [/\b(language|lang)\b/, (random) => pick(random, ['en', 'fr', 'de', 'es'])],
  [/\bcountry\b/, (random) => pick(random, ['FR', 'US', 'GB', 'JP'])],
  [/\b(zip|postal|postcode)\b/, (random) => String(10_000 + whole(random, 89_999))],
  [
    /\b(id|ids|key|code|sku|number|token|uuid)\b/,
    (random) => `${pick(random, WORDS).slice(0, 3)}-${whole(random, 100_000)}`,
  ],
  [/\b(date|time|at|day|birthday|expiry|expires|deadline|start|end)\b/, dateTime],
  [/\b(price|amount|total|cost|value|balance|discount|rate|revenue|spend)\b/, (random) => price(random)],
  [/\b(count|quantity|qty|points|age|level|score|size|visits|orders|days|num)\b/, (random) => whole(random, 500)],
  [
    /\b(status|state|tier|plan|type|category|color|colour)\b/,
    (random) => pick(random, ['active', 'gold', 'basic', 'new']),
  ],
];

const WORDS = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'harbor', 'island', 'jasper'];

/** How deep made-up data may be. */
const MAX_DEPTH = 12;

/**
 * A value that a template could find there. Chance decides among what fits; about every other time it is a literal that
 * the template compares with.
 * @param random numbers in [0, 1)
 */
export function plausibleValue(
  name: string,
  shape: Shape,
  entry: AttributeEntry | undefined,
  random: () => number,
  depth = 0,
): unknown {
  if (depth > MAX_DEPTH) return null;
  if (shape.items || (shape.hints.has('list') && shape.parts.size === 0))
    return list(name, shape, entry, random, depth);
  if (shape.parts.size > 0) {
    const parts = [...shape.parts].map(([key, part]) => [key, plausibleValue(key, part, undefined, random, depth + 1)]);
    return Object.fromEntries(parts);
  }
  const literals = [...shape.literals];
  if (literals.length > 0 && random() < 0.6) return near(pick(random, literals), random);
  if (shape.contained.size > 0 && random() < 0.6) return `${pick(random, WORDS)} ${pick(random, [...shape.contained])}`;
  if (entry?.values) return pick(random, entry.values);
  if (entry?.sample !== undefined && random() < 0.5) return entry.sample;
  return scalar(name, shape, random);
}

function list(
  name: string,
  shape: Shape,
  entry: AttributeEntry | undefined,
  random: () => number,
  depth: number,
): readonly unknown[] {
  if (Array.isArray(entry?.sample) && random() < 0.7) return entry.sample as readonly unknown[];
  const size = random() < 0.1 ? 0 : 1 + whole(random, 3);
  const singular = name.replace(/s$/, '');
  const item = (): unknown =>
    shape.contained.size > 0 && random() < 0.4
      ? pick(random, [...shape.contained])
      : shape.items
        ? plausibleValue(singular, shape.items, undefined, random, depth + 1)
        : scalar(singular, shape, random);
  return Array.from({ length: size }, item);
}

function scalar(name: string, shape: Shape, random: () => number): unknown {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .toLowerCase();
  const found = BY_NAME.find(([pattern]) => pattern.test(words));
  if (shape.separator !== null) return `${pick(random, WORDS)}${shape.separator}${pick(random, WORDS)}`;
  const isCompared = [...shape.literals].some((literal) => typeof literal === 'number');
  if (shape.hints.has('number') || isCompared) {
    const value = found?.[1](random);
    return typeof value === 'number' ? value : whole(random, 500);
  }
  if (shape.hints.has('date')) return dateTime(random);
  return found ? found[1](random) : `${pick(random, WORDS)} ${pick(random, WORDS)}`;
}

/** Beside a number as often as on it. */
function near(literal: string | number | boolean, random: () => number): string | number | boolean {
  return typeof literal === 'number' ? literal + whole(random, 3) - 1 : literal;
}

function dateTime(random: () => number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${2026 + whole(random, 2)}-${two(1 + whole(random, 12))}-${two(1 + whole(random, 28))}`;
  return `${day}T${two(whole(random, 24))}:${two(whole(random, 60))}:00Z`;
}

const price = (random: () => number): number => Math.round(random() * 20_000) / 100;
const whole = (random: () => number, below: number): number => Math.floor(random() * below);
const pick = <T>(random: () => number, of: readonly T[]): T => of[whole(random, of.length)]!;
