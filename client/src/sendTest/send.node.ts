/**
 * The one file of this project that opens a connection: a request that the user has confirmed, to the address that was
 * checked. The host's name is looked up once, every address it has is checked, and the connection goes to one of these:
 * a name that leads elsewhere a moment later leads nowhere. Redirects are answers like any other.
 */
import { lookup } from 'node:dns/promises';
import { request as open, type RequestOptions } from 'node:https';
import { BlockList, isIP, isIPv4 } from 'node:net';
import type { RenderedRequest } from '../../../server/src/protocol';
import { type AddressRange, GLOBAL_V6, RANGES_V4, RANGES_V6 } from './ranges';
import { type Answer, type Outcome, type Sender, SIZE_LIMIT, TIME_LIMIT } from './types';

/** What a test puts in place of the world. */
export interface Network {
  /** All addresses of a host's name; rejects where it has none. */
  resolve(host: string): Promise<readonly string[]>;
  /** The certificate authorities to trust in place of the system's, as PEM. */
  readonly ca?: string;
}

const WORLD: Network = {
  resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
};

/**
 * Makes the sender.
 * @param network how names are looked up and connections made: the world's, but for tests
 */
export function createSender(network: Network = WORLD): Sender {
  return {
    refusal: refusalOf,
    async send(request, { allowPrivate, signal }) {
      const limit = new AbortController();
      const stop = limit.signal;
      const cancel = (): void => limit.abort();
      const timer = setTimeout(cancel, TIME_LIMIT);
      signal.addEventListener('abort', cancel);
      if (signal.aborted) cancel();
      try {
        const url = new URL(request.url);
        const refused = refusalOf(url, allowPrivate);
        if (refused !== null) return failed(refused);
        const started = performance.now();
        const host = hostOf(url);
        const addresses = isIP(host) ? [host] : await unlessStopped(network.resolve(host), stop);
        for (const address of addresses) {
          const what = allowPrivate ? null : whatIs(address);
          if (what !== null) return failed(`'${host}' leads to the address ${address}, which ${what}. ${ADVICE}`);
        }
        if (addresses.length === 0) return failed(reasonOf({ code: 'ENOTFOUND' }, host));
        stop.throwIfAborted();
        const answer = await exchange(request, url, {
          addresses: addresses.map((address) => ({ address, family: isIPv4(address) ? 4 : 6 })),
          ca: network.ca,
          stop,
          isCancelled: () => signal.aborted,
        });
        return { kind: 'answered', answer: { ...answer, duration: performance.now() - started } };
      } catch (error) {
        if (signal.aborted) return { kind: 'cancelled' };
        if (stop.aborted)
          return failed('No answer came within two seconds. The request may have arrived all the same.');
        return failed(reasonOf(error, URL.canParse(request.url) ? hostOf(new URL(request.url)) : ''));
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
      }
    },
  };
}

const failed = (reason: string): Outcome => ({ kind: 'failed', reason });

// ── Where to ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const ADVICE =
  "For a server of your own, turn on 'brazeLiquid.sendTest.allowPrivateAddresses' in your user settings and keep to https.";

function refusalOf(url: URL, allowPrivate: boolean): string | null {
  if (url.protocol !== 'https:')
    return `Test sends go to https URLs alone, and this one is '${url.protocol}//': anybody on the way could read the request.`;
  if (allowPrivate) return null;
  const host = hostOf(url);
  if (/(^|\.)localhost\.?$/.test(host)) return `'${host}' is this machine itself. ${ADVICE}`;
  const what = isIP(host) ? whatIs(host) : null;
  return what === null ? null : `The address ${host} ${what}. ${ADVICE}`;
}

/** Without the brackets of an IPv6 address. `URL` has written `2130706433` and `0x7f.1` as `127.0.0.1` before. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

const lists = new Map([...RANGES_V4, ...RANGES_V6, GLOBAL_V6].map((range) => [range, listOf(range)]));

function listOf({ network, prefix }: AddressRange): BlockList {
  const list = new BlockList();
  list.addSubnet(network, prefix, isIPv4(network) ? 'ipv4' : 'ipv6');
  return list;
}

/** Why an address is none of the public internet's; null where it is one. What is no address at all is none either. */
export function whatIs(address: string): string | null {
  const isIn = (range: AddressRange): boolean =>
    lists.get(range)!.check(address, isIPv4(address) ? 'ipv4' : 'ipv6') === true;
  if (isIPv4(address)) return RANGES_V4.find(isIn)?.what ?? null;
  return RANGES_V6.find(isIn)?.what ?? (isIn(GLOBAL_V6) ? null : GLOBAL_V6.what);
}

// ── There and back ───────────────────────────────────────────────────────────────────────────────────────────────────

interface Way {
  /** At least one. */
  readonly addresses: readonly { readonly address: string; readonly family: number }[];
  readonly ca: string | undefined;
  /** At the end of the time, or when the user cancels. */
  readonly stop: AbortSignal;
  isCancelled(): boolean;
}

function exchange(
  { method, headers, body }: RenderedRequest,
  url: URL,
  { addresses, ca, stop, isCancelled }: Way,
): Promise<Omit<Answer, 'duration'>> {
  const content = method === 'GET' ? null : Buffer.from(body, 'utf8');
  const options: RequestOptions = {
    hostname: hostOf(url),
    port: url.port === '' ? 443 : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method,
    headers: { ...headers, ...(content === null ? {} : { 'Content-Length': String(content.length) }) },
    agent: false,
    signal: stop,
    lookup: (_host, { all }, done) =>
      all ? done(null, [...addresses]) : done(null, addresses[0]!.address, addresses[0]!.family),
    ...(url.username === '' ? {} : { auth: `${decoded(url.username)}:${decoded(url.password)}` }),
    ...(ca === undefined ? {} : { ca }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = open(options, (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = (cut: Answer['cut']): void => {
        const raw = incoming.rawHeaders;
        resolve({
          status: incoming.statusCode ?? 0,
          statusText: incoming.statusMessage ?? '',
          headers: raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : [])),
          body: Buffer.concat(chunks),
          cut,
        });
        outgoing.destroy();
      };
      incoming.on('data', (chunk: Buffer) => {
        const room = SIZE_LIMIT - size;
        chunks.push(chunk.subarray(0, room));
        size += chunk.length;
        if (size > SIZE_LIMIT) finish('size');
      });
      incoming.on('end', () => finish(null));
      // From here on what has come counts, whatever happens to the connection.
      const end = (error: Error): void => {
        if (isCancelled()) reject(error);
        else finish(stop.aborted ? 'time' : 'broken');
      };
      incoming.on('error', end);
      outgoing.off('error', reject).on('error', end);
    });
    outgoing.on('error', reject);
    outgoing.end(content ?? undefined);
  });
}

/** A promise, or the signal's reason where that comes first: a look-up cannot be called back. */
function unlessStopped<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopped = (): void => reject(signal.reason);
    if (signal.aborted) stopped();
    signal.addEventListener('abort', stopped, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stopped));
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A sentence for an error of Node's. What Node itself says may hold parts of the request, so only its code is told. */
function reasonOf(error: unknown, host: string): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (/^(ENOTFOUND|EAI_\w+|ENODATA)$/.test(code))
    return `There is no host '${host}', or this machine has no network. Look at the URL.`;
  if (code === 'ECONNREFUSED') return `'${host}' takes no https requests: it refused the connection.`;
  if (/CERT|SIGNATURE|ISSUER/.test(code))
    return `The certificate of '${host}' is not to be trusted (${code}), so nothing was sent.`;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return `'${host}' does not speak https (${code}).`;
  if (/^(ECONNRESET|EPIPE)$/.test(code)) return `'${host}' broke the connection off without an answer.`;
  if (/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/.test(code)) return `'${host}' cannot be reached from here (${code}).`;
  return `The request could not be sent${code === '' ? '' : ` (${code})`}.`;
}
