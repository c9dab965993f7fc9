import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { sourceOf } from './values';
import { scopeHere } from './variables';

/**
 * What it does: reports a variable that stands as the id of a catalog item without braces.
 * Why: without braces Braze takes the variable's name for the id, and there is no such item.
 * Bad: `{% assign wishlist = 'a,b' | split: ',' %}{% catalog_items Games wishlist[0] %}{{items[0].title}}`
 * Good: `{% assign wishlist = 'a,b' | split: ',' %}{% catalog_items Games {{wishlist[0]}} %}{{items[0].title}}`
 */
export const catalogVariableIdBraces: Rule = {
  code: 'catalog-variable-id-braces',
  severity: 'error',
  category: 'context',
  title: 'A variable id without braces',
  href: pages.catalogs,
  visit: () => ({
    tag(tag, context) {
      if (tag.name !== 'catalog_items' || tag.markup.shape !== 'words') return;
      for (const word of tag.markup.words.slice(1)) {
        const part = word.parts[0];
        if (word.parts.length !== 1 || !part || part.kind === 'output') continue;
        const text = sourceOf(part, context.field);
        const name = /^[A-Za-z_]\w*(?=$|[.[])/.exec(text)?.[0];
        const isIndexed = /^[A-Za-z_]\w*\[/.test(text);
        const isVariable = name !== undefined && scopeHere(context).resolve(name, tag.start) !== null;
        if (part.kind !== 'attribute' && !isIndexed && !isVariable) continue;
        context.report({
          message: `'${text}' is taken for the id itself. Put the variable in braces: '{{${text}}}'.`,
          span: { start: word.start, end: word.end },
        });
      }
    },
  }),
  fix: (problem, { field }) => [edit('Put it in braces', problem.span, `{{${sourceOf(problem.span, field)}}}`)],
};
