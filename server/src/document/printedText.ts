/** What a piece of Liquid prints, as far as its text tells. */
import type { Node } from '../liquid';

/** Stands for an output: what it prints is known when the message is sent. */
const HOLE = '\u0000';

/** The text that nodes print, a hole for each output; of a branched text, what its first branch writes. */
export function printedText(nodes: readonly Node[], text: string): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return text.slice(node.start, node.end);
      if (node.kind === 'output') return HOLE;
      if (node.kind === 'tag') return node.markup.shape === 'echo' ? HOLE : '';
      if (node.name === 'comment' || node.name === 'capture') return '';
      return printedText(node.branches[0]?.children ?? [], text);
    })
    .join('');
}
