import type { UrlEntry } from '../docset/types';
import { matchSegments } from '../document';
import { HOLE } from './calls';
import type { Rule } from './rule';
import { isWholeWebhook, keySpan, printed } from './webhook';

/**
 * What it does: reports a webhook whose URL does not lead where its partner's template does.
 * Why: the request reaches another place, or none.
 * Bad:
 * ```liquid
 * ---
 * partner: rokt-calendar/update-event
 * url: https://api.roktcalendar.com/v2/events
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
 * url: https://api.roktcalendar.com/v1/subscriptionevent/acme/update
 * headers:
 *   Authorization: |-
 *     Bearer {% connected_content https://api.roktcalendar.com/oauth2/token :method post :basic_auth rokt :body grant_type=client_credentials :save token :retry %}{{token.access_token}}
 *   Content-Type: application/json
 * ---
 * {"event": {"eventId": "Event_0001", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "UTC", "notifyBefore": 15}}
 * ```
 */
export const webhookUrl: Rule = {
  code: 'webhook-url',
  severity: 'error',
  category: 'webhook',
  title: "A URL that is not the partner's",
  check({ document, report, reportInFile }) {
    const { partner } = document;
    const url = partner?.template.url;
    if (!partner || !url || url.checked === false || !isWholeWebhook(document)) return;
    const { name } = partner.partner;
    const field = document.fields.find(({ role }) => role === 'url');
    if (!field) {
      reportInFile({ message: `The URL is missing. ${name} wants '${url.match}'.`, span: keySpan(document, 'url') });
      return;
    }
    const text = printed(field)?.trim();
    if (text === undefined || text.startsWith(HOLE)) return;
    const complaint = complaintAbout(text, url);
    if (complaint === null) return;
    const start = field.text.length - field.text.trimStart().length;
    report(
      {
        message: `${name} wants the URL 'https://${url.match}'${complaint}`,
        span: { start, end: field.text.trimEnd().length },
      },
      field,
    );
  },
};

function complaintAbout(text: string, { template, match, also = [] }: UrlEntry): string | null {
  const scheme = /^https?:\/\//i.exec(text)?.[0];
  if (scheme === undefined) return ", which starts with 'https://'.";
  if (scheme.toLowerCase() === 'http://' && !template.includes('http://')) return ', and not an unencrypted one.';
  const segments = text
    .slice(scheme.length)
    .split(/[?#]/)[0]!
    .replace(/(?<!\/)\/+$/, '')
    .split('/');
  const isRight = [match, ...also].some((pattern) => maybeFits(pattern.split('/'), segments));
  return isRight ? null : "; '*' stands for your own part.";
}

/** Whether a URL's segments may be those of a pattern: an output where the pattern has a part of its own leaves all open. */
function maybeFits(wanted: readonly string[], segments: readonly string[]): boolean {
  for (const [index, part] of wanted.entries()) {
    const segment = segments[index];
    if (part === '**') return true;
    if (segment === undefined) return false;
    if (part !== '*' && segment.includes(HOLE)) return true;
    const isHost = index === 0;
    if (matchSegments(isHost ? [part] : ['', part], isHost ? [segment] : ['', segment]) === null) return false;
  }
  return segments.length === wanted.length;
}
