import { dataValue } from './fixes';
import { pages } from './pages';
import { proofRule, unquoted } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports a literal of another JSON type than the field takes.
 * Why: the partner rejects the request, or misreads the value.
 * Bad: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": 15, "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15 } }`
 * Good: `{% comment %} partner: rokt-calendar/update-event {% endcomment %}{ "event": { "eventId": "e-1", "title": "15", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "Eastern Standard Time", "notifyBefore": 15 } }`
 */
export const payloadType: Rule = proofRule({
  code: 'payload-type',
  severity: 'error',
  category: 'payload',
  title: 'A value of the wrong type',
  href: pages.webhooks,
  fix: (problem) => {
    if (dataValue(problem, 'unquote') === true)
      return [{ title: 'Remove the quotes', edits: unquoted(problem.span), safe: false }];
    if (dataValue(problem, 'quote') !== true) return [];
    const edits = [problem.span.start, problem.span.end].map((at) => ({ span: { start: at, end: at }, newText: '"' }));
    return [{ title: 'Put it in quotes', edits, safe: false }];
  },
});
