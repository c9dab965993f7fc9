import type { Attribute, Condition, Expression } from '../liquid';
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
  visit: () => {
    let known: ReadonlySet<string> = new Set();
    return {
      tag({ markup }) {
        if (markup.shape === 'condition') known = comparedWithBlank(markup.condition);
      },
      comparison({ left, right, operator }, context) {
        if (operator !== '==' && operator !== '!=') return;
        check(attributeOf(left), right, known, context);
        check(attributeOf(right), left, known, context);
      },
    };
  },
  fix: (problem) => [edit("Compare with 'blank'", problem.span, 'blank')],
};

/** The names of the attributes that a condition compares with `blank` already: nothing more is missed then. */
function comparedWithBlank(condition: Condition | null): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (one: Condition | null): void => {
    if (one?.kind !== 'comparison') return;
    const isBlank = (side: Expression | null): boolean => side?.kind === 'keyword' && side.value === 'blank';
    const attribute = attributeOf(isBlank(one.right) ? one.left : isBlank(one.left) ? one.right : null);
    if (attribute) names.add(attributeName(attribute));
  };
  let current = condition;
  while (current?.kind === 'logical') {
    note(current.left);
    current = current.right;
  }
  note(current);
  return names;
}

function check(
  attribute: Attribute | null,
  value: Expression | null,
  known: ReadonlySet<string>,
  { docset, report }: RuleContext,
): void {
  if (!attribute || !value || known.has(attributeName(attribute))) return;
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
