import type { Variable } from '../liquid';
import { dataString, edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { judgeVariable } from './variables';

/**
 * What it does: reports a namespace of Braze whose key does not stand in `${}`, and a `$` without braces behind it.
 * Why: without `${}` Liquid looks for a variable of that name, finds none and prints nothing.
 * Bad: `{{custom_attribute.industry | default: 'your industry'}}`
 * Good: `{{custom_attribute.${industry} | default: 'your industry'}}`
 */
export const missingKeyBraces: Rule = {
  code: 'missing-key-braces',
  severity: 'error',
  category: 'syntax',
  title: 'A namespace without ${}',
  href: pages.supportedTags,
  visit: () => ({
    variable(variable, context) {
      if (judgeVariable(variable, context).kind !== 'namespace' || !variable.name) return;
      const name = variable.name.text;
      // Braze lists `{{context}}` and `{{api_trigger_properties}}` as tags of their own: all there is of them.
      if (variable.path.length === 0 && context.docset.namespaces.get(name)?.open) return;
      const key = keyOf(variable);
      const right = `${name}.\${${key ?? 'name'}}`;
      context.report({
        message: `Braze reads '${name}' only with the key in '\${}': write '${right}'.`,
        span: { start: variable.start, end: key === null ? variable.end : variable.path[0]!.end },
        data: key === null ? {} : { replacement: right },
      });
    },
  }),
  fix(problem) {
    const replacement = dataString(problem, 'replacement');
    return replacement === null ? [] : [edit(`Write '${replacement}'`, problem.span, replacement)];
  },
};

function keyOf(variable: Variable): string | null {
  return variable.path[0]?.name?.text || null;
}
