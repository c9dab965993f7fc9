import { removeMember } from '../payload';
import { dataValue } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a key that stands twice in one object, on whatever path; not one that stands once in either of two branches.
 * Why: JSON allows it, and only the last one counts for most receivers: the other value is lost.
 * Bad: `{ "a": 1, "b": 2, "a": 3 }`
 * Good: `{ "a": 1, "b": 2, "c": 3 }`
 */
export const jsonDuplicateKey: Rule = proofRule({
  code: 'json-duplicate-key',
  severity: 'warning',
  category: 'webhook',
  title: 'A key that stands twice',
  href: pages.webhooks,
  fix: (problem, { field }) => {
    const open = dataValue(problem, 'open');
    const key = dataValue(problem, 'key');
    if (typeof open !== 'number' || typeof key !== 'number') return [];
    const removed = removeMember(field.tree, open, key);
    return removed ? [{ title: 'Remove the first one, which is lost', edits: [removed], safe: false }] : [];
  },
});
