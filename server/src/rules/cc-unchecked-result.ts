import type { AnyNode } from '../liquid';
import { pages } from './pages';
import type { Rule } from './rule';
import { judgeVariable, scopeHere } from './variables';

/**
 * What it does: reports the answer of a Connected Content call that is printed though nothing looks whether it came.
 * Why: where the call fails the answer is blank, and the message goes out with a gap.
 * Bad: `{% connected_content https://example.com/offer :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :save offer %}{% if offer.__http_status_code__ != 200 %}{% abort_message('No offer') %}{% endif %}{{offer.title}}`
 */
export const ccUncheckedResult: Rule = {
  code: 'cc-unchecked-result',
  severity: 'hint',
  category: 'connected_content',
  title: 'An answer that nothing checks',
  href: pages.abortingCalls,
  visit: ({ document }) => {
    if (document.isMention) return {};
    const settled = new Set<string>();
    return {
      variable(variable, context) {
        const name = variable.name?.text;
        if (name === undefined || settled.has(name)) return;
        const definition = scopeHere(context).resolve(name, variable.start);
        if (definition?.tag.name !== 'connected_content' || judgeVariable(variable, context).kind !== 'fine') return;
        const printed = printedIn(context.ancestors);
        settled.add(name);
        if (!printed) return;
        context.report({
          message: `If the call fails, '${name}' is blank and this prints nothing. Check it first, or give it a default.`,
          span: { start: variable.start, end: variable.end },
          related: [{ message: 'The call', span: definition.span }],
        });
      },
    };
  },
};

/** Whether a value is printed as it is: in an output of the text, without a default, and in no branch of a condition. */
function printedIn(ancestors: readonly AnyNode[]): boolean {
  const output = ancestors.findLast((node) => node.kind === 'output');
  if (output?.kind !== 'output' || ancestors.some((node) => node.kind === 'tag')) return false;
  return !output.value.filters.some(({ name }) => name.text === 'default');
}
