/** Filters on lists. */

import { equals, identity, order, sizeOf } from '../compare';
import { fail } from '../errors';
import { calculate } from '../number';
import { toText } from '../print';
import { compareIgnoringCase, slice } from '../text';
import { isArray, isDrop, isHash, isInteger, isRange, isTruthy, type Value } from '../values';
import { type Filter, type FilterHost, type Filters, filter } from './filter';
import { ITEM_UNITS, itemsOf } from './items';

/** What Ruby's `item[property]` gives; `none` where the item has no `[]` at all. Throws `cannot select the property`. */
function select(item: Value, property: Value): Value | typeof none {
  if (isHash(item)) return (typeof property === 'string' ? item.get(property) : undefined) ?? null;
  if (isDrop(item)) return item.get(toText(property)) ?? null;
  if (typeof item === 'string') {
    if (typeof property === 'string') return item.includes(property) ? property : null;
    if (typeof property === 'number') return slice(item, property, 1) || null;
    return cannotSelect(property);
  }
  if (isArray(item)) {
    if (typeof property === 'number') return item.at(property) ?? null;
    return cannotSelect(property);
  }
  if (isInteger(item)) {
    if (typeof property !== 'number') return cannotSelect(property);
    return property < 0 ? 0 : Number((BigInt(item) >> BigInt(property)) & 1n);
  }
  return none;
}

const none = Symbol('no such property');

/** Whether Ruby has a `[]` for it. */
function isSelectable(item: Value): boolean {
  return typeof item === 'string' || isHash(item) || isArray(item) || isInteger(item) || isDrop(item);
}

function cannotSelect(property: Value): never {
  fail(`cannot select the property '${toText(property)}'`);
}

function sorted(host: FilterHost, items: readonly Value[], compare: (a: Value, b: Value) => number): Value[] {
  return [...items].sort((a, b) => {
    host.step();
    return compare(a, b);
  });
}

function nilLast(a: Value, b: Value): number | null {
  if (a === null && b === null) return 0;
  return a === null ? 1 : b === null ? -1 : null;
}

function strictOrder(a: Value, b: Value): number {
  return order(a, b) ?? nilLast(a, b) ?? fail('cannot sort values of incompatible types');
}

function naturalOrder(a: Value, b: Value): number {
  return nilLast(a, b) ?? compareIgnoringCase(toText(a), toText(b));
}

function sorter(compare: (a: Value, b: Value) => number): Filter {
  return filter(
    0,
    (host, input, [property = null]) => {
      const items = itemsOf(host, input);
      // A lone member is never asked for its property.
      if (property === null || items.length === 1) return sorted(host, items, compare);
      if (!items.every(isSelectable)) return null;
      const keys = new Map(items.map((item) => [item, select(item, property) as Value]));
      // Numbers and texts may stand several times: their key is the same then.
      return sorted(host, items, (a, b) => compare(keys.get(a) ?? null, keys.get(b) ?? null));
    },
    1,
  );
}

/** `where` and its kin: what they pick by, and what they give of it. */
function picker(empty: Value, pick: (items: readonly Value[], test: (item: Value) => boolean) => Value): Filter {
  return filter(
    1,
    (host, input, [property = null, target = null]) => {
      const items = itemsOf(host, input);
      if (items.length === 0) return empty;
      let unselectable = false;
      const result = pick(items, (item) => {
        host.step();
        const value = select(item, property);
        if (value === none) {
          unselectable = true;
          return false;
        }
        return target === null ? isTruthy(value) : equals(value, target);
      });
      return unselectable ? null : result;
    },
    1,
  );
}

/** One value a member, by property; null where a member has none to give. */
function valuesBy(host: FilterHost, items: readonly Value[], property: Value): readonly Value[] | null {
  const values = items.map((item) => {
    host.step();
    return select(item, property);
  });
  return values.includes(none) ? null : (values as Value[]);
}

/**
 * Filters over lists: `join`, `sort`, `where`, `map` …; a value that is no list is taken as one of itself, as in Ruby.
 */
export const arrayFilters: Filters = {
  size: filter(0, (_host, input) => (typeof input === 'string' ? [...input].length : (sizeOf(input) ?? 0))),

  first: filter(0, (_host, input) => {
    if (isArray(input)) return input[0] ?? null;
    if (isHash(input)) return [...input].find(() => true) ?? null;
    return isRange(input) ? input.from : null;
  }),

  last: filter(0, (_host, input) => {
    if (isArray(input)) return input.at(-1) ?? null;
    return isRange(input) ? input.to : null;
  }),

  join: filter(
    0,
    (host, input, [glue = ' ']) => {
      const separator = toText(glue);
      let text = '';
      for (const [i, item] of itemsOf(host, input).entries()) {
        text += i === 0 ? toText(item) : separator + toText(item);
        host.step();
        host.reserve(text.length);
      }
      return text;
    },
    1,
  ),

  reverse: filter(0, (host, input) => [...itemsOf(host, input)].reverse()),

  concat: filter(1, (host, input, [other = null]) => {
    if (!isArray(other)) fail('concat filter requires an array argument');
    const items = itemsOf(host, input);
    host.reserve((items.length + other.length) * ITEM_UNITS);
    return [...items, ...other];
  }),

  map: filter(1, (host, input, [property = null]) => {
    const values = itemsOf(host, input).map((item) => {
      host.step();
      const value = property === 'to_liquid' ? item : select(item, property);
      return value === none ? null : value;
    });
    return values;
  }),

  compact: filter(
    0,
    (host, input, [property = null]) => {
      const items = itemsOf(host, input);
      if (property === null) return items.filter((item) => item !== null);
      const values = valuesBy(host, items, property);
      return values && items.filter((_, i) => values[i] !== null);
    },
    1,
  ),

  uniq: filter(
    0,
    (host, input, [property = null]) => {
      const items = itemsOf(host, input);
      const values = property === null || items.length === 1 ? items : valuesBy(host, items, property);
      if (!values) return null;
      const seen = new Set<string>();
      return items.filter((_, i) => {
        host.step();
        const key = identity(values[i] ?? null);
        return !seen.has(key) && seen.add(key);
      });
    },
    1,
  ),

  sort: sorter(strictOrder),
  sort_natural: sorter(naturalOrder),

  where: picker([], (items, test) => items.filter(test)),
  reject: picker([], (items, test) => items.filter((item) => !test(item))),
  has: picker(false, (items, test) => items.some(test)),
  find: picker(null, (items, test) => items.find(test) ?? null),
  find_index: picker(null, (items, test) => {
    const index = items.findIndex(test);
    return index < 0 ? null : index;
  }),

  sum: filter(
    0,
    (host, input, [property = null]) => {
      let total: Value = 0;
      for (const item of itemsOf(host, input)) {
        host.step();
        const value = property === null ? item : select(item, property);
        for (const part of itemsOf(host, value === none ? 0 : value)) total = calculate(total, part, '+');
      }
      return total;
    },
    1,
  ),
};
