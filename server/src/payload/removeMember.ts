/** The edit that takes a member out of an object, with the comma behind it. */
import type { Template } from '../liquid';
import { objectAt } from './cursor';
import type { FieldEdit } from './insertField';

/**
 * Takes out the member whose key begins at `key` of the object whose brace opens at `open`; null where it stands in a
 * branch, or Liquid stands around its comma.
 */
export function removeMember(tree: Template, open: number, key: number): FieldEdit | null {
  const member = objectAt(tree, open)?.members.find(({ span }) => span.start === key);
  if (!member || member.branched || !member.comma) return null;
  const comma = tree.text.indexOf(',', member.end);
  if (tree.text.slice(member.end, comma).trim() !== '') return null;
  const behind = tree.text.slice(comma + 1);
  return { span: { start: key, end: tree.end - behind.trimStart().length }, newText: '' };
}
