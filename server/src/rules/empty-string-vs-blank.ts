import type { Attribute, Expression } from '../liquid';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { attributeName, attributeOf, entryOf } from './values';

/**
 * What it does: reports an attribute compared with `''` or `nil` where `blank` is meant.
 * Why: `''` misses an attribute that is not set, and `nil` misses one that is empty. `blank` takes both.
 * Bad: `{% if ${first_name} == '' %}Hello{% endif %}`
 * Good: `{% if ${first_name} == blank %}Hello{% endif %}`
 */
export const emptyStringVsBlank: Rule = {
  code: 'empty-string-vs-blank',
  severity: 'hint',
  category: 'conditions',
  title: "'' or nil where blank is meant",
  href: pages.conditionalLogic,
  visit: () => ({
    comparison({ left, right, operator }, context) {
      if (operator !== '==' && operator !== '!=') return;
      check(attributeOf(left), right, context);
      check(attributeOf(right), left, context);
    },
  }),
  fix: (problem) => [edit("Compare with 'blank'", problem.span, 'blank')],
};

function check(attribute: Attribute | null, value: Expression | null, { docset, report }: RuleContext): void {
  if (!attribute || !value) return;
  const isEmptyText = value.kind === 'string' && value.closed && value.value === '';
  const isNil = value.kind === 'keyword' && value.value === 'nil';
  const type = entryOf(attribute, docset)?.type;
  // A number or a time is set or not; only a text can be empty.
  if (!isEmptyText && !(isNil && (type === undefined || type === 'string'))) return;
  const misses = isNil ? 'an empty text' : 'a value that is not set';
  report({
    message: `This misses ${misses} in '${attributeName(attribute)}'. Compare with 'blank'.`,
    span: { start: value.start, end: value.end },
  });
}
