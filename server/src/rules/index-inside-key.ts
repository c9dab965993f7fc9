import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an index or a path inside of `${}`.
 * Why: Braze's pages have it behind the brace everywhere but in two places; behind it, it always works.
 * Bad: `{{custom_attribute.${cart_items[0]} | default: 'none'}}`
 * Good: `{{custom_attribute.${cart_items}[0] | default: 'none'}}`
 */
export const indexInsideKey: Rule = {
  code: 'index-inside-key',
  severity: 'warning',
  category: 'syntax',
  title: 'A path inside ${}',
  href: pages.usingLiquid,
  fix: mendBy('Move the path behind the brace', true),
};
