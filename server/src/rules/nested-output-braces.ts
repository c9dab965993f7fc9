import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports braces inside of braces, other than around the argument of a filter.
 * Why: the inner `}}` ends the output, and the rest is sent as text.
 * Bad: `{% assign x = 'a,b' %}{{ {{x}} | split: ',' | first }}`
 * Good: `{% assign x = 'a,b' %}{{ x | split: ',' | first }}`
 */
export const nestedOutputBraces: Rule = {
  code: 'nested-output-braces',
  severity: 'error',
  category: 'syntax',
  title: 'Output braces inside output braces',
  href: pages.useCases,
  fix: mendBy('Remove the inner braces', false),
};
