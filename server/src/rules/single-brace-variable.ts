import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a value in single braces inside a tag.
 * Why: one brace means nothing to Liquid, so the condition is never true.
 * Bad: `{% if {targeted_device.${carrier}} contains "verizon" %}Hello{% endif %}`
 * Good: `{% if {{targeted_device.${carrier}}} contains "verizon" %}Hello{% endif %}`
 */
export const singleBraceVariable: Rule = {
  code: 'single-brace-variable',
  severity: 'error',
  category: 'syntax',
  title: 'An attribute in single braces',
  href: pages.useCases,
  fix: mendBy('Double the braces', true),
};
