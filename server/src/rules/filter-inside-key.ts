import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a filter inside of `${}`.
 * Why: Braze takes all that stands there for the attribute's name, and there is none of that name.
 * Bad: `Hi {{${first_name | default: 'there'}}}`
 * Good: `Hi {{${first_name} | default: 'there'}}`
 */
export const filterInsideKey: Rule = {
  code: 'filter-inside-key',
  severity: 'error',
  category: 'syntax',
  title: 'A filter inside ${}',
  href: pages.conditionalLogic,
  fix: mendBy('Move the filter behind the brace', true),
};
