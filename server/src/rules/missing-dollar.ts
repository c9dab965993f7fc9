import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports the braces of an attribute without `$` before them.
 * Why: without `$` Braze does not put in the value.
 * Bad: `{{custom_attribute.{aaid} | default: 'none'}}`
 * Good: `{{custom_attribute.${aaid} | default: 'none'}}`
 */
export const missingDollar: Rule = {
  code: 'missing-dollar',
  severity: 'error',
  category: 'syntax',
  title: 'Key braces without $',
  href: pages.supportedTags,
  fix: mendBy("Add the '$'", true),
};
