import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports `=` in a condition.
 * Why: it does not compare. Liquid reports an error, or takes the condition for true.
 * Bad: `{% assign x = 1 %}{% if x = 1 %}x{% endif %}`
 * Good: `{% assign x = 1 %}{% if x == 1 %}x{% endif %}`
 */
export const assignmentAsCompare: Rule = {
  code: 'assignment-as-compare',
  severity: 'error',
  category: 'conditions',
  title: 'A single = in a condition',
  href: pages.operators,
  fix: mendBy("Write '=='", true),
};
