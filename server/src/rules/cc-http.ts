import { callUrl, isCall } from './calls';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a Connected Content call by plain `http`.
 * Why: what is sent and answered, users' data among it, can be read on the way.
 * Bad: `{% connected_content http://example.com/offer :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :save offer %}{{offer.title}}`
 */
export const ccHttp: Rule = {
  code: 'cc-http',
  severity: 'hint',
  category: 'connected_content',
  title: 'A call without encryption',
  href: pages.makingCalls,
  visit: () => ({
    tag(tag, { field, report }) {
      const url = isCall(tag) ? callUrl(tag, field) : null;
      if (!url || !/^http:\/\//i.test(url.text)) return;
      report({
        message: "This call is not encrypted. Use 'https' if the server has it.",
        span: { start: url.node.start, end: url.node.start + 'http'.length },
      });
    },
  }),
  fix: (problem) => [edit("Replace by 'https'", problem.span, 'https')],
};
