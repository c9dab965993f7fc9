import { suggestReplacement } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a literal outside the values, the format or the range of its field.
 * Why: the partner rejects the request.
 * Bad: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standart Time", "notifyBefore": 15 } }`
 * Good: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15 } }`
 */
export const payloadValue: Rule = proofRule({
  code: 'payload-value',
  severity: 'error',
  category: 'payload',
  title: 'A value that the field does not take',
  href: pages.webhooks,
  fix: suggestReplacement,
});
