/** Markdown from text that may hold anything: names and values of a user's workspace never become markup. */
import { type MarkupContent, MarkupKind } from 'vscode-languageserver-types';

/** The paragraphs that are there, as LSP Markdown. */
export function markdown(paragraphs: readonly (string | null | undefined | false)[]): MarkupContent {
  return { kind: MarkupKind.Markdown, value: paragraphs.filter(Boolean).join('\n\n') };
}

/** Inline code; holds whatever the text holds, backticks included. */
export function code(text: string): string {
  const flat = text.replace(/\s*\n\s*/g, ' ');
  const fence = '`'.repeat(longestRun(flat, '`') + 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') || flat.trim() === '' ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** A code block in a language. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A link, where the address is one that a reader may open. */
export function link(label: string, href: string | undefined): string | null {
  if (href === undefined || !/^https?:\/\//.test(href)) return null;
  return `[${label}](<${href.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** A value of a sample, an example or a default, in one line. */
export function inlineValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nil');
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function longestRun(text: string, char: string): number {
  let longest = 0;
  let run = 0;
  for (const c of text) {
    run = c === char ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
