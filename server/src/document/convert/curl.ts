/** `curl` commands: a command line → a request, and a request → a command for a POSIX shell. */
import { commandWords } from './shellWords';
import type { WrittenRequest } from './types';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Every value in single quotes, so that nothing in it means anything to the shell. */
export function toCurl(request: HttpRequest): string {
  const lines = [`curl --request ${quote(request.method)} ${quote(request.url)}`];
  for (const [name, value] of Object.entries(request.headers)) {
    // `Name;` is how curl is told to send an empty header.
    lines.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value.replace(/\s*\n\s*/g, ' ')}`)}`);
  }
  if (request.body !== '') lines.push(`--data-raw ${quote(request.body)}`);
  return lines.join(' \\\n  ');
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** Options that take a value and say nothing of the request that Braze could send. */
const SKIPPED_WITH_VALUE = new Set(
  (
    '-o --output -m --max-time --connect-timeout --retry --retry-delay --retry-max-time -w --write-out -x --proxy --cacert ' +
    '--capath --cert --cert-type -E --key --key-type --pass --resolve --connect-to -T --upload-file -c --cookie-jar ' +
    '--max-redirs --limit-rate -K --config -D --dump-header -r --range --ciphers --interface -y -Y -z --http-proxy --noproxy ' +
    '--proxy-user -U --proto --proto-redir --proto-default --tls-max --trace --trace-ascii --stderr -t --unix-socket ' +
    '--abstract-unix-socket --dns-servers --keepalive-time --speed-limit --speed-time --aws-sigv4 --output-dir --variable'
  ).split(' '),
);

/** Short options that take a value, which may stand right behind them: `-XPOST`. */
const SHORT_WITH_VALUE = 'XHduAbeoFmwxETcKDryYzUt';

/** Whose value names a file where it begins with `@`. */
const DATA_OR_FILE = new Set(['-d', '--data', '--data-ascii', '--data-binary', '--json']);

const OF_PARTS =
  "This command sends a form of several parts ('-F'), which a webhook of Braze cannot: ask for another way to send the data.";
const OF_POWERSHELL =
  "This is PowerShell's own 'curl', which has other options. Copy the command for bash or cmd instead.";

/**
 * Reads a curl command; null where the text is none, and a sentence where Braze cannot send what it sends. Liquid in it is
 * kept as it is. What stands in a file is left to be written, at a comment.
 */
export function fromCurl(text: string): WrittenRequest | string | null {
  const words = commandWords(withoutSurroundings(text));
  if (words[0] !== 'curl' && words[0] !== 'curl.exe') return null;
  if (words.some((word) => /^-(?:Method|Uri|Body|Headers|ContentType)$/.test(word))) return OF_POWERSHELL;
  const headers: [string, string][] = [];
  const data: string[] = [];
  const query: string[] = [];
  const places: string[] = [];
  let method: string | null = null;
  let url: string | null = null;
  let asQuery = false;
  let json: string | null = null;
  const header = (name: string, value: string): void => {
    headers.push([name, value]);
  };
  const has = (name: string): boolean => headers.some(([other]) => other.toLowerCase() === name.toLowerCase());
  const rest = words.slice(1);
  for (let i = 0; i < rest.length; i++) {
    // A value may look like an option: only what stands in an option's place is taken apart.
    rest.splice(i, 1, ...expanded(rest[i]!));
    const option = rest[i]!;
    if (!option.startsWith('-') || option === '-') {
      places.push(option);
      continue;
    }
    const value = (): string => rest[++i] ?? '';
    if (option === '-X' || option === '--request') method = value().toUpperCase();
    else if (option === '--url') url = value();
    else if (option === '-H' || option === '--header') {
      const line = value();
      const colon = line.indexOf(':');
      if (colon > 0) header(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
      else if (line.endsWith(';')) header(line.slice(0, -1).trim(), '');
    } else if (option === '--json') json = (json ?? '') + contentOf(value());
    else if (DATA_OR_FILE.has(option)) data.push(contentOf(value()));
    else if (option === '--data-raw') data.push(value());
    else if (option === '--data-urlencode') data.push(urlEncoded(value()));
    else if (option === '--url-query') query.push(urlEncoded(value()));
    else if (option === '-u' || option === '--user') header('Authorization', `Basic ${base64(value())}`);
    else if (option === '--oauth2-bearer') header('Authorization', `Bearer ${value()}`);
    else if (option === '-A' || option === '--user-agent') header('User-Agent', value());
    else if (option === '-e' || option === '--referer') header('Referer', value());
    else if (option === '-b' || option === '--cookie') header('Cookie', value());
    else if (option === '-G' || option === '--get') asQuery = true;
    else if (option === '-I' || option === '--head') method ??= 'HEAD';
    else if (option === '-F' || option === '--form' || option === '--form-string') return OF_PARTS;
    else if (SKIPPED_WITH_VALUE.has(option)) i++;
  }
  url ??= urlAmong(places);
  if (url === null) return null;
  if (json !== null) {
    if (!has('Content-Type')) header('Content-Type', 'application/json');
    if (!has('Accept')) header('Accept', 'application/json');
  }
  const body = json ?? data.join('&');
  const address = withQuery(withScheme(url), [
    ...query,
    ...(asQuery && body !== '' ? [body.replaceAll(' ', '%20')] : []),
  ]);
  if (asQuery) return { method: method ?? 'GET', url: address, headers, body: '' };
  if (body !== '' && !has('Content-Type')) header('Content-Type', 'application/x-www-form-urlencoded');
  return { method: method ?? (body === '' && data.length === 0 ? 'GET' : 'POST'), url: address, headers, body };
}

/** The command in what was copied with it: a prompt, a fence, comments before it. */
function withoutSurroundings(text: string): string {
  const lines = text.trim().split('\n');
  const first = lines.findIndex((line) => !/^\s*(?:```.*|#.*|)\s*$/.test(line));
  return lines
    .slice(Math.max(first, 0))
    .join('\n')
    .replace(/\n```\s*$/, '')
    .replace(/^\s*(?:[$>%]\s+)?(?:sudo\s+)?/, '');
}

/** What is an address by its form; else the first word. */
function urlAmong(words: readonly string[]): string | null {
  const forms = [/^https?:\/\//i, /^\{[{%]|^\$/, /^[\w-]+(?:\.[\w-]+)+(?:[:/?]|$)|^localhost\b/];
  for (const form of forms) {
    const found = words.find((word) => form.test(word));
    if (found !== undefined) return found;
  }
  return words[0] ?? null;
}

/** curl puts one before a bare host; Braze asks for it. */
const withScheme = (url: string): string => (/^[\w-]+(?:\.[\w-]+)+(?:[:/?]|$)/.test(url) ? `https://${url}` : url);

function withQuery(url: string, parts: readonly string[]): string {
  return parts.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${parts.join('&')}`;
}

/** A value, or a place where the text of the file that it names is to be written. */
function contentOf(value: string): string {
  if (!value.startsWith('@')) return value;
  const name = value.slice(1).replace(/[{}%]/g, '');
  return `{% comment %} What stands in ${name === '-' ? 'the standard input' : `'${name}'`} goes here. {% endcomment %}`;
}

/** A long option and its value as two words, and `-sSXPOST` as one for each letter and the value. */
function expanded(word: string): readonly string[] {
  const long = /^(--[a-z0-9-]+)=([\s\S]*)$/.exec(word);
  if (long) return [long[1]!, long[2]!];
  if (!/^-[A-Za-z#0-9][\s\S]/.test(word)) return [word];
  const words: string[] = [];
  for (let i = 1; i < word.length; i++) {
    words.push(`-${word[i]}`);
    if (!SHORT_WITH_VALUE.includes(word[i]!)) continue;
    if (i + 1 < word.length) words.push(word.slice(i + 1));
    break;
  }
  return words;
}

/** `name=value` with the value escaped; Liquid is left as it is. */
function urlEncoded(text: string): string {
  const file = /^([^=@]*)@(.*)$/.exec(text);
  if (file && !text.includes('=')) return `${file[1] === '' ? '' : `${file[1]}=`}${contentOf(`@${file[2]}`)}`;
  const equals = text.indexOf('=');
  const name = equals > 0 ? text.slice(0, equals + 1) : '';
  const value = equals < 0 ? text : text.slice(equals + 1);
  return name + (/\{[{%]/.test(value) ? value : encodeURIComponent(value));
}

/** User and password; one with Liquid in it is encoded when the message is sent. */
function base64(login: string): string {
  const text = login.includes(':') ? login : `${login}:`;
  if (/\{[{%]/.test(text)) return `{% capture login %}${text}{% endcapture %}{{ login | base64_encode }}`;
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
