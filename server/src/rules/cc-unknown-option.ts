import { suggestEntry } from '../docset';
import { callOptions, isCall } from './calls';
import { didYouMean, suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an option of a Connected Content call that does not exist.
 * Why: Braze does not know what to do with it, and what you meant does not happen.
 * Bad: `{% connected_content https://example.com/offer :saves offer %}`
 * Good: `{% connected_content https://example.com/offer :save offer %}`
 */
export const ccUnknownOption: Rule = {
  code: 'cc-unknown-option',
  severity: 'error',
  category: 'connected_content',
  title: 'An option that does not exist',
  href: pages.connectedContent,
  visit: () => ({
    tag(tag, { docset, report }) {
      const known = docset.tags.get(tag.name)?.options;
      if (!isCall(tag) || !known) return;
      const byName = new Map(known.map((option) => [option.name, option]));
      for (const { name } of callOptions(tag)) {
        if (name.text === '' || byName.has(name.text)) continue;
        const meant = suggestEntry(byName, name.text);
        report({
          message: `Connected Content has no option ':${name.text}'.${didYouMean(meant && `:${meant}`)}`,
          span: { start: name.start, end: name.end },
          data: meant === null ? {} : { replacement: meant },
        });
      }
    },
  }),
  fix: suggestReplacement,
};
