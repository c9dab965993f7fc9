import { dataString, dataValue, edit } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports two members of an object or array with no comma between them, on whatever path.
 * Why: the body is no JSON then, and the receiver rejects it.
 * Bad: `{ "a": 1 "b": 2 }`
 * Good: `{ "a": 1, "b": 2 }`
 */
export const jsonMissingComma: Rule = proofRule({
  code: 'json-missing-comma',
  severity: 'error',
  category: 'webhook',
  title: 'A missing comma in JSON',
  href: pages.webhooks,
  fix: (problem) => {
    const comma = dataString(problem, 'replace');
    if (comma !== null) return [edit('Write a comma', problem.span, comma, true)];
    const at = dataValue(problem, 'insert');
    if (typeof at !== 'number') return [];
    return [edit('Insert the comma', { start: at, end: at }, ',', dataValue(problem, 'everywhere') === true)];
  },
});
