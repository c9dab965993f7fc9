import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { typeOfChain } from './types';
import { attributeOf, variableOf } from './values';
import { scopeHere } from './variables';

/**
 * What it does: reports `money` on an amount of cents, and on a text.
 * Why: Braze's `money` writes two decimals and does not divide by 100 as Shopify's does; and it needs a number.
 * Bad: `{% assign cents = 145 %}{{ cents | money }}`
 * Good: `{% assign cents = 145 %}{{ cents | divided_by: 100.00 | money }}`
 */
export const moneyShopifyHabit: Rule = {
  code: 'money-shopify-habit',
  severity: 'hint',
  category: 'names',
  title: 'money on cents or on a text',
  href: pages.filters,
  visit: () => ({
    chain(chain, context) {
      const index = chain.filters.findIndex(({ name }) => name.text === 'money');
      const filter = chain.filters[index];
      if (!filter) return;
      const before = { ...chain, filters: chain.filters.slice(0, index) };
      const isText = typeOfChain(before, { scope: scopeHere(context), docset: context.docset }) === 'string';
      const attribute = attributeOf(chain.input);
      const name =
        attribute?.path.at(-1)?.name?.text ?? attribute?.key.text ?? variableOf(chain.input)?.name?.text ?? '';
      const isCents = index === 0 && /(^|_)cents?(_|$)/i.test(name);
      if (!isText && !isCents) return;
      context.report({
        message: isCents
          ? "Braze's 'money' does not divide by 100: 145 becomes 145.00. Put '| divided_by: 100.00' before it."
          : "'money' needs a number, and this is a text. Put '| plus: 0' before it.",
        span: { start: filter.name.start, end: filter.name.end },
        data: { before: isCents ? 'divided_by: 100.00' : 'plus: 0' },
      });
    },
  }),
  fix(problem) {
    const { before } = (problem.data ?? {}) as { before?: string };
    if (before === undefined) return [];
    const { start } = problem.span;
    return [edit(`Put '${before}' before it`, { start, end: start }, `${before} | `)];
  },
};
