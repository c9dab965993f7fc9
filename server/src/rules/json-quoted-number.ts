import { pages } from './pages';
import { proofRule, unquoted } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a number in quotes where the partner documents a number and quotes it in its own sample, and data in quotes where it documents one.
 * Why: the partner may not read the text as a number.
 * Bad: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": "15" } }`
 * Good: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15 } }`
 */
export const jsonQuotedNumber: Rule = proofRule({
  code: 'json-quoted-number',
  severity: 'hint',
  category: 'webhook',
  title: 'A number in quotes',
  href: pages.webhooks,
  fix: (problem) => [{ title: 'Remove the quotes', edits: unquoted(problem.span), safe: false }],
});
