/** `<YOUR_KEY>`, `YOUR-APP-ID`, `[YOUR_API_KEY]`: what a published template leaves to its user. */
import type { Span } from '../liquid';

export interface Placeholder {
  readonly span: Span;
  /** As written, brackets included. */
  readonly name: string;
}

const PLACEHOLDER = /<<[^<>\n]{1,80}>>|<[A-Za-z][\w .-]{0,60}>|\[?\bYOUR[-_ ][A-Z0-9_-]{1,60}\]?/g;

/** The placeholders in a stretch of text. HTML's tags look alike: ask only where there is no HTML. */
export function placeholdersIn(text: string, { start, end }: Span): readonly Placeholder[] {
  return [...text.slice(start, end).matchAll(PLACEHOLDER)].map((match) => {
    const from = start + match.index;
    return { span: { start: from, end: from + match[0].length }, name: match[0] };
  });
}
