import { removeComma } from './commas';
import { dataValue } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a comma with nothing behind it before a closing bracket, on whatever path.
 * Why: JSON takes no such comma, and the receiver rejects the body.
 * Bad: `{ "a": 1, }`
 * Good: `{ "a": 1 }`
 */
export const jsonTrailingComma: Rule = proofRule({
  code: 'json-trailing-comma',
  severity: 'error',
  category: 'webhook',
  title: 'A comma too many at the end',
  href: pages.webhooks,
  fix: (problem, { document }) =>
    removeComma(document.body.tree, problem.span, dataValue(problem, 'everywhere') === true),
});
