/** `<YOUR_KEY>`, `YOUR-APP-ID`, `[YOUR_API_KEY]`, `[KEY]`, `[insert_id]`, `{your API key}`: what a published template leaves to its user. */
import type { Span } from '../liquid';

export interface Placeholder {
  readonly span: Span;
  /** As written, brackets included. */
  readonly name: string;
}

const PLACEHOLDER =
  /<<[^<>\n]{1,80}>>|<[A-Za-z][\w .-]{0,60}>|\[?\bYOUR[-_ ][A-Z0-9_-]{1,60}(?:\.[A-Z0-9_-]{1,60}){0,4}\]?|\[(?:[Ii]nsert[-_ ]|[Yy]our[-_])[\w .-]{1,60}\]|\[(?:KEY|TOKEN|SECRET|[A-Z]{2,30}(?:_[A-Z0-9]{1,30}){1,6})\]|(?<![{$])\{[Yy]our\b/g;

/** What an HTML editor leaves behind is none. */
const HTML = /^<(?:a|b|br|code|div|em|font|i|li|p|span|strong|td|u)>$/i;

/**
 * The placeholders in a stretch of text. HTML's tags look alike: ask only where there is no HTML.
 * @param known placeholders of the partner's template; those that look like any word (`ACME-APP-ID`) are found by them
 */
export function placeholdersIn(
  text: string,
  { start, end }: Span,
  known: readonly string[] = [],
): readonly Placeholder[] {
  const stretch = text.slice(start, end);
  const looksLikeOne = [...stretch.matchAll(PLACEHOLDER)].flatMap((match) => {
    const from = start + match.index;
    const name = match[0].startsWith('{') ? bracedName(text, from) : match[0];
    return HTML.test(name) ? [] : [{ span: { start: from, end: from + name.length }, name }];
  });
  const isKnown = known
    .filter((name) => stretch.includes(name) && /^\w/.test(name))
    .map((name) => ({ span: spanAt(start + stretch.indexOf(name), name), name }))
    .filter(({ span }) => !looksLikeOne.some((other) => other.span.start <= span.start && span.end <= other.span.end));
  return [...looksLikeOne, ...isKnown];
}

const spanAt = (start: number, { length }: string): Span => ({ start, end: start + length });

/** `{your API key}`, which the spaces in it tear apart in a URL. */
function bracedName(text: string, from: number): string {
  const ahead = text.slice(from, from + 60);
  return /^\{[^{}\n]*\}/.exec(ahead)?.[0] ?? '{your';
}
