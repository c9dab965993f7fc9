import type { Span } from '../liquid';
import { pages } from './pages';
import type { Rule } from './rule';
import { sourceOf } from './values';

/**
 * What it does: reports a `translation` inside of another, and an id that two of them share.
 * Why: Braze finds the text of a language by its id. Ids have to be unique in a message, and the tags stand side by side.
 * Bad: `{% translation a %}Hello {% translation b %}you{% endtranslation %}{% endtranslation %}`
 * Good: `{% translation a %}Hello{% endtranslation %} {% translation b %}you{% endtranslation %}`
 */
export const translationNesting: Rule = {
  code: 'translation-nesting',
  severity: 'error',
  category: 'context',
  title: 'Translations that are nested or share an id',
  href: pages.locales,
  visit: () => {
    const ids = new Map<string, Span>();
    return {
      block(block, { ancestors, field, report }) {
        const tag = block.branches[0]?.tag;
        if (block.name !== 'translation' || !tag) return;
        const span = { start: tag.start, end: tag.end };
        const outer = ancestors.find((node) => node.kind === 'block' && node.name === block.name);
        const id = sourceOf(tag.markupSpan, field);
        const first = ids.get(id);
        if (outer) report({ message: 'A translation cannot stand inside of another. Put the two side by side.', span });
        else if (first && id !== '') {
          report({
            message: `The id '${id}' is taken by another translation of this message. Give each its own.`,
            span: { start: tag.markupSpan.start, end: tag.markupSpan.end },
            related: [{ message: 'The other one', span: first }],
          });
        } else ids.set(id, span);
      },
    };
  },
};
