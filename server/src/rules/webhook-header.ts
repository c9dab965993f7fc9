import type { HeaderEntry } from '../docset/types';
import type { Field } from '../document/types';
import { HOLE } from './calls';
import { dataString, dataValue, edit } from './fixes';
import type { Rule, RuleContext } from './rule';
import { headerField, isWholeWebhook, keySpan, printed } from './webhook';

/**
 * What it does: reports a header that the partner's template has and the webhook lacks, or that has another form.
 * Why: the partner's server refuses the request.
 * Bad:
 * ```liquid
 * ---
 * partner: rokt-calendar/update-event
 * url: https://api.roktcalendar.com/v1/subscriptionevent/acme/update
 * headers:
 *   Content-Type: application/json
 * ---
 * {"event": {"eventId": "Event_0001", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "UTC", "notifyBefore": 15}}
 * ```
 * Good:
 * ```liquid
 * ---
 * partner: rokt-calendar/update-event
 * url: https://api.roktcalendar.com/v1/subscriptionevent/acme/update
 * headers:
 *   Authorization: |-
 *     Bearer {% connected_content https://api.roktcalendar.com/oauth2/token :method post :basic_auth rokt :body grant_type=client_credentials :save token :retry %}{{token.access_token}}
 *   Content-Type: application/json
 * ---
 * {"event": {"eventId": "Event_0001", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "UTC", "notifyBefore": 15}}
 * ```
 */
export const webhookHeader: Rule = {
  code: 'webhook-header',
  severity: 'error',
  category: 'webhook',
  title: "A header that is not the partner's",
  check(context) {
    const { document } = context;
    if (!document.partner || !isWholeWebhook(document)) return;
    for (const header of document.partner.template.headers ?? []) {
      const field = headerField(document, header.name);
      if (field) checkValue(header, field, document.partner.partner.name, context);
      else if (header.required && !isMisspelt(header, context))
        reportMissing(header, document.partner.partner.name, context);
    }
  },
  fix(problem, { document }) {
    const name = dataString(problem, 'name');
    const value = dataString(problem, 'value');
    const at = dataValue(problem, 'at');
    if (name === null || value === null || typeof at !== 'number') return [];
    const lineBreak = document.text.includes('\r\n') ? '\r\n' : '\n';
    const isPlain = /^[\w/.-][\w/.; =-]*$/.test(value);
    const written = isPlain ? value : `|-${lineBreak}    ${value}`;
    return [edit(`Add the header '${name}'`, { start: at, end: at }, `${lineBreak}  ${name}: ${written}`)];
  },
};

function reportMissing(header: HeaderEntry, partner: string, { document, reportInFile }: RuleContext): void {
  const headers = document.frontMatter?.keys.find(({ name }) => name === 'headers');
  const isMap = (document.frontMatter?.headers.length ?? 0) > 0;
  reportInFile({
    message: `The header '${header.name}' is missing: ${partner} needs it.`,
    span: keySpan(document, 'headers'),
    data: headers && isMap ? { name: header.name, value: header.value ?? '', at: headers.key.end + 1 } : {},
  });
}

/** A header under a label of a translated page is there, only wrongly named; another rule says so. */
function isMisspelt(header: HeaderEntry, { document }: RuleContext): boolean {
  const wrong = new Set(header.misspellings?.map((label) => label.toLowerCase()));
  return document.frontMatter?.headers.some(({ name }) => wrong.has(name.toLowerCase())) ?? false;
}

function checkValue(header: HeaderEntry, field: Field, partner: string, { report }: RuleContext): void {
  const text = printed(field)?.trim();
  if (header.pattern === undefined || text === undefined || fits(text, header)) return;
  const example = header.value === undefined ? '' : `, such as '${header.value}'`;
  const start = field.text.length - field.text.trimStart().length;
  report(
    {
      message: `${partner} wants another value in the header '${header.name}'${example}.`,
      span: { start, end: Math.max(start + 1, field.text.trimEnd().length) },
    },
    field,
  );
}

/** A value with outputs is judged by what stands before the first of them. */
function fits(text: string, header: HeaderEntry): boolean {
  const hole = text.indexOf(HOLE);
  if (hole < 0) return new RegExp(header.pattern!, 'i').test(text);
  const published =
    header.value
      ?.split(/\{[{%]|</)[0]
      ?.trimEnd()
      .toLowerCase() ?? '';
  const literal = text.slice(0, hole).trimEnd().toLowerCase();
  return literal === '' || published === '' || literal.startsWith(published) || published.startsWith(literal);
}
