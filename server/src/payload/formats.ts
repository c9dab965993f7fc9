/** What a literal has to look like to be of a docset's format. */
import type { FieldFormat } from '../docset/types';

/** Whether a text is of a format; unix times are judged as numbers. */
export function isOfFormat(text: string, format: FieldFormat): boolean {
  switch (format) {
    case 'date-time':
      return isMoment(text, true);
    case 'local-date-time':
      return isMoment(text, false);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text);
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
    case 'url':
      return /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^\s/]+/.test(text) && !/\s/.test(text);
    case 'uuid':
      return /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/.test(text);
    case 'phone':
      return /^\+?[\d\s().-]{3,}$/.test(text) && /\d{3}/.test(text.replace(/\D/g, ''));
    case 'color':
      return /^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/.test(text) || /^rgba?\([\d\s,.%]+\)$/.test(text);
    case 'unix-seconds':
    case 'unix-milliseconds':
      return /^\d+$/.test(text);
  }
}

/** The format in a reader's words, with an example. */
export const formatWords: Readonly<Record<FieldFormat, string>> = {
  'date-time': "a time with its offset, like '2026-03-01T15:00:00Z'",
  'local-date-time': "a time without offset, like '2026-03-01T15:00:00'",
  date: "a date, like '2026-03-01'",
  email: 'an e-mail address',
  url: "a whole address, like 'https://example.com/a'",
  uuid: "a UUID, like '06423672-b6ba-4536-aa36-70788a7a0a36'",
  phone: "a phone number, like '+15551234567'",
  color: "a colour, like '#1a2b3c'",
  'unix-seconds': 'seconds since 1970',
  'unix-milliseconds': 'milliseconds since 1970',
};

const moment = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

function isMoment(text: string, withOffset: boolean): boolean {
  const match = moment.exec(text);
  if (!match || !isDay(match[1] as string)) return false;
  const timely = Number(match[2]) < 24 && Number(match[3]) < 60 && Number(match[4] ?? 0) < 61;
  return timely && (withOffset || match[5] === undefined);
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Milliseconds of a literal time, both with offset or both without; null for anything else. */
export function momentOf(text: string): number | null {
  const match = moment.exec(text) ?? /^(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (!match) return null;
  const offset = match[5] ?? 'Z';
  const time = Date.parse(`${match[1]}T${match[2] ?? '00'}:${match[3] ?? '00'}:${match[4] ?? '00'}${offset}`);
  return Number.isNaN(time) ? null : time;
}
