import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an output that is closed by parentheses.
 * Why: Liquid cannot read the message, so Braze neither saves nor sends it.
 * Bad: `{% assign month = 'now' | date: '%B' %}{% if {{month)) == 'February' %}Hello{% endif %}`
 * Good: `{% assign month = 'now' | date: '%B' %}{% if {{month}} == 'February' %}Hello{% endif %}`
 */
export const parenClosesBrace: Rule = {
  code: 'paren-closes-brace',
  severity: 'error',
  category: 'syntax',
  title: 'Parentheses that close an output',
  href: pages.useCases,
  fix: mendBy("Replace by '}}'", true),
};
