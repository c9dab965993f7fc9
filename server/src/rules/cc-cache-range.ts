import { callOption, HOLE, isCall, optionText } from './calls';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a `:cache_max_age` outside of 300 to 14400 seconds.
 * Why: Braze caches for five minutes at least and four hours at most, whatever else you ask for.
 * Bad: `{% connected_content https://example.com/offer :cache_max_age 60 :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :cache_max_age 300 :save offer %}{{offer.title}}`
 */
export const ccCacheRange: Rule = {
  code: 'cc-cache-range',
  severity: 'warning',
  category: 'connected_content',
  title: 'A cache time that Braze does not keep',
  href: pages.caching,
  visit: () => ({
    tag(tag, { field, report }) {
      const option = isCall(tag) ? callOption(tag, 'cache_max_age') : undefined;
      const text = optionText(option, field);
      // Without a value Braze caches for as long as it does by itself; partners publish it so.
      if (!option || text === null || text === '' || text.includes(HOLE)) return;
      const seconds = /^\d+$/.test(text) ? Number(text) : null;
      if (seconds !== null && seconds >= SHORTEST && seconds <= LONGEST) return;
      const { start, end } = option.value ?? option.name;
      const nearest = seconds === null || seconds < SHORTEST ? SHORTEST : LONGEST;
      report({
        message: `':cache_max_age' takes ${SHORTEST} to ${LONGEST} seconds.`,
        span: { start, end },
        data: option.value ? { nearest } : {},
      });
    },
  }),
  fix(problem) {
    const { nearest } = (problem.data ?? {}) as { nearest?: number };
    return nearest === undefined ? [] : [edit(`Replace by ${nearest}`, problem.span, String(nearest))];
  },
};

/** Seconds, by Braze's page on caching. */
const SHORTEST = 300;
const LONGEST = 14400;
