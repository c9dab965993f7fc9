import { pages } from './pages';
import { addFilter, proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports an attribute that is printed into a JSON string as it is.
 * Why: a quote, a backslash or a line break in it ends the string early, and the receiver rejects the body.
 * Bad: `{ "name": "{{${first_name}}}" }`
 * Good: `{ "name": "{{${first_name} | json_escape}}" }`
 */
export const jsonEscape: Rule = proofRule({
  code: 'json-escape',
  severity: 'warning',
  category: 'webhook',
  title: 'Text printed into JSON unescaped',
  href: pages.webhooks,
  fix: (problem, context) => addFilter(problem, context, 'json_escape', true),
});
