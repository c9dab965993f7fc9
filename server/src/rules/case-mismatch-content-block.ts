import { CONTENT_BLOCKS, suggestEntry } from '../docset';
import type { Docset } from '../docset/types';
import type { Attribute } from '../liquid';
import { suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { namespaceOf } from './values';

/**
 * What it does: reports a content block whose name differs only in letter case from one of the workspace, or from one
 * used above in the same file.
 * Why: Braze keeps capital and small letters apart. There is no block of that name, and nothing is printed.
 * Bad: `{{content_blocks.${Footer_Main}}} {{content_blocks.${footer_main}}}`
 * Good: `{{content_blocks.${footer_main}}} {{content_blocks.${footer_main}}}`
 */
export const caseMismatchContentBlock: Rule = {
  code: 'case-mismatch-content-block',
  severity: 'warning',
  category: 'variables',
  title: 'A content block in other letter case',
  href: pages.contentBlocks,
  visit: ({ document, workspace }) => {
    const names = new Map(document.outsideBlocks);
    for (const name of workspace.contentBlocks.keys()) names.set(name.toLowerCase(), name);
    return {
      attribute(attribute, { docset, report }) {
        const name = attribute.key.text;
        if (!isContentBlock(attribute, docset) || name === '' || workspace.contentBlocks.has(name)) return;
        const other = names.get(name.toLowerCase());
        if (other === undefined) names.set(name.toLowerCase(), name);
        if (other === undefined || other === name) return;
        report({
          message: `Letter case counts in the names of content blocks, and this one is also called '${other}'.`,
          span: attribute.key.textSpan,
          data: { replacement: other },
        });
      },
    };
  },
  fix: suggestReplacement,
};

/** `content_block` is meant as `content_blocks`; another rule says so. */
function isContentBlock(attribute: Attribute, docset: Docset): boolean {
  const namespace = namespaceOf(attribute);
  if (namespace === CONTENT_BLOCKS) return true;
  return !docset.namespaces.has(namespace) && suggestEntry(docset.namespaces, namespace) === CONTENT_BLOCKS;
}
