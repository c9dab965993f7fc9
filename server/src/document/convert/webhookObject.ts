/**
 * Braze's webhook object: `{ url, request_method, request_headers, body }`, alone or inside of `messages.webhook`.
 * https://www.braze.com/docs/api/objects_filters/messaging/webhook_object/
 */
import { isObject, parseJson } from '../../json';
import type { WrittenRequest } from './types';

type Json = Readonly<Record<string, unknown>>;

/** Reads a webhook object from JSON; null where the text is none. */
export function fromWebhookObject(text: string): WrittenRequest | null {
  const webhook = webhookIn(parseJson(text)?.value);
  if (webhook === null) return null;
  const { url, request_method: method, request_headers: headers, body } = webhook;
  return {
    method: typeof method === 'string' && method !== '' ? method.toUpperCase() : 'POST',
    url: String(url),
    headers: isObject(headers) ? Object.entries(headers).map(([name, content]) => [name, String(content)]) : [],
    body: body === undefined || body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body, null, 2),
  };
}

function webhookIn(value: unknown): Json | null {
  if (!isObject(value)) return null;
  if (typeof value.url === 'string') return value;
  for (const key of ['webhook', 'messages', 'message']) {
    const inner = webhookIn(value[key]);
    if (inner !== null) return inner;
  }
  return null;
}

/** Writes a request as a webhook object. */
export function toWebhookObject({ method, url, headers, body }: WrittenRequest): string {
  const object = { url, request_method: method, request_headers: Object.fromEntries(headers), body };
  return `${JSON.stringify(object, null, 2)}\n`;
}
