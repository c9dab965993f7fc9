import { pages } from './pages';
import type { Rule } from './rule';
import { nameAndMarkup } from './values';

/**
 * What it does: reports a promotion code in an in-app message.
 * Why: Braze does not give out codes there.
 * Bad:
 * ```liquid
 * ---
 * channel: in-app-message
 * ---
 * {% promotion('spring') %}
 * ```
 * Good:
 * ```liquid
 * ---
 * channel: push
 * ---
 * {% promotion('spring') %}
 * ```
 */
export const promotionInIam: Rule = {
  code: 'promotion-in-iam',
  severity: 'warning',
  category: 'context',
  title: 'A promotion code in an in-app message',
  href: pages.promotions,
  visit: ({ document }) =>
    document.channel !== 'in-app-message'
      ? {}
      : {
          tag(tag, { report }) {
            if (tag.name !== 'promotion') return;
            const message = 'An in-app message may get no promotion code. Send it by another channel.';
            report({
              message,
              span: nameAndMarkup(tag),
            });
          },
        },
};
