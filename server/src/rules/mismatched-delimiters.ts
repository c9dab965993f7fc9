import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an output that is closed like a tag, and a tag that is closed like an output.
 * Why: Liquid cannot read the message, so Braze neither saves nor sends it.
 * Bad: `{{ 'now' | date: '%Y' %}`
 * Good: `{{ 'now' | date: '%Y' }}`
 */
export const mismatchedDelimiters: Rule = {
  code: 'mismatched-delimiters',
  severity: 'error',
  category: 'syntax',
  title: 'Braces that do not fit',
  href: pages.usingLiquid,
  fix: mendBy('Write the braces that fit', true),
};
