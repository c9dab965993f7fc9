import { mendBy } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a key or text in single quotes.
 * Why: JSON takes double quotes only, and the receiver rejects the body.
 * Bad: `{ "a": 'one' }`
 * Good: `{ "a": "one" }`
 */
export const jsonSingleQuotes: Rule = proofRule({
  code: 'json-single-quotes',
  severity: 'error',
  category: 'webhook',
  title: 'Single quotes in JSON',
  href: pages.webhooks,
  fix: mendBy('Replace by double quotes', true),
});
