import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a filter in `if`, `elsif`, `unless`, `case`, `for` or between brackets.
 * Why: there filters do not work: Liquid drops everything from the bar on, and the rest is another condition.
 * Bad: `{% if {{custom_attribute.${cart_items}}} | size > 3 %}Many{% endif %}`
 * Good: `{% assign n = {{custom_attribute.${cart_items}}} | size %}{% if n > 3 %}Many{% endif %}`
 */
export const filterInCondition: Rule = {
  code: 'filter-in-condition',
  severity: 'error',
  category: 'conditions',
  title: 'A filter in a condition',
  href: pages.operators,
};
