/** Filters of Braze's own, and those of dates and defaults. */
import { isEmpty } from '../compare';
import { formatTime } from '../date/strftime';
import { toTime } from '../date/time';
import { zoneAt, zoneOffset } from '../date/zones';
import { fail } from '../errors';
import { parseJson, writeJson } from '../json';
import { leadingInteger, round, toNumeric } from '../number';
import { toText } from '../print';
import { float, isDrop, isFloat, isHash, isInteger, isTruthy, type Value } from '../values';
import { type Filters, filter } from './filter';

function withDelimiters(text: string): string {
  const [, sign = '', whole = '', rest = ''] = /^([+-]?)(\d+)(.*)$/s.exec(text) ?? [];
  if (whole === '') return text;
  let out = '';
  for (let end = whole.length; end > 0; end -= 3) out = whole.slice(Math.max(0, end - 3), end) + (out && `,${out}`);
  return sign + out + rest;
}

/** Two decimals, no symbol, no separators; a text is not a number to it (`plus: 0` makes it one). */
function money(input: Value): Value {
  if (!isInteger(input) && !isFloat(input)) return input;
  if (isInteger(input)) return `${input}.00`;
  const rounded = toNumeric(round(input, 2));
  return isFloat(rounded) ? rounded.value.toFixed(2) : `${rounded}.00`;
}

/** IANA names, `-0500`, `+02:00`, or hours as a number. */
function inZone(input: Value, zone: Value, now: number): Value {
  const time = toTime(input, now);
  if (!time) return input;
  const name = toText(zone).trim();
  const offset = zoneOffset(name) ?? (/^[+-]?\d{1,2}$/.test(name) ? Number(name) * 3600 : null);
  if (offset !== null && !/^[A-Z]$/i.test(name)) return { ...time, offset, zone: offset === 0 ? 'UTC' : '' };
  const known = zoneAt(name, time.seconds);
  if (!known) fail(`invalid time zone '${name}'`);
  return { ...time, offset: known.offset, zone: known.abbreviation };
}

/** Braze's own filters. https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters/ */
export const brazeFilters: Filters = {
  date: filter(1, (host, input, [format = null]) => {
    const pattern = toText(format);
    const time = pattern === '' ? null : toTime(input, host.now);
    if (!time) return input;
    host.reserve(pattern.length);
    return formatTime(time, pattern);
  }),
  time_zone: filter(1, (host, input, [zone = null]) => inZone(input, zone, host.now)),

  default: filter(
    0,
    (_host, input, [fallback = '', options = null]) => {
      const allowFalse = isHash(options) && isTruthy(options.get('allow_false') ?? null);
      const missing = allowFalse ? input === null : !isTruthy(input);
      return missing || isEmpty(input) ? fallback : input;
    },
    2,
  ),

  /** Only what a JSON string must not hold as it is; it adds no quotes. */
  json_escape: filter(0, (_host, input) => (input === null ? null : JSON.stringify(toText(input)).slice(1, -1))),
  json_parse: filter(0, (_host, input) => {
    const value = parseJson(toText(input));
    if (value === undefined) fail('invalid JSON provided to json_parse');
    return value;
  }),
  as_json_string: filter(0, (host, input) => {
    const text = writeJson(input);
    host.reserve(text.length);
    return text;
  }),
  property_accessor: filter(1, (_host, input, [key = null]) => {
    if (isHash(input)) return input.get(toText(key)) ?? null;
    return isDrop(input) ? (input.get(toText(key)) ?? null) : null;
  }),

  money: filter(0, (_host, input) => money(input)),
  number_with_delimiter: filter(0, (_host, input) => withDelimiters(toText(input))),
  to_i: filter(0, (_host, input) =>
    isFloat(input) ? Math.trunc(input.value) : isInteger(input) ? input : leadingInteger(toText(input)),
  ),
  to_f: filter(0, (_host, input) => float(Number(/^\s*[+-]?\d+(?:\.\d+)?/.exec(toText(input))?.[0] ?? 0))),
};
