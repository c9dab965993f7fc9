/** What formatting is made of: white space in place of white space, never anything else. */
import type { Span } from '../liquid';

/** Puts `newText` in place of a span; both are white space or nothing. Offsets in UTF-16 units. */
export interface Edit extends Span {
  readonly newText: string;
}

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** One step of indentation. */
export function indentUnit({ tabSize, insertSpaces }: FormatOptions): string {
  return insertSpaces ? ' '.repeat(Math.min(Math.max(Math.trunc(tabSize) || 0, 1), 16)) : '\t';
}

/** The white space that formatting may change: other kinds (no-break, zero-width) are text to Ruby. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** Behind the white space at `pos`. */
export function skipBlank(text: string, pos: number, end: number): number {
  let at = pos;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Behind the spaces and tabs at `pos`. */
export function skipIndentation(text: string, pos: number, end: number): number {
  let at = pos;
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  return at;
}

/** Adds an edit where it changes something. */
export function replace(edits: Edit[], text: string, start: number, end: number, newText: string): void {
  if (end - start !== newText.length || !text.startsWith(newText, start)) edits.push({ start, end, newText });
}
