import { dataString, suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a filter that Braze lists as not supported, and (as information) one that is Liquid's own but in
 * none of Braze's lists.
 * Why: Liquid leaves a filter that it does not have out, so the value is sent as if the filter were not there.
 * Bad: `{{ 'x ' | lstrip }}`
 * Good: `{{ 'x ' | strip }}`
 */
export const unsupportedFilter: Rule = {
  code: 'unsupported-filter',
  severity: 'warning',
  category: 'names',
  title: 'A filter that Braze does not support',
  href: pages.filters,
  visit: () => ({
    filter({ name }, { docset, report }) {
      const entry = docset.filters.get(name.text);
      if (entry?.status !== 'unsupported' && entry?.status !== 'uncertain') return;
      const instead = entry.replacement ? ` Use '${entry.replacement}' instead.` : '';
      const message =
        entry.status === 'unsupported'
          ? `Braze does not support the filter '${name.text}'.${instead}`
          : `The filter '${name.text}' is in none of Braze's lists. Test the message before you rely on it.${instead}`;
      report({
        message,
        span: name,
        data: {
          status: entry.status,
          ...(docset.filters.has(entry.replacement ?? '') ? { replacement: entry.replacement } : {}),
        },
      });
    },
  }),
  severityOf: (problem) => (dataString(problem, 'status') === 'uncertain' ? 'info' : 'warning'),
  fix: suggestReplacement,
};
