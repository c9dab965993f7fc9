import { isForm } from '../document';
import { fieldAt, insertFormField, insertMissingField } from '../payload';
import { dataString, dataValue } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a required field of the partner that is absent, or certainly blank, on some path through the template.
 * Why: the partner rejects the request.
 * Bad: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15 } }`
 * Good: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15 } }`
 */
export const payloadMissingField: Rule = proofRule({
  code: 'payload-missing-field',
  severity: 'error',
  category: 'payload',
  title: 'A required field that is missing',
  href: pages.webhooks,
  fix: (problem, { document, field }) => {
    const name = dataString(problem, 'field');
    const open = dataValue(problem, 'open');
    const path = dataValue(problem, 'path');
    if (name === null || typeof open !== 'number' || !Array.isArray(path)) return [];
    const entry = fieldAt(document.partner?.template ?? null, [
      ...path.map((step) => (step === '*' ? 0 : String(step))),
      name,
    ]);
    if (!entry) return [];
    const edits = isForm(document) ? insertFormField(field.tree, entry) : insertMissingField(field.tree, entry, open);
    return edits.length === 0 ? [] : [{ title: `Insert '${name}'`, edits, safe: false }];
  },
});
