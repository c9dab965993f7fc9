import { callOption, HOLE, isCall, optionText } from './calls';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a `:method` other than `get` and `post`.
 * Why: Connected Content knows these two alone. For PUT or DELETE use a webhook.
 * Bad: `{% connected_content https://example.com/offer :method put :save offer %}{{offer | json_escape}}`
 * Good: `{% connected_content https://example.com/offer :method post :save offer %}{{offer | json_escape}}`
 */
export const ccMethod: Rule = {
  code: 'cc-method',
  severity: 'error',
  category: 'connected_content',
  title: 'A method that Connected Content does not have',
  href: pages.makingCalls,
  visit: () => ({
    tag(tag, { field, report }) {
      const option = isCall(tag) ? callOption(tag, 'method') : undefined;
      if (!option) return;
      const method = optionText(option, field) ?? '';
      if (method.includes(HOLE) || /^(get|post)$/i.test(method)) return;
      const { start, end } = option.value ?? option.name;
      const what = method === '' ? "':method' needs a value" : `'${method}' is no method of Connected Content`;
      report({ message: `${what}: it knows 'get' and 'post' alone.`, span: { start, end }, data: { method } });
    },
  }),
  fix(problem) {
    const { method } = (problem.data ?? {}) as { method?: string };
    return method ? [edit("Replace by 'post'", problem.span, 'post')] : [];
  },
};
