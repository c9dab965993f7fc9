/**
 * Dates as Ruby's `Time.parse` reads them: `Date._parse`'s patterns in its order, then what is missing taken from now.
 * So `03/06/2021` is the third of June's… Ruby's reading: year first, else day first.
 */

/** What a text says, before anything is filled in. */
export interface DateParts {
  year?: number;
  mon?: number;
  mday?: number;
  yday?: number;
  hour?: number;
  min?: number;
  sec?: number;
  /** Of a second. */
  nanos?: number;
  zone?: string;
}

interface State extends DateParts {
  text: string;
  bc?: boolean;
  /** Whether a two-digit year is completed. */
  complete?: boolean;
}

/** Ruby refuses longer texts. */
const MAX_LENGTH = 128;

const MONTH = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const DAY_NAME = 'sun|mon|tue|wed|thu|fri|sat';
const ERA = 'c(?:e|\\.e\\.)|b(?:ce|\\.c\\.e\\.)|a(?:d|\\.d\\.)|b(?:c|\\.c\\.)';

/** The parts of a date text; null where Ruby raises an error. */
export function parseParts(source: string): DateParts | null {
  if (source.length > MAX_LENGTH) return null;
  const state: State = { text: source.replace(/[^-+',./:@\p{L}\p{N}\p{M}[\]]+/gu, ' '), complete: true };
  if (hasLetter(state)) take(state, PATTERNS.day, () => {});
  if (hasDigit(state)) take(state, PATTERNS.time, readTime);
  readDate(state);
  if (hasLetter(state)) take(state, PATTERNS.bc, () => (state.bc = true));
  if (hasDigit(state)) take(state, PATTERNS.fragment, readFragment);
  if (state.bc && state.year !== undefined) state.year = 1 - state.year;
  if (state.complete && state.year !== undefined && state.year >= 0 && state.year <= 99) {
    state.year += state.year >= 69 ? 1900 : 2000;
  }
  const { text: _text, bc: _bc, complete: _complete, ...parts } = state;
  return parts;
}

const PATTERNS = {
  day: new RegExp(`\\b(${DAY_NAME})[^-/\\d\\s]*`, 'i'),
  time: new RegExp(
    '((?:\\d+\\s*:\\s*\\d+(?:\\s*:\\s*\\d+(?:[,.]\\d*)?)?|\\d+\\s*h(?:\\s*\\d+m?(?:\\s*\\d+s?)?)?)(?:\\s*[ap](?:m\\b|\\.m\\.))?' +
      '|\\d+\\s*[ap](?:m\\b|\\.m\\.))' +
      '(?:\\s*((?:gmt|utc?)?[-+]\\d+(?:[,.:]\\d+(?::\\d+)?)?|[\\p{L}.\\s]+(?:standard|daylight)\\stime\\b|\\p{L}+(?:\\sdst)?\\b))?',
    'iu',
  ),
  clock: /^(\d+)h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d+))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?/i,
  european: new RegExp(
    `('?\\d+)[^-\\d\\s]*\\s*(${MONTH})[^-\\d\\s']*(?:\\s*(${ERA})?\\s*('?-?\\d+(?:(?:st|nd|rd|th)\\b)?))?`,
    'i',
  ),
  american: new RegExp(`\\b(${MONTH})[^-\\d\\s']*\\s*('?\\d+)[^-\\d\\s']*(?:\\s*,?\\s*(${ERA})?\\s*('?-?\\d+))?`, 'i'),
  iso: /('?[-+]?\d+)-(\d+)-('?-?\d+)/,
  japanese: /\b([mtsh])(\d+)\.(\d+)\.(\d+)/i,
  vmsDay: new RegExp(`('?-?\\d+)-(${MONTH})[^-/.]*-('?-?\\d+)`, 'i'),
  vmsMonth: new RegExp(`\\b(${MONTH})[^-/.]*-('?-?\\d+)(?:-('?-?\\d+))?`, 'i'),
  slashes: /('?-?\d+)\/\s*('?\d+)(?:\D\s*('?-?\d+))?/,
  dots: /('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)/,
  week: /\b(\d{2}|\d{4})?-?w(\d{2})(?:-?(\d))?\b/i,
  weekday: /-w-(\d)\b/i,
  noYear: /--(\d{2})?-(\d{2})\b/,
  noYearShort: /--(\d{2})(\d{2})?\b/,
  yearday: /\b(\d{2}|\d{4})-(\d{3})\b/,
  yeardayAlone: /\b-(\d{3})\b/,
  year: /'(\d+)\b/,
  month: new RegExp(`\\b(${MONTH})\\S*`, 'i'),
  monthday: /(\d+)(st|nd|rd|th)\b/i,
  digits: /([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?(?:\s*(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\]))?/i,
  bc: /\b(bc\b|bce\b|b\.c\.|b\.c\.e\.)/i,
  fragment: /^\s*(\d{1,2})\s*$/,
} as const;

type Match = readonly (string | undefined)[];

/** Matches, blanks what matched out, and hands it on. */
function take(state: State, pattern: RegExp, read: (state: State, match: Match) => unknown): boolean {
  const match = pattern.exec(state.text);
  if (!match) return false;
  state.text = `${state.text.slice(0, match.index)} ${state.text.slice(match.index + match[0].length)}`;
  read(state, match);
  return true;
}

const hasLetter = (state: State) => /[a-z]/i.test(state.text);
const hasDigit = (state: State) => /\d/.test(state.text);
const has = (state: State, ...characters: string[]) => characters.every((character) => state.text.includes(character));

/** The first form that fits is the date; the order is Ruby's. */
function readDate(state: State): void {
  if (hasLetter(state) && hasDigit(state)) {
    if (take(state, PATTERNS.european, (s, m) => setDate(s, m[4], monthNumber(m[2]), m[1], isBc(m[3])))) return;
    if (take(state, PATTERNS.american, (s, m) => setDate(s, m[4], monthNumber(m[1]), m[2], isBc(m[3])))) return;
  }
  if (!hasDigit(state)) {
    if (hasLetter(state)) take(state, PATTERNS.month, (s, m) => (s.mon = Number(monthNumber(m[1]))));
    return;
  }
  if (has(state, '-') && take(state, PATTERNS.iso, (s, m) => setDate(s, m[1], m[2], m[3], false))) return;
  if (has(state, '.') && take(state, PATTERNS.japanese, readJapanese)) return;
  if (hasLetter(state) && has(state, '-')) {
    if (take(state, PATTERNS.vmsDay, (s, m) => setDate(s, m[3], monthNumber(m[2]), m[1], false))) return;
    if (take(state, PATTERNS.vmsMonth, (s, m) => setDate(s, m[3], monthNumber(m[1]), m[2], false))) return;
  }
  if (has(state, '/') && take(state, PATTERNS.slashes, (s, m) => setDate(s, m[1], m[2], m[3], false))) return;
  if (has(state, '.') && take(state, PATTERNS.dots, (s, m) => setDate(s, m[1], m[2], m[3], false))) return;
  if (readIsoRest(state)) return;
  if (take(state, PATTERNS.year, (s, m) => (s.year = Number(m[1])))) return;
  if (hasLetter(state) && take(state, PATTERNS.month, (s, m) => (s.mon = Number(monthNumber(m[1]))))) return;
  if (take(state, PATTERNS.monthday, (s, m) => (s.mday = Number(m[1])))) return;
  take(state, PATTERNS.digits, readDigits);
}

/** Week dates (whose weeks Time does not use), dates without a year, days of the year. */
function readIsoRest(state: State): boolean {
  if (take(state, PATTERNS.week, () => {})) return true;
  if (take(state, PATTERNS.weekday, () => {})) return true;
  const noYear = (s: State, m: Match) => {
    if (m[1] !== undefined) s.mon = Number(m[1]);
    if (m[2] !== undefined) s.mday = Number(m[2]);
  };
  if (take(state, PATTERNS.noYear, noYear)) return true;
  if (take(state, PATTERNS.noYearShort, noYear)) return true;
  const yearday = (s: State, m: Match) => {
    s.year = Number(m[1]);
    s.yday = Number(m[2]);
  };
  if (!/[,.](\d{2}|\d{4})-\d{3}\b/.test(state.text) && take(state, PATTERNS.yearday, yearday)) return true;
  return !/\d-\d{3}\b/.test(state.text) && take(state, PATTERNS.yeardayAlone, (s, m) => (s.yday = Number(m[1])));
}

function monthNumber(name: string | undefined): string {
  return String(MONTH.split('|').indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

function isBc(era: string | undefined): boolean {
  return /^b/i.test(era ?? '');
}

/** Sorts three written numbers into year, month and day, as Ruby guesses. */
function setDate(
  state: State,
  first: string | undefined,
  second: string | undefined,
  third: string | undefined,
  bc: boolean,
): void {
  let [year, month, day] = [first, second, third];
  if (year !== undefined && month !== undefined && day === undefined) [year, month, day] = [day, year, month];
  if (year === undefined && day !== undefined && (day.length > 2 || day.startsWith("'")))
    [year, day] = [day, undefined];
  if (year !== undefined) {
    const match = /[-+]?\d+/.exec(year);
    // `3rd` where a year was looked for is a day.
    if (match && match.index + match[0].length < year.length) [year, day] = [day, match[0]];
  }
  if (month !== undefined && (month.startsWith("'") || month.length > 2)) [year, month, day] = [month, day, year];
  if (day !== undefined && (day.startsWith("'") || day.length > 2)) [year, day] = [day, year];
  if (year !== undefined) {
    const match = /([-+]?)(\d+)/.exec(year);
    if (match) {
      if (match[1] || match[2]!.length > 2) state.complete = false;
      state.year = Number(match[0]);
    }
  }
  if (bc) state.bc = true;
  const monthDigits = month === undefined ? null : /\d+/.exec(month);
  if (monthDigits) state.mon = Number(monthDigits[0]);
  const dayDigits = day === undefined ? null : /\d+/.exec(day);
  if (dayDigits) state.mday = Number(dayDigits[0]);
}

function readTime(state: State, match: Match): void {
  if (match[2] !== undefined) state.zone = match[2];
  const clock = PATTERNS.clock.exec(match[1]!);
  if (!clock) return;
  const hour = Number(clock[1]);
  state.hour = clock[5] ? (hour % 12) + (clock[5].toLowerCase() === 'p' ? 12 : 0) : hour;
  if (clock[2] !== undefined) state.min = Number(clock[2]);
  if (clock[3] !== undefined) state.sec = Number(clock[3]);
  if (clock[4] !== undefined) state.nanos = nanosOf(clock[4]);
}

function nanosOf(digits: string): number {
  return Number(digits.slice(0, 9).padEnd(9, '0'));
}

const ERAS: Readonly<Record<string, number>> = { m: 1867, t: 1911, s: 1925, h: 1988 };

function readJapanese(state: State, match: Match): void {
  state.year = Number(match[2]) + ERAS[match[1]!.toLowerCase()]!;
  state.mon = Number(match[3]);
  state.mday = Number(match[4]);
}

/** A run of digits alone: `20210603T171341Z`, `210603`, `154`. */
function readDigits(state: State, match: Match): void {
  const [, sign, run = '', time, fraction, zone] = match;
  const size = run.length;
  const at = (from: number, count: number) => Number(run.slice(from, from + count));
  const year = (digits: number) => (sign === '-' ? -at(0, digits) : at(0, digits));
  if (time === undefined && fraction !== undefined) readClockDigits(state, run, sign === '-');
  else if (size === 2) state.mday = at(0, 2);
  else if (size === 3) state.yday = at(0, 3);
  else if (size === 4) [state.mon, state.mday] = [at(0, 2), at(2, 2)];
  else if (size === 5) [state.year, state.yday] = [year(2), at(2, 3)];
  else if (size === 6) [state.year, state.mon, state.mday] = [year(2), at(2, 2), at(4, 2)];
  else if (size === 7) [state.year, state.yday] = [year(4), at(4, 3)];
  else if (size % 2 === 0) {
    [state.year, state.mon, state.mday] = [year(4), at(4, 2), at(6, 2)];
    if (size >= 10) state.hour = at(8, 2);
    if (size >= 12) state.min = at(10, 2);
    if (size >= 14) state.sec = at(12, 2);
    state.complete = false;
  }
  if (time !== undefined && time.length % 2 === 0) readTimeDigits(state, time, fraction !== undefined);
  if (fraction !== undefined) state.nanos = nanosOf(fraction);
  if (zone !== undefined) state.zone = zone.startsWith('[') ? zone.slice(1, -1).split(':').pop()! : zone;
}

/** With a fraction behind it, a run of digits is read from its end: seconds, minutes, hours, day, month, year. */
function readClockDigits(state: State, run: string, negative: boolean): void {
  const size = run.length;
  if (size === 9 || size === 11 || size === 13) return;
  const back = (end: number, count = 2) => Number(run.slice(Math.max(0, size - end), size - end + count));
  state.sec = back(2);
  if (size === 3) state.min = back(3, 1);
  if (size >= 4) state.min = back(4);
  if (size === 5) state.hour = back(5, 1);
  if (size >= 6) state.hour = back(6);
  if (size === 7) state.mday = back(7, 1);
  if (size >= 8) state.mday = back(8);
  if (size >= 10) state.mon = back(10);
  if (size === 12) state.year = negative ? -back(12) : back(12);
  if (size === 14) {
    state.year = negative ? -back(14, 4) : back(14, 4);
    state.complete = false;
  }
}

function readTimeDigits(state: State, digits: string, fromEnd: boolean): void {
  const size = digits.length;
  const at = (from: number) => Number(digits.slice(from, from + 2));
  if (fromEnd) {
    state.sec = at(size - 2);
    if (size >= 4) state.min = at(size - 4);
    if (size >= 6) state.hour = at(size - 6);
    return;
  }
  state.hour = at(0);
  if (size >= 4) state.min = at(2);
  if (size >= 6) state.sec = at(4);
}

/** One or two digits left over are the day of a text that gave the time, or the hour of one that gave the day. */
function readFragment(state: State, match: Match): void {
  const value = Number(match[1]);
  if (state.hour !== undefined && state.mday === undefined && value >= 1 && value <= 31) state.mday = value;
  if (state.mday !== undefined && state.hour === undefined && value <= 24) state.hour = value;
}
