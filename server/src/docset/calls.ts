/** Connected Content calls that a docset describes, by the URL that a template writes: both are patterns. */
import type { CallEntry, Docset, PartnerDocset, PartnerTemplate } from './types';

export interface KnownCall {
  readonly partner: PartnerDocset;
  readonly template: PartnerTemplate;
  readonly call: CallEntry;
}

/**
 * The calls that a written one may be. Queries are left out of it.
 * @param url with `*` for what is only known when the message is sent
 * @param method null where it is not known
 */
export function knownCalls({ partners }: Docset, url: string, method: string | null): readonly KnownCall[] {
  const path = pathOf(url);
  if (!hasHost(path)) return [];
  const found: KnownCall[] = [];
  for (const partner of partners.values()) {
    for (const template of partner.templates) {
      for (const call of template.calls ?? []) {
        const sameMethod = method === null || (call.method ?? 'GET').toUpperCase() === method.toUpperCase();
        const fits = (published: string): boolean => hasHost(published) && patternsMeet(published, path);
        if (sameMethod && urlsOf(template, call).some(fits)) found.push({ partner, template, call });
      }
    }
  }
  return found;
}

/** Where a call goes: as it is published, and by the partner's other regions where the template is that call. */
function urlsOf({ kind, url, calls = [] }: PartnerTemplate, call: CallEntry): readonly string[] {
  const own = pathOf(call.url.replace(HOLES, '*'));
  if (kind !== 'connected-content' || calls.length !== 1) return [own];
  return [own, ...(url?.also ?? []).map((match) => pathOf(`https://${match}`))];
}

/** What a published URL leaves open: Liquid and `<PLACEHOLDERS>`. */
const HOLES = /\{\{.*?\}{2,3}|\{%.*?%\}|<[^<>]*>/g;

const pathOf = (url: string): string => url.trim().split(/[?#]/, 1)[0]!.replace(/\/+$/, '');

/** Without a host of its own, up to its last label, it would fit every URL. */
const hasHost = (url: string): boolean => /^https?:\/\/[^/]*\w\.\w+(?:\/|$)/i.test(url);

/** Whether there is a text that two patterns with `*` for any run of characters both fit. */
export function patternsMeet(a: string, b: string): boolean {
  const star = Math.min(...[a.indexOf('*'), b.indexOf('*')].map((at) => (at < 0 ? Number.POSITIVE_INFINITY : at)));
  if (star === Number.POSITIVE_INFINITY) return a === b;
  if (a.slice(0, star) !== b.slice(0, star)) return false;
  // meets[j]: whether what is left of `a` from i meets what is left of `b` from j; from the ends to the begins.
  let below = new Uint8Array(b.length + 1);
  for (let i = a.length; i >= star; i--) {
    const row = new Uint8Array(b.length + 1);
    for (let j = b.length; j >= star; j--) {
      const ends = i === a.length && j === b.length;
      const skipA = a[i] === '*' && (below[j] === 1 || (j < b.length && row[j + 1] === 1));
      const skipB = b[j] === '*' && (row[j + 1] === 1 || (i < a.length && below[j] === 1));
      const both = i < a.length && j < b.length && a[i] === b[j] && below[j + 1] === 1;
      row[j] = ends || skipA || skipB || both ? 1 : 0;
    }
    below = row;
  }
  return below[star] === 1;
}
