import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an output that lacks closing braces.
 * Why: Liquid cannot read the message, so Braze neither saves nor sends it.
 * Bad: `{{${email_address} | default: 'none'}`
 * Good: `{{${email_address} | default: 'none'}}`
 */
export const unclosedOutput: Rule = {
  code: 'unclosed-output',
  severity: 'error',
  category: 'syntax',
  title: 'An output with a missing brace',
  href: pages.faq,
  fix: mendBy('Add the missing braces', true),
};
