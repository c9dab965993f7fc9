import { isObject, parseJson } from '../json';
import type { Interpolated } from '../liquid';
import { callOption, isCall } from './calls';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports `:headers` that are no JSON object.
 * Why: Braze cannot read them then, and the call goes out without its headers.
 * Bad: `{% connected_content https://example.com/offer :headers {“X-App”: “k”} :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :headers {"X-App": "k"} :save offer %}{{offer.title}}`
 */
export const ccHeadersJson: Rule = {
  code: 'cc-headers-json',
  severity: 'error',
  category: 'connected_content',
  title: ':headers that are no JSON',
  href: pages.makingCalls,
  visit: () => ({
    tag(tag, { field, report }) {
      const option = isCall(tag) ? callOption(tag, 'headers') : undefined;
      if (!option) return;
      const { start, end } = option.value ?? option.name;
      const complaint = option.value ? complaintAbout(jsonWith(option.value, field.text)) : 'they are missing';
      if (complaint === null) return;
      report({
        message: `':headers' have to be a JSON object, such as {"X-App-Id": "1"}: ${complaint}.`,
        span: { start, end },
      });
    },
  }),
  fix(problem, { field }) {
    const text = field.text.slice(problem.span.start, problem.span.end);
    const straight = text.replace(/[“”„‟«»]/g, '"');
    return straight === text ? [] : [edit('Replace the curly quotes by straight ones', problem.span, straight)];
  },
};

/** What is wrong with the headers, in the user's words; null when they are right. */
function complaintAbout(json: string | null): string | null {
  if (json === null) return null;
  const parsed = parseJson(json);
  if (parsed) return isObject(parsed.value) ? null : 'this is none';
  if (/[“”„‟«»]/.test(json)) return 'curly quotes do not count as quotes';
  return /:\s*[A-Za-z_]/.test(json) ? 'each name and value stands in double quotes' : 'this is not valid JSON';
}

/** The headers with each output as a text; null when all of it is one output. */
function jsonWith({ parts, start, end }: Interpolated, text: string): string | null {
  if (!text.slice(start, end).trimStart().startsWith('{') || parts[0]?.kind !== 'text') {
    return parts.some(({ kind }) => kind !== 'text') ? null : text.slice(start, end);
  }
  let json = '';
  let isInString = false;
  for (const part of parts) {
    if (part.kind !== 'text') {
      json += isInString ? 'x' : '"x"';
      continue;
    }
    for (let index = part.start; index < part.end; index++) {
      if (isInString && text[index] === '\\') json += text[index++];
      else if (text[index] === '"') isInString = !isInString;
      json += text[index] ?? '';
    }
  }
  return json;
}
