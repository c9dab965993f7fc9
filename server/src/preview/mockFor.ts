/** A new mock for a Connected Content call: answered as the partner's docset has it, else as the template reads it. */
import type { CallEntry, Docset, FieldEntry } from '../docset';
import type { MockFile } from '../protocol';
import { fitsParts } from '../render/wildcard';
import { nextRandom, plausibleValue, type Shape } from '../workspace';
import { MASK, maskUrl } from './maskSecrets';

export interface MockedCall {
  readonly method: string;
  readonly url: string;
}

/**
 * The text of a `*.mock.json` that answers the call. Secrets in its URL become `*`, which fits any.
 * @param read what the template reads of the answer; null when that is not known
 */
export function mockFor(call: MockedCall, docset: Docset, read: Shape | null): MockFile {
  const url = maskUrl(call.url).replaceAll(MASK, '*');
  const mock = {
    request: { method: call.method, url },
    response: { status: 200, headers: { 'Content-Type': 'application/json' }, body: bodyOf(call, docset, read) },
  };
  return { fileName: fileNameOf(call.url), text: `${JSON.stringify(mock, null, 2)}\n` };
}

function bodyOf(call: MockedCall, docset: Docset, read: Shape | null): unknown {
  const known = partnerCall(call, docset);
  if (known?.example !== undefined) return known.example;
  if (known?.answer) return answerOf(known.answer);
  const made = read ? plausibleValue('answer', read, undefined, nextRandom(1)) : null;
  return typeof made === 'object' && made !== null ? made : {};
}

function partnerCall({ method, url }: MockedCall, docset: Docset): CallEntry | null {
  for (const { templates } of docset.partners.values()) {
    for (const { calls = [] } of templates) {
      const found = calls.find((entry) => (entry.method ?? 'GET').toUpperCase() === method && fits(entry.url, url));
      if (found) return found;
    }
  }
  return null;
}

/** Whether a URL is what a published one with Liquid and `<PLACEHOLDERS>` in it can become; queries are left out. */
function fits(published: string, url: string): boolean {
  const literals = published
    .replace(/\{\{[^}]*\}*\}\}|\{%[^%]*%\}|<[^<>]*>/g, '\0')
    .split('?')[0]!
    .split('\0');
  // Without a host of its own it would fit every URL.
  if (!/^https?:\/\/[^/]*\w\.\w/.test(literals.join('x')) || literals.join('').length < 14) return false;
  return fitsParts(url.split(/[?#]/)[0]!, literals);
}

/** An answer of a docset's fields: their examples, else an empty value of their type. */
function answerOf(fields: readonly FieldEntry[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [field.name, fieldValue(field)]));
}

function fieldValue({ type, example, fields, items }: FieldEntry): unknown {
  if (example !== undefined) return example;
  switch (typeof type === 'string' ? type : type[0]) {
    case 'object':
      return answerOf(fields ?? []);
    case 'array':
      return items ? [fieldValue(items)] : [];
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return 'text';
  }
}

/** `api.example.com-token.mock.json`: host and path, as a name that any system takes. */
function fileNameOf(url: string): string {
  const path = url
    .replace(/^[a-z][a-z\d+.-]*:\/\//i, '')
    .split(/[?#]/)[0]!
    .replace(/^[^/@]*@/, '');
  const name = path
    .replace(/[^A-Za-z\d.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return `${name === '' ? 'call' : name}.mock.json`;
}
