import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a comparison in `assign` or in an output.
 * Why: there operators do not work: the variable gets what stands before the operator.
 * Bad: `{% assign year = 2024 %}{% assign leap = {{year | modulo: 4}} != "0" %}{{leap}}`
 * Good: `{% assign year = 2024 %}{% assign rest = year | modulo: 4 %}{% if rest != 0 %}Leap{% endif %}`
 */
export const operatorInAssign: Rule = {
  code: 'operator-in-assign',
  severity: 'error',
  category: 'conditions',
  title: 'A comparison in an assign',
  href: pages.operators,
};
