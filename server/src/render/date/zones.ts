/** Time zones: names in dates as Ruby's Time reads them, and IANA zones by the platform's own database. */
import { DAY, daysFromCivil } from './calendar';

/** The zone names that Ruby's `Time.parse` knows, in hours. */
const NAMED: ReadonlyMap<string, number> = new Map(
  Object.entries({
    UTC: 0,
    Z: 0,
    UT: 0,
    GMT: 0,
    EST: -5,
    EDT: -4,
    CST: -6,
    CDT: -5,
    MST: -7,
    MDT: -6,
    PST: -8,
    PDT: -7,
    A: 1,
    B: 2,
    C: 3,
    D: 4,
    E: 5,
    F: 6,
    G: 7,
    H: 8,
    I: 9,
    K: 10,
    L: 11,
    M: 12,
    N: -1,
    O: -2,
    P: -3,
    Q: -4,
    R: -5,
    S: -6,
    T: -7,
    U: -8,
    V: -9,
    W: -10,
    X: -11,
    Y: -12,
  }),
);

/** Seconds east of UTC of a zone written in a date; null for one that Ruby's Time does not know (it then takes its own zone). */
export function zoneOffset(zone: string): number | null {
  const name = zone.toUpperCase();
  const match = /^([+-])(\d\d)(:?)(\d\d)(?:\3(\d\d))?$/.exec(name);
  if (match) {
    const seconds = (Number(match[2]) * 60 + Number(match[4])) * 60 + Number(match[5] ?? 0);
    return match[1] === '-' ? -seconds : seconds;
  }
  if (/^[+-]\d\d$/.test(name)) return Number(name) * 3600;
  const hours = NAMED.get(name);
  return hours === undefined ? null : hours * 3600;
}

export interface ZoneAt {
  readonly offset: number;
  /** `PDT`, `GMT+2`. */
  readonly abbreviation: string;
}

const formatters = new Map<
  string,
  { readonly clock: Intl.DateTimeFormat; readonly name: Intl.DateTimeFormat } | null
>();

/** What a zone's clocks show at an instant; null for a zone that is not in the platform's database. */
export function zoneAt(zone: string, seconds: number): ZoneAt | null {
  const formatter = formatterOf(zone);
  // Beyond the years that JS dates reach, the offset of the last one is as good as any.
  const instant = Math.max(-8.64e12, Math.min(8.64e12, seconds)) * 1000;
  if (!formatter) return null;
  const parts = new Map(formatter.clock.formatToParts(instant).map((part) => [part.type, part.value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const era = parts.get('era') ?? 'A';
  const year = era.startsWith('B') ? 1 - get('year') : get('year');
  const local =
    daysFromCivil(year, get('month'), get('day')) * DAY +
    (get('hour') % 24) * 3600 +
    get('minute') * 60 +
    get('second');
  const name = formatter.name.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const offset = local - Math.floor(instant / 1000);
  return { offset, abbreviation: abbreviationOf(zone, name, offset) };
}

function formatterOf(zone: string) {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  let made: ReturnType<typeof makeFormatter> | null = null;
  try {
    made = makeFormatter(zone);
  } catch {
    // Not an IANA zone: the caller decides what that means.
  }
  if (formatters.size > 500) formatters.clear();
  formatters.set(zone, made);
  return made;
}

function makeFormatter(timeZone: string) {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return { clock, name: new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' }) };
}

/** Abbreviations that the tz database has and English-American locale data has not, by zone: standard and summer time. */
const ABBREVIATIONS: readonly (readonly [RegExp, string, string])[] = [
  [/^Europe\/(London|Belfast|Guernsey|Isle_of_Man|Jersey)$|^GB/, 'GMT', 'BST'],
  [/^Europe\/Dublin$|^Eire$/, 'GMT', 'IST'],
  [/^(Europe\/Lisbon|Atlantic\/(Madeira|Canary|Faroe|Faeroe)|Portugal|WET)$/, 'WET', 'WEST'],
  [
    /^(Europe\/(Athens|Bucharest|Helsinki|Kiev|Kyiv|Riga|Sofia|Tallinn|Vilnius|Chisinau|Mariehamn|Kaliningrad)|EET|Asia\/(Beirut|Nicosia)|Africa\/(Cairo|Tripoli))$/,
    'EET',
    'EEST',
  ],
  [/^(Europe\/(Moscow|Simferopol|Kirov|Minsk|Istanbul)|W-SU)$/, 'MSK', 'MSK'],
  [/^(Europe\/.*|CET|MET|Arctic\/Longyearbyen|Africa\/(Ceuta|Tunis|Algiers))$/, 'CET', 'CEST'],
  [/^(Asia\/Tokyo|Japan)$/, 'JST', 'JDT'],
  [/^(Asia\/Seoul|ROK)$/, 'KST', 'KDT'],
  [/^Asia\/(Kolkata|Calcutta)$/, 'IST', 'IST'],
  [/^Asia\/(Shanghai|Taipei|Macau|Chongqing|Harbin)$|^PRC$/, 'CST', 'CDT'],
  [/^Asia\/Hong_Kong$|^Hongkong$/, 'HKT', 'HKST'],
  [/^Asia\/Karachi$/, 'PKT', 'PKST'],
  [/^Asia\/Manila$/, 'PST', 'PDT'],
  [/^Asia\/Jakarta$/, 'WIB', 'WIB'],
  [/^Asia\/(Jerusalem|Tel_Aviv)$|^Israel$/, 'IST', 'IDT'],
  [/^Australia\/(Sydney|Melbourne|Hobart|Canberra|ACT|NSW|Tasmania|Victoria)$/, 'AEST', 'AEDT'],
  [/^Australia\/(Brisbane|Lindeman|Queensland)$/, 'AEST', 'AEDT'],
  [/^Australia\/(Adelaide|Darwin|Broken_Hill|South|North)$/, 'ACST', 'ACDT'],
  [/^Australia\/(Perth|West)$/, 'AWST', 'AWDT'],
  [/^(Pacific\/Auckland|Antarctica\/McMurdo|NZ)$/, 'NZST', 'NZDT'],
  [/^Africa\/(Johannesburg|Maseru|Mbabane)$/, 'SAST', 'SAST'],
  [/^Africa\/(Lagos|Kinshasa|Luanda)$/, 'WAT', 'WAT'],
  [/^Africa\/(Nairobi|Addis_Ababa|Kampala)$/, 'EAT', 'EAT'],
  [/^Africa\/(Maputo|Harare|Lusaka|Khartoum)$/, 'CAT', 'CAT'],
];

/** The tz database's abbreviation where it is known, else a bare offset as that database writes it: `+04`, `-0330`. */
function abbreviationOf(zone: string, english: string, offset: number): string {
  if (/^[A-Z]{2,5}$/.test(english)) return english;
  const known = ABBREVIATIONS.find(([pattern]) => pattern.test(zone));
  if (known) return isSummer(zone, offset) ? known[2] : known[1];
  const minutes = Math.floor(Math.abs(offset) / 60);
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hours}${minutes % 60 > 0 ? String(minutes % 60).padStart(2, '0') : ''}`;
}

/** Whether the offset is more than the zone's smallest this decade. */
function isSummer(zone: string, offset: number): boolean {
  const formatter = formatterOf(zone)!;
  const smallest = Math.min(
    ...[Date.UTC(2024, 0, 1), Date.UTC(2024, 6, 1)].map((instant) => {
      const parts = new Map(formatter.clock.formatToParts(instant).map((part) => [part.type, part.value]));
      const get = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
      return (
        daysFromCivil(get('year'), get('month'), get('day')) * DAY +
        (get('hour') % 24) * 3600 +
        get('minute') * 60 -
        instant / 1000
      );
    }),
  );
  return offset > smallest;
}
