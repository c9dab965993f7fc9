/** Where an output's text ends up, and the filter that makes it harmless there. */
import { type Output, pathTo } from '../../liquid';
import { payloadCursor } from '../../payload';
import type { Selection } from './selection';

export interface Escape {
  readonly sink: 'JSON' | 'a URL' | 'HTML';
  readonly filter: string;
}

const JSON_ESCAPE: Escape = { sink: 'JSON', filter: 'json_escape' };
const URL_ESCAPE: Escape = { sink: 'a URL', filter: 'url_param_escape' };
const HTML_ESCAPE: Escape = { sink: 'HTML', filter: 'escape' };

/** The escaping that an output needs where it stands; null where none is known to be right. */
export function escapeFor(output: Output, { document, field }: Selection): Escape | null {
  const { text } = field;
  if (field.role === 'url') return URL_ESCAPE;
  if (field.role !== 'body') return null;
  const holder = pathTo(field.tree, output.start).findLast((node) => node.kind === 'interpolated');
  // Inside a tag: of a Connected Content call the URL is its first word.
  if (holder !== undefined) return text.startsWith('http', holder.start) ? URL_ESCAPE : null;
  if (isInForm(document.fields)) return URL_ESCAPE;
  if (document.isJson) {
    const cursor = payloadCursor(field.tree, output.start);
    return cursor?.at === 'value' && isInString(text, output.start) ? JSON_ESCAPE : null;
  }
  const attribute = attributeBefore(text, output.start);
  if (attribute !== null)
    return /^\s*(?:href|src|action)\s*=/.test(attribute) && attribute.includes('?') ? URL_ESCAPE : HTML_ESCAPE;
  return document.kind === 'email' || /<\/?[a-z][^<>]*>/i.test(text) ? HTML_ESCAPE : null;
}

const isInForm = (fields: Selection['document']['fields']): boolean =>
  fields.some(
    ({ role, name, text }) =>
      role === 'header' && name.toLowerCase() === 'content-type' && text.includes('x-www-form-urlencoded'),
  );

/** Whether a JSON string is open at an offset of its line: strings end where they begin. */
function isInString(text: string, offset: number): boolean {
  let isOpen = false;
  for (let at = text.lastIndexOf('\n', offset - 1) + 1; at < offset; at++) {
    // Quotes inside of Liquid are Liquid's.
    if (text[at] === '{' && (text[at + 1] === '{' || text[at + 1] === '%')) {
      const close = text.indexOf(text[at + 1] === '{' ? '}}' : '%}', at);
      if (close < 0) return isOpen;
      at = close + 1;
    } else if (text[at] === '\\') at++;
    else if (text[at] === '"') isOpen = !isOpen;
  }
  return isOpen;
}

/** From an HTML attribute's name to the offset, where the offset is between its quotes. */
function attributeBefore(text: string, offset: number): string | null {
  const tag = text.lastIndexOf('<', offset);
  if (tag < 0) return null;
  return /\s[\w-]+\s*=\s*(?:"[^"<>]*|'[^'<>]*)$/.exec(text.slice(Math.max(tag, offset - 2000), offset))?.[0] ?? null;
}
