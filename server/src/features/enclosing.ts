/** What stands around an offset of a field: the blocks, and the output or tag that the offset is inside of. */
import type { Block, Node, Output, Span, Tag, Template, Text } from '../liquid';

export interface Enclosing {
  /** The blocks around, outermost first; a block counts on its own branch and end tags too. */
  readonly blocks: readonly Block[];
  /** The innermost output or tag that the offset is between the delimiters of; a text where there is none. */
  readonly node: Output | Tag | Text | null;
  /** The block that `node` opens, parts or closes; null where it does not. */
  readonly block: Block | null;
  /** `node`, or the `{% liquid %}` tag that it is a line of. */
  readonly outer: Span | null;
  /** True for the lines of a `{% liquid %}` tag. */
  readonly bare: boolean;
}

/** Looks from the outside in, without recursion. Offsets in UTF-16 units; an unclosed thing includes its end. */
export function enclosing(template: Template, offset: number): Enclosing {
  const blocks: Block[] = [];
  let nodes: readonly Node[] = template.children;
  let bare = false;
  let tag: Tag | null = null;
  let owner: Block | null = null;
  let liquid: Tag | null = null;
  for (;;) {
    const node: Node | Tag | undefined = nodes.find((child) => holds(child, offset, bare));
    if (node === undefined) return { blocks, node: tag, block: null, outer: liquid ?? tag, bare };
    if (node.kind === 'block') {
      const inner = intoBlock(node, offset, bare);
      if (inner.within) blocks.push(node);
      if (inner.tag === null) {
        nodes = inner.children;
        // An empty line of `{% liquid %}` is still inside that tag.
        if (!bare) tag = null;
        continue;
      }
      tag = inner.tag;
      owner = node;
    } else if (node.kind === 'tag') {
      tag = node;
      owner = null;
    } else {
      return { blocks, node, block: null, outer: liquid ?? node, bare };
    }
    if (tag.markup.shape !== 'liquid') return { blocks, node: tag, block: owner, outer: liquid ?? tag, bare };
    nodes = tag.markup.children;
    liquid = tag;
    bare = true;
  }
}

function intoBlock(
  block: Block,
  offset: number,
  bare: boolean,
): { readonly tag: Tag | null; readonly within: boolean; readonly children: readonly Node[] } {
  if (block.close !== null && holds(block.close, offset, bare)) return { tag: block.close, within: true, children: [] };
  for (const [index, branch] of block.branches.entries()) {
    if (holds(branch.tag, offset, bare)) return { tag: branch.tag, within: index > 0, children: [] };
  }
  const branch = block.branches.findLast((candidate) => candidate.tag.end <= offset);
  return { tag: null, within: branch !== undefined, children: branch?.children ?? [] };
}

/** Whether an offset is inside: between the delimiters, where there are some. */
function holds(node: Node, offset: number, bare: boolean): boolean {
  if (node.kind === 'text') return node.start <= offset && offset <= node.end;
  if (node.kind === 'block') {
    return bare || !isClosed(node)
      ? node.start < offset && offset <= node.end
      : node.start < offset && offset < node.end;
  }
  if (bare && node.kind === 'tag') return node.start <= offset && offset <= node.end;
  return offset >= node.inner.start && offset <= (node.closed ? node.inner.end : node.end);
}

const isClosed = (block: Block): boolean => block.close?.closed === true;
