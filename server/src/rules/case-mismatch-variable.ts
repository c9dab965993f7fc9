import { suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { judgeVariable } from './variables';

/**
 * What it does: reports a variable that is assigned in other letter case only.
 * Why: Liquid keeps capital and small letters apart, so the name that is read is blank.
 * Bad: `{% capture longUrl %}https://example.com{% endcapture %}{{longURL}}`
 * Good: `{% capture longUrl %}https://example.com{% endcapture %}{{longUrl}}`
 */
export const caseMismatchVariable: Rule = {
  code: 'case-mismatch-variable',
  severity: 'warning',
  category: 'variables',
  title: 'A variable in other letter case',
  href: pages.usingLiquid,
  visit: () => ({
    variable(variable, context) {
      const verdict = judgeVariable(variable, context);
      if (verdict.kind !== 'case' || !variable.name) return;
      context.report({
        message: `'${variable.name.text}' is blank: the variable is called '${verdict.name}', and letter case counts.`,
        span: { start: variable.name.start, end: variable.name.end },
        data: { replacement: verdict.name },
        related: verdict.definition
          ? [{ message: `'${verdict.name}' is made here`, span: verdict.definition.span }]
          : [],
      });
    },
  }),
  fix: suggestReplacement,
};
