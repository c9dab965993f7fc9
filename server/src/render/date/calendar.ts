/** The proleptic Gregorian calendar in plain arithmetic, for any year: JS dates end where Ruby's do not. */

export interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 to 366. */
  readonly yearday: number;
}

/** Seconds of a day. */
export const DAY = 86_400;

/** Days since 1970-01-01. The month may be any whole number, the day too. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = year + Math.floor((month - 1) / 12) - ((((month - 1) % 12) + 12) % 12 < 2 ? 1 : 0);
  const m = ((((month - 1) % 12) + 12) % 12) + 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** What a clock shows `offset` seconds east of UTC. */
export function civilFromSeconds(seconds: number, offset: number): Civil {
  const local = seconds + offset;
  const days = Math.floor(local / DAY);
  const rest = local - days * DAY;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return {
    year,
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
    yearday: days - daysFromCivil(year, 1, 1) + 1,
  };
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** ISO 8601's week and the year it belongs to. */
export function isoWeek(civil: Civil): { readonly year: number; readonly week: number } {
  const weekday = civil.weekday === 0 ? 7 : civil.weekday;
  const week = Math.floor((civil.yearday - weekday + 10) / 7);
  if (week < 1) return { year: civil.year - 1, week: weeksInYear(civil.year - 1) };
  return week > weeksInYear(civil.year) ? { year: civil.year + 1, week: 1 } : { year: civil.year, week };
}

function weeksInYear(year: number): number {
  const january1 = (((daysFromCivil(year, 1, 1) + 4) % 7) + 7) % 7;
  return january1 === 4 || (january1 === 3 && isLeap(year)) ? 53 : 52;
}
