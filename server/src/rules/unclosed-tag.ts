import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a tag without `%}` behind it.
 * Why: Liquid cannot read the message, so Braze neither saves nor sends it.
 * Bad:
 * ```liquid
 * {% assign lang = 'en'
 * Hello {{lang}}
 * ```
 * Good:
 * ```liquid
 * {% assign lang = 'en' %}
 * Hello {{lang}}
 * ```
 */
export const unclosedTag: Rule = {
  code: 'unclosed-tag',
  severity: 'error',
  category: 'syntax',
  title: 'A tag that is not closed',
  href: pages.usingLiquid,
  fix: mendBy("Write '%}'", true),
};
