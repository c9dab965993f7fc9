import type { Docset } from '../docset/types';
import type { ContentBlock } from '../workspace/types';
import { blockUses, factsOf } from './contentBlocks';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a content block that brings content blocks which bring others. It needs the blocks' files in the
 * workspace.
 * Why: Braze puts a block into a block, and no deeper. What lies deeper is left out without a word.
 * Bad:
 * ```liquid
 * {{content_blocks.${page}}}
 * -- page
 * {{content_blocks.${footer}}}
 * -- footer
 * {{content_blocks.${address}}}
 * -- address
 * 1 High Street
 * ```
 * Good:
 * ```liquid
 * {{content_blocks.${page}}}
 * -- page
 * {{content_blocks.${footer}}}
 * -- footer
 * 1 High Street
 * ```
 */
export const contentBlockDepth: Rule = {
  code: 'content-block-depth',
  severity: 'error',
  category: 'context',
  title: 'Content blocks nested too deep',
  href: pages.contentBlocks,
  check({ document, docset, workspace, report }) {
    // The document itself is the first block, where it is one.
    const allowed = document.kind === 'content-block' ? 1 : 2;
    for (const field of document.fields) {
      for (const use of blockUses(field.tree)) {
        const names = nesting(use.key.text, allowed + 1, workspace.contentBlocks, docset);
        if (names.length <= allowed) continue;
        report(
          {
            message: `Content blocks are nested too deep: ${names.map((name) => `'${name}'`).join(' holds ')}. Braze leaves '${names.at(-1)}' out.`,
            span: use.key.textSpan,
          },
          field,
        );
      }
    }
  },
};

/** The longest way down from a block, itself included, cut off at `limit`. */
function nesting(
  name: string,
  limit: number,
  blocks: ReadonlyMap<string, ContentBlock>,
  docset: Docset,
): readonly string[] {
  const block = blocks.get(name);
  if (!block || limit <= 1) return [name];
  let longest: readonly string[] = [];
  for (const inner of new Set(factsOf(block, docset).uses)) {
    const way = nesting(inner, limit - 1, blocks, docset);
    if (way.length > longest.length) longest = way;
  }
  return [name, ...longest];
}
