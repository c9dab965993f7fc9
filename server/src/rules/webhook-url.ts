import type { UrlEntry } from '../docset/types';
import { matchSegments } from '../document';
import { HOLE } from './calls';
import { dataString, dataValue, edit } from './fixes';
import type { Rule } from './rule';
import { isWholeWebhook, keySpan, printed } from './webhook';

/**
 * What it does: reports a webhook whose URL leads nowhere, or not where its partner's template does; a hint where it is not
 * encrypted.
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
  title: 'A URL that leads nowhere, or elsewhere than the partner',
  check({ document, report, reportInFile }) {
    if (!isWholeWebhook(document)) return;
    const { partner } = document;
    const url = partner?.template.url;
    const wanted = partner && url && url.checked !== false ? { name: partner.partner.name, ...url } : null;
    const field = document.fields.find(({ role }) => role === 'url');
    if (!field) {
      if (!wanted) return;
      const message = `The URL is missing. ${wanted.name} wants 'https://${wanted.match}'.`;
      reportInFile({ message, span: keySpan(document, 'url') });
      return;
    }
    // White space is another rule's.
    const text = printed(field)?.replace(/\s+/g, '');
    if (text === undefined || text === '' || text.startsWith(HOLE)) return;
    const complaint = malformed(text) ?? (wanted ? elsewhere(text, wanted) : unencrypted(text));
    if (!complaint) return;
    const start = field.text.length - field.text.trimStart().length;
    report({ ...complaint, span: { start, end: field.text.trimEnd().length } }, field);
  },
  severityOf: (problem) => (dataValue(problem, 'isHint') === true ? 'hint' : 'error'),
  fix(problem, { field }) {
    const from = dataString(problem, 'from');
    const to = dataString(problem, 'to');
    const at = from === null ? -1 : field.text.indexOf(from, problem.span.start);
    if (from === null || to === null || at < 0) return [];
    return [edit(`Replace by '${to}'`, { start: at, end: at + from.length }, to)];
  },
};

interface Complaint {
  readonly message: string;
  readonly data?: { readonly from?: string; readonly to?: string; readonly isHint?: boolean };
}

/** What keeps a text from being a URL at all. */
function malformed(text: string): Complaint | null {
  if (/^https?%3A/i.test(text)) {
    return {
      message: 'This URL is encoded as a whole, and leads nowhere. Write it as it is, and encode the values in it.',
    };
  }
  const twice = /^(https?:\/\/)https?:\/\//i.exec(text)?.[1];
  if (twice) return { message: `The URL begins with '${twice}' twice.`, data: { from: twice, to: '' } };
  const scheme = /^https?:\/\//i.exec(text)?.[0];
  if (scheme === undefined) {
    const almost = /^(?:h+t+p+s?:?[/\\]{0,2}|\/\/)(?=[\w-]+\.)/i.exec(text)?.[0];
    return {
      message: "A webhook's URL starts with 'https://', and this one does not.",
      data: almost ? { from: almost, to: 'https://' } : {},
    };
  }
  if (/^[/?#]|^$/.test(text.slice(scheme.length))) return { message: `The host is missing behind '${scheme}'.` };
  return null;
}

function unencrypted(text: string): Complaint | null {
  if (!/^http:/i.test(text)) return null;
  const message = "This request is not encrypted. Use 'https' if the server has it.";
  return { message, data: { from: text.slice(0, 'http:'.length), to: 'https:', isHint: true } };
}

function elsewhere(text: string, { name, template, match, also = [] }: UrlEntry & { name: string }): Complaint | null {
  const scheme = /^https?:\/\//i.exec(text)![0];
  if (/^http:/i.test(scheme) && !template.includes('http://')) {
    return { message: `${name} takes requests by 'https' alone.`, data: { from: scheme, to: 'https://' } };
  }
  const address = text.slice(scheme.length);
  const segments = address
    .split(/[?#]/)[0]!
    .replace(/(?<!\/)\/+$/, '')
    .split('/');
  const patterns = [match, ...also].map((pattern) => pattern.split('/'));
  if (patterns.some((pattern) => maybeFits(pattern, segments))) return null;
  const lower = segments.map((segment) => segment.toLowerCase());
  const isOnlyCase = patterns.some((pattern) =>
    maybeFits(
      pattern.map((part) => part.toLowerCase()),
      lower,
    ),
  );
  const own = match.includes('*') ? " ('*' stands for your own part)" : '';
  const reason = isOnlyCase ? ': capital and small letters count in it.' : '.';
  return {
    message: `${name} wants the URL 'https://${match}'${own}${reason}`,
    data: own === '' && !text.includes(HOLE) ? { from: text.split(/[?#]/)[0]!, to: `https://${match}` } : {},
  };
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
