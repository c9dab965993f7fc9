import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a division by a whole number.
 * Why: a whole number by a whole number gives a whole number: 15 by 2 is 7. With 2.0 it is 7.5.
 * Bad: `{% assign x = 15 %}{{ x | divided_by: 2 }}`
 * Good: `{% assign x = 15 %}{{ x | divided_by: 2.0 }}`
 */
export const integerDivision: Rule = {
  code: 'integer-division',
  severity: 'hint',
  category: 'names',
  title: 'A division that drops the rest',
  href: pages.filters,
  visit: () => ({
    chain({ input, filters }, { field, report }) {
      filters.forEach((filter, index) => {
        const divisor = filter.name.text === 'divided_by' ? filter.args[0]?.value : null;
        if (divisor?.kind !== 'number' || divisor.isFloat || divisor.value === 1) return;
        const hasFraction =
          (input?.kind === 'number' && input.isFloat) ||
          filters
            .slice(0, index)
            .some(({ args }) => args.some(({ value }) => value?.kind === 'number' && value.isFloat));
        const isWanted = ['floor', 'ceil', 'round'].includes(filters[index + 1]?.name.text ?? '') || hasFraction;
        if (isWanted) return;
        const written = field.text.slice(divisor.start, divisor.end);
        const message =
          divisor.value === 0
            ? "Nothing can be divided by 0: the message shows 'Liquid error: divided by 0' here."
            : `Of a whole number this drops the rest: 15 divided by 2 is 7. For decimals write ${written}.0.`;
        report({ message, span: { start: divisor.start, end: divisor.end } });
      });
    },
  }),
  fix: (problem, { field }) => {
    if (Number(field.text.slice(problem.span.start, problem.span.end)) === 0) return [];
    const decimal = `${field.text.slice(problem.span.start, problem.span.end)}.0`;
    return [edit(`Write ${decimal}`, problem.span, decimal)];
  },
};
