/** `{% connected_content URL :option value … %}`: a call, answered from mocks alone. No network is ever used. */
import { type Interpolated, type Option, parse, type Tag } from '../../liquid';
import { renderInner } from '../blocks';
import type { Emitter } from '../engine';
import { interpolate } from '../evaluate';
import { parseJson, writeJson } from '../json';
import type { LowerTag } from '../lowering';
import { toText } from '../print';
import { assign, type Runtime, report } from '../runtime';
import type { RenderMock } from '../types';
import { fromJson, isArray, isHash, type Value } from '../values';
import { fitsParts } from '../wildcard';

/** The variable that an answer goes to where `:save` names none. */
const DEFAULT_VARIABLE = 'connected';

/** Set on answers that are JSON objects. */
const STATUS = '__http_status_code__';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Records the call, and saves or prints what the first mock that fits answers. */
export const lowerConnectedContent: LowerTag = (tag) => {
  const { markup } = tag;
  if (markup.shape !== 'words') return { blank: false, render: () => {} };
  const options = new Map(markup.options.map((option) => [option.name.text, option]));
  return { blank: false, render: (runtime, out) => call(runtime, tag, markup.words, options, out) };
};

type Options = ReadonlyMap<string, Option>;

function call(runtime: Runtime, tag: Tag, words: readonly Interpolated[], options: Options, out: Emitter): void {
  const read = (name: string) => {
    const value = options.get(name)?.value;
    return value ? interpolate(runtime, value).trim() : null;
  };
  const url = words
    .map((word) => interpolate(runtime, word))
    .join(' ')
    .trim();
  const method = (read('method') ?? 'get').toUpperCase();
  const contentType = read('content_type');
  const written = read('body');
  const body = written !== null && contentType === JSON_TYPE ? asJson(written) : written;
  const headers = headersOf(runtime, tag, method, contentType, read);
  const save = read('save') ?? DEFAULT_VARIABLE;
  const mock = runtime.context.mocks.find((candidate) => answers(candidate, method, url));
  const span = runtime.origin ?? { start: tag.start, end: tag.end };
  const recorded = { method, url, headers, body, span } as const;
  if (!mock) {
    runtime.calls.push({ ...recorded, answer: 'none', status: null, save });
    assign(runtime, save, null);
    const message = `No mock answers ${method} ${url}, so '${save}' is empty. Add a *.mock.json with this method and URL.`;
    report(runtime, 'connected-content-no-mock', 'warning', message, tag);
    return;
  }
  const status = mock.response.status ?? 200;
  const answer = answerOf(runtime, mock, tag, options.has('rerender'));
  const isData = isHash(answer) || isArray(answer);
  runtime.calls.push({ ...recorded, answer: 'mock', status, save: isData ? save : null });
  if (isHash(answer)) assign(runtime, save, new Map<string, Value>([...answer, [STATUS, status]]));
  else assign(runtime, save, isData ? answer : null);
  // Text is printed where the tag stands; the text of an error page is not.
  if (!isData && status < 400) out.write(toText(answer));
}

/** A body of `k=v` pairs becomes a JSON object; what is JSON already stays. */
function asJson(body: string): string {
  if (parseJson(body) !== undefined || !body.includes('=')) return body;
  const pairs = body.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  return writeJson(new Map(pairs.map(([key = '', value = '']) => [key, value])));
}

/** The headers of the call. Of credentials only the names are known, and only they are shown. */
function headersOf(
  runtime: Runtime,
  tag: Tag,
  method: string,
  contentType: string | null,
  read: (name: string) => string | null,
): Record<string, string> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  headers['Content-Type'] = contentType ?? (method === 'POST' ? FORM : JSON_TYPE);
  headers.Accept = contentType ?? '*/*';
  const basic = read('basic_auth');
  if (basic !== null) headers.Authorization = `Basic <${unquoted(basic)}>`;
  const credentials = read('auth_credentials');
  if (credentials !== null) headers.Authorization = `<${unquoted(credentials)}>`;
  const written = read('headers');
  if (written === null) return headers;
  const parsed = parseJson(written);
  if (!isHash(parsed ?? null)) {
    const message =
      ':headers is no JSON object once its Liquid is rendered, so Braze cannot send it. Check its quotes and commas.';
    report(runtime, 'cc-headers-json', 'error', message, tag);
    return headers;
  }
  for (const [name, value] of parsed as ReadonlyMap<string, Value>) {
    const known = Object.keys(headers).find((header) => header.toLowerCase() === name.toLowerCase());
    headers[known ?? name] = toText(value);
  }
  return headers;
}

/** Credential names may be written as placeholders. */
function unquoted(name: string): string {
  return name.replace(/^<(.*)>$/s, '$1');
}

/** Whether a mock answers a call: its method, where it has one, and its URL with `*` for any run of characters. */
export function answers({ request }: RenderMock, method: string, url: string): boolean {
  if (request.method !== undefined && request.method.toUpperCase() !== method) return false;
  return fitsParts(url, request.url.split('*'));
}

/** The answer as Braze takes it: JSON objects and arrays are data, all else is text. */
function answerOf(runtime: Runtime, mock: RenderMock, tag: Tag, rerender: boolean): Value {
  const { body } = mock.response;
  if (rerender && body !== undefined && body !== null) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return dataOf(renderInner(runtime, parse(text), tag));
  }
  return typeof body === 'string' ? dataOf(body) : fromJson(body ?? null);
}

function dataOf(text: string): Value {
  const data = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
  return data === undefined ? text : data;
}
