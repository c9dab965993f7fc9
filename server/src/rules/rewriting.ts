/** What fixes need that write tags before a block: where it begins, a name that is free, and whether the text is mended. */
import type { Docset } from '../docset/types';
import { type AnyNode, type Block, type Problem, parse, pathTo, type Span, type Tag, type Template } from '../liquid';
import type { Edit, Fix } from './rule';
import { scopeOf } from './scope';

/** The innermost tag in delimiters of its own at an offset, with the block that it begins or continues; null elsewhere. */
export function tagAt(tree: Template, offset: number): { readonly tag: Tag; readonly block: Block | null } | null {
  const path: readonly AnyNode[] = pathTo(tree, offset);
  const at = path.findIndex((node) => node.kind === 'tag');
  const tag = path[at];
  // A line of `{% liquid %}` is written in another way.
  if (tag?.kind !== 'tag' || (tag.markup.shape === 'liquid' && tag.start !== offset) || !tag.closed) return null;
  const block = path[at - 2];
  return { tag, block: block?.kind === 'block' && block.close !== tag ? block : null };
}

/** A name for a new variable: `base`, or the first of `base_2`, `base_3` … that means nothing in the text. */
export function freeName(base: string, tree: Template, docset: Docset, taken: ReadonlySet<string> = new Set()): string {
  const { byName, references } = scopeOf(tree, docset.tags);
  const read = new Set(references.map(({ name }) => name));
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}_${count}`;
    const isTaken = byName.has(name) || read.has(name) || taken.has(name);
    if (!isTaken && !docset.namespaces.has(name) && !docset.syntax.has(name)) return name;
  }
}

/** A name that reminds of a value: `cart_items_size` of `{{custom_attribute.${cart_items}}} | size`. */
export function nameLike(value: string): string {
  const words = value.replace(/custom_attribute|event_properties|context/g, '').match(/[A-Za-z]\w*/g) ?? [];
  return words.slice(0, 2).join('_').slice(0, 40) || 'value';
}

/** The text before a tag or block, which then trims the white space before it in its place. */
export function insertBefore({ start }: Span, text: string, tree: Template): Edit {
  const dash = tree.text[start + 2] === '-' ? '-' : '';
  return { span: { start, end: start }, newText: text.replace('{%', `{%${dash}`) };
}

/** The fix, if the text is read with fewer mistakes of the problem's kind after it, and with none more of another. */
export function ifItMends(fix: Fix, { code }: Problem, tree: Template): readonly Fix[] {
  let text = tree.text;
  for (const { span, newText } of [...fix.edits].sort((a, b) => b.span.start - a.span.start))
    text = text.slice(0, span.start) + newText + text.slice(span.end);
  const left = parse(text).problems;
  const count = (problems: readonly Problem[], wanted: boolean): number =>
    problems.filter((problem) => (problem.code === code) === wanted).length;
  const isMended = count(left, true) < Math.max(count(tree.problems, true), 1);
  return isMended && count(left, false) <= count(tree.problems, false) ? [fix] : [];
}

/** Where characters stand outside of quotes, braces and brackets. */
export function indexOutside(text: string, stops: (at: number) => boolean, from = 0): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (depth === 0 && stops(at)) return at;
  }
  return -1;
}
