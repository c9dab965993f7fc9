import { dataString, dataValue, mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a filter that stands behind the braces which close the output.
 * Why: there it is text, and is sent to the customer.
 * Bad: `{{custom_attribute.${one} | default: 0}} | plus: 1`
 * Good: `{{custom_attribute.${one} | default: 0 | plus: 1}}`
 */
export const filterOutsideOutput: Rule = {
  code: 'filter-outside-output',
  severity: 'error',
  category: 'variables',
  title: 'A filter behind the closing braces',
  href: pages.usingLiquid,
  // `{{x}} | Price` is a text with a bar in it.
  severityOf(problem, { filters }) {
    const filter = filters.get(dataString(problem, 'filter') ?? '');
    if (!filter) return null;
    // A word without anything behind it may be meant as text.
    if (dataValue(problem, 'bare') !== true) return 'error';
    return filter.parameters.some(({ required }) => required) ? null : 'warning';
  },
  fix: mendBy('Move the filter into the braces', true),
};
