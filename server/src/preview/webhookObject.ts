/** A rendered request as Braze's API takes a webhook. https://www.braze.com/docs/api/objects_filters/messaging/webhook_object */
import type { RenderedRequest } from '../protocol';

export interface WebhookObject {
  readonly url: string;
  readonly request_method: string;
  readonly request_headers: Readonly<Record<string, string>>;
  /** The body's text; absent when there is none. */
  readonly body?: string;
}

/** A rendered request in the form of Braze's messages API. */
export function webhookObject({ url, method, headers, body }: RenderedRequest): WebhookObject {
  const object = { url, request_method: method, request_headers: { ...headers } };
  return body === '' ? object : { ...object, body };
}
