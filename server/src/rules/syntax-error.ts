import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports what Liquid cannot read and no other rule names.
 * Why: Liquid drops it, or cannot read the message at all.
 * Bad: `{% assign = 'x' %}`
 * Good: `{% assign name = 'x' %}{{name}}`
 */
export const syntaxError: Rule = {
  code: 'syntax-error',
  severity: 'error',
  category: 'syntax',
  title: 'Something that Liquid cannot read',
  href: pages.usingLiquid,
  fix: mendBy('Repair it', false),
};
