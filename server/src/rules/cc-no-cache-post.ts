import { callOption, isCall, optionText, wholeOption } from './calls';
import { dataSpan, edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports `:no_cache` on a POST, or together with `:cache_max_age`.
 * Why: a POST is not cached anyway, and `:cache_max_age` asks for the opposite.
 * Bad: `{% connected_content https://example.com/offer :method post :no_cache :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :method post :save offer %}{{offer.title}}`
 */
export const ccNoCachePost: Rule = {
  code: 'cc-no-cache-post',
  severity: 'hint',
  category: 'connected_content',
  title: ':no_cache that does nothing',
  href: pages.caching,
  visit: () => ({
    tag(tag, { field, report }) {
      const option = isCall(tag) ? callOption(tag, 'no_cache') : undefined;
      if (!option) return;
      const isTimed = callOption(tag, 'cache_max_age') !== undefined;
      const isPost = /^post$/i.test(optionText(callOption(tag, 'method'), field) ?? '');
      if (!isTimed && !isPost) return;
      const why = isTimed ? "':cache_max_age' asks for the opposite" : 'a POST is not cached anyway';
      const whole = wholeOption(option, field);
      report({ message: `':no_cache' is of no use here: ${why}.`, span: whole, data: { whole } });
    },
  }),
  fix(problem, { field }) {
    const whole = dataSpan(problem, 'whole');
    if (!whole) return [];
    const start = /\s/.test(field.text[whole.start - 1] ?? '') ? whole.start - 1 : whole.start;
    return [edit("Take ':no_cache' out", { start, end: whole.end }, '')];
  },
};
