import type { Attribute, Expression } from '../liquid';
import { pages } from './pages';
import type { Rule } from './rule';
import { attributeName, attributeOf, originOf } from './values';

/**
 * What it does: reports an output with a second attribute, in braces of its own, as the argument of a filter.
 * Why: Braze reads one attribute an output. Assign the other to a variable before.
 * Bad: `{{custom_attribute.${one} | plus: {{custom_attribute.${two}}}}}`
 * Good: `{% assign two = {{custom_attribute.${two}}} %}{{custom_attribute.${one} | plus: {{two}}}}`
 */
export const twoAttributesInOutput: Rule = {
  code: 'two-attributes-in-output',
  severity: 'error',
  category: 'variables',
  title: 'Two attributes in one output',
  href: pages.usingLiquid,
  visit: () => ({
    output(output, { report }) {
      const { origin } = originOf(output.value);
      if (origin?.kind !== 'attribute') return;
      for (const { value } of output.value.filters.flatMap(({ args }) => args)) {
        const second = braced(value);
        if (!second) continue;
        report({
          message: `Braze reads one attribute an output. Assign '${attributeName(second)}' to a variable before, and use that.`,
          span: { start: value!.start, end: value!.end },
        });
      }
    },
  }),
};

function braced(value: Expression | null): Attribute | null {
  return value?.kind === 'nested' ? attributeOf(value) : null;
}
