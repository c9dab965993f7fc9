/** A request in one form → the same in another: what "paste as a webhook file" and its counterparts are made of. */
import type { TemplateDocument } from '../types';
import { fromCurl, toCurl } from './curl';
import { fromHttp, toHttp } from './http';
import type { WrittenRequest } from './types';
import { fromWebhookFile, toWebhookFile } from './webhookFile';
import { fromWebhookObject, toWebhookObject } from './webhookObject';

export type RequestForm = 'webhook-file' | 'curl' | 'http' | 'webhook-object';

export interface Recognized {
  readonly form: RequestForm;
  readonly request: WrittenRequest;
}

/**
 * Tells which form a text has, and reads it; null where it is none of them, a sentence where it is one that cannot be read.
 * @param readTemplate reads a text as a template file
 */
export function recognizeRequest(
  text: string,
  readTemplate: (text: string) => TemplateDocument,
): Recognized | string | null {
  const readers: readonly (readonly [RequestForm, () => WrittenRequest | string | null])[] = [
    ['curl', () => fromCurl(text)],
    ['webhook-object', () => fromWebhookObject(text)],
    ['webhook-file', () => (/^---\r?\n/.test(text) ? fromWebhookFile(readTemplate(text)) : null)],
    ['http', () => fromHttp(text)],
  ];
  for (const [form, read] of readers) {
    const request = read();
    if (typeof request === 'string') return request;
    if (request !== null) return { form, request };
  }
  return null;
}

/** Writes a request in a form. */
export function writeRequest(request: WrittenRequest, form: RequestForm): string {
  switch (form) {
    case 'webhook-file':
      return toWebhookFile(request);
    case 'webhook-object':
      return toWebhookObject(request);
    case 'http':
      return toHttp(request);
    case 'curl':
      return `${toCurl({ ...request, headers: Object.fromEntries(request.headers) })}\n`;
  }
}
