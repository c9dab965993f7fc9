import type { HeaderEntry } from '../docset/types';
import type { Field, TemplateDocument } from '../document/types';
import type { Span } from '../liquid';
import { HOLE } from './calls';
import { dataString, dataValue, edit } from './fixes';
import { headerMeantBy } from './headerNames';
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
    if (!isWholeWebhook(document)) return;
    reportTwice(context);
    if (!document.partner || document.frontMatter?.keys.some(isListOfHeaders(document))) return;
    for (const header of document.partner.template.headers ?? []) {
      const field = headerField(document, header.name);
      if (field && schemeTwice(field) === null) checkValue(header, field, document.partner.partner.name, context);
      else if (!field && header.required && !isMisspelt(header, context))
        reportMissing(header, document.partner.partner.name, context);
    }
  },
  fix(problem, { document }) {
    if (dataValue(problem, 'remove') === true) return [edit('Take it out', problem.span, '', true)];
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

/** A header under a label of a translated page, or with a slip in its name, is there; another rule says so. */
function isMisspelt(header: HeaderEntry, context: RuleContext): boolean {
  return (
    context.document.frontMatter?.headers.some(({ name }) => headerMeantBy(name, context) === header.name) ?? false
  );
}

/** Headers that stand as a list: what they are called nobody reads, and the front matter's own rule says so. */
const isListOfHeaders =
  ({ frontMatter }: TemplateDocument) =>
  ({ name, value }: { readonly name: string; readonly value: Span | null }): boolean =>
    name === 'headers' && value !== null && frontMatter?.headers.length === 0;

/** `Bearer Bearer abc`: pasted with its scheme behind a scheme. */
function reportTwice({ document, report }: RuleContext): void {
  const field = headerField(document, 'Authorization');
  const twice = field && schemeTwice(field);
  if (!field || !twice) return;
  const message = `'${twice.scheme}' stands here twice. Take one of them out.`;
  report({ message, span: twice.span, data: { remove: true } }, field);
}

function schemeTwice({ text }: Field): { readonly scheme: string; readonly span: Span } | null {
  const match = /^(\s*(Bearer|Basic)\s+)\2\s+/i.exec(text);
  return match && { scheme: match[2]!, span: { start: match[1]!.length, end: match[0].length } };
}

function checkValue(header: HeaderEntry, field: Field, partner: string, { report }: RuleContext): void {
  const text = printed(field)?.trim();
  const pattern = patternOf(header);
  if (pattern === null || text === undefined || fits(text, pattern, header)) return;
  const example = header.value === undefined ? '' : `, such as '${header.value}'`;
  const message =
    text === ''
      ? `The header '${header.name}' has no value. ${partner} wants one${example}.`
      : `${partner} wants the header '${header.name}' in another form${example}.`;
  const start = field.text.length - field.text.trimStart().length;
  report({ message, span: { start, end: Math.max(start + 1, field.text.trimEnd().length) } }, field);
}

/** What the value has to look like: as the docset says, else the value itself where nothing in it is the customer's. */
function patternOf({ pattern, value, required }: HeaderEntry): string | null {
  if (pattern !== undefined) return pattern;
  if (!required || value === undefined || /[{<]/.test(value)) return null;
  return `${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:\\s*;.*)?`;
}

/** A value with outputs is judged by what stands before the first of them. */
function fits(text: string, pattern: string, header: HeaderEntry): boolean {
  const hole = text.indexOf(HOLE);
  if (hole < 0) return new RegExp(`^(?:${pattern})$`, 'i').test(text);
  const published =
    header.value
      ?.split(/\{[{%]|</)[0]
      ?.trimEnd()
      .toLowerCase() ?? '';
  const literal = text.slice(0, hole).trimEnd().toLowerCase();
  return literal === '' || published === '' || literal.startsWith(published) || published.startsWith(literal);
}
