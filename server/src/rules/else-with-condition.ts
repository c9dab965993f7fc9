import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a condition behind `else`.
 * Why: `else` ignores it and is taken always. With a condition it is `elsif`.
 * Bad: `{% assign t = 5 %}{% if t > 9 %}a{% else {{t}} < 7 %}b{% endif %}`
 * Good: `{% assign t = 5 %}{% if t > 9 %}a{% elsif {{t}} < 7 %}b{% endif %}`
 */
export const elseWithCondition: Rule = {
  code: 'else-with-condition',
  severity: 'error',
  category: 'syntax',
  title: 'A condition behind else',
  href: pages.useCases,
  fix: mendBy("Write 'elsif'", false),
};
