/** Connected Content mocks: a parsed JSON value → a mock, or why it is none. */
import { isObject } from '../json';
import type { Mock } from './types';

/** Reads a `*.mock.json`; a string tells what is wrong with it. */
export function readMock(value: unknown, uri: string | null): Mock | string {
  if (!isObject(value))
    return 'A mock has to be a JSON object: { "request": { "url": … }, "response": { "body": … } }.';
  const { request, response } = value;
  if (!isObject(request) || typeof request.url !== 'string') return "A mock needs 'request' with a 'url'.";
  if (!isObject(response)) return "A mock needs a 'response' with a 'status' or a 'body'.";
  const headers = isObject(response.headers)
    ? Object.fromEntries(Object.entries(response.headers).map(([name, text]) => [name, String(text)]))
    : undefined;
  return {
    uri,
    request: { url: request.url, method: typeof request.method === 'string' ? request.method : undefined },
    response: {
      status: typeof response.status === 'number' ? response.status : undefined,
      headers,
      body: response.body,
    },
  };
}
