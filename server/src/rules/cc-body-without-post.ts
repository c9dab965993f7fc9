import { callOption, HOLE, isCall, optionText, wholeOption } from './calls';
import { dataSpan, edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a call with a `:body` that is not sent by POST.
 * Why: without `:method post` Connected Content sends a GET, which has no body.
 * Bad: `{% connected_content https://example.com/offer :body a=b :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :method post :body a=b :save offer %}{{offer.title}}`
 */
export const ccBodyWithoutPost: Rule = {
  code: 'cc-body-without-post',
  severity: 'warning',
  category: 'connected_content',
  title: 'A body without :method post',
  href: pages.makingCalls,
  visit: () => ({
    tag(tag, { field, report }) {
      const body = isCall(tag) ? callOption(tag, 'body') : undefined;
      if (!body) return;
      const method = callOption(tag, 'method');
      const text = optionText(method, field);
      if (method && (text === null || text.includes(HOLE) || !/^get$/i.test(text))) return;
      const whole = wholeOption(body, field);
      report({
        message: "The body is not sent: without ':method post' the call is a GET.",
        span: { start: body.name.start, end: body.name.end },
        data: method?.value
          ? { at: { start: method.value.start, end: method.value.end }, newText: 'post' }
          : { at: { start: whole.start, end: whole.start }, newText: ':method post ' },
      });
    },
  }),
  fix(problem) {
    const at = dataSpan(problem, 'at');
    const { newText } = (problem.data ?? {}) as { newText?: string };
    return at && newText !== undefined ? [edit("Send by ':method post'", at, newText)] : [];
  },
};
