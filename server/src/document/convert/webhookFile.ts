/** Webhook files: a request → front matter and body, and a document → the request that it writes. */
import type { TemplateDocument } from '../types';
import type { WrittenRequest } from './types';

/** Writes a request as a webhook file. What YAML could take for something else stands in a block of its own. */
export function toWebhookFile({ method, url, headers, body }: WrittenRequest): string {
  const lines = ['---', 'kind: webhook', `method: ${method}`, ...yamlLines('url', url, '')];
  if (headers.length > 0) lines.push('headers:', ...headers.flatMap(([name, value]) => yamlLines(name, value, '  ')));
  return `${lines.join('\n')}\n---\n${body === '' || body.endsWith('\n') ? body : `${body}\n`}`;
}

function yamlLines(name: string, value: string, indentation: string): readonly string[] {
  const key = indentation + (/^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name));
  const text = value.replace(/\r\n?/g, '\n');
  if (isPlain(text)) return [`${key}: ${text}`];
  // A block cannot begin with a blank, end with a line break or hold control characters without more ado.
  if (/^[\s]|\n$|[^\n\t -~\u00a0-\ufffd]/.test(text) || text === '') return [`${key}: ${JSON.stringify(value)}`];
  return [`${key}: |-`, ...text.split('\n').map((line) => (line === '' ? '' : `${indentation}  ${line}`))];
}

/** Whether YAML reads a value as the very text it is. */
function isPlain(text: string): boolean {
  return (
    /^[A-Za-z][\w./:;=+?&*,()-]*(?: [\w./:;=+?&*,()-]+)*$/.test(text) &&
    !/: |:$|^(?:true|false|null|yes|no|on|off)$/i.test(text)
  );
}

/** The request that a webhook file writes, its Liquid as it is; null for a document without a URL. */
export function fromWebhookFile(document: TemplateDocument): WrittenRequest | null {
  const url = textOf(document, 'url');
  if (url === null) return null;
  const headers = (document.frontMatter?.headers ?? []).map(({ name }) => [name, headerText(document, name)] as const);
  return { method: document.frontMatter?.values.method ?? 'POST', url, headers, body: document.body.text };
}

function textOf(document: TemplateDocument, role: 'url'): string | null {
  const field = document.fields.find((candidate) => candidate.role === role);
  return field?.text ?? null;
}

function headerText(document: TemplateDocument, name: string): string {
  const field = document.fields.find((candidate) => candidate.role === 'header' && candidate.name === name);
  return field?.text ?? '';
}
