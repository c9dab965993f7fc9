/** How Ruby compares values: `==`, `<=>`, `contains`, blank and empty, and what may stand beside `<`. */
import { fail } from './errors';
import { compareNumbers } from './number';
import { floatText, inspect, toText } from './print';
import { compare } from './text';
import { isArray, isFloat, isHash, isInteger, isLiteral, isRange, isTime, rangeSize, type Value } from './values';

/** Ruby's `==`; `blank` and `empty` on either side ask what the other is. */
export function equals(left: Value, right: Value): boolean {
  if (isLiteral(left)) return matchesLiteral(left.name, right);
  if (isLiteral(right)) return matchesLiteral(right.name, left);
  return same(left, right);
}

/** `==` of plain values. */
function same(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && left.every((item, i) => same(item, right[i] ?? null));
  }
  if (isHash(left) && isHash(right)) {
    if (left.size !== right.size) return false;
    for (const [key, item] of left) if (!right.has(key) || !same(item, right.get(key)!)) return false;
    return true;
  }
  if (isRange(left) && isRange(right)) return left.from === right.from && left.to === right.to;
  return isTime(left) && isTime(right) && left.seconds === right.seconds && left.nanos === right.nanos;
}

/** Ruby's `<=>`: null where the two have no order. */
export function order(left: Value, right: Value): number | null {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return compare(left, right);
  if (isArray(left) && isArray(right)) {
    const end = Math.min(left.length, right.length);
    for (let i = 0; i < end; i++) {
      const result = order(left[i] ?? null, right[i] ?? null);
      if (result !== 0) return result;
    }
    return Math.sign(left.length - right.length);
  }
  if (isTime(left) && isTime(right)) return Math.sign(left.seconds - right.seconds || left.nanos - right.nanos);
  return same(left, right) ? 0 : null;
}

/** `<`, `>`, `<=`, `>=`: null (false) for values that Ruby cannot order at all. Throws for a number beside a text. */
export function relate(left: Value, operator: string, right: Value): boolean | null {
  if (!isOrdered(left) || !isOrdered(right)) return null;
  const result = order(left, right);
  if (result === null) fail(`comparison of ${className(left)} with ${nameInComparison(right)} failed`);
  switch (operator) {
    case '<':
      return result < 0;
    case '>':
      return result > 0;
    case '<=':
      return result <= 0;
    default:
      return result >= 0;
  }
}

/** The `contains` operator. */
export function contains(left: Value, right: Value): boolean {
  if (right === null || right === false) return false;
  if (typeof left === 'string') return left.includes(toText(right));
  if (isArray(left)) return left.some((item) => same(item, right));
  if (isHash(left)) return typeof right === 'string' && left.has(right);
  if (isRange(left))
    return isNumber(right) && compareNumbers(right, left.from) >= 0 && compareNumbers(right, left.to) <= 0;
  return false;
}

/**
 * Braze runs on Rails, whose `blank?` takes false and white space (of any script) for blank too; so does the newest Ruby
 * Liquid by itself. Plain Liquid 5.4 alone knows only empty ones.
 */
function isBlank(value: Value): boolean {
  if (value === null || value === false) return true;
  if (typeof value === 'string') return /^\s*$/.test(value);
  return isEmpty(value);
}

/** Ruby's `empty?`: a text, array or hash without anything in it. Nil and numbers are not empty. */
export function isEmpty(value: Value): boolean {
  if (typeof value === 'string') return value === '';
  if (isArray(value)) return value.length === 0;
  if (isHash(value)) return value.size === 0;
  return false;
}

/** What `.size` and the filter `size` say of things that have a size. */
export function sizeOf(value: Value): number | null {
  if (isArray(value)) return value.length;
  if (isHash(value)) return value.size;
  if (isRange(value)) return rangeSize(value);
  // Ruby's Integer#size is the number of its bytes.
  if (typeof value === 'number') return 8;
  if (typeof value === 'bigint') return Math.max(8, Math.ceil((value < 0n ? -value : value).toString(16).length / 2));
  return null;
}

/** Array members without order: equal values that are of the same class, as Ruby's `uniq` has it. */
export function identity(value: Value): string {
  return `${className(value)}:${inspect(value)}`;
}

function isNumber(
  value: Value,
): value is Extract<Value, number | bigint> | ReturnType<typeof import('./values').float> {
  return isInteger(value) || isFloat(value);
}

function isOrdered(value: Value): boolean {
  return isNumber(value) || typeof value === 'string' || isTime(value);
}

function matchesLiteral(name: 'blank' | 'empty', value: Value): boolean {
  return name === 'blank' ? isBlank(value) : isEmpty(value);
}

function className(value: Value): string {
  if (typeof value === 'string') return 'String';
  if (isInteger(value)) return 'Integer';
  if (isFloat(value)) return 'Float';
  if (isArray(value)) return 'Array';
  if (isHash(value)) return 'Hash';
  if (isTime(value)) return 'Time';
  return value === null ? 'NilClass' : value === true ? 'TrueClass' : value === false ? 'FalseClass' : 'Object';
}

function nameInComparison(value: Value): string {
  if (typeof value === 'number') return String(value);
  return isFloat(value) ? floatText(value.value) : className(value);
}
