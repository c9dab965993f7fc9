/** Blocks that print nothing of their own: Ruby drops the white space in them. */
import type { Block, Node, Text } from '../liquid';

/** Blocks that are nested deeper are not looked into. */
export const maxDepth = 100;

/** Ruby prints no white space of a block that holds nothing else. Looks no deeper than a few levels. */
export function isBlankBlock(block: Block, depth = 0): boolean {
  if (depth > 8) return false;
  return block.branches.every((branch) => branch.children.every((child) => isBlankNode(child, block, depth)));
}

function isBlankNode(node: Node, block: Block, depth: number): boolean {
  if (node.kind === 'text') return blankTexts.get(node) ?? false;
  if (node.kind === 'output') return false;
  if (node.kind === 'tag') return node.markup.shape === 'assign';
  return (
    node.name === 'capture' ||
    node.name === 'comment' ||
    node.name === 'doc' ||
    (node !== block && isBlankBlock(node, depth + 1))
  );
}

/** Texts that are white space only, told when a tree is first read. */
const blankTexts = new WeakMap<Text, boolean>();

/** Notes which of a tree's texts are white space only. */
export function noteBlankTexts(nodes: readonly Node[], text: string, depth = 0): void {
  if (depth > maxDepth) return;
  for (const node of nodes) {
    if (node.kind === 'text') blankTexts.set(node, text.slice(node.start, node.end).trim() === '');
    else if (node.kind === 'block')
      for (const branch of node.branches) noteBlankTexts(branch.children, text, depth + 1);
  }
}
