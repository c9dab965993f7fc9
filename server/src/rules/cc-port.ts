import { callUrl, HOLE, isCall } from './calls';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a Connected Content call to a port other than 80 and 443.
 * Why: Braze calls these two ports alone.
 * Bad: `{% connected_content https://example.com:8443/offer :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :save offer %}{{offer.title}}`
 */
export const ccPort: Rule = {
  code: 'cc-port',
  severity: 'error',
  category: 'connected_content',
  title: 'A port that Braze does not call',
  href: pages.makingCalls,
  visit: () => ({
    tag(tag, { field, report }) {
      const url = isCall(tag) ? callUrl(tag, field) : null;
      const port = /^https?:\/\/[^/?#\s@]*?:(\d+)(?=[/?#]|$)/i.exec(url?.text ?? '')?.[1];
      if (!url || port === undefined || port === '80' || port === '443' || url.text.includes(`${HOLE}:${port}`)) return;
      const start = field.text.indexOf(`:${port}`, url.node.start);
      report({
        message: `Braze calls the ports 80 and 443 alone, not ${port}, so this call fails. Take the port out of the URL.`,
        span: { start, end: start + port.length + 1 },
      });
    },
  }),
};
