import { pages } from './pages';
import { addFilter, proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports data that is printed as a value without quotes and may be blank.
 * Why: where it is blank no value stands there, and the receiver rejects the body.
 * Bad: `{ "price": {{event_properties.${price}}} }`
 * Good: `{ "price": {{event_properties.${price} | default: 0}} }`
 */
export const jsonUnquotedOutput: Rule = proofRule({
  code: 'json-unquoted-output',
  severity: 'warning',
  category: 'webhook',
  title: 'A value that may print nothing',
  href: pages.webhooks,
  fix: (problem, context) => addFilter(problem, context, 'default: 0', false),
});
