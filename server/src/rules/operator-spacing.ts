import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an operator of a condition without blanks around it.
 * Why: Liquid takes `a=='b'` for one long name and compares nothing.
 * Bad: `{% assign a = 'b' %}{% if a=='b' %}x{% endif %}{{a}}`
 * Good: `{% assign a = 'b' %}{% if a == 'b' %}x{% endif %}`
 */
export const operatorSpacing: Rule = {
  code: 'operator-spacing',
  severity: 'warning',
  category: 'conditions',
  title: 'An operator without blanks around it',
  href: pages.operators,
  fix: mendBy('Put blanks around it', true),
};
