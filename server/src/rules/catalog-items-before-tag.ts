import { pages } from './pages';
import type { Rule } from './rule';
import { judgeVariable } from './variables';

/**
 * What it does: reports `items` (and what other tags load) that is read above the tag which loads it.
 * Why: Liquid runs from top to bottom. Above the tag there is nothing to read.
 * Bad: `{{items[0].title}}{% catalog_items Games 1234 %}`
 * Good: `{% catalog_items Games 1234 %}{{items[0].title}}`
 */
export const catalogItemsBeforeTag: Rule = {
  code: 'catalog-items-before-tag',
  severity: 'warning',
  category: 'context',
  title: 'Catalog items read above their tag',
  href: pages.catalogs,
  visit: () => ({
    variable(variable, context) {
      const verdict = judgeVariable(variable, context);
      if (verdict.kind !== 'later' || verdict.definition.kind !== 'result' || !variable.name) return;
      const { tag } = verdict.definition;
      if (tag.name === 'connected_content') return;
      context.report({
        message: `'${variable.name.text}' is blank here: '${tag.name}', which fills it, comes further down. Put the tag first.`,
        span: { start: variable.name.start, end: variable.name.end },
        related: [{ message: `'${tag.name}' stands here`, span: verdict.definition.span }],
      });
    },
  }),
};
