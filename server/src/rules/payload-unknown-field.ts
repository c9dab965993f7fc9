import { isForm } from '../document';
import { dataString, edit } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a key that the partner's documentation does not list.
 * Why: the partner ignores it or rejects the request; often it is a typing error.
 * Bad: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15, "locaton": "Shop" } }`
 * Good: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15, "location": "Shop" } }`
 */
export const payloadUnknownField: Rule = proofRule({
  code: 'payload-unknown-field',
  severity: 'warning',
  category: 'payload',
  title: 'A field that the partner does not know',
  href: pages.webhooks,
  fix: (problem, { document }) => {
    const name = dataString(problem, 'replacement');
    return name === null
      ? []
      : [edit(`Replace by '${name}'`, problem.span, isForm(document) ? name : JSON.stringify(name))];
  },
});
