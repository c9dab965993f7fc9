import type { Branch } from '../liquid';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports different promotion lists in the branches of a condition.
 * Why: Braze takes a code from every list that the message names, from those of branches that are not taken too.
 * Bad: `{% if ${language} == 'en' %}{% promotion('spring') %}{% else %}{% promotion('printemps') %}{% endif %}`
 * Good: `{% promotion('spring') %}`
 */
export const promotionInBranch: Rule = {
  code: 'promotion-in-branch',
  severity: 'warning',
  category: 'context',
  title: 'Different promotion lists in branches',
  href: pages.promotions,
  visit: () => {
    /** The lists met so far, each with the branches around it. */
    const met: { readonly list: string; readonly branches: readonly Branch[] }[] = [];
    return {
      tag(tag, { ancestors, report }) {
        const { markup } = tag;
        if (tag.name !== 'promotion' || markup.shape !== 'call' || markup.argument?.kind !== 'string') return;
        const list = markup.argument.value;
        const branches = ancestors.filter((node): node is Branch => node.kind === 'branch');
        const other = met.find((one) => one.list !== list && areApart(one.branches, branches, ancestors));
        met.push({ list, branches });
        if (!other) return;
        report({
          message: `Every user is charged a code of '${other.list}' and of '${list}', whichever branch is taken. Make two variants of the message instead.`,
          span: { start: tag.nameSpan.start, end: Math.max(tag.nameSpan.end, tag.markupSpan.end) },
        });
      },
    };
  },
};

/** Whether two places lie in different branches of one block. */
function areApart(one: readonly Branch[], other: readonly Branch[], ancestors: readonly unknown[]): boolean {
  const blocks = ancestors.filter(isBranched);
  return blocks.some((block) => {
    const first = block.branches.find((branch) => one.includes(branch));
    const second = block.branches.find((branch) => other.includes(branch));
    return first !== undefined && second !== undefined && first !== second;
  });
}

function isBranched(node: unknown): node is { readonly branches: readonly Branch[] } {
  return typeof node === 'object' && node !== null && 'branches' in node && Array.isArray(node.branches);
}
