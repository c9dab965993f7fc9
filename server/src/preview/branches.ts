/** The branches of a text: what a condition or a loop decides. */
import { type Branch, type Template, walk } from '../liquid';

/** In text order, those in branches too. */
export function branchesOf(tree: Template): readonly Branch[] {
  const branches: Branch[] = [];
  walk(tree, {
    enter: (node) => {
      if (node.kind === 'branch' && isDecided(node)) branches.push(node);
    },
  });
  return branches;
}

/** The innermost branch at an offset of the text, its tag included; null outside of all. */
export function branchAt(tree: Template, offset: number): Branch | null {
  let found: Branch | null = null;
  for (const branch of branchesOf(tree)) {
    // A branch begins where the one before it ends: the tag there belongs to the one that begins.
    if (branch.start <= offset && offset < Math.max(branch.end, branch.start + 1)) found = branch;
  }
  return found;
}

function isDecided({ tag }: Branch): boolean {
  const { shape } = tag.markup;
  return shape === 'condition' || shape === 'when' || shape === 'for' || tag.name === 'else';
}
