import type { Expression, Span } from '../liquid';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports tags of Shopify's themes, such as `include`, `section` and `layout`.
 * Why: they load files of a shop's theme, which a message does not have. Braze documents none of them.
 * Bad: `{% include 'footer' %}`
 * Good: `{{content_blocks.${footer}}}`
 */
export const unsupportedThemeTag: Rule = {
  code: 'unsupported-theme-tag',
  severity: 'warning',
  category: 'syntax',
  title: "A tag of Shopify's themes",
  href: pages.contentBlocks,
  visit: () => ({
    tag(tag, context) {
      const entry = context.docset.tags.get(tag.name);
      // A tag that loads a file has none to load, whatever Braze's pages once said of it.
      const isFile = tag.markup.shape === 'partial' && entry?.status === 'uncertain';
      if (entry?.status !== 'unsupported' && !isFile) return;
      const instead = tag.markup.shape === 'partial' ? ' Use a content block instead.' : '';
      context.report({
        message: `'${tag.name}' belongs to Shopify's themes and does not work in Braze.${instead}`,
        span: tag.nameSpan,
        data: tag.markup.shape === 'partial' ? partialData(tag.markup.name, tag) : undefined,
      });
    },
  }),
  fix(problem) {
    const { block, tag } = (problem.data ?? {}) as { block?: string; tag?: { start: number; end: number } };
    if (block === undefined || tag === undefined) return [];
    const newText = `{{content_blocks.\${${block}}}}`;
    return [{ title: `Replace by ${newText}`, edits: [{ span: tag, newText }], safe: false }];
  },
};

function partialData(name: Expression | null, tag: Span): unknown {
  if (name?.kind !== 'string' || !/^[\w-]+$/.test(name.value)) return undefined;
  return { block: name.value, tag: { start: tag.start, end: tag.end } };
}
