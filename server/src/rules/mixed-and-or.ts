import type { Condition, Logical } from '../liquid';
import { pages } from './pages';
import { type Group, groupAsMeant, groupAsRead, regrouped, writtenOut } from './regroup';
import { ifItMends, tagAt } from './rewriting';
import type { Fix, Rule } from './rule';

/**
 * What it does: reports a condition with both `and` and `or`.
 * Why: Liquid reads such a condition from right to left, whatever the operator, and knows no parentheses, so it often
 * means something else than it seems to.
 * Bad: `{% assign a = true %}{% if a and a or a %}x{% endif %}`
 * Good: `{% assign a = true %}{% if a %}{% if a or a %}x{% endif %}{% endif %}`
 */
export const mixedAndOr: Rule = {
  code: 'mixed-and-or',
  severity: 'warning',
  category: 'conditions',
  title: "'and' and 'or' in one condition",
  href: pages.operators,
  fix(problem, { field: { tree }, docset }) {
    const { tag, block } = tagAt(tree, problem.span.start) ?? {};
    const read = tag && groupAsRead(tag, tree);
    const meant = tag && groupAsMeant(tag, tree);
    if (!tag || !block || !read || !meant) return [];
    const fixTo = (group: Group, title: string): readonly Fix[] =>
      ifItMends({ title, edits: regrouped(group, tag, block, tree, docset), safe: false }, problem, tree);
    const isSame = writtenOut(read) === writtenOut(meant);
    return [
      ...fixTo(
        read,
        isSame ? 'Write it so that it can be read one way only' : `Keep what Liquid reads: ${shown(read)}`,
      ),
      ...(isSame ? [] : fixTo(meant, `Make it mean: ${shown(meant)}`)),
    ];
  },
  visit: () => ({
    logical(condition, { ancestors, report }) {
      if (ancestors.at(-1)?.kind === 'logical') return;
      const other = firstOther(condition.right, condition.operator);
      if (!other) return;
      report({
        message:
          "Liquid reads 'and' and 'or' from right to left, so this may not mean what it seems to. Nest two 'if' instead.",
        span: { start: condition.start, end: condition.end },
        related: [
          { message: `'${other.operator}' is applied before '${condition.operator}'`, span: other.operatorSpan },
        ],
      });
    },
  }),
};

/** A condition in a title is cut where it would fill the screen. */
function shown(group: Group): string {
  const text = writtenOut(group);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** The first operator of the other kind, from the left. */
function firstOther(condition: Condition | null, operator: string): Logical | null {
  let current = condition;
  while (current?.kind === 'logical') {
    if (current.operator !== operator) return current;
    current = current.right;
  }
  return null;
}
