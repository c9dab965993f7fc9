/**
 * Ruby's values as Liquid sees them. JSON and LiquidJS lose what Ruby keeps: 1 is not 1.0, a hash has an order and no
 * prototype, a range is not its members. So: Integer = number or bigint, Float = a tagged number, Hash = Map.
 */

export type Value =
  | null
  | boolean
  | string
  /** An Integer; always whole and safe. */
  | number
  /** An Integer beyond the safe ones. */
  | bigint
  | readonly Value[]
  | Hash
  | Float
  | RangeValue
  | TimeValue
  | Drop
  | Literal;

export type Integer = number | bigint;

export type Hash = ReadonlyMap<string, Value>;

export interface Float {
  readonly type: 'float';
  readonly value: number;
}

/** `(1..5)`; never unfolded unless its members are asked for. */
export interface RangeValue {
  readonly type: 'range';
  readonly from: number;
  readonly to: number;
}

/** An instant with the zone it is shown in. */
export interface TimeValue {
  readonly type: 'time';
  /** Whole seconds since 1970 in UTC. */
  readonly seconds: number;
  readonly nanos: number;
  /** Seconds east of UTC. */
  readonly offset: number;
  /** What `%Z` prints: `UTC`, `PDT`; empty for a bare offset. */
  readonly zone: string;
}

/** An object with a fixed set of readable names: `forloop`. */
export interface Drop {
  readonly type: 'drop';
  /** What Ruby prints for it. */
  readonly name: string;
  get(key: string): Value | undefined;
}

/** `blank` or `empty` where it stands for itself, in a comparison. */
export interface Literal {
  readonly type: 'literal';
  readonly name: 'blank' | 'empty';
}

/** A Ruby Float. */
export function float(value: number): Float {
  return { type: 'float', value };
}

/** Whether a value is a Ruby Array. */
export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is a Ruby Hash. */
export function isHash(value: Value): value is Hash {
  return value instanceof Map;
}

/** Whether a value is a Ruby Integer, of any size. */
export function isInteger(value: Value): value is Integer {
  return typeof value === 'number' || typeof value === 'bigint';
}

type Tagged = Float | RangeValue | TimeValue | Drop | Literal;

function isTagged(value: Value): value is Tagged {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Whether a value is a Ruby Float; plain numbers are Integers. */
export function isFloat(value: Value): value is Float {
  return isTagged(value) && value.type === 'float';
}

/** Whether a value is a Ruby Range. */
export function isRange(value: Value): value is RangeValue {
  return isTagged(value) && value.type === 'range';
}

/** Whether a value is a Ruby Time. */
export function isTime(value: Value): value is TimeValue {
  return isTagged(value) && value.type === 'time';
}

/** Whether a value is an object of the engine, such as `forloop`. */
export function isDrop(value: Value): value is Drop {
  return isTagged(value) && value.type === 'drop';
}

/** Whether a value is `blank` or `empty` standing for itself. */
export function isLiteral(value: Value): value is Literal {
  return isTagged(value) && value.type === 'literal';
}

/** Everything but nil and false, as in Ruby: `''` and 0 are true. */
export function isTruthy(value: Value): boolean {
  return value !== null && value !== false;
}

/** How many members a range has. */
export function rangeSize(range: RangeValue): number {
  return Math.max(0, range.to - range.from + 1);
}

/**
 * JSON data as Ruby's JSON reads it; whole numbers are Integers. Only own properties are seen, functions and symbols
 * are nothing. Depth is capped: what lies deeper than 200 levels is nil.
 */
export function fromJson(data: unknown, depth = 0): Value {
  if (data === null || typeof data === 'boolean' || typeof data === 'string') return data;
  if (typeof data === 'number') return fromNumber(data);
  if (typeof data === 'bigint') return data;
  if (typeof data !== 'object' || depth > 200) return null;
  if (Array.isArray(data)) return data.map((item) => fromJson(item, depth + 1));
  if (data instanceof Map) return data;
  if (isTagged(data as Value)) {
    // Floats cross the worker's border as they are; other tagged shapes are just data with a key named `type`.
    const { type, value } = data as { type: unknown; value: unknown };
    if (type === 'float' && typeof value === 'number' && Object.keys(data).length === 2) return float(value);
  }
  return new Map(Object.keys(data).map((key) => [key, fromJson((data as Record<string, unknown>)[key], depth + 1)]));
}

function fromNumber(value: number): Value {
  if (!Number.isInteger(value)) return float(value);
  return Number.isSafeInteger(value) ? value : BigInt(value);
}

/** Back to plain JSON, for reports: floats become numbers, what JSON has not becomes its text. */
export function toJson(value: Value): unknown {
  if (isArray(value)) return value.map(toJson);
  if (isHash(value)) {
    const object = Object.create(null) as Record<string, unknown>;
    for (const [key, item] of value) object[key] = toJson(item);
    return object;
  }
  if (typeof value === 'bigint') return Number(value);
  if (!isTagged(value)) return value;
  switch (value.type) {
    case 'float':
      return value.value;
    case 'range':
      return `${value.from}..${value.to}`;
    default:
      return null;
  }
}
