import { suggestEntry } from '../docset';
import { callOptions, callWords, isCall, isOptionName } from './calls';
import { didYouMean, suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { sourceOf } from './values';

/**
 * What it does: reports an option of a Connected Content call that does not exist, or has no colon before its name.
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
    tag(tag, { docset, field, report }) {
      const known = docset.tags.get(tag.name)?.options;
      if (!isCall(tag) || !known) return;
      const words = callWords(tag).map((word) => ({ ...word, text: sourceOf(word, field) }));
      for (const [index, { start, end, text }] of words.entries()) {
        if (index === 0 || !isOptionName(text, docset)) continue;
        const colon = words[index - 1]!.text === ':' ? words[index - 1] : undefined;
        report({
          message: `An option begins with a colon that touches its name: write ':${text}'.`,
          span: { start: colon?.start ?? start, end },
          data: { replacement: `:${text}` },
        });
      }
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
