import { edit } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a value of a partner's field that begins or ends with a space.
 * Why: the space is sent as part of the value: an id or a name with it is another one.
 * Bad: `{% comment %} partner: passkit/coupon {% endcomment %}{ "externalId": "{{${user_id} | json_escape}}", "campaignId": " 2xa1lRy8dBz4eEElBfmIz8" }`
 * Good: `{% comment %} partner: passkit/coupon {% endcomment %}{ "externalId": "{{${user_id} | json_escape}}", "campaignId": "2xa1lRy8dBz4eEElBfmIz8" }`
 */
export const valueOuterSpace: Rule = proofRule({
  code: 'value-outer-space',
  severity: 'warning',
  category: 'webhook',
  title: 'A value with a space at its end',
  href: pages.webhooks,
  fix: ({ span }, { field }) => {
    const quoted = field.text[span.start] === '"';
    const inner = quoted ? { start: span.start + 1, end: span.end - 1 } : span;
    return [edit('Remove the spaces', inner, field.text.slice(inner.start, inner.end).trim(), true)];
  },
});
