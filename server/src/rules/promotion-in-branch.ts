import type { Block, Branch } from '../liquid';
import { pages } from './pages';
import type { Rule } from './rule';
import { nameAndMarkup } from './values';

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
    /** The lists met in each block, with the branch of it that they stand in. */
    const met = new Map<Block, { readonly list: string; readonly branch: Branch }[]>();
    return {
      tag(tag, { ancestors, report }) {
        const { markup } = tag;
        if (tag.name !== 'promotion' || markup.shape !== 'call' || markup.argument?.kind !== 'string') return;
        const list = markup.argument.value;
        let other: string | undefined;
        ancestors.forEach((block, index) => {
          const branch = ancestors[index + 1];
          if (block.kind !== 'block' || branch?.kind !== 'branch') return;
          const lists = met.get(block) ?? [];
          other ??= lists.find((one) => one.list !== list && one.branch !== branch)?.list;
          if (lists.length < MOST_LISTS) lists.push({ list, branch });
          met.set(block, lists);
        });
        if (other === undefined) return;
        report({
          message: `Every user is charged a code of '${other}' and of '${list}', whichever branch is taken. Make two variants of the message instead.`,
          span: nameAndMarkup(tag),
        });
      },
    };
  },
};

/** Enough of a block's lists to tell that another branch has another one. */
const MOST_LISTS = 8;
