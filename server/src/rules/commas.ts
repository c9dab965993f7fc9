/** Where a comma belongs when a branch or a loop stands between two members of a payload. */
import { type Branch, type Node, pathTo, type Template } from '../liquid';
import { edit } from './fixes';
import type { Fix } from './rule';

/** In a loop, printed behind every item but the last. */
const BETWEEN = '{% unless forloop.last %},{% endunless %}';

/**
 * The comma between two members, where it is right on every path: behind the first, or before the second when only that
 * one stands in a branch. Nothing where each has a branch of its own.
 * @param at behind the first member
 * @param next where the second begins; before `at` when the next turn of a loop writes it
 */
export function insertComma(tree: Template, at: number, next: number | null, safe: boolean): readonly Fix[] {
  const title = 'Insert the comma';
  if (next === null) return [edit(title, { start: at, end: at }, ',', safe)];
  if (next < at) return isInLoop(tree, at - 1) ? [edit(title, { start: at, end: at }, BETWEEN)] : [];
  const around = branchesAt(tree, at - 1);
  const aroundNext = branchesAt(tree, next);
  const leaves = around.some((branch) => !aroundNext.includes(branch));
  const enters = aroundNext.some((branch) => !around.includes(branch));
  if (leaves && enters) return [];
  return enters
    ? [edit('Insert a comma before it', { start: next, end: next }, ', ')]
    : [edit(title, { start: at, end: at }, ',', safe)];
}

/** Takes a comma away that nothing follows: everywhere, behind the last item of a loop, or into the branch that follows. */
export function removeComma(
  tree: Template,
  comma: { readonly start: number; readonly end: number },
  everywhere: boolean,
): readonly Fix[] {
  if (everywhere) return [edit('Remove the comma', comma, '', true)];
  const innermost = branchesAt(tree, comma.start).at(-1);
  const siblings: readonly Node[] = innermost?.children ?? tree.children;
  const rest = siblings.filter(
    (node) =>
      node.end > comma.end && !(node.kind === 'text' && isBlank(tree, Math.max(node.start, comma.end), node.end)),
  );
  if (rest.length === 0)
    return innermost?.tag.name === 'for' ? [edit('Print it between the items alone', comma, BETWEEN)] : [];
  const [block] = rest;
  const only = block?.kind === 'block' && block.branches.length === 1 ? block.branches[0] : undefined;
  const member = only?.children.find((node) => node.kind !== 'text' || !isBlank(tree, node.start, node.end));
  if (only === undefined || member?.kind !== 'text') return [];
  const start = member.start + (/^\s*/.exec(tree.text.slice(member.start, member.end))?.[0].length ?? 0);
  if (!/["{[]/.test(tree.text[start] ?? '')) return [];
  const edits = [
    { span: { start: comma.start, end: comma.end }, newText: '' },
    { span: { start, end: start }, newText: ', ' },
  ];
  return [{ title: 'Move the comma into the branch', edits, safe: false }];
}

const isBlank = ({ text }: Template, start: number, end: number): boolean => text.slice(start, end).trim() === '';

const branchesAt = (tree: Template, offset: number): readonly Branch[] =>
  pathTo(tree, offset).filter((node): node is Branch => node.kind === 'branch');

const isInLoop = (tree: Template, offset: number): boolean =>
  branchesAt(tree, offset).some(({ tag }) => tag.name === 'for');
