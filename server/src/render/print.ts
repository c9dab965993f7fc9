/** How Ruby prints values: `to_s` as outputs and filters see them, `inspect` inside arrays and hashes. */
import { formatTime } from './date/strftime';
import { isArray, isHash, type Value } from './values';

/** Ruby's `to_s`, as `Liquid::Utils.to_s` has it: an array or hash is inspected. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'object') return isArray(value) || isHash(value) ? inspect(value) : taggedText(value);
  return String(value);
}

/** What an output writes: an array's members one after the other, everything else its text. */
export function toOutput(value: Value): string {
  if (!isArray(value)) return toText(value);
  let text = '';
  for (const item of value) text += toOutput(item);
  return text;
}

/** Ruby's `inspect`. */
export function inspect(value: Value): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return inspectString(value);
  if (isArray(value)) return `[${value.map(inspect).join(', ')}]`;
  if (isHash(value)) {
    return `{${[...value].map(([key, item]) => `${inspectString(key)}=>${inspect(item)}`).join(', ')}}`;
  }
  return toText(value);
}

/** Ruby's `Float#to_s`: always with a point, an exponent from 1e15 on and below 0.0001. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value < 0 ? '-Infinity' : 'Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 15) {
    const point = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
    return `${point}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

function taggedText(value: Exclude<Value, string | number | bigint | boolean | null | readonly Value[]>): string {
  if (isHash(value)) return inspect(value);
  switch (value.type) {
    case 'float':
      return floatText(value.value);
    case 'range':
      return `${value.from}..${value.to}`;
    case 'time':
      return formatTime(
        value,
        value.offset === 0 && value.zone === 'UTC' ? '%Y-%m-%d %H:%M:%S UTC' : '%Y-%m-%d %H:%M:%S %z',
      );
    case 'drop':
      return value.name;
    case 'literal':
      return '';
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\f': '\\f',
  '\v': '\\v',
  '\b': '\\b',
  '\x07': '\\a',
  '\x1b': '\\e',
};

function inspectString(text: string): string {
  // To Ruby, format characters and private use are printable; so is U+0085, by an old accident.
  const inner = text.replace(/["\\]|#(?=[{$@])|[\p{Cc}\p{Cn}\p{Cs}\u2028\u2029]/gu, (character) => {
    const short = ESCAPES[character];
    if (short) return short;
    if (character === '#') return '\\#';
    const code = character.codePointAt(0)!;
    if (code === 0x85) return character;
    const hex = code.toString(16).toUpperCase();
    return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
  });
  return `"${inner}"`;
}
