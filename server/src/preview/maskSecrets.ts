/**
 * Requests without what opens doors: credentials in headers, URLs and bodies. For what leaves the preview: the clipboard,
 * files, logs.
 */

/** What stands where a secret was. */
export const MASK = '***';

export interface Maskable {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** A request or call with its secrets masked; a secret known from a header is masked wherever else it stands too. */
export function maskSecrets<T extends Maskable>(request: T): T {
  const known = new Set<string>();
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = isSecretName(name, true) ? maskCredential(value, known) : value;
  }
  const mask = (text: string): string => maskKnown(maskText(text), known);
  for (const name of Object.keys(headers)) headers[name] = mask(headers[name]!);
  return {
    ...request,
    headers,
    url: mask(maskUrl(request.url, known)),
    body: request.body === null ? null : mask(maskBody(request.body, known)),
  };
}

/** A URL with its user, password and secret parameters masked. */
export function maskUrl(url: string, known: Set<string> = new Set()): string {
  const withoutUser = url.replace(/^([a-z][a-z\d+.-]*:\/\/)([^/?#]*)@/i, (_, scheme: string) => `${scheme}${MASK}@`);
  const query = withoutUser.indexOf('?');
  if (query < 0) return withoutUser;
  const hash = withoutUser.indexOf('#', query);
  const end = hash < 0 ? withoutUser.length : hash;
  return `${withoutUser.slice(0, query + 1)}${maskPairs(withoutUser.slice(query + 1, end), known)}${withoutUser.slice(end)}`;
}

/** A text with what looks like a credential masked: tokens behind `Bearer` and `Basic`, JSON web tokens. */
export function maskText(text: string): string {
  return text
    .replace(
      /\b(Bearer|Basic|Token)(\s+)[\w.~+/=-]{8,}/gi,
      (_, scheme: string, gap: string) => `${scheme}${gap}${MASK}`,
    )
    .replace(/\beyJ[\w-]{8,2000}\.[\w-]{1,8000}(?:\.[\w-]{1,8000})?/g, MASK);
}

// ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Words of which one makes a name a secret's. */
const SECRET: ReadonlySet<string> = new Set([
  'authorization',
  'auth',
  'token',
  'secret',
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'apikey',
  'signature',
  'sig',
  'hmac',
  'jwt',
  'credential',
  'credentials',
  'cookie',
]);

/** Words that make a key a secret one: a key alone is mostly a name. */
const OF_KEY: ReadonlySet<string> = new Set([
  'api',
  'access',
  'private',
  'secret',
  'subscription',
  'client',
  'app',
  'auth',
  'license',
  'write',
]);

/** Whether a header, a parameter or a JSON key of this name holds a secret. */
export function isSecretName(name: string, isHeader = false): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  if (words.some((word) => SECRET.has(word) || word.endsWith('token') || word.endsWith('apikey'))) return true;
  return words.includes('key') && (isHeader || words.some((word) => OF_KEY.has(word)));
}

// ── Values ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `Bearer abc` → `Bearer ***`. */
function maskCredential(value: string, known: Set<string>): string {
  const [, scheme = '', secret = ''] = /^\s*([A-Za-z][\w-]*\s+)?([\s\S]*?)\s*$/.exec(value) ?? [];
  if (secret === '') return value;
  remember(secret, known);
  return `${scheme}${MASK}`;
}

/** Shorter ones stand in too many other words. */
const MIN_KNOWN = 8;

function remember(secret: string, known: Set<string>): void {
  if (secret.length >= MIN_KNOWN) known.add(secret);
}

function maskKnown(text: string, known: ReadonlySet<string>): string {
  let masked = text;
  for (const secret of known) masked = masked.replaceAll(secret, MASK);
  return masked;
}

/** `a=1&token=2` → `a=1&token=***`. */
function maskPairs(text: string, known: Set<string>): string {
  return text
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      if (at < 0 || at === pair.length - 1 || !isSecretName(decoded(pair.slice(0, at)))) return pair;
      remember(pair.slice(at + 1), known);
      return `${pair.slice(0, at + 1)}${MASK}`;
    })
    .join('&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** In place, so that the body stays as it is written; the value is a text, a number or, broken, what stands there. */
const JSON_PAIR = /"((?:[^"\\]|\\.)*)"(\s*:\s*)("(?:[^"\\]|\\.)*"|[^\s",{}[\]]+)/g;

function maskBody(body: string, known: Set<string>): string {
  if (/^[^\s{[<"=&]+=[^\s]*$/.test(body.trim())) return maskPairs(body, known);
  return body.replace(JSON_PAIR, (whole, name: string, gap: string, value: string) => {
    const secret = value.startsWith('"') ? value.slice(1, -1) : value;
    if (secret === '' || /^(null|true|false)$/.test(secret) || !isSecretName(name)) return whole;
    remember(secret, known);
    return `"${name}"${gap}"${MASK}"`;
  });
}
