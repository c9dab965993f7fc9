import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports parentheses in a condition.
 * Why: Liquid has none and reads the condition in another order. Nest one `if` in another.
 * Bad: `{% assign a = true %}{% if (a or a) and a %}x{% endif %}`
 * Good: `{% assign a = true %}{% if a %}{% if a or a %}x{% endif %}{% endif %}`
 */
export const parenthesesInCondition: Rule = {
  code: 'parentheses-in-condition',
  severity: 'error',
  category: 'conditions',
  title: 'Parentheses in a condition',
  href: pages.operators,
};
