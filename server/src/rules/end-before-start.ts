import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports an end that is the start itself or before it.
 * Why: the partner rejects such an event, or shows one without duration.
 * Bad: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T15:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15 } }`
 * Good: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15 } }`
 */
export const endBeforeStart: Rule = proofRule({
  code: 'end-before-start',
  severity: 'warning',
  category: 'webhook',
  title: 'An end that is not after the start',
  href: pages.webhooks,
});
