/** Credentials in headers: which are still to be put in, and putting them in. */
import { isSecretName } from '../../../server/src/preview/maskSecrets';
import { placeholdersIn } from '../../../server/src/rules/placeholders';
import type { Credential } from './types';

type Headers = Readonly<Record<string, string>>;

/** How a credential is written into the header `Authorization`. */
const SCHEMES = ['bearer', 'basic', 'plain'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** What a header of a credential holds in place of one. */
export type Lack = 'blank' | 'placeholder';

export interface Lacking {
  readonly name: string;
  readonly lack: Lack;
  /** The placeholder that stands there. */
  readonly text: string;
}

export interface Filled {
  readonly headers: Headers;
  /** Names of the headers whose value is a stored credential, as they are written. */
  readonly stored: readonly string[];
  /** Headers that are meant for a credential and hold none. */
  readonly lacking: readonly Lacking[];
}

/**
 * Puts stored credentials in: where a header is absent, holds no credential yet, or one out of a mock.
 * @param credentials those of the request's host
 * @param mocked names of headers whose value a mock gave
 */
export function fillCredentials(
  headers: Headers,
  credentials: readonly Credential[],
  mocked: ReadonlySet<string> = new Set(),
): Filled {
  const filled: Record<string, string> = { ...headers };
  const stored: string[] = [];
  for (const { header, value } of credentials) {
    const name = Object.keys(headers).find((each) => same(each, header));
    if (name !== undefined && lackOf(headers[name]!) === null && !mocked.has(name)) continue;
    filled[name ?? header] = value;
    stored.push(name ?? header);
  }
  const lacking = Object.entries(filled).flatMap(([name, value]) => {
    const lack = isSecretName(name, true) && !stored.includes(name) ? lackOf(value) : null;
    return lack === null ? [] : [{ name, lack, text: placeholderIn(value) }];
  });
  return { headers: filled, stored, lacking };
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The credentials of a URL's host, and of no other. */
export function credentialsOf(url: URL, all: readonly Credential[]): readonly Credential[] {
  return url.protocol === 'https:' ? all.filter(({ host }) => host === url.host) : [];
}

/** The host that a typed host or URL names, as a credential is bound to it; undefined where it names none. */
export function hostIn(text: string): string | undefined {
  const written = text.trim();
  const address = /^https?:\/\//i.test(written) ? written.replace(/^http:/i, 'https:') : `https://${written}`;
  if (written === '' || !URL.canParse(address)) return undefined;
  const { host } = new URL(address);
  return host === '' ? undefined : host;
}

/** The header's value for what the user typed; `user:password` for `basic`. */
export function headerValue(scheme: Scheme, typed: string): string {
  const secret = typed.trim();
  if (scheme === 'bearer') return `Bearer ${secret.replace(/^bearer\s+/i, '')}`;
  return scheme === 'basic' ? `Basic ${toBase64(secret)}` : secret;
}

/** Whether a header's value waits for a credential: it is blank, or what a published template says of it stands there. */
export function lackOf(value: string): Lack | null {
  const secret = secretIn(value);
  if (secret === '' || secret === ':') return 'blank';
  return isPlaceholder(secret) ? 'placeholder' : null;
}

/** The placeholders alone: what stands beside them may be real. */
function placeholderIn(value: string): string {
  const secret = secretIn(value);
  const names = placeholdersIn(secret, { start: 0, end: secret.length }).map(({ name }) => name);
  return names.length === 0 ? secret : names.join(' ');
}

/** The text of a credential; of Basic's what is encoded. */
function secretIn(value: string): string {
  const text = withoutScheme(value);
  return (/^\s*basic\s/i.test(value) ? fromBase64(text) : null) ?? text;
}

/** The text of a credential behind its scheme: of `Bearer abc`, `abc`. */
export function withoutScheme(value: string): string {
  const text = value.trim();
  if (/^(bearer|basic|token|digest)$/i.test(text)) return '';
  return /^[A-Za-z][\w-]*\s+(\S[\s\S]*)$/.exec(text)?.[1] ?? text;
}

/** Words that say what belongs somewhere; a real credential has others too. */
const SAYING = new Set(
  `a access account add api app application auth authorization basic bearer braze changeme client code credential
  credentials demo dummy enter example fake goes here id insert jwt key lived long me my name pass password placeholder
  private project public put replace rest sample secret server the this todo token user username value with your xxx`.split(
    /\s+/,
  ),
);

function isPlaceholder(text: string): boolean {
  if (placeholdersIn(text, { start: 0, end: text.length }).length > 0) return true;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => SAYING.has(word) || /^x{2,}$/.test(word));
}

/** UTF-8; null where the text is no base64. */
export function fromBase64(text: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  } catch {
    return null;
  }
}

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
