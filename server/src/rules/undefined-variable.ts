import type { Template } from '../liquid';
import { suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { judgeVariable } from './variables';

/**
 * What it does: reports a variable that nothing has assigned before.
 * Why: it prints nothing, and is blank in every condition. Mostly it is a typing error, or an attribute without `${}`.
 * Variables do not pass from one field (URL, header, body) to another. In a content block they may come from the message
 * around it, so there only likely typing errors are reported.
 * Bad: `{% assign points = 5 %}{{ pionts }}`
 * Good: `{% assign points = 5 %}{{ points }}`
 */
export const undefinedVariable: Rule = {
  code: 'undefined-variable',
  severity: 'warning',
  category: 'variables',
  title: 'A variable that nothing assigns',
  href: pages.usingLiquid,
  visit: ({ document, field }) => ({
    variable(variable, context) {
      const verdict = judgeVariable(variable, context);
      const name = variable.name?.text;
      const span = variable.name ?? variable;
      if (verdict.kind === 'undefined') {
        if (document.outsideNames && verdict.meant === null && isForeign(field.tree)) return;
        const advice = verdict.meant ? ` Did you mean '${verdict.meant}'?` : '';
        context.report({
          message: `Nothing assigns the variable '${name}', so it is blank.${advice}`,
          span: { start: span.start, end: span.end },
          data: verdict.meant ? { name, replacement: verdict.meant } : { name },
        });
      } else if (verdict.kind === 'later' && verdict.definition.kind !== 'result') {
        const { kind } = verdict.definition;
        const where = kind === 'loop' || kind === 'helper' ? 'only inside its loop' : 'only further down';
        context.report({
          message: `The variable '${name}' is there ${where}, so it is blank here.`,
          span: { start: span.start, end: span.end },
          related: [{ message: `'${name}' is made here`, span: verdict.definition.span }],
        });
      } else if (verdict.kind === 'elsewhere' && verdict.definition.kind !== 'result') {
        context.report({
          message: `The variable '${name}' is assigned in another field (${verdict.field.name}) and is blank here: variables do not pass between fields.`,
          span: { start: span.start, end: span.end },
        });
      }
    },
  }),
  fix: suggestReplacement,
};

const foreign = new WeakMap<Template, boolean>();

/**
 * Whether what a page shows has nothing of Liquid but names in braces (`https://{{instance_url}}/users/track`): many a
 * tool leaves its values open so, and so do writers.
 */
function isForeign(tree: Template): boolean {
  const known = foreign.get(tree);
  if (known !== undefined) return known;
  const is = tree.children.every(
    (child) =>
      child.kind === 'text' ||
      (child.kind === 'output' && child.value.filters.length === 0 && child.value.input?.kind === 'variable'),
  );
  foreign.set(tree, is);
  return is;
}
