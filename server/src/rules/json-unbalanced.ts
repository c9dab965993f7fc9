import { dataString, dataValue, edit } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a brace, bracket or quote of JSON that is not closed, or closed twice, on whatever path.
 * Why: the body is no JSON then, and the receiver rejects it.
 * Bad: `{ "a": [1, 2 }`
 * Good: `{ "a": [1, 2] }`
 */
export const jsonUnbalanced: Rule = proofRule({
  code: 'json-unbalanced',
  severity: 'error',
  category: 'webhook',
  title: 'A bracket or quote that is not closed',
  href: pages.webhooks,
  fix: (problem) => {
    if (dataValue(problem, 'remove') === true) return [edit('Remove it', problem.span, '')];
    const other = dataString(problem, 'replace');
    if (other !== null) return [edit(`Replace by '${other}'`, problem.span, other)];
    const at = dataValue(problem, 'insert');
    const text = dataString(problem, 'text');
    return typeof at === 'number' && text !== null ? [edit(`Insert '${text}'`, { start: at, end: at }, text)] : [];
  },
});
