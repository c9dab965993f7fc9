/** What the user reads before a test send. Secrets are masked. */
import { MASK, maskSecrets } from '../../../server/src/preview/maskSecrets';
import type { Plan } from './plan';

export interface Dialog {
  readonly message: string;
  readonly detail: string;
  /** In their order; closing the dialog by anything else sends nothing. */
  readonly buttons: readonly Button[];
}

/** The button that sends. */
export const SEND = 'Send';
/** The button that asks for a credential first. */
export const STORE = 'Store Credential…';
export type Button = typeof SEND | typeof STORE;

/** A header's value is cut behind so many characters. */
const MAX_VALUE = 120;

/** The dialog of a planned send: all that goes out, its secrets masked. */
export function dialogOf(plan: Plan): Dialog {
  const { request, url, user, stored, lacking, doubts, secrets } = plan;
  const masked = maskSecrets(request, new Set(secrets));
  const headers = Object.entries(masked.headers).map(([name, value]) => {
    if (stored.includes(name)) return `${name}: ${MASK} (your stored credential for ${url.host})`;
    const lacks = lacking.find((each) => each.name === name);
    if (!lacks) return `${name}: ${shortened(value)}`;
    return `${name}: ${lacks.lack === 'blank' ? 'blank' : `the placeholder ${shortened(lacks.text)}`} (no credential yet)`;
  });
  const bytes = request.method === 'GET' ? 0 : new TextEncoder().encode(request.body).length;
  return {
    message: `Send this request to ${url.host}?`,
    detail: [
      `${request.method} ${masked.url}`,
      `Rendered for ${user}`,
      [...headers, bytes === 0 ? 'No body' : `Body of ${sizeOf(bytes)}`].join('\n'),
      ...(doubts.length === 0 ? [] : [doubts.map((doubt) => `⚠ ${doubt}`).join('\n')]),
      `This is a real request: ${url.host} acts on it as on one from Braze.`,
    ].join('\n\n'),
    buttons: lacking.length === 0 ? [SEND] : [SEND, STORE],
  };
}

const shortened = (text: string): string => (text.length <= MAX_VALUE ? text : `${text.slice(0, MAX_VALUE)}…`);

/** `812 bytes`, `12.3 KB`. */
export function sizeOf(bytes: number): string {
  return bytes < 1000 ? `${bytes} byte${bytes === 1 ? '' : 's'}` : `${(bytes / 1000).toFixed(1)} KB`;
}
