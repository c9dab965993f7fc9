import { dataValue } from './fixes';
import { pages } from './pages';
import { addFilter, proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a time in seconds where the partner counts milliseconds, and the other way round.
 * Why: the receiver takes it for a time in 1970, or far in the future.
 * Bad: `{% comment %} partner: movable-ink/identify {% endcomment %}{ "type": "identify", "user_id": "u", "anonymous_id": "a", "timestamp": {{ 'now' | date: '%s' }} }`
 * Good: `{% comment %} partner: movable-ink/identify {% endcomment %}{ "type": "identify", "user_id": "u", "anonymous_id": "a", "timestamp": {{ 'now' | date: '%s' | times: 1000 }} }`
 */
export const timestampUnit: Rule = proofRule({
  code: 'timestamp-unit',
  severity: 'warning',
  category: 'webhook',
  title: 'Seconds for milliseconds',
  href: pages.webhooks,
  fix: (problem, context) => {
    const filter = dataValue(problem, 'unit') === 'milliseconds' ? 'times: 1000' : 'divided_by: 1000';
    return addFilter(problem, context, filter, true);
  },
});
