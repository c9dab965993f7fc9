import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports `&&`, `||` and `!` in a condition.
 * Why: Liquid has the words `and` and `or`; it drops what follows the signs.
 * Bad: `{% assign h = 19 %}{% if h >= 19 && h < 20 %}x{% endif %}`
 * Good: `{% assign h = 19 %}{% if h >= 19 and h < 20 %}x{% endif %}`
 */
export const cStyleOperator: Rule = {
  code: 'c-style-operator',
  severity: 'error',
  category: 'conditions',
  title: '&&, || and ! in a condition',
  href: pages.operators,
  fix: mendBy('Replace by the word', false),
};
