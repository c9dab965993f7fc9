/** Connected Content calls as the rules look at them: the URL and the options of a tag. */
import type { Docset } from '../docset/types';
import type { Attribute, Interpolated, Option, Output, Span, Tag, Text } from '../liquid';

/** Stands in flattened text for what is only known when the message is sent. */
export const HOLE = '\uFFFC';

export interface CallUrl {
  readonly node: Interpolated;
  /** With `HOLE` for each output. */
  readonly text: string;
}

/** Whether a tag is a Connected Content call. */
export function isCall(tag: Tag): boolean {
  return tag.name === 'connected_content' && tag.markup.shape === 'words';
}

/** The URL of a call; null where it is not written yet. */
export function callUrl(tag: Tag, field: { readonly text: string }): CallUrl | null {
  const node = callWords(tag)[0];
  return node ? { node, text: flatten(node, field) } : null;
}

/** What stands before the options of a call: its URL, which ends at the first space, and what came behind that. */
export function callWords(tag: Tag): readonly Interpolated[] {
  return tag.markup.shape === 'words' ? tag.markup.words : [];
}

/** Whether a word is the name of one of the tag's options, whose colon was forgotten. */
export function isOptionName(word: string, docset: Docset): boolean {
  return docset.tags.get('connected_content')?.options?.some(({ name }) => name === word) ?? false;
}

/** The options of a call. */
export function callOptions(tag: Tag): readonly Option[] {
  return tag.markup.shape === 'words' ? tag.markup.options : [];
}

/** An option by its name, without the colon. */
export function callOption(tag: Tag, name: string): Option | undefined {
  return callOptions(tag).find((option) => option.name.text === name);
}

/** The text of an option's value, with `HOLE` for each output; null when it has none. */
export function optionText(option: Option | undefined, field: { readonly text: string }): string | null {
  return option?.value ? flatten(option.value, field).trim() : null;
}

/** A mixed text with `HOLE` for what is only known when the message is sent. */
function flatten({ parts }: Interpolated, { text }: { readonly text: string }): string {
  return parts.map((part) => (part.kind === 'text' ? text.slice(part.start, part.end) : HOLE)).join('');
}

/** An option with its colon and value. */
export function wholeOption(option: Option, { text }: { readonly text: string }): Span {
  const start = text[option.name.start - 1] === ':' ? option.name.start - 1 : option.start;
  return { start, end: option.end };
}

/** The text parts of a mixed text. */
export function textParts({ parts }: Interpolated): readonly Text[] {
  return parts.filter((part): part is Text => part.kind === 'text');
}

/** The values put into a mixed text. */
export function holes({ parts }: Interpolated): readonly (Output | Attribute)[] {
  return parts.filter((part): part is Output | Attribute => part.kind !== 'text');
}
