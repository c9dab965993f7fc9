import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an output with three braces on a side.
 * Why: the brace is sent to the customer as text, or Liquid cannot read the output.
 * Bad: `{{{custom_attribute.${cart_items} | join: ', ' | default: 'none'}}`
 * Good: `{{custom_attribute.${cart_items} | join: ', ' | default: 'none'}}`
 */
export const surplusBrace: Rule = {
  code: 'surplus-brace',
  severity: 'error',
  category: 'syntax',
  title: 'A brace too many',
  href: pages.usingLiquid,
  fix: mendBy('Remove the surplus braces', true),
};
