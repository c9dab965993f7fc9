import { callUrl, callWords, HOLE, isCall, isOptionName } from './calls';
import { edit } from './fixes';
import { pages } from './pages';
import { placeholdersIn } from './placeholders';
import type { Rule } from './rule';
import { sourceOf } from './values';

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
  fix({ span, data }, { field }) {
    const { urlEnd } = (data ?? {}) as { urlEnd?: number };
    if (urlEnd !== undefined) return [edit('Remove the space', { start: urlEnd, end: span.start }, '')];
    const url = field.text.slice(span.start, span.end);
    const [, scheme = 'https', host] =
      /^["'“”‘’]?(?:(https?):\/*)?([^"'“”‘’:\s]+\.[^"'“”‘’\s]+|\{[^"'“”‘’]+)["'“”‘’]?$/i.exec(url) ?? [];
    return host === undefined ? [] : [edit(`Write '${scheme}://…'`, span, `${scheme}://${host}`)];
  },
  visit: () => ({
    tag(tag, { docset, field, report }) {
      if (!isCall(tag)) return;
      const url = callUrl(tag, field);
      if (!url) {
        report({ message: `This call has no URL: write one behind the tag's name.`, span: tag.nameSpan });
        return;
      }
      const others = callWords(tag).slice(1);
      const places = placeholdersIn(field.text, { start: url.node.start, end: (others.at(-1) ?? url.node).end });
      // The placeholder is reported: what stands in its place will be the URL.
      if (places.some(({ span }) => span.start === url.node.start)) return;
      const complaint = complaintAbout(url.text);
      if (complaint !== null) {
        const { start, end } = url.node;
        report({ message: `This call has no right URL: ${complaint}.`, span: { start, end } });
        return;
      }
      const first = others[0];
      if (!first || others.some((word) => isOptionName(sourceOf(word, field), docset))) return;
      if (places.some(({ span }) => span.end > first.start)) return;
      report({
        message: `The URL ends at the first space, so this is not sent with it. Remove the space, or write '%20'.`,
        span: { start: first.start, end: others.at(-1)!.end },
        data: { urlEnd: url.node.end },
      });
    },
  }),
};

function complaintAbout(url: string): string | null {
  // What an output prints may be all or the begin of it.
  if (url.startsWith(HOLE)) return null;
  if (/^["'“”‘’]/.test(url)) return 'it stands without quotes';
  if (/^https?:\/\/[^/?#\s]/i.test(url)) return null;
  if (/^https?:/i.test(url)) return "two slashes stand behind 'https:', and then the host";
  return "it starts with 'https://'";
}
