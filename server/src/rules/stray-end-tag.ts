import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an end tag, `else`, `elsif` or `when` without the block that it belongs to.
 * Why: Liquid cannot read the message, so Braze neither saves nor sends it.
 * Bad: `There are 3 days left!{% endif %}`
 * Good: `There are 3 days left!`
 */
export const strayEndTag: Rule = {
  code: 'stray-end-tag',
  severity: 'error',
  category: 'syntax',
  title: 'An end tag that closes nothing',
  href: pages.useCases,
  fix: mendBy('Remove the tag', false),
};
