import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a block such as `if`, `for` or `capture` without its end tag.
 * Why: Liquid cannot read the message, so Braze neither saves nor sends it.
 * Bad: `{% if ${language} == 'en' %}Hello`
 * Good: `{% if ${language} == 'en' %}Hello{% endif %}`
 */
export const unclosedBlock: Rule = {
  code: 'unclosed-block',
  severity: 'error',
  category: 'syntax',
  title: 'A block without its end tag',
  href: pages.conditionalLogic,
  fix: mendBy('Add the end tag', false),
};
