/**
 * A condition of several parts as tags that can be read one way only: `if` in `if`, or a variable for each group of parts.
 * Liquid knows no parentheses and reads `and` and `or` from the right.
 */
import type { Docset } from '../docset/types';
import type { Block, Condition, Tag, Template } from '../liquid';
import { freeName, insertBefore } from './rewriting';
import type { Edit } from './rule';

type Operator = 'and' | 'or';

/** A comparison as written, or groups joined by one word. */
export type Group =
  | { readonly kind: 'part'; readonly text: string }
  | { readonly kind: 'group'; readonly operator: Operator; readonly parts: readonly Group[] };

type Token = { readonly kind: 'part'; readonly text: string } | { readonly kind: Operator | '(' | ')' };

/** Nobody writes more, and no stack is deep enough for all that can be written. */
const MAX_TOKENS = 100;

/** The condition as its parentheses say it, `and` before `or` as in other languages; null where it cannot be told. */
export function groupAsMeant(tag: Tag, tree: Template): Group | null {
  const tokens = tokensOf(tag, tree);
  if (tokens === null) return null;
  let at = 0;
  const joined = (operator: Operator, read: () => Group | null) => (): Group | null => {
    const parts: Group[] = [];
    do {
      const part = read();
      if (part === null) return null;
      parts.push(part);
    } while (tokens[at]?.kind === operator && ++at > 0);
    return join(operator, parts);
  };
  const one = (): Group | null => {
    const token = tokens[at++];
    if (token?.kind === 'part') return token;
    if (token?.kind !== '(') return null;
    const inner = any();
    return tokens[at++]?.kind === ')' ? inner : null;
  };
  const any = joined('or', joined('and', one));
  const group = any();
  return at === tokens.length ? group : null;
}

/** The condition as Liquid reads it: from the right, whatever the words. */
export function groupAsRead(tag: Tag, tree: Template): Group | null {
  const tokens = tokensOf(tag, tree);
  if (tokens === null || tokens.some(({ kind }) => kind === '(' || kind === ')')) return null;
  let group: Group | null = null;
  for (let at = tokens.length - 1; at >= 0; at -= 2) {
    const part = tokens[at]!;
    const joint = tokens[at + 1]?.kind;
    if (part.kind !== 'part') return null;
    group = group === null || (joint !== 'and' && joint !== 'or') ? part : join(joint, [part, group]);
  }
  return group;
}

/** The groups in the way people write them, with parentheses. */
export function writtenOut(group: Group): string {
  if (group.kind === 'part') return group.text;
  const parts = group.parts.map((part) => (part.kind === 'part' ? part.text : `(${writtenOut(part)})`));
  return parts.join(` ${group.operator} `);
}

/** The edits that write a tag's condition as these groups; of a block with one branch by an `if` in it where that will do. */
export function regrouped(group: Group, tag: Tag, block: Block, tree: Template, docset: Docset): readonly Edit[] {
  const nested = block.branches.length === 1 && tag.name === 'if' ? nest(group) : null;
  if (nested !== null && block.close !== null) return nestedIfs(nested, tag, block.close, tree);
  const before: string[] = [];
  const taken = new Set<string>();
  const condition = withVariables(group, (inner) => {
    const name = freeName('is_match', tree, docset, taken);
    taken.add(name);
    before.push(`{% assign ${name} = false %}{% if ${inner} %}{% assign ${name} = true %}{% endif %}`);
    return name;
  });
  const edits = [{ span: tag.markupSpan, newText: condition }];
  return before.length === 0 ? edits : [insertBefore(block, before.join(''), tree), ...edits];
}

function tokensOf({ markup, markupSpan }: Tag, { text }: Template): readonly Token[] | null {
  const parts: Condition[] = [];
  let rest: Condition | null = markup.shape === 'condition' ? markup.condition : null;
  for (; rest?.kind === 'logical'; rest = rest.right) {
    if (rest.left === null) return null;
    parts.push(rest.left);
  }
  if (rest === null) return null;
  parts.push(rest);
  const tokens: Token[] = [];
  let from = markupSpan.start;
  for (const { start, end } of [...parts, { start: markupSpan.end, end: markupSpan.end }]) {
    const gap = text.slice(from, start).match(/[()]|\w+|[^\s()\w]+/g) ?? [];
    for (const kind of gap) {
      if (kind !== '(' && kind !== ')' && kind !== 'and' && kind !== 'or') return null;
      tokens.push({ kind });
    }
    if (end > start) tokens.push({ kind: 'part', text: text.slice(start, end) });
    from = end;
  }
  return tokens.length > MAX_TOKENS ? null : tokens;
}

/** Groups of the same word are one group. */
function join(operator: Operator, parts: readonly Group[]): Group {
  if (parts.length === 1) return parts[0]!;
  const flat = parts.flatMap((part) => (part.kind === 'group' && part.operator === operator ? part.parts : [part]));
  return { kind: 'group', operator, parts: flat };
}

/** The conditions of one `if` in another; null where there is more to it. */
function nest(group: Group): readonly string[] | null {
  if (group.kind === 'part' || group.operator === 'or') return null;
  const conditions: string[][] = [];
  let isPlain = false;
  for (const part of group.parts) {
    if (part.kind === 'group' && part.parts.some(({ kind }) => kind === 'group')) return null;
    if (part.kind === 'part' && isPlain) conditions.at(-1)!.push(part.text);
    else conditions.push([part.kind === 'part' ? part.text : writtenOut(part)]);
    isPlain = part.kind === 'part';
  }
  return conditions.map((parts) => parts.join(' and '));
}

function nestedIfs([first = '', ...rest]: readonly string[], tag: Tag, close: Tag, tree: Template): readonly Edit[] {
  const after = { start: tag.end, end: tag.end };
  const opening = rest.map((condition) => `{% if ${condition} %}`).join('');
  // The dash at the outer tag's end trims the text that now stands behind the inner one.
  const trimmed = tag.trimAfter ? opening.replace(/ %\}$/, ' -%}') : opening;
  return [
    { span: tag.markupSpan, newText: first },
    { span: after, newText: trimmed },
    insertBefore(close, '{% endif %}'.repeat(rest.length), tree),
  ];
}

/** A condition of one word alone; each group in it is a variable that `assign` makes, the innermost first. */
function withVariables(group: Group, assign: (condition: string) => string): string {
  if (group.kind === 'part') return group.text;
  const parts = group.parts.map((part) => (part.kind === 'part' ? part.text : assign(withVariables(part, assign))));
  return parts.join(` ${group.operator} `);
}
