import { frontMatterValuesOf } from '../document';
import { dataString, dataValue, edit } from './fixes';
import type { Rule } from './rule';
import { isWholeWebhook, methodOf, valueSpan } from './webhook';

/**
 * What it does: reports a webhook whose HTTP method is not the one that its partner's template has.
 * Why: the partner's server refuses the request, or takes it for another one.
 * Bad:
 * ```liquid
 * ---
 * partner: rokt-calendar/update-event
 * method: GET
 * url: |-
 *   {% assign accountCode = {{custom_attribute.${rokt:account_code}}}[0] | split: '/' | first %}https://api.roktcalendar.com/v1/subscriptionevent/{{accountCode}}/update
 * headers:
 *   Authorization: |-
 *     Bearer {% connected_content https://api.roktcalendar.com/oauth2/token :method post :basic_auth rokt :body grant_type=client_credentials :save token :retry %}{{token.access_token}}
 *   Content-Type: application/json
 * ---
 * {"event": {"eventId": "Event_0001", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "UTC", "notifyBefore": 15}}
 * ```
 * Good:
 * ```liquid
 * ---
 * partner: rokt-calendar/update-event
 * method: POST
 * url: |-
 *   {% assign accountCode = {{custom_attribute.${rokt:account_code}}}[0] | split: '/' | first %}https://api.roktcalendar.com/v1/subscriptionevent/{{accountCode}}/update
 * headers:
 *   Authorization: |-
 *     Bearer {% connected_content https://api.roktcalendar.com/oauth2/token :method post :basic_auth rokt :body grant_type=client_credentials :save token :retry %}{{token.access_token}}
 *   Content-Type: application/json
 * ---
 * {"event": {"eventId": "Event_0001", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "UTC", "notifyBefore": 15}}
 * ```
 */
export const webhookMethod: Rule = {
  code: 'webhook-method',
  severity: 'error',
  category: 'webhook',
  title: "A method that is not the partner's",
  check({ document, reportInFile }) {
    const { partner } = document;
    const method = partner?.template.method;
    if (!partner || !method || !isWholeWebhook(document) || methodOf(document) === method.toUpperCase()) return;
    // A method that is none is said of the front matter.
    if (!frontMatterValuesOf('method')?.includes(methodOf(document))) return;
    const isGiven = document.frontMatter?.values.method !== undefined;
    const { name } = partner.partner;
    reportInFile({
      message: isGiven
        ? `${name} takes this by ${method}, not by ${methodOf(document)}.`
        : `${name} takes this by ${method}. Without a method Braze sends it by ${methodOf(document)}.`,
      span: valueSpan(document, 'method'),
      data: { method, isGiven },
    });
  },
  fix(problem, { document }) {
    const method = dataString(problem, 'method');
    const at = document.frontMatter?.yaml.start;
    if (method === null || at === undefined) return [];
    if (dataValue(problem, 'isGiven') === true) return [edit(`Replace by ${method}`, problem.span, method)];
    return [edit(`Add 'method: ${method}'`, { start: at, end: at }, `method: ${method}\n`)];
  },
};
