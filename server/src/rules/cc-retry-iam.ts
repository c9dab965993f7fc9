import { callOption, isCall, wholeOption } from './calls';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports `:retry` in an in-app message.
 * Why: an in-app message is rendered at the moment it is shown, and Braze does not retry its calls.
 * Bad:
 * ```liquid
 * ---
 * channel: in-app-message
 * ---
 * {% connected_content https://example.com/offer :retry :save offer %}{{offer.title}}
 * ```
 * Good:
 * ```liquid
 * ---
 * channel: in-app-message
 * ---
 * {% connected_content https://example.com/offer :save offer %}{{offer.title}}
 * ```
 */
export const ccRetryIam: Rule = {
  code: 'cc-retry-iam',
  severity: 'warning',
  category: 'connected_content',
  title: ':retry in an in-app message',
  href: pages.retries,
  visit: ({ document }) =>
    document.channel !== 'in-app-message'
      ? {}
      : {
          tag(tag, { field, report }) {
            const option = isCall(tag) ? callOption(tag, 'retry') : undefined;
            if (!option) return;
            report({
              message: "Braze does not retry calls of in-app messages. Take ':retry' out.",
              span: wholeOption(option, field),
            });
          },
        },
  fix: (problem) => [edit("Take ':retry' out", problem.span, '')],
};
