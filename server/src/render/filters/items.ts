/** A filter's input as the list that Ruby Liquid makes of it. */
import { isArray, isRange, rangeSize, type Value } from '../values';
import type { FilterHost } from './filter';

/** What a member of an array counts against the limit of output: a value takes more room than a character. */
export const ITEM_UNITS = 8;

/** Arrays flattened, ranges unfolded, nil as nothing, anything else as a list of itself. */
export function itemsOf(host: FilterHost, input: Value): readonly Value[] {
  if (input === null) return [];
  if (isArray(input)) return flatten(host, input);
  if (!isRange(input)) return [input];
  host.reserve(rangeSize(input) * ITEM_UNITS);
  return Array.from({ length: rangeSize(input) }, (_, i) => input.from + i);
}

function flatten(host: FilterHost, input: readonly Value[]): readonly Value[] {
  if (!input.some(isArray)) return input;
  const flat: Value[] = [];
  const add = (items: readonly Value[]) => {
    for (const item of items) {
      host.step();
      if (isArray(item)) add(item);
      else if (flat.push(item) % 1024 === 0) host.reserve(flat.length * ITEM_UNITS);
    }
  };
  add(input);
  return flat;
}
