import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports curly quotes (“ ” ‘ ’) in a tag or an output.
 * Why: Liquid knows straight quotes alone. Word processors and chat programs put the curly ones in.
 * Bad: `{% if ${language} == ‘en’ %}Hello{% endif %}`
 * Good: `{% if ${language} == 'en' %}Hello{% endif %}`
 */
export const curlyQuotes: Rule = {
  code: 'curly-quotes',
  severity: 'error',
  category: 'syntax',
  title: 'Curly quotes',
  href: pages.usingLiquid,
  fix: mendBy('Replace by straight quotes', true),
};
