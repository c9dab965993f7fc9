/** How many text messages a text takes. GSM 03.38: 7 bits a character where its alphabet has them all, else UCS-2's 16. */

export interface SmsSegments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Septets of GSM-7, where `€` and braces take two; UTF-16 units of UCS-2. */
  readonly units: number;
  readonly segments: number;
  /** Units that a segment holds: 160 or 70 alone; 153 or 67 where several are joined, as the joint takes some. */
  readonly perSegment: number;
  /** Units left in the last segment. */
  readonly left: number;
  /** The characters that GSM-7 does not have, each once, in their order: what makes it UCS-2. */
  readonly beyondGsm: readonly string[];
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';

const septets: ReadonlyMap<string, number> = new Map([
  ...[...BASIC].map((char) => [char, 1] as const),
  ...[...EXTENDED].map((char) => [char, 2] as const),
]);

/** An empty text takes no message. */
export function smsSegments(text: string): SmsSegments {
  const characters = [...text];
  const beyondGsm = [...new Set(characters.filter((char) => !septets.has(char)))];
  const isGsm = beyondGsm.length === 0;
  const sizes = characters.map((char) => (isGsm ? septets.get(char)! : char.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [alone, joined] = isGsm ? [160, 153] : [70, 67];
  const encoding = isGsm ? 'GSM-7' : 'UCS-2';
  if (units <= alone) {
    return { encoding, units, segments: units === 0 ? 0 : 1, perSegment: alone, left: alone - units, beyondGsm };
  }
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    // What takes two units is not parted.
    if (used + size > joined) {
      segments++;
      used = 0;
    }
    used += size;
  }
  return { encoding, units, segments, perSegment: joined, left: joined - used, beyondGsm };
}
