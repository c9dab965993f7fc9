/**
 * Ruby Liquid's arithmetic: Integers of any size, Floats computed as exact decimals (Ruby turns them into BigDecimal
 * and back), strings read as far as they are numbers.
 */
import { fail } from './errors';
import { type Float, float, type Integer, isFloat, isInteger, type Value } from './values';

/** `digits / 10 ** scale`, exactly. */
interface Decimal {
  readonly type: 'decimal';
  readonly digits: bigint;
  readonly scale: number;
}

type Operand = Integer | Decimal;

export type Operation = '+' | '-' | '*' | '/' | '%';

/** Digits kept behind the point of a quotient: more than a Float can show. */
const QUOTIENT_DIGITS = 40;

/** Longest Integer computed with; a product that is longer is an error, not minutes of work. */
const MAX_DIGITS = 20_000;

/** `left op right` of the math filters. Throws `divided by 0`. */
export function calculate(left: Value, right: Value, operation: Operation): Value {
  if (isFloat(left) && !Number.isFinite(left.value))
    return float(withFloats(left.value, approximate(right), operation));
  if (isFloat(right) && !Number.isFinite(right.value))
    return float(withFloats(approximate(left), right.value, operation));
  const a = toOperand(left);
  const b = toOperand(right);
  if (typeof a === 'number' && typeof b === 'number') {
    const small = withSmallIntegers(a, b, operation);
    if (small !== null) return small;
  }
  if (isWhole(a) && isWhole(b)) return withIntegers(BigInt(a), BigInt(b), operation);
  const [x, y] = [toDecimal(a), toDecimal(b)];
  // To a decimal, unlike an Integer, a quotient by zero is infinite.
  if (operation === '/' && y.digits === 0n) return float(Number(x.digits) / 0);
  const result = withDecimals(x, y, operation);
  // Decimals know a negative zero.
  if (result.digits === 0n && (operation === '*' || operation === '/') && isNegative(left, x) !== isNegative(right, y))
    return float(-0);
  return toFloat(result);
}

/** `abs`, `at_least`, `at_most` give back a number as it is read. */
export function toNumeric(value: Value): Integer | Float {
  if (isFloat(value) && !Number.isFinite(value.value)) return value;
  const operand = toOperand(value);
  return isWhole(operand) ? operand : toFloat(operand);
}

/** The filter `abs`. */
export function absolute(value: Value): Value {
  const number = toNumeric(value);
  if (isFloat(number)) return float(Math.abs(number.value));
  return number < 0 ? normalize(-BigInt(number)) : number;
}

/** -1, 0 or 1. */
export function compareNumbers(left: Integer | Float, right: Integer | Float): number {
  const a = isFloat(left) ? left.value : left;
  const b = isFloat(right) ? right.value : right;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The `round` filter: halves away from zero; no digits behind the point make an Integer. */
export function round(value: Value, digits: Value): Value {
  const count = toWholeNumber(digits);
  if (isFloat(value) && !Number.isFinite(value.value)) return count > 0 ? value : nonFinite(value.value);
  const number = toOperand(value);
  if (isWhole(number)) return count >= 0 ? number : normalize(roundAt(BigInt(number), -count));
  const rounded = roundDigits(number, count);
  if (count <= 0) return normalize(integerPart(rounded));
  return rounded.digits === 0n && isNegative(value, number) ? float(-0) : toFloat(rounded);
}

/** The filter `ceil`. */
export function ceil(value: Value): Value {
  return toWhole(value, 1n);
}

/** The filter `floor`. */
export function floor(value: Value): Value {
  return toWhole(value, 0n);
}

/** Ruby's `Integer(text)`: the whole text must be a number. Throws `invalid integer`. */
export function toStrictInteger(value: Value, print: (value: Value) => string): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const text = print(value).replace(/^\s+|\s+$/g, '');
  const match =
    /^([+-]?)(0[xX][0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[bB][01]+(?:_[01]+)*|0[oO]?_?[0-7]+(?:_[0-7]+)*|0[dD][0-9]+(?:_[0-9]+)*|0|[1-9][0-9]*(?:_[0-9]+)*)$/.exec(
      text,
    );
  if (!match) fail('invalid integer');
  const digits = match[2]!.replace(/_/g, '').toLowerCase();
  const parsed = digits.startsWith('0d')
    ? Number(digits.slice(2))
    : /^0[0-7]+$/.test(digits)
      ? Number.parseInt(digits, 8)
      : Number(digits);
  return match[1] === '-' ? -parsed : parsed;
}

/** Ruby's `to_i` of a text: as far as it is a number, else 0. */
export function leadingInteger(text: string): Integer {
  const match = /^\s*([+-]?\d+(?:_\d+)*)/.exec(text);
  if (!match) return 0;
  const digits = match[1]!.replace(/_/g, '');
  if (digits.length < 15) return Number(digits);
  if (digits.length > MAX_DIGITS) fail('number too big');
  return normalize(BigInt(digits));
}

/** `to_i` of any value that has it. Throws `invalid integer` for those that do not. */
export function toLooseInteger(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return Number(leadingInteger(value));
  if (isFloat(value) && Number.isFinite(value.value)) return Math.trunc(value.value);
  fail('invalid integer');
}

/** An Integer as a number where that is exact, else as a bigint. */
export function normalize(value: bigint): Integer {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

function toOperand(value: Value): Operand {
  if (isInteger(value)) return value;
  if (isFloat(value)) return decimalOf(String(value.value));
  if (typeof value === 'string') {
    return /^-?\d+\.\d+$/.test(value.trim()) ? decimalOf(value.trim()) : leadingInteger(value);
  }
  return 0;
}

function isWhole(operand: Operand): operand is Integer {
  return typeof operand !== 'object';
}

/** From `-12.5`, `1e21` or `1.5e-7`. */
function decimalOf(text: string): Decimal {
  if (text.length > MAX_DIGITS) fail('number too big');
  const [mantissa = '0', exponent = '0'] = text.split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0
    ? { type: 'decimal', digits, scale }
    : { type: 'decimal', digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function toDecimal(operand: Operand): Decimal {
  return isWhole(operand) ? { type: 'decimal', digits: BigInt(operand), scale: 0 } : operand;
}

function toFloat(decimal: Decimal): Float {
  return float(Number(`${decimal.digits}e-${decimal.scale}`));
}

function withSmallIntegers(a: number, b: number, operation: Operation): Integer | null {
  let result: number;
  switch (operation) {
    case '+':
      result = a + b;
      break;
    case '-':
      result = a - b;
      break;
    case '*':
      result = a * b;
      break;
    case '/':
      if (b === 0) fail('divided by 0');
      result = Math.floor(a / b);
      // The quotient of two safe integers may round up to the next one.
      if (Math.abs(a) > 2 ** 52) return null;
      break;
    case '%':
      if (b === 0) fail('divided by 0');
      result = a % b;
      if (result !== 0 && result < 0 !== b < 0) result += b;
      break;
  }
  return Number.isSafeInteger(result) ? result + 0 : null;
}

function withIntegers(a: bigint, b: bigint, operation: Operation): Integer {
  switch (operation) {
    case '+':
      return normalize(a + b);
    case '-':
      return normalize(a - b);
    case '*':
      return normalize(limited(a * b));
    case '/':
      if (b === 0n) fail('divided by 0');
      return normalize(floorDivide(a, b));
    case '%':
      if (b === 0n) fail('divided by 0');
      return normalize(a - floorDivide(a, b) * b);
  }
}

function withDecimals(a: Decimal, b: Decimal, operation: Operation): Decimal {
  if (operation === '*') {
    return { type: 'decimal', digits: limited(a.digits * b.digits), scale: a.scale + b.scale };
  }
  const scale = Math.max(a.scale, b.scale);
  const x = a.digits * 10n ** BigInt(scale - a.scale);
  const y = b.digits * 10n ** BigInt(scale - b.scale);
  switch (operation) {
    case '+':
      return { type: 'decimal', digits: x + y, scale };
    case '-':
      return { type: 'decimal', digits: x - y, scale };
    case '/':
      return { type: 'decimal', digits: (x * 10n ** BigInt(QUOTIENT_DIGITS)) / y, scale: QUOTIENT_DIGITS };
    case '%':
      if (y === 0n) fail('divided by 0');
      return { type: 'decimal', digits: x - floorDivide(x, y) * y, scale };
  }
}

function withFloats(a: number, b: number, operation: Operation): number {
  switch (operation) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}

function isNegative(value: Value, decimal: Decimal): boolean {
  return decimal.digits < 0n || (isFloat(value) && Object.is(value.value, -0));
}

function approximate(value: Value): number {
  const number = toNumeric(value);
  return isFloat(number) ? number.value : Number(number);
}

function limited(value: bigint): bigint {
  // 4 bits a digit is a little more than a digit needs: enough to stop doubling.
  if (BigInt.asIntN(MAX_DIGITS * 4, value) !== value) fail('number too big');
  return value;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function toWholeNumber(value: Value): number {
  const operand = toOperand(value);
  return Math.max(-400, Math.min(400, Number(isWhole(operand) ? operand : integerPart(operand))));
}

/** Rounds an Integer to a power of ten. */
function roundAt(value: bigint, zeros: number): bigint {
  const unit = 10n ** BigInt(zeros);
  const half = unit / 2n;
  return value < 0n ? -(((-value + half) / unit) * unit) : ((value + half) / unit) * unit;
}

function roundDigits(decimal: Decimal, digits: number): Decimal {
  if (digits >= decimal.scale) return decimal;
  return { type: 'decimal', digits: roundAt(decimal.digits, decimal.scale - digits), scale: decimal.scale };
}

function integerPart(decimal: Decimal): bigint {
  return decimal.digits / 10n ** BigInt(decimal.scale);
}

function toWhole(value: Value, up: bigint): Value {
  if (isFloat(value) && !Number.isFinite(value.value)) return nonFinite(value.value);
  const operand = toOperand(value);
  if (isWhole(operand)) return operand;
  const unit = 10n ** BigInt(operand.scale);
  const below = floorDivide(operand.digits, unit);
  return normalize(below * unit === operand.digits ? below : below + up);
}

function nonFinite(value: number): never {
  fail(Number.isNaN(value) ? "Computation results in 'NaN' (Not a Number)" : "Computation results in 'Infinity'");
}
