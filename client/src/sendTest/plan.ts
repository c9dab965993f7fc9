/** A rendering → the request that a test send would make, and all that the user has to know before it is made. */
import { MASK, maskSecrets } from '../../../server/src/preview/maskSecrets';
import type { RenderedRequest, RenderResult } from '../../../server/src/protocol';
import { placeholdersIn } from '../../../server/src/rules/placeholders';
import { maskRendering } from '../preview/mask';
import { credentialsOf, type Filled, fillCredentials, fromBase64, withoutScheme } from './credential';
import type { Credential } from './types';

export interface Plan {
  /** As it is sent, credentials and all. */
  readonly request: RenderedRequest;
  readonly url: URL;
  /** The label of the user it is rendered for. */
  readonly user: string;
  /** Headers with a stored credential. */
  readonly stored: readonly string[];
  /** Headers that are meant for a credential and hold none. */
  readonly lacking: Filled['lacking'];
  /** Sentences: why the request may not be what it should. */
  readonly doubts: readonly string[];
  /** What is never shown: not in the dialog, not where the answer repeats it. */
  readonly secrets: ReadonlySet<string>;
}

/** Or a sentence that says why there is nothing to send. */
export type Planned = Plan | { readonly refusal: string };

/**
 * @param result rendered with details
 * @param credentials all that are stored; those of other hosts are left alone
 */
export function planSend(result: RenderResult, user: string, credentials: readonly Credential[]): Planned {
  const shown = maskRendering(result);
  const refusal = refusalOf(result.request, shown, user);
  if (refusal !== null || result.request === null) return { refusal: refusal ?? '' };
  const url = new URL(result.request.url);
  const filled = fillCredentials(result.request.headers, credentialsOf(url, credentials), mocked(result));
  const { stored, lacking } = filled;
  const left = Object.keys(filled.headers).filter((name) => OF_CONNECTION.has(name.toLowerCase()));
  const headers = Object.fromEntries(Object.entries(filled.headers).filter(([name]) => !left.includes(name)));
  const wrong = Object.entries(headers).find(([name, value]) => !TOKEN.test(name) || !HEADER_VALUE.test(value));
  if (wrong)
    return { refusal: `The header '${wrong[0]}' holds a character that no header may hold, such as a line break.` };
  const request = { ...result.request, headers };
  return {
    request,
    url,
    user,
    stored,
    lacking,
    doubts: doubtsOf({ ...shown, request: result.request }, left),
    secrets: secretsOf(request, stored),
  };
}

/** @param shown the rendering without its secrets */
function refusalOf(request: RenderedRequest | null, { aborted, problems }: RenderResult, user: string): string | null {
  if (aborted) return `Nothing is sent to ${user}: the template aborts. ${aborted.reason}`.trim();
  if (request === null)
    return 'There is no request to send: only a webhook file (.webhook.liquid) has a URL and headers.';
  const limit = problems.find(({ code }) => code === 'render-limit');
  if (limit) return `The template was not rendered to its end, so there is no whole request to send. ${limit.message}`;
  if (!METHODS.has(request.method))
    return `A webhook is sent by GET, POST, PUT, PATCH or DELETE, not by '${request.method}'.`;
  if (request.url === '') return 'The URL is blank, so there is nowhere to send to.';
  if (!/\s/.test(request.url) && URL.canParse(request.url)) return null;
  const [placeholder] = placeholderNames(request.url);
  return placeholder === undefined
    ? 'What the URL renders to is no URL, so there is nowhere to send to. Look at it in the preview.'
    : `The URL holds the placeholder '${placeholder}'. Put your own value there first.`;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** What the connection says of itself. */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

// ── Doubts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function doubtsOf(result: RenderResult, left: readonly string[]): readonly string[] {
  const request = result.request!;
  const errors = result.problems.filter(({ severity }) => severity === 'error');
  const answered = (answer: 'mock' | 'none') => result.calls.filter((call) => call.answer === answer).length;
  const placeholders = [...new Set([request.url, request.body].flatMap(placeholderNames))];
  return [
    ...(result.readable ? [] : ['The template has errors: Braze cannot read it, and what is sent here is a guess.']),
    ...(errors.length === 0 ? [] : [`${count(errors.length, 'problem')} in what was rendered: ${errors[0]!.message}`]),
    ...(answered('none') === 0
      ? []
      : [`No mock answered ${count(answered('none'), 'Connected Content call')}: what should come of that is blank.`]),
    ...(answered('mock') === 0
      ? []
      : [`Mocks answered ${count(answered('mock'), 'Connected Content call')}: the test sends what they gave.`]),
    ...(placeholders.length === 0 ? [] : [`Placeholders are still there: ${placeholders.slice(0, 5).join(', ')}.`]),
    ...(request.method === 'GET' && request.body.trim() !== '' ? ['GET sends no body, so the body is left out.'] : []),
    ...(left.length === 0 ? [] : [`The connection sets ${left.map((name) => `'${name}'`).join(', ')} itself.`]),
  ];
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** Of names in angle brackets only such as have capitals: HTML's tags look like the others. */
function placeholderNames(text: string): readonly string[] {
  return placeholdersIn(text, { start: 0, end: text.length })
    .map(({ name }) => name)
    .filter(
      (name) => !name.startsWith('<') || name.startsWith('<<') || /^<[A-Z][A-Z0-9]*(?:[ _.-][A-Z0-9]+)+>$/.test(name),
    );
}

/**
 * Headers that print what a mock answered: an output stands in them behind a call of theirs. A field knows no variables
 * of another.
 */
function mocked({ calls, details }: RenderResult): ReadonlySet<string> {
  const names = new Set<string>();
  let before = -1;
  for (const { role, name, trace } of details?.fields ?? []) {
    const outputs = trace.filter(({ exact }) => !exact).map(({ range }) => range.start);
    const isMocked = calls.some(
      ({ answer, range }) =>
        answer === 'mock' && order(range.start) > before && outputs.some((start) => order(start) >= order(range.start)),
    );
    if (role === 'header' && isMocked) names.add(name);
    before = Math.max(before, ...trace.map(({ range }) => order(range.end)));
  }
  return names;
}

/** Positions as numbers in their order. */
const order = ({ line, character }: { readonly line: number; readonly character: number }): number =>
  line * 2 ** 24 + character;

// ── Secrets ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Shorter ones stand in every other word. */
const MIN_SECRET = 4;

/** What opens doors in a request, in all forms in which an answer may repeat it. */
function secretsOf(request: RenderedRequest, stored: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  maskSecrets(request, found);
  for (const name of stored) found.add(withoutScheme(request.headers[name] ?? ''));
  for (const secret of [...found]) {
    const pair = fromBase64(secret);
    if (pair?.includes(':')) for (const part of [pair, pair.slice(pair.indexOf(':') + 1)]) found.add(part);
  }
  // JSON in a text of JSON is how servers repeat a body.
  const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
  for (const secret of [...found])
    for (const form of [encodeURIComponent(secret), escaped(secret), escaped(escaped(secret))]) found.add(form);
  return new Set([...found].filter((secret) => secret.length >= MIN_SECRET && secret !== MASK));
}
