import { suggestEntry } from '../docset';
import { didYouMean, suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a filter that neither Liquid nor Braze has.
 * Why: Braze leaves an unknown filter out without a word, so the value is sent as if the filter were not there.
 * Bad: `{{ 'now' | timezone: ${time_zone} }}`
 * Good: `{{ 'now' | time_zone: ${time_zone} }}`
 */
export const unknownFilter: Rule = {
  code: 'unknown-filter',
  severity: 'warning',
  category: 'names',
  title: 'A filter that does not exist',
  href: pages.filters,
  visit: () => ({
    filter({ name }, { docset, report }) {
      if (name.text === '' || docset.filters.has(name.text)) return;
      const meant = suggestEntry(docset.filters, name.text);
      report({
        message: `There is no filter '${name.text}'; Braze sends the value without it.${didYouMean(meant)}`,
        span: name,
        data: meant === null ? {} : { replacement: meant },
      });
    },
  }),
  fix: suggestReplacement,
};
