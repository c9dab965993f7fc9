import { type Comparison, type Expression, pathTo } from '../liquid';
import { pages } from './pages';
import { freeName, insertBefore, nameLike, tagAt } from './rewriting';
import type { Rule, RuleContext } from './rule';
import { typeOf } from './types';
import { attributeName, attributeOf, unwrap } from './values';
import { scopeHere } from './variables';

/**
 * What it does: reports a time that is compared as it is.
 * Why: a time of a profile is a text or a date to Liquid, and 'now' is one only inside of the `date` filter. Both have to
 * become numbers first.
 * Bad: `{% if {{custom_attribute.${end}}} > now %}Open{% endif %}`
 * Good: `{% assign now = 'now' | date: '%s' | plus: 0 %}{% assign end = {{custom_attribute.${end}}} | date: '%s' | plus: 0 %}{% if end > now %}Open{% endif %}`
 */
export const timeWithoutMath: Rule = {
  code: 'time-without-math',
  severity: 'warning',
  category: 'conditions',
  title: 'A time compared as it is',
  href: pages.conditionalLogic,
  fix({ span }, context) {
    const { field, docset } = context;
    const { tree } = field;
    const { tag, block } = tagAt(tree, span.start) ?? {};
    const comparison = pathTo(tree, span.start).find((node): node is Comparison => node.kind === 'comparison');
    if (!tag || !comparison || !tree.text.startsWith('{%', tag.start)) return [];
    const taken = new Set<string>();
    const sides = [comparison.left, comparison.right].flatMap((side) => {
      if (!side || typeOf(side, { scope: scopeHere(context), docset }) === 'number') return [];
      const value = isNow(side, context) ? "'now'" : tree.text.slice(side.start, side.end);
      const name = freeName(`${nameLike(value)}_seconds`, tree, docset, taken);
      taken.add(name);
      return { side, name, assign: `{% assign ${name} = ${value} | date: '%s' | plus: 0 %}` };
    });
    const edits = [
      insertBefore(block ?? tag, sides.map(({ assign }) => assign).join(''), tree),
      ...sides.map(({ side: { start, end }, name }) => ({ span: { start, end }, newText: name })),
    ];
    return [{ title: 'Compare the seconds', edits, safe: false }];
  },
  visit: () => ({
    comparison(comparison, context) {
      if (!ORDERING.has(comparison.operator)) return;
      const raw = rawTime(comparison, context);
      if (raw === null) return;
      context.report({
        message: `${raw} has to become a number before it is compared: assign it with '| date: "%s" | plus: 0' and compare that.`,
        span: { start: comparison.start, end: comparison.end },
      });
    },
  }),
};

const ORDERING = new Set(['<', '>', '<=', '>=']);

/** What is a time as it is, in the user's words; null when nothing certainly is. */
function rawTime({ left, right }: Comparison, context: RuleContext): string | null {
  for (const side of [left, right]) {
    if (isNow(side, context)) return "'now'";
    const attribute = attributeOf(side);
    const scope = scopeHere(context);
    if (side && typeOf(side, { scope, docset: context.docset }) === 'time') {
      return attribute ? `'${attributeName(attribute)}'` : 'The time';
    }
  }
  return null;
}

/** The word or the literal, where no variable of that name is assigned. */
function isNow(expression: Expression | null, context: RuleContext): boolean {
  const inner = unwrap(expression);
  if (inner?.kind === 'string') return inner.value === 'now' || inner.value === 'today';
  if (inner?.kind !== 'variable' || inner.path.length > 0) return false;
  return inner.name?.text === 'now' && !scopeHere(context).byName.has('now');
}
