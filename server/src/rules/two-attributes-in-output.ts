import { type Attribute, type Expression, pathTo } from '../liquid';
import { pages } from './pages';
import { freeName, insertBefore, nameLike } from './rewriting';
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
  fix({ span }, { field: { tree }, docset }) {
    // In a URL it is the tag that another one can be put before.
    const outer = pathTo(tree, span.start).find(({ kind }) => kind === 'output' || kind === 'tag');
    if (!outer || !tree.text.startsWith('{', outer.start)) return [];
    const value = tree.text.slice(span.start, span.end);
    const name = freeName(nameLike(value), tree, docset);
    const edits = [insertBefore(outer, `{% assign ${name} = ${value} %}`, tree), { span, newText: name }];
    return [{ title: `Assign it to '${name}' before`, edits, safe: false }];
  },
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
