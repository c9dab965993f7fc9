/** What a date format prints, shown on one fixed day: tells whether it is what a field takes. */

/** The first of March 2026, a Sunday, at 15:04:05 UTC. */
const directives: Readonly<Record<string, string>> = {
  Y: '2026',
  y: '26',
  C: '20',
  m: '03',
  B: 'March',
  b: 'Mar',
  h: 'Mar',
  d: '01',
  e: ' 1',
  j: '060',
  A: 'Sunday',
  a: 'Sun',
  u: '7',
  w: '0',
  H: '15',
  k: '15',
  I: '03',
  l: ' 3',
  M: '04',
  S: '05',
  L: '000',
  N: '000000000',
  p: 'PM',
  P: 'pm',
  z: '+0000',
  ':z': '+00:00',
  Z: 'UTC',
  s: '1772377445',
  Q: '1772377445000',
  F: '2026-03-01',
  T: '15:04:05',
  X: '15:04:05',
  R: '15:04',
  D: '03/01/26',
  x: '03/01/26',
  '%': '%',
};

/** The text that a `date` filter's format prints on that day; null where it has what we do not know. */
export function dateSample(format: string): string | null {
  let text = '';
  for (let index = 0; index < format.length; index += 1) {
    if (format[index] !== '%') {
      text += format[index];
      continue;
    }
    const [whole, flag = '', name = ''] = /^%([-^0_]?)(:?[A-Za-z%])/.exec(format.slice(index, index + 4)) ?? [];
    const printed = directives[name];
    if (whole === undefined || printed === undefined) return null;
    text += flag === '-' ? printed.replace(/^[ 0]+(?=\d)/, '') : flag === '^' ? printed.toUpperCase() : printed;
    index += whole.length - 1;
  }
  return text;
}
