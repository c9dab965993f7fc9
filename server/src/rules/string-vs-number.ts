import type { Expression } from '../liquid';
import { dataValue, edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { typeOf } from './types';
import { variableOf } from './values';
import { scopeHere } from './variables';

/**
 * What it does: reports a variable that certainly holds a text (from `date`, `split`, `capture` …) compared with a number.
 * Why: a text never equals a number, and ordering the two is an error that Liquid prints into the message.
 * Bad: `{% assign hour = 'now' | date: '%H' %}{% if hour > 20 %}Late{% endif %}`
 * Good: `{% assign hour = 'now' | date: '%H' | plus: 0 %}{% if hour > 20 %}Late{% endif %}`
 */
export const stringVsNumber: Rule = {
  code: 'string-vs-number',
  severity: 'warning',
  category: 'conditions',
  title: 'A text compared with a number',
  href: pages.useCases,
  visit: () => ({
    comparison({ left, right, operator }, context) {
      if (operator === 'contains') return;
      check(left, right, context);
      check(right, left, context);
    },
  }),
  fix(problem) {
    const at = dataValue(problem, 'end');
    return typeof at === 'number'
      ? [edit("Make it a number by '| plus: 0'", { start: at, end: at }, ' | plus: 0')]
      : [];
  },
};

function check(value: Expression | null, number: Expression | null, context: RuleContext): void {
  const variable = variableOf(value);
  if (number?.kind !== 'number' || !variable?.name || variable.path.length > 0) return;
  const scope = scopeHere(context);
  if (typeOf(variable, { scope, docset: context.docset }) !== 'string') return;
  const name = variable.name.text;
  const definition = scope.resolve(name, variable.start);
  const markup = definition?.tag.markup;
  const end = markup?.shape === 'assign' ? markup.value.end : null;
  context.report({
    message: `'${name}' holds a text, and a text never compares with a number. Add '| plus: 0' where it is assigned.`,
    span: { start: variable.start, end: variable.end },
    data: end === null ? {} : { end },
    related: definition ? [{ message: `'${name}' is made here`, span: definition.span }] : [],
  });
}
