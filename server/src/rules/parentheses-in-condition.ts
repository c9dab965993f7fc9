import { pages } from './pages';
import { groupAsMeant, regrouped } from './regroup';
import { ifItMends, tagAt } from './rewriting';
import type { Rule } from './rule';

/**
 * What it does: reports parentheses in a condition.
 * Why: Liquid has none and reads the condition in another order. Nest one `if` in another.
 * Bad: `{% assign a = true %}{% if (a or a) and a %}x{% endif %}`
 * Good: `{% assign a = true %}{% if a %}{% if a or a %}x{% endif %}{% endif %}`
 */
export const parenthesesInCondition: Rule = {
  code: 'parentheses-in-condition',
  severity: 'error',
  category: 'conditions',
  title: 'Parentheses in a condition',
  href: pages.operators,
  fix(problem, { field: { tree }, docset }) {
    const { tag, block } = tagAt(tree, problem.span.start) ?? {};
    const group = tag && groupAsMeant(tag, tree);
    if (!tag || !block || !group) return [];
    const edits = regrouped(group, tag, block, tree, docset);
    return ifItMends({ title: 'Write it without parentheses', edits, safe: false }, problem, tree);
  },
};
