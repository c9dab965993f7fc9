import { dataString, dataValue } from './fixes';
import { pages } from './pages';
import type { Edit, Rule } from './rule';
import { scopeHere } from './variables';

/**
 * What it does: reports a variable whose name has other characters than a–z, A–Z, 0–9 and `_`. A hyphen alone is a
 * warning: Liquid reads it, but Braze's pages do not name it.
 * Why: Braze's pages allow these characters alone; with others the variable may stay blank.
 * Bad: `{% assign téléphone = 1 %}`
 * Good: `{% assign telephone = 1 %}{{telephone}}`
 */
export const invalidVariableName: Rule = {
  code: 'invalid-variable-name',
  severity: 'error',
  category: 'variables',
  title: 'A variable name with special characters',
  href: pages.usingLiquid,
  severityOf: (problem) => (dataValue(problem, 'hyphens') === true ? 'warning' : 'error'),
  fix(problem, context) {
    const suggestion = dataString(problem, 'suggestion');
    if (suggestion === null) return [];
    const name = context.field.text.slice(problem.span.start, problem.span.end);
    const { definitions, references } = scopeHere(context);
    const places = [...definitions.filter(({ written }) => written), ...references].filter(
      (place) => place.name === name,
    );
    const edits: readonly Edit[] = places.map(({ span }) => ({ span, newText: suggestion }));
    return edits.length === 0 ? [] : [{ title: `Call it '${suggestion}' everywhere`, edits, safe: false }];
  },
};
