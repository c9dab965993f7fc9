/** Random sample users: seeded and plausible, the same for the same seed. No real person's data: names are made from lists. */
import type { Docset } from '../docset/types';
import { plausibleValue, type Wanted } from './plausible';
import { nextRandom } from './random';
import type { SampleUser } from './types';

const GIVEN = [
  'Amina',
  'Bruno',
  'Chiara',
  'Dmitri',
  'Élodie',
  'Fatima',
  'Goran',
  'Hana',
  'Ivo',
  'José',
  'Keiko',
  'Liam',
  'Mei',
  'Noor',
  'Olga',
  'Priya',
  'Renée',
  'Søren',
  'Tomás',
  "D'Arcy",
];
const FAMILY = [
  'Andersson',
  'Bauer',
  'Costa',
  'Dubois',
  "O'Neill",
  'Fernández',
  'García',
  'Haddad',
  'Ito',
  'Jansen',
  'Kowalski',
  'Larsen',
  'Müller',
  'Nguyen',
  'Okafor',
  'Park',
  'Rossi',
  'Şahin',
  'Tan',
  'Weber',
];
const PLACES: readonly (readonly [city: string, country: string, language: string, locale: string, zone: string])[] = [
  ['Paris', 'FR', 'fr', 'fr_FR', 'Europe/Paris'],
  ['New York', 'US', 'en', 'en_US', 'America/New_York'],
  ['São Paulo', 'BR', 'pt', 'pt_BR', 'America/Sao_Paulo'],
  ['Tokyo', 'JP', 'ja', 'ja_JP', 'Asia/Tokyo'],
  ['Sydney', 'AU', 'en', 'en_AU', 'Australia/Sydney'],
  ['Berlin', 'DE', 'de', 'de_DE', 'Europe/Berlin'],
  ['Bengaluru', 'IN', 'en', 'en_IN', 'Asia/Kolkata'],
];

/**
 * A user for a seed (any number). About one attribute in six is unset, as on real profiles.
 * @param wanted what the template at hand reads: it gets values too, whatever its namespace
 */
export function randomUser(seed: number, docset: Docset, wanted: readonly Wanted[] = []): SampleUser {
  const random = nextRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const given = pick(GIVEN);
  const family = pick(FAMILY);
  const [city, country, language, locale, zone] = pick(PLACES);
  const mailbox = `${given}.${family}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  const attributes: Record<string, unknown> = {
    user_id: `user-${digits(6)}`,
    braze_id: Array.from({ length: 24 }, () => Math.floor(random() * 16).toString(16)).join(''),
    first_name: given,
    last_name: family,
    email_address: `${mailbox}@example.com`,
    phone_number: `+1555${digits(7)}`,
    city,
    country,
    language,
    most_recent_locale: locale,
    time_zone: zone,
    gender: pick(['F', 'M', 'O', 'N', 'P']),
    date_of_birth: `${1950 + Math.floor(random() * 55)}-0${1 + Math.floor(random() * 9)}-${10 + Math.floor(random() * 18)}`,
    random_bucket_number: Math.floor(random() * 10_000),
  };
  for (const key of Object.keys(attributes))
    if (key !== 'user_id' && key !== 'random_bucket_number' && random() < 1 / 6) delete attributes[key];
  const custom: Record<string, unknown> = {};
  for (const entry of docset.attributes.get('custom_attribute')?.values() ?? []) {
    if (entry.sample !== undefined && random() > 1 / 6) custom[entry.name] = entry.sample;
  }
  const data: Data = {
    attributes,
    custom_attribute: custom,
    subscribed_state: { email_global: pick(['opted_in', 'subscribed', 'unsubscribed']) },
    most_recently_used_device: pick([
      {},
      { platform: 'ios', model: 'iPhone 15', os: 'iOS 18.1' },
      { platform: 'android', model: 'Pixel 8', os: 'Android 15' },
    ]),
    campaign: { name: 'Spring Sale', api_id: '6f1f2f0e-6d0b-4f0e-9a57-0d9f5a6f3c11', dispatch_id: digits(12) },
  };
  return { label: `Random user ${seed}`, uri: null, data: withWanted(data, wanted, docset, random), notes: [] };
}

type Data = Record<string, Record<string, unknown>>;

/** What has a value keeps it, unless the template takes it for something else: a list, or one of its literals. */
function withWanted(data: Data, wanted: readonly Wanted[], docset: Docset, random: () => number): Data {
  const made: Data = { ...data };
  for (const { namespace, key, shape } of wanted) {
    const name = namespace === '' ? 'attributes' : namespace;
    const holder = made[name] ?? {};
    const isUnset = random() < 1 / 6;
    const entry = docset.attributes.get(namespace)?.get(key);
    const value = plausibleValue(key, shape, entry, random);
    const isKnown = Object.hasOwn(data[name] ?? {}, key);
    // Default attributes are as they are; but now and then they are what the template asks for.
    if (namespace === '' && (isKnown ? shape.literals.size === 0 || random() < 1 / 2 : entry === undefined)) continue;
    if (isUnset) made[name] = Object.fromEntries(Object.entries(holder).filter(([other]) => other !== key));
    else made[name] = { ...holder, [key]: value };
  }
  return made;
}
