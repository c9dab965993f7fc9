import type { Comparison, Expression } from '../liquid';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { typeOf } from './types';
import { attributeOf } from './values';
import { scopeHere } from './variables';

/**
 * What it does: reports a number or boolean that is compared in quotes.
 * Why: in quotes it is a text, and a number or boolean never equals a text, so the branch is not taken.
 * Bad: `{% if {{custom_attribute.${registration_complete}}} == 'true' %}Thanks{% endif %}`
 * Good: `{% if {{custom_attribute.${registration_complete}}} == true %}Thanks{% endif %}`
 */
export const quotedNumberCompare: Rule = {
  code: 'quoted-number-compare',
  severity: 'warning',
  category: 'conditions',
  title: 'A number or boolean compared in quotes',
  href: pages.conditionalLogic,
  visit: () => ({
    comparison(comparison, context) {
      check(comparison.left, comparison.right, comparison, context);
      check(comparison.right, comparison.left, comparison, context);
    },
  }),
  fix: (problem, { field }) => {
    const bare = field.text.slice(problem.span.start + 1, problem.span.end - 1);
    return [edit(`Write ${bare} without quotes`, problem.span, bare)];
  },
};

const ORDERING = new Set(['<', '>', '<=', '>=']);
const EQUALITY = new Set(['==', '!=', '<>']);

function check(
  value: Expression | null,
  literal: Expression | null,
  { operator }: Comparison,
  context: RuleContext,
): void {
  if (literal?.kind !== 'string' || !literal.closed || !value) return;
  const isBoolean = literal.value === 'true' || literal.value === 'false';
  if (!isBoolean && !/^-?\d+(\.\d+)?$/.test(literal.value)) return;
  const type = typeOf(value, { scope: scopeHere(context), docset: context.docset });
  const isWrong = EQUALITY.has(operator)
    ? type === (isBoolean ? 'boolean' : 'number') || (isBoolean && type === null && attributeOf(value) !== null)
    : ORDERING.has(operator) && !isBoolean && (type === 'number' || (type === null && attributeOf(value) !== null));
  if (!isWrong) return;
  const what = isBoolean ? 'booleans' : 'numbers';
  context.report({
    message: `${literal.quote}${literal.value}${literal.quote} is a text here, and ${what} are written without quotes: write ${literal.value}.`,
    span: { start: literal.start, end: literal.end },
  });
}
