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

/**
 * A request or call with its secrets masked; a secret known from a header is masked wherever else it stands too.
 * @param known secrets known before; those that are found join them, so that an answer can be masked as its request was
 */
export function maskSecrets<T extends Maskable>(request: T, known: Set<string> = new Set()): T {
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
  const withoutUser = url.replace(/^([a-z][a-z\d+.-]*:\/\/)([^/?#]*)@/i, (_, scheme: string, user: string) => {
    for (const part of [user, user.slice(user.indexOf(':') + 1)]) remember(part, known);
    return `${scheme}${MASK}@`;
  });
  const query = withoutUser.indexOf('?');
  if (query < 0) return withoutUser;
  const hash = withoutUser.indexOf('#', query);
  const end = hash < 0 ? withoutUser.length : hash;
  return `${withoutUser.slice(0, query + 1)}${maskPairs(withoutUser.slice(query + 1, end), known)}${withoutUser.slice(end)}`;
}

/** What one rendering knows to be secret, taken out of all that is shown of it. */
export interface Masking {
  /** A request or call of the rendering, or what was printed in the form of one. */
  mask<T extends Maskable>(request: T): T;
  /** What is said of the rendering: it may quote a call's URL. */
  maskMessage(message: string): string;
}

/**
 * The masking of a rendering: what is secret at one place, in a call's header or a user's attribute, is so everywhere.
 * @param requests the calls, then the request where there is one
 * @param reads names as they are written: `custom_attribute.${api_token}`
 */
export function maskingOf(
  requests: readonly Maskable[],
  reads: readonly { readonly name: string; readonly value: unknown }[],
): Masking {
  const known = new Set<string>();
  for (const { name, value } of reads)
    if (isSecretAttribute(name) && typeof value === 'string') remember(value.trim(), known);
  for (const request of requests) maskSecrets(request, known);
  const urls = requests
    .map((request) => [request.url, maskSecrets(request, known).url] as const)
    .filter(([url, masked]) => url !== masked);
  return {
    mask: (request) => maskSecrets(request, known),
    maskMessage: (message) =>
      maskKnown(maskText(urls.reduce((text, [url, masked]) => text.replaceAll(url, masked), message)), known),
  };
}

/** A text with what looks like a credential masked: tokens behind `Bearer` and `Basic`, JSON web tokens. */
export function maskText(text: string): string {
  return text
    .replace(
      /\b(Bearer|Basic|Token)(\s+)[\w.~+/=-]{8,}/gi,
      (_, scheme: string, gap: string) => `${scheme}${gap}${MASK}`,
    )
    .replace(/[\w.-]{20,}/g, (word) => (isWebToken(word) ? MASK : word));
}

/** A JSON web token: two or three stretches of base64, the first of which is a JSON object. */
function isWebToken(word: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+(\.[\w-]*)?\.?$/.test(word);
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

/** Whether an attribute holds a secret, by its name as it is written: `custom_attribute.${api_token}`. */
export const isSecretAttribute = (name: string): boolean => isSecretName(name.slice(name.indexOf('{') + 1));

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

/** Each is looked for in the whole request. */
const MAX_KNOWN = 50;

function remember(secret: string, known: Set<string>): void {
  if (secret.length >= MIN_KNOWN && known.size < MAX_KNOWN) known.add(secret);
}

function maskKnown(text: string, known: ReadonlySet<string>): string {
  let masked = text;
  // The longest first: what holds a shorter one would leave its rest.
  for (const secret of [...known].sort((one, other) => other.length - one.length))
    masked = masked.replaceAll(secret, MASK);
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

function maskBody(body: string, known: Set<string>): string {
  return /^[^\s{[<"=&]+=[^\s]*$/.test(body.trim()) ? maskPairs(body, known) : maskJson(body, known);
}

/** In place, so that the body stays as it is written; broken JSON is read as far as it can be. */
function maskJson(body: string, known: Set<string>): string {
  let out = '';
  let from = 0;
  let at = body.indexOf('"');
  while (at >= 0) {
    const nameEnd = stringEnd(body, at);
    const colon = skipBlank(body, nameEnd);
    if (body[colon] !== ':') {
      at = body.indexOf('"', nameEnd);
      continue;
    }
    const start = skipBlank(body, colon + 1);
    const isText = body[start] === '"';
    const end = isText ? stringEnd(body, start) : scalarEnd(body, start);
    const value = isText ? body.slice(start + 1, end - 1) : body.slice(start, end);
    if (value !== '' && !/^(null|true|false)$/.test(value) && isSecretName(body.slice(at + 1, nameEnd - 1))) {
      remember(value, known);
      out += `${body.slice(from, start)}"${MASK}"`;
      from = end;
    }
    at = body.indexOf('"', Math.max(end, colon + 1));
  }
  return out + body.slice(from);
}

/** Behind the closing quote of the text that begins at `start`; the end of the body where it is not closed. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function skipBlank(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}

function scalarEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s",{}[\]]/.test(text[at]!)) at++;
  return at;
}
