import type { Block } from '../liquid';
import { dataSpan, edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { variableOf } from './values';
import { scopeHere } from './variables';

/**
 * What it does: reports a default value for a captured text that certainly has blanks around it.
 * Why: `default` takes a text of blanks for a value, so the default is never used. `strip` takes the blanks away.
 * Bad: `{% capture name %} {{${first_name} | default: ''}} {% endcapture %}{{name | default: 'there'}}`
 * Good: `{% capture name %} {{${first_name} | default: ''}} {% endcapture %}{{name | strip | default: 'there'}}`
 */
export const defaultOnWhitespace: Rule = {
  code: 'default-on-whitespace',
  severity: 'hint',
  category: 'variables',
  title: 'A default value that blanks keep away',
  href: pages.faq,
  visit: () => ({
    chain(chain, context) {
      const variable = variableOf(chain.input);
      const [first] = chain.filters;
      if (first?.name.text !== 'default' || !variable?.name || variable.path.length > 0) return;
      const definition = scopeHere(context).resolve(variable.name.text, variable.start);
      const children = definition?.kind === 'capture' ? (definition.block?.branches[0]?.children ?? []) : [];
      const isBlankText = [children[0], children.at(-1)].some((node) => {
        return node?.kind === 'text' && context.field.text.slice(node.start, node.end).trim() === '';
      });
      // Text that is no blank makes the value no blank, and the default idle anyway.
      const hasLetters = children.some(
        (node) => node.kind === 'text' && /\S/.test(context.field.text.slice(node.start, node.end)),
      );
      if (!definition || !isBlankText || hasLetters || isTrimmed(definition.block)) return;
      context.report({
        message: `'${variable.name.text}' is captured with blanks around it, so this default is never used. Put '| strip' before it.`,
        span: { start: first.start, end: first.end },
        data: { at: { start: variable.end, end: variable.end } },
        related: [{ message: 'Captured here', span: definition.span }],
      });
    },
  }),
  fix(problem) {
    const at = dataSpan(problem, 'at');
    return at ? [edit("Put '| strip' before it", at, ' | strip')] : [];
  },
};

/** Whether dashes at the tags take the blanks away. */
function isTrimmed(block: Block | null): boolean {
  const inner = block?.branches[0]?.children ?? [];
  const only = inner.length === 1;
  const before = block?.branches[0]?.tag.trimAfter ?? false;
  const after = block?.close?.trimBefore ?? false;
  return only ? before || after : before && after;
}
