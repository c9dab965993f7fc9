import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a text in a tag or an output that has no closing quote.
 * Why: Liquid takes the rest for text too, or leaves the filter out.
 * Bad: `{{ 'now' | date: "%Y-%m-%d }}`
 * Good: `{{ 'now' | date: "%Y-%m-%d" }}`
 */
export const missingStringClose: Rule = {
  code: 'missing-string-close',
  severity: 'error',
  category: 'syntax',
  title: 'A text without its closing quote',
  href: pages.useCases,
  fix: mendBy('Add the closing quote', true),
};
