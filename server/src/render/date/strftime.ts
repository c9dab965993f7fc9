/** Ruby's `Time#strftime`, whole: flags `-0^#_:`, widths, the modifiers E and O, every directive. */
import { fail } from '../errors';
import type { TimeValue } from '../values';
import { type Civil, civilFromSeconds, isoWeek } from './calendar';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** Widths beyond are refused: a template must not fill memory with padding. */
const MAX_WIDTH = 1024;

interface Flags {
  /** `-`: none; `0` or `_`: that; null: the directive's own. */
  readonly padding: '-' | '0' | '_' | null;
  readonly upper: boolean;
  readonly swap: boolean;
  readonly colons: number;
  /** Null where none is written. */
  readonly width: number | null;
}

/** A piece of text or number before flags are laid on it. */
type Piece = {
  readonly text: string;
  readonly pad?: '0' | ' ';
  readonly width?: number;
  readonly swapped?: 'lower' | 'upper';
};

/** Formats a time. Unknown directives are printed as they stand; one that the format ends in is an error, as in Ruby. */
export function formatTime(time: TimeValue, format: string): string {
  const civil = civilFromSeconds(time.seconds, time.offset);
  let out = '';
  let at = 0;
  while (at < format.length) {
    const percent = format.indexOf('%', at);
    if (percent < 0) return out + format.slice(at);
    out += format.slice(at, percent);
    const { flags, letter, end } = readDirective(format, percent + 1);
    out += (letter && formatDirective(time, civil, letter, flags)) ?? format.slice(percent, end);
    at = end;
  }
  return out;
}

interface Directive {
  readonly flags: Flags;
  /** Null for one that is not known. */
  readonly letter: string | null;
  readonly end: number;
}

function readDirective(format: string, start: number): Directive {
  let at = start;
  let padding: Flags['padding'] = null;
  let upper = false;
  let swap = false;
  for (; at < format.length; at++) {
    const flag = format[at]!;
    if (flag === '-') padding = '-';
    // Nothing takes a `-` back.
    else if (flag === '0' || flag === '_') padding = padding === '-' ? '-' : flag;
    else if (flag === '^') upper = true;
    else if (flag === '#') swap = true;
    else break;
  }
  const digits = at;
  while (at < format.length && format[at]! >= '0' && format[at]! <= '9') at++;
  const width = at > digits ? Number(format.slice(digits, at)) : null;
  let colons = 0;
  while (format[at + colons] === ':') colons++;
  const flags = { padding, upper, swap, colons, width };
  if (colons > 0) {
    const isZone = format[at + colons] === 'z';
    return { flags, letter: isZone ? 'z' : null, end: isZone ? at + colons + 1 : at + 1 };
  }
  const modifier = format[at];
  if (modifier === 'E' || modifier === 'O') {
    const allowed = modifier === 'E' ? 'cCxXyY' : 'deHkIlmMSuUVwWy';
    if (!allowed.includes(format[at + 1] ?? ' ')) return { flags, letter: null, end: at + 1 };
    at++;
  }
  const letter = format[at];
  if (letter === undefined || (width ?? 0) > MAX_WIDTH) fail(`invalid format: ${format}`);
  return { flags, letter, end: at + 1 };
}

function formatDirective(time: TimeValue, civil: Civil, letter: string, flags: Flags): string | null {
  switch (letter) {
    case 'N':
      return fraction(time, flags.width ?? 9);
    case 'L':
      return fraction(time, flags.width ?? 3);
    case 'z':
      return offsetText(time.offset, flags);
    default: {
      const piece = pieceOf(time, civil, letter);
      return piece && lay(piece, flags);
    }
  }
}

function pieceOf(time: TimeValue, civil: Civil, letter: string): Piece | null {
  const compound = COMPOUNDS[letter];
  if (compound) return { text: formatTime(time, compound) };
  const hour12 = civil.hour % 12 === 0 ? 12 : civil.hour % 12;
  switch (letter) {
    case 'Y':
      return number(civil.year, civil.year < 0 ? 5 : 4);
    case 'C':
      return number(Math.floor(civil.year / 100), 2);
    case 'y':
      return number(((civil.year % 100) + 100) % 100, 2);
    case 'm':
      return number(civil.month, 2);
    case 'B':
      return { text: MONTHS[civil.month - 1]!, swapped: 'upper' };
    case 'b':
    case 'h':
      return { text: MONTHS[civil.month - 1]!.slice(0, 3), swapped: 'upper' };
    case 'd':
      return number(civil.day, 2);
    case 'e':
      return number(civil.day, 2, ' ');
    case 'j':
      return number(civil.yearday, 3);
    case 'H':
      return number(civil.hour, 2);
    case 'k':
      return number(civil.hour, 2, ' ');
    case 'I':
      return number(hour12, 2);
    case 'l':
      return number(hour12, 2, ' ');
    case 'P':
      return { text: civil.hour < 12 ? 'am' : 'pm', swapped: 'upper' };
    case 'p':
      return { text: civil.hour < 12 ? 'AM' : 'PM', swapped: 'lower' };
    case 'M':
      return number(civil.minute, 2);
    case 'S':
      return number(civil.second, 2);
    case 'Z':
      return { text: time.zone, swapped: 'lower' };
    case 'A':
      return { text: DAYS[civil.weekday]!, swapped: 'upper' };
    case 'a':
      return { text: DAYS[civil.weekday]!.slice(0, 3), swapped: 'upper' };
    case 'u':
      return number(civil.weekday === 0 ? 7 : civil.weekday, 1);
    case 'w':
      return number(civil.weekday, 1);
    case 'G':
      return number(isoWeek(civil).year, 4);
    case 'g':
      return number(((isoWeek(civil).year % 100) + 100) % 100, 2);
    case 'V':
      return number(isoWeek(civil).week, 2);
    case 'U':
      return number(Math.floor((civil.yearday + 6 - civil.weekday) / 7), 2);
    case 'W':
      return number(Math.floor((civil.yearday + 6 - ((civil.weekday + 6) % 7)) / 7), 2);
    case 's':
      return number(time.seconds, 1);
    case 'n':
      return { text: '\n' };
    case 't':
      return { text: '\t' };
    case '%':
      return { text: '%' };
    default:
      return null;
  }
}

const COMPOUNDS: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  x: '%m/%d/%y',
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  X: '%H:%M:%S',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  v: '%e-%^b-%Y',
});

function number(value: number, width: number, pad: '0' | ' ' = '0'): Piece {
  return { text: String(value), pad, width };
}

function lay(piece: Piece, flags: Flags): string {
  let text = piece.text;
  if (flags.swap && piece.swapped) text = piece.swapped === 'upper' ? text.toUpperCase() : text.toLowerCase();
  if (flags.upper) text = text.toUpperCase();
  if (flags.padding === '-') return text;
  const width = flags.width ?? piece.width ?? 0;
  const fill = flags.padding === '0' ? '0' : flags.padding === '_' ? ' ' : (piece.pad ?? ' ');
  return fill === '0' && piece.pad && text.startsWith('-')
    ? `-${text.slice(1).padStart(width - 1, '0')}`
    : text.padStart(width, fill);
}

/** `%N` and `%L`: the width counts digits, cut and not rounded. */
function fraction(time: TimeValue, digits: number): string {
  const nanos = String(time.nanos).padStart(9, '0');
  return digits <= 9 ? nanos.slice(0, Math.max(1, digits)) : nanos.padEnd(digits, '0');
}

/** `%z`, `%:z`, `%::z`, `%:::z`, padded in front of the hours. */
function offsetText(offset: number, flags: Flags): string | null {
  const size = Math.abs(offset);
  const hours = Math.floor(size / 3600);
  const minutes = String(Math.floor(size / 60) % 60).padStart(2, '0');
  const seconds = String(size % 60).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  let tail: string;
  if (flags.colons === 0) tail = minutes;
  else if (flags.colons === 1) tail = `:${minutes}`;
  else if (flags.colons === 2) tail = `:${minutes}:${seconds}`;
  else if (flags.colons === 3) tail = size % 60 > 0 ? `:${minutes}:${seconds}` : size % 3600 > 0 ? `:${minutes}` : '';
  else return null;
  const width = Math.max((flags.width ?? 0) - tail.length - 1, 2);
  if (flags.padding === '_') return `${sign}${hours}`.padStart(width + 1, ' ') + tail;
  return sign + String(hours).padStart(width, '0') + tail;
}
