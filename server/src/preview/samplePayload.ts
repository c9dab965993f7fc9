/**
 * A rendered payload without personal data, to show to others: names, addresses, phones, birth dates and ids are replaced
 * by neutral ones of the same kind. Structure and types stay; the same value becomes the same value; no chance is in it.
 */
import { parseJson } from '../json';
import type { RenderResult } from '../protocol';
import { MASK, maskSecrets } from './maskSecrets';

/** @returns the body; JSON is indented by two */
export function samplePayload({ output, reads }: Pick<RenderResult, 'output' | 'reads'>): string {
  const { body } = maskSecrets({ url: '', headers: {}, body: output });
  const people = createReplacer(reads);
  const parsed = parseJson(body ?? output);
  return parsed ? JSON.stringify(neutral(parsed.value, people), null, 2) : people.text(body ?? output);
}

// ── What is personal ─────────────────────────────────────────────────────────────────────────────────────────────────

type Kind = 'email' | 'phone' | 'id' | 'first' | 'last' | 'full' | 'birth' | 'street' | 'city' | 'zip' | 'ip' | 'place';

/** By the words of a key. `name` alone is an event's or a product's as often as a person's. */
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['email', /\be ?mail( address)?$/],
  ['phone', /\b(phone|mobile|cell|msisdn|fax|tel)( number)?$/],
  ['first', /\b(first|given|fore|middle|nick) ?name$/],
  ['last', /\b(last|family|sur|maiden) ?name$|^surname$/],
  ['full', /\b(full|display|user|customer|person|recipient|contact|billing|shipping|holder) name$|^username$/],
  ['birth', /\b(dob|birth ?(day|date)?|date of birth)$/],
  ['ip', /\bip( address)?$/],
  ['street', /\b(street|address( ?line)?( \d)?|address \d)$/],
  ['city', /\b(city|town)$/],
  ['zip', /\b(zip|zip ?code|post ?code|postal( code)?)$/],
  ['place', /\b(lat|latitude|lng|lon|long|longitude|most recent location)$/],
  ['id', /\b(user|external|braze|customer|member|person|profile|anonymous|device) ?id$/],
];

function kindOf(name: string): Kind | null {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .trim()
    .toLowerCase();
  return KINDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** What stands for it, numbered where people are told apart by it. */
const NEUTRAL: Readonly<Record<Kind, (number: number) => string>> = {
  email: (number) => `person${number}@example.com`,
  phone: (number) => `+1555010${String(number).padStart(4, '0')}`,
  id: (number) => `user-${number}`,
  first: () => 'Alex',
  last: () => 'Sample',
  full: () => 'Alex Sample',
  birth: () => '1990-01-01',
  street: () => '1 Sample Street',
  city: () => 'Sampletown',
  zip: () => '00000',
  ip: () => '192.0.2.1',
  place: () => '0',
};

interface Replacer {
  /** A value that is known to be of a kind. */
  value(kind: Kind, value: string): string;
  /** A text in which personal data may stand: what the user's attributes hold, addresses, phone numbers. */
  text(text: string): string;
}

/** Shorter values stand in too many other words. */
const MIN_INSIDE = 3;

const EMAIL = /[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
const PHONE = /(?<![\w.+-])\+\d[\d ().-]{6,18}\d(?![\w])/g;

function createReplacer(reads: RenderResult['reads']): Replacer {
  const known = new Map<string, string>();
  const counts = new Map<Kind, number>();
  const value = (kind: Kind, text: string): string => {
    if (text.trim() === '' || text === MASK) return text;
    const id = `${kind} ${text.trim().toLowerCase()}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const neutralValue = kind === 'birth' ? neutralDate(text) : kind === 'zip' ? zeros(text) : NEUTRAL[kind](number);
    known.set(id, neutralValue);
    return neutralValue;
  };
  // The longest first: a full name before the first name in it.
  const personal = [...new Map(reads.flatMap(personalRead)).entries()]
    .map(([own, kind]) => ({ own, kind }))
    .sort((a, b) => b.own.length - a.own.length);
  return {
    value,
    text: (text) => {
      let out = text;
      for (const { kind, own } of personal) {
        if (out.trim() === own) return value(kind, own);
        if (own.length >= MIN_INSIDE) out = replaceWords(out, own, value(kind, own));
      }
      return out
        .replace(EMAIL, (found) => (isNeutral(found) ? found : value('email', found)))
        .replace(PHONE, (found) => (isNeutral(found) ? found : value('phone', found)));
    },
  };
}

/** A read of a personal attribute: what the user has there, and its kind. */
function personalRead({ name, value }: RenderResult['reads'][number]): readonly (readonly [string, Kind])[] {
  const kind = kindOf(/\$\{(.*)\}$/s.exec(name)?.[1] ?? '');
  return kind && typeof value === 'string' && value.trim() !== '' ? [[value.trim(), kind]] : [];
}

const isNeutral = (text: string): boolean => /^(person\d+@example\.com|\+1555010\d{4})$/.test(text);

/** Where it stands as words of its own: not `Ada` in `Adaptor`. */
function replaceWords(text: string, own: string, by: string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf(own); at >= 0; at = text.indexOf(own, from)) {
    const end = at + own.length;
    const isWord = !isLetter(text[at - 1]) && !isLetter(text[end]);
    out += text.slice(from, at) + (isWord ? by : own);
    from = end;
  }
  return out + text.slice(from);
}

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** In the form that it is written in: digits for digits. */
function neutralDate(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return `1990-01-01${text.slice(10).replace(/\d/g, '0')}`;
  if (/^\d{1,2}\D\d{1,2}\D\d{4}$/.test(text)) return text.replace(/^(\d{1,2})(\D)(\d{1,2})(\D)\d{4}$/, '01$201$41990');
  return NEUTRAL.birth(1);
}

const zeros = (text: string): string => text.replace(/\d/g, '0').replace(/[A-Za-z]/g, 'A');

// ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** JSON deeper than this is left as it is; payloads are not. */
const MAX_DEPTH = 200;

function neutral(data: unknown, people: Replacer, key = '', depth = 0): unknown {
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(data)) return data.map((item) => neutral(item, people, key, depth + 1));
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data).map(([name, item]) => [
      people.text(name),
      neutral(item, people, name, depth + 1),
    ]);
    return Object.fromEntries(entries);
  }
  const kind = kindOf(key);
  if (typeof data === 'string') return kind ? people.value(kind, data) : people.text(data);
  if (typeof data !== 'number' || !kind) return data;
  // A number stays one, as long as it was.
  if (kind === 'place') return 0;
  return kind === 'phone' || kind === 'id' || kind === 'zip'
    ? Number('5'.repeat(String(Math.trunc(Math.abs(data))).length))
    : data;
}
