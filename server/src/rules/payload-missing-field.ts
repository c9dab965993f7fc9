import { isForm } from '../document';
import type { Problem } from '../liquid';
import { fieldAt, insertFormFields, insertMissingFields } from '../payload';
import { dataString, dataValue } from './fixes';
import { pages } from './pages';
import { payloadProblems, proofRule } from './payloadProof';
import type { Edit, Fix, Rule, RuleContext } from './rule';

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
  fix: (problem, context) => {
    const own = placeOf(problem);
    if (own === null) return [];
    const insert = (title: string, names: readonly string[]): readonly Fix[] => {
      const edits = editsFor(own, names, context);
      return edits.length === 0 ? [] : [{ title, edits, safe: false }];
    };
    const all = payloadProblems(context).flatMap((other) => {
      const place = other.code === problem.code ? placeOf(other) : null;
      return place?.open === own.open ? [place.name] : [];
    });
    const names = [...new Set(all)];
    return [
      ...insert(`Insert '${own.name}'`, [own.name]),
      ...(names.length > 1 ? insert(`Insert all ${names.length} missing fields`, names) : []),
    ];
  },
});

/** A missing field and the object that lacks it. */
interface Place {
  readonly name: string;
  readonly open: number;
  readonly path: readonly unknown[];
}

function placeOf(problem: Problem): Place | null {
  const name = dataString(problem, 'field');
  const open = dataValue(problem, 'open');
  const path = dataValue(problem, 'path');
  return name !== null && typeof open === 'number' && Array.isArray(path) ? { name, open, path } : null;
}

function editsFor({ open, path }: Place, names: readonly string[], { document, field }: RuleContext): readonly Edit[] {
  const steps = path.map((step) => (step === '*' ? 0 : String(step)));
  const entries = names.flatMap((name) => fieldAt(document.partner?.template ?? null, [...steps, name]) ?? []);
  if (entries.length === 0) return [];
  return isForm(document) ? insertFormFields(field.tree, entries) : insertMissingFields(field.tree, entries, open);
}
