/** `curl` commands: a command line → a request, and a request → a command for a POSIX shell. */
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
    '--cert -E --key --resolve -T --upload-file -c --cookie-jar --max-redirs --limit-rate -K --config -D --dump-header ' +
    '-r --range --ciphers --interface -y -Y -z --http-proxy --noproxy --trace --trace-ascii --stderr'
  ).split(' '),
);

/** Short options whose value may stand right behind them: `-XPOST`. */
const SHORT_WITH_VALUE = 'XHduAbeoFmwxETcKDryYz';

const DATA = new Set(['-d', '--data', '--data-raw', '--data-ascii', '--data-binary']);

/** Reads a curl command; null where the text is none. Liquid in it is kept as it is. */
export function fromCurl(text: string): WrittenRequest | null {
  const words = shellWords(text.trim().replace(/^\$\s+/, ''));
  if (words[0] !== 'curl' && words[0] !== 'curl.exe') return null;
  const headers: [string, string][] = [];
  const data: string[] = [];
  let method: string | null = null;
  let url: string | null = null;
  let asQuery = false;
  const header = (name: string, value: string): void => {
    headers.push([name, value]);
  };
  const rest = words.slice(1);
  for (let i = 0; i < rest.length; i++) {
    // A value may look like an option: only what stands in an option's place is taken apart.
    rest.splice(i, 1, ...expanded(rest[i]!));
    const option = rest[i]!;
    if (!option.startsWith('-') || option === '-') {
      url ??= option;
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
    } else if (DATA.has(option)) data.push(value());
    else if (option === '--json') {
      data.push(value());
      header('Content-Type', 'application/json');
      header('Accept', 'application/json');
    } else if (option === '--data-urlencode') data.push(urlEncoded(value()));
    else if (option === '-u' || option === '--user') header('Authorization', `Basic ${base64(value())}`);
    else if (option === '-A' || option === '--user-agent') header('User-Agent', value());
    else if (option === '-e' || option === '--referer') header('Referer', value());
    else if (option === '-b' || option === '--cookie') header('Cookie', value());
    else if (option === '-G' || option === '--get') asQuery = true;
    else if (option === '-I' || option === '--head') method ??= 'HEAD';
    else if (SKIPPED_WITH_VALUE.has(option)) i++;
  }
  if (url === null) return null;
  const body = data.join('&');
  if (asQuery) {
    const query = body === '' ? '' : `${url.includes('?') ? '&' : '?'}${body}`;
    return { method: method ?? 'GET', url: url + query, headers, body: '' };
  }
  const isForm = body !== '' && !headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (isForm) header('Content-Type', 'application/x-www-form-urlencoded');
  return { method: method ?? (body === '' ? 'GET' : 'POST'), url, headers, body };
}

/** `--header=x` and `-XPOST` as two words each. */
function expanded(word: string): readonly string[] {
  const long = /^(--[a-z-]+)=([\s\S]*)$/.exec(word);
  if (long) return [long[1]!, long[2]!];
  const isShort = /^-[A-Za-z][\s\S]/.test(word);
  return isShort && SHORT_WITH_VALUE.includes(word[1]!) ? [word.slice(0, 2), word.slice(2)] : [word];
}

/** `name=value` with the value escaped; Liquid is left as it is. */
function urlEncoded(text: string): string {
  const equals = text.indexOf('=');
  const name = equals > 0 ? text.slice(0, equals + 1) : '';
  const value = text.slice(equals < 0 ? 0 : equals + 1);
  return name + (/\{[{%]/.test(value) ? value : encodeURIComponent(value));
}

/** User and password; one with Liquid in it is encoded when the message is sent. */
function base64(text: string): string {
  if (/\{[{%]/.test(text)) return `{% capture login %}${text}{% endcapture %}{{ login | base64_encode }}`;
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

const DOLLAR_ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };

/** The words of a command line, as a POSIX shell reads them; variables stay as they are. */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === "'") {
      const end = text.indexOf("'", i + 1);
      word = (word ?? '') + text.slice(i + 1, end < 0 ? text.length : end);
      i = end < 0 ? text.length : end;
    } else if (char === '$' && text[i + 1] === "'") {
      word ??= '';
      for (i += 2; i < text.length && text[i] !== "'"; i++)
        word += text[i] === '\\' ? (DOLLAR_ESCAPES[text[++i] ?? ''] ?? `\\${text[i] ?? ''}`) : text[i];
    } else if (char === '"') {
      word ??= '';
      for (i++; i < text.length && text[i] !== '"'; i++) {
        if (text[i] === '\\' && /["\\$`\n]/.test(text[i + 1] ?? '')) {
          i++;
          if (text[i] !== '\n') word += text[i];
        } else word += text[i];
      }
    } else if (char === '\\') {
      i++;
      if (text[i] === '\r' && text[i + 1] === '\n') i++;
      else if (text[i] !== '\n') word = (word ?? '') + (text[i] ?? '');
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + char;
  }
  if (word !== null) words.push(word);
  return words;
}
