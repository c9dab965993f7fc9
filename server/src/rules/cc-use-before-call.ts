import { pages } from './pages';
import type { Rule } from './rule';
import { judgeVariable } from './variables';

/**
 * What it does: reports the answer of a Connected Content call that is read above the call.
 * Why: Liquid runs from top to bottom. Above the call its answer is blank.
 * Bad: `{{offer.title}}{% connected_content https://example.com/offer :save offer %}`
 * Good: `{% connected_content https://example.com/offer :save offer %}{{offer.title}}`
 */
export const ccUseBeforeCall: Rule = {
  code: 'cc-use-before-call',
  severity: 'warning',
  category: 'connected_content',
  title: 'An answer read above its call',
  href: pages.connectedContent,
  visit: () => ({
    variable(variable, context) {
      const verdict = judgeVariable(variable, context);
      if (verdict.kind !== 'later' || verdict.definition.tag.name !== 'connected_content' || !variable.name) return;
      context.report({
        message: `'${variable.name.text}' is blank here: the call that fills it comes further down. Put the call first.`,
        span: { start: variable.name.start, end: variable.name.end },
        related: [{ message: 'The call', span: verdict.definition.span }],
      });
    },
  }),
};
