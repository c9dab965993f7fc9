/** The answer to a test send as a text to read: status, headers, body. Credentials that it repeats are masked. */
import { maskSecrets } from '../../../server/src/preview/maskSecrets';
import { sizeOf } from './dialog';
import type { Plan } from './plan';
import type { Answer } from './types';

/** @param now ISO 8601: when it was sent */
export function answerText(plan: Plan, answer: Answer, now: string): string {
  const { request, user, secrets } = plan;
  const known = new Set(secrets);
  const sent = maskSecrets(request, known);
  const { body, says } = bodyOf(answer);
  const masked = maskSecrets({ url: statusOf(answer), headers: headersOf(answer), body }, known);
  const headers = Object.entries(masked.headers).map(([name, value]) => `${name}: ${value}`);
  return `${[
    masked.url,
    [`${sent.method} ${sent.url}`, `for ${user}`, `${now}, ${Math.round(answer.duration)} ms`].join('\n'),
    ...notesOf(answer),
    ...(headers.length === 0 ? [] : [headers.join('\n')]),
    ...(says === null ? [] : [says]),
    ...(masked.body === '' ? [] : [masked.body]),
  ].join('\n\n')}\n`;
}

/** `404 Not Found`. */
const statusOf = ({ status, statusText }: Answer): string => `${status} ${statusText}`.trim();

function notesOf({ status, cut }: Answer): readonly string[] {
  return [
    ...(status >= 300 && status < 400
      ? ['This is a redirect. It was not followed; Braze would need the URL it leads to.']
      : []),
    ...(cut === 'size' ? ['The body is longer than 1 MB: this is its beginning.'] : []),
    ...(cut === 'time' ? ['The body was not all there after two seconds: this is its beginning.'] : []),
    ...(cut === 'broken' ? ['The connection broke off: this is what came before.'] : []),
  ];
}

/** A header that comes twice stands once, with both values. */
function headersOf({ headers }: Answer): Readonly<Record<string, string>> {
  const joined: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of headers) {
    const key = Object.keys(joined).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
    joined[key] = key in joined ? `${joined[key]}, ${value}` : value;
  }
  return joined;
}

/** The body's text, JSON with line breaks; what says why there is none. */
function bodyOf(answer: Answer): { readonly body: string; readonly says: string | null } {
  const { body } = answer;
  if (body.length === 0) return { body: '', says: 'No body' };
  const encoding = header(answer, 'content-encoding');
  if (encoding !== '' && encoding !== 'identity')
    return { body: '', says: `The body of ${sizeOf(body.length)} is compressed (${encoding}), so it is not shown.` };
  const text = decoded(body, header(answer, 'content-type'));
  if (text.includes('\0'))
    return { body: '', says: `The body of ${sizeOf(body.length)} is no text, so it is not shown.` };
  return { body: pretty(text), says: null };
}

function header({ headers }: Answer, name: string): string {
  return (
    headers
      .find(([each]) => each.toLowerCase() === name)?.[1]
      .trim()
      .toLowerCase() ?? ''
  );
}

function decoded(body: Uint8Array, type: string): string {
  const label = /charset="?([\w-]+)/.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

/** JSON with its line breaks; numbers stay as they are written. Any other text as it is. */
function pretty(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  const lineBreak = (depth: number): string => `\n${'  '.repeat(depth)}`;
  let out = '';
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[[\]{},:]|[^\s"[\]{},:]+/g)) {
    if (token === '{' || token === '[') out += token + lineBreak(++depth);
    else if (token === '}' || token === ']') out += lineBreak(--depth) + token;
    else if (token === ',') out += token + lineBreak(depth);
    else if (token === ':') out += ': ';
    else out += /^[[{]/.test(token) ? token.replace(/\s/g, '') : token;
  }
  return out;
}
