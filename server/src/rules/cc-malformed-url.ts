import { callUrl, HOLE, isCall } from './calls';
import { edit } from './fixes';
import { pages } from './pages';
import { placeholdersIn } from './placeholders';
import type { Rule } from './rule';

/**
 * What it does: reports a Connected Content call whose URL is none.
 * Why: Braze cannot make the call, and its answer is blank.
 * Bad: `{% connected_content https:/example.com/offer :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :save offer %}{{offer.title}}`
 */
export const ccMalformedUrl: Rule = {
  code: 'cc-malformed-url',
  severity: 'error',
  category: 'connected_content',
  title: 'A call without a right URL',
  href: pages.makingCalls,
  fix({ span }, { field }) {
    const url = field.text.slice(span.start, span.end);
    const [, scheme = 'https', host] =
      /^["'“”‘’]?(?:(https?):\/*)?([^"'“”‘’:\s]+\.[^"'“”‘’\s]+|\{[^"'“”‘’]+)["'“”‘’]?$/i.exec(url) ?? [];
    return host === undefined ? [] : [edit(`Write '${scheme}://…'`, span, `${scheme}://${host}`)];
  },
  visit: () => ({
    tag(tag, { field, report }) {
      if (!isCall(tag)) return;
      const url = callUrl(tag, field);
      const complaint = url ? complaintAbout(url.text) : "write one behind the tag's name";
      if (complaint === null) return;
      const { start, end } = url?.node ?? tag.nameSpan;
      report({ message: `This call has no right URL: ${complaint}.`, span: { start, end } });
    },
  }),
};

function complaintAbout(url: string): string | null {
  // What an output prints may be all or the begin of it.
  if (url.startsWith(HOLE)) return null;
  // The placeholder is reported: what stands in its place will be the URL.
  if (placeholdersIn(url, { start: 0, end: url.length }).some(({ span }) => span.start === 0)) return null;
  if (/^["'“”‘’]/.test(url)) return 'it stands without quotes';
  if (/^https?:\/\/[^/?#\s]/i.test(url)) return null;
  if (/^https?:/i.test(url)) return "two slashes stand behind 'https:', and then the host";
  return "it starts with 'https://'";
}
