import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { attributeName } from './values';

const DISPATCH_ID = `campaign.\${dispatch_id}`;

/**
 * What it does: reports the dispatch id in an in-app message.
 * Why: in-app messages are not dispatched, so there is no such id.
 * Bad:
 * ```liquid
 * ---
 * channel: in-app-message
 * ---
 * {{campaign.${dispatch_id}}}
 * ```
 * Good:
 * ```liquid
 * ---
 * channel: in-app-message
 * ---
 * {{campaign.${api_id}}}
 * ```
 */
export const dispatchIdInIam: Rule = {
  code: 'dispatch-id-in-iam',
  severity: 'error',
  category: 'context',
  title: 'The dispatch id in an in-app message',
  href: pages.supportedTags,
  visit: ({ document }) =>
    document.channel !== 'in-app-message'
      ? {}
      : {
          attribute(attribute, { report }) {
            if (attributeName(attribute) !== DISPATCH_ID) return;
            const { start, end } = attribute.key.textSpan;
            report({ message: "An in-app message has no dispatch id. Use 'api_id'.", span: { start, end } });
          },
        },
  fix: (problem) => [edit("Replace by 'api_id'", problem.span, 'api_id')],
};
