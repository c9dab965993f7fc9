import { dataValue, edit } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports two commas with nothing between them, on whatever path.
 * Why: JSON takes one, and the receiver rejects the body.
 * Bad: `{ "a": 1,, "b": 2 }`
 * Good: `{ "a": 1, "b": 2 }`
 */
export const jsonDoubleComma: Rule = proofRule({
  code: 'json-double-comma',
  severity: 'error',
  category: 'webhook',
  title: 'Two commas',
  href: pages.webhooks,
  fix: (problem) => [edit('Remove the comma', problem.span, '', dataValue(problem, 'everywhere') === true)],
});
