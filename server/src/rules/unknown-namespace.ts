import { suggestEntry } from '../docset';
import { didYouMean, suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports personalization from a namespace that Braze does not have.
 * Why: Braze finds nothing under such a name and prints nothing.
 * Bad: `{{content_block.${footer}}}`
 * Good: `{{content_blocks.${footer}}}`
 */
export const unknownNamespace: Rule = {
  code: 'unknown-namespace',
  severity: 'error',
  category: 'names',
  title: 'A namespace that does not exist',
  href: pages.supportedTags,
  visit: () => ({
    attribute({ namespace }, { docset, report }) {
      if (!namespace || namespace.text === '' || docset.namespaces.has(namespace.text)) return;
      const meant = suggestEntry(docset.namespaces, namespace.text) || null;
      report({
        message: `Braze has no '${namespace.text}', so this prints nothing.${didYouMean(meant)}`,
        span: { start: namespace.start, end: namespace.end },
        data: meant === null ? {} : { replacement: meant },
      });
    },
  }),
  fix: suggestReplacement,
};
