import { isForm } from '../document';
import { dataString, edit } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a key of a partner's payload that a translation or an older page spells in another way.
 * Why: the partner reads its own spelling only, so the value is lost.
 * Bad: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15, "titre": "Sale" } }`
 * Good: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15 } }`
 */
export const translatedJsonKey: Rule = proofRule({
  code: 'translated-json-key',
  severity: 'error',
  category: 'webhook',
  title: 'A translated key',
  href: pages.webhooks,
  fix: (problem, { document }) => {
    const name = dataString(problem, 'replacement');
    return name === null
      ? []
      : [edit(`Replace by '${name}'`, problem.span, isForm(document) ? name : JSON.stringify(name), true)];
  },
});
