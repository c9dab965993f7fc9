/** Values → times: what the `date` filter takes for a date, as `Liquid::Utils.to_date` with Ruby's `Time.parse`. */
import { isInteger, isTime, type TimeValue, type Value } from '../values';
import { civilFromSeconds, DAY, daysFromCivil } from './calendar';
import { type DateParts, parseParts } from './parse';
import { zoneOffset } from './zones';

/** An instant shown in UTC; `seconds` since 1970, `nanos` of the second. */
function utc(seconds: number, nanos = 0): TimeValue {
  return { type: 'time', seconds, nanos, offset: 0, zone: 'UTC' };
}

/**
 * A value as a time; null where Ruby finds no date in it.
 * @param now milliseconds since 1970: `now`, `today`, and whatever a date leaves open
 */
export function toTime(value: Value, now: number): TimeValue | null {
  if (isTime(value)) return value;
  if (isInteger(value)) return utc(Number(value));
  if (typeof value !== 'string' || value === '') return null;
  const text = value.toLowerCase();
  const current = utc(Math.floor(now / 1000), Math.floor((((now % 1000) + 1000) % 1000) * 1e6));
  if (text === 'now' || text === 'today') return current;
  if (/^\d+$/.test(text)) return utc(Number(text));
  const parts = parseParts(text);
  return parts && fromParts(parts, current);
}

/** Fills what a date leaves open: the greater units from now, the lesser ones with their beginning. */
function fromParts(parts: DateParts, now: TimeValue): TimeValue | null {
  const { year, mon, mday, yday, hour, min, sec, nanos } = parts;
  if ([year, yday, mon, mday, hour, min, sec, nanos].every((part) => part === undefined)) return null;
  const offset = parts.zone === undefined ? null : zoneOffset(parts.zone);
  if (offset !== null && Math.abs(offset) >= DAY) return null;
  if (yday !== undefined) return fromYearday(parts, yday, now, offset);
  const current = civilFromSeconds(now.seconds, offset ?? 0);
  // The first unit that is given ends the filling from now.
  const units = [year, mon, mday, hour, min, sec];
  const fromNow = [current.year, current.month, current.day, current.hour, current.minute, current.second];
  const given = units.findIndex((unit) => unit !== undefined);
  const least = [1970, 1, 1, 0, 0, 0];
  const filled = units.map((unit, i) => unit ?? (given < 0 || i < given ? fromNow[i]! : least[i]!));
  return build(filled as [number, number, number, number, number, number], nanos ?? 0, offset);
}

function fromYearday(parts: DateParts, yday: number, now: TimeValue, offset: number | null): TimeValue | null {
  if (yday < 1 || yday > 366) return null;
  const year = parts.year ?? civilFromSeconds(now.seconds, offset ?? 0).year;
  const days = daysFromCivil(year, 1, 1) + yday - 1;
  const civil = civilFromSeconds(days * DAY, 0);
  if (civil.year !== year) return null;
  return build(
    [year, civil.month, civil.day, parts.hour ?? 0, parts.min ?? 0, parts.sec ?? 0],
    parts.nanos ?? 0,
    offset,
  );
}

type Clock = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** Ruby's `Time.utc`: 30 February is 1 March, but 32 March or 25 o'clock are errors. */
function build(
  [year, month, day, hour, minute, second]: Clock,
  nanos: number,
  offset: number | null,
): TimeValue | null {
  const isMidnight = hour === 24 && minute === 0 && second === 0;
  if (month < 1 || month > 12 || day < 1 || day > 31 || minute > 59 || second > 60 || (hour > 23 && !isMidnight))
    return null;
  const seconds = daysFromCivil(year, month, day) * DAY + hour * 3600 + minute * 60 + second - (offset ?? 0);
  return { type: 'time', seconds, nanos, offset: offset ?? 0, zone: offset === null || offset === 0 ? 'UTC' : '' };
}
