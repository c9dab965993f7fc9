import { pages } from './pages';
import type { Rule } from './rule';
import { judgeVariable } from './variables';

/**
 * What it does: reports the answer of a Connected Content call that is read in another field than the call's.
 * Why: what a call saves is there only in its own field (URL, one header, body). Elsewhere it is blank.
 * Bad:
 * ```liquid
 * ---
 * url: |-
 *   {% connected_content https://example.com/token :save token %}https://example.com/send
 * headers:
 *   Content-Type: text/plain
 * ---
 * {{token.access_token}}
 * ```
 * Good:
 * ```liquid
 * ---
 * url: https://example.com/send
 * headers:
 *   Content-Type: text/plain
 * ---
 * {% connected_content https://example.com/token :save token %}{{token.access_token}}
 * ```
 */
export const ccVariableScope: Rule = {
  code: 'cc-variable-scope',
  severity: 'warning',
  category: 'connected_content',
  title: 'An answer read in another field',
  href: pages.savedVariables,
  visit: () => ({
    variable(variable, context) {
      const verdict = judgeVariable(variable, context);
      if (verdict.kind !== 'elsewhere' || verdict.definition.kind !== 'result' || !variable.name) return;
      const name = variable.name.text;
      context.report({
        message: `'${name}' is saved in another field (${verdict.field.name}) and is blank here. Repeat the call in this field.`,
        span: { start: variable.name.start, end: variable.name.end },
      });
    },
  }),
};
