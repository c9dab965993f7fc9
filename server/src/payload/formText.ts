/** The text of forms: what is written in one, and what it stands for. */
import type { Span, Template } from '../liquid';

/** What a name or a value of a form stands for; a `%` that begins no escape is one. */
export function decodedForm(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** A text as it is written in a form; half a character becomes the one that stands for what cannot be read. */
export function encodedForm(text: string): string {
  return encodeURIComponent(text.replace(LONE, '\ufffd'));
}

/** Where a form's first name stands; the body's first character when it has none. */
export function formStart({ children, text }: Template): Span {
  for (const node of children) {
    if (node.kind !== 'text') continue;
    const found = /[^\s=&]+=?/.exec(text.slice(node.start, node.end));
    if (found) return { start: node.start + found.index, end: node.start + found.index + found[0].length };
  }
  return { start: 0, end: Math.min(1, text.length) };
}

/** Half of a surrogate pair. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
