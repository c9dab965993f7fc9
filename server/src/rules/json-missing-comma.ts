import { insertComma } from './commas';
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
  fix: (problem, { document }) => {
    const comma = dataString(problem, 'replace');
    if (comma !== null) return [edit('Write a comma', problem.span, comma, true)];
    const at = dataValue(problem, 'insert');
    if (typeof at !== 'number') return [];
    const next = problem.related?.find(({ message }) => message === 'The next member')?.span.start ?? null;
    return insertComma(document.body.tree, at, next, dataValue(problem, 'everywhere') === true);
  },
});
