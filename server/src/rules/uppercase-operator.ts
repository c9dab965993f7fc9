import { mendBy } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports operators in capital letters.
 * Why: Liquid knows them in small letters alone; it drops what follows.
 * Bad: `{% if ${language} == 'en' OR ${language} == 'fr' %}x{% endif %}`
 * Good: `{% if ${language} == 'en' or ${language} == 'fr' %}x{% endif %}`
 */
export const uppercaseOperator: Rule = {
  code: 'uppercase-operator',
  severity: 'error',
  category: 'conditions',
  title: 'OR, AND and CONTAINS in capitals',
  href: pages.operators,
  fix: mendBy('Write it in small letters', true),
};
