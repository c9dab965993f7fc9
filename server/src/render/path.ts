/** One step from a value to what lies in it. */
import { sizeOf } from './compare';
import { length } from './text';
import { isArray, isDrop, isHash, isRange, type Value } from './values';

/** `.key` or `[key]`; the commands `size`, `first` and `last` only a dot can name. */
export function property(value: Value, key: Value, isDotted: boolean): Value {
  if (isHash(value)) {
    const found = typeof key === 'string' ? value.get(key) : undefined;
    if (found !== undefined) return found;
    if (typeof key === 'number') return null;
  } else if (isDrop(value)) {
    return (typeof key === 'string' ? value.get(key) : undefined) ?? null;
  } else if (isArray(value) && typeof key === 'number') {
    return value.at(key) ?? null;
  }
  return isDotted ? command(value, key) : null;
}

function command(value: Value, key: Value): Value {
  switch (key) {
    case 'size':
      return typeof value === 'string' ? length(value) : sizeOf(value);
    case 'first':
      if (isArray(value)) return value[0] ?? null;
      if (isHash(value)) return [...value].slice(0, 1)[0] ?? null;
      return isRange(value) ? value.from : null;
    case 'last':
      if (isArray(value)) return value.at(-1) ?? null;
      return isRange(value) ? value.to : null;
    default:
      return null;
  }
}
