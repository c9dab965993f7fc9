/** `.http` files, as the REST clients of editors read them: a request line, headers, a blank line, a body. */
import type { WrittenRequest } from './types';

const REQUEST = /^(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+)?(https?:\/\/\S.*?|\{\{.*?)(?:\s+HTTP\/[\d.]+)?$/;

/** Reads the first request of a text; null where there is none. `@name = value` lines are put in where they are used. */
export function fromHttp(text: string): WrittenRequest | null {
  const variables = new Map<string, string>();
  const fill = (line: string): string =>
    line.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (whole, name: string) => variables.get(name) ?? whole);
  const lines = text.split(/\r?\n/);
  let at = 0;
  let start: RegExpExecArray | null = null;
  for (; at < lines.length && start === null; at++) {
    const line = lines[at]!.trim();
    const variable = /^@([\w-]+)\s*=\s*(.*)$/.exec(line);
    if (variable) variables.set(variable[1]!, fill(variable[2]!));
    else if (line !== '' && !/^(#|\/\/)/.test(line)) {
      start = REQUEST.exec(line);
      if (start === null) return null;
    }
  }
  if (start === null) return null;
  let url = start[2]!;
  // A long query may go on in the lines below.
  for (; /^\s+[?&]/.test(lines[at] ?? ''); at++) url += lines[at]!.trim().replace(/\s+HTTP\/[\d.]+$/, '');
  const headers: [string, string][] = [];
  for (; at < lines.length && lines[at]!.trim() !== ''; at++) {
    const line = lines[at]!;
    if (/^###/.test(line)) break;
    const header = /^([\w-]+):\s*(.*)$/.exec(line);
    if (header) headers.push([header[1]!, fill(header[2]!.trim())]);
  }
  const left = lines.slice(at + 1);
  const end = left.findIndex((line) => /^###/.test(line));
  const body = (end < 0 ? left : left.slice(0, end)).map(fill).join('\n').trim();
  return { method: start[1] ?? 'GET', url: fill(url), headers, body };
}

/** Writes a request as a `.http` file. Its Liquid is what such a file calls variables. */
export function toHttp({ method, url, headers, body }: WrittenRequest): string {
  const lines = [`${method} ${oneLine(url)}`, ...headers.map(([name, value]) => `${name}: ${oneLine(value)}`)];
  return `${lines.join('\n')}\n${body === '' ? '' : `\n${body}\n`}`;
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');
