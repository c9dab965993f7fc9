import { CONTENT_BLOCKS, suggest } from '../docset';
import { suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { namespaceOf } from './values';

/**
 * What it does: reports a content block that the workspace does not hold, where it holds one of nearly the same name.
 * Why: a block that Braze does not have prints nothing. A name unlike all of the workspace's may well be Braze's alone,
 * and so may one that differs in its number (`footer_2`): nothing is said of these.
 */
export const missingContentBlock: Rule = {
  code: 'missing-content-block',
  severity: 'info',
  category: 'variables',
  title: 'A content block that is not in the workspace',
  href: pages.contentBlocks,
  visit: ({ workspace }) => ({
    attribute(attribute, { report }) {
      const name = attribute.key.text;
      if (namespaceOf(attribute) !== CONTENT_BLOCKS || name === '' || workspace.contentBlocks.has(name)) return;
      const likely = suggest(name, workspace.contentBlocks.keys());
      if (likely === null || lettersOf(likely) === lettersOf(name)) return;
      report({
        message: `The workspace has no content block '${name}'. Did you mean '${likely}'?`,
        span: attribute.key.textSpan,
        data: { replacement: likely },
      });
    },
  }),
  fix: suggestReplacement,
};

/** A name without its numbers, in one letter case: another rule tells of other letter case. */
function lettersOf(name: string): string {
  return name.replace(/\d+/g, '').toLowerCase();
}
