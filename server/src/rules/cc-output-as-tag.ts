import type { Tag } from '../liquid';
import { dataSpan, edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { isKnownTag } from './unknown-tag';
import { nameAndMarkup, sourceOf } from './values';
import { scopeHere } from './variables';

/**
 * What it does: reports a value between `{%` and `%}`.
 * Why: what stands there is a tag for Liquid, and there is no tag of that name. Values are printed by `{{` and `}}`.
 * Bad: `{% connected_content https://example.com/list :save list %}{% list[0].name %}`
 * Good: `{% connected_content https://example.com/list :save list %}{{ list[0].name }}`
 */
export const ccOutputAsTag: Rule = {
  code: 'cc-output-as-tag',
  severity: 'error',
  category: 'connected_content',
  title: 'A value written as a tag',
  href: pages.connectedContent,
  visit: () => ({
    tag(tag, context) {
      if (tag.name === '' || isKnownTag(tag.name, context) || !isValue(tag, context)) return;
      context.report({
        message: `'${tag.name}' is a value and no tag. Print it by {{ and }}.`,
        span: nameAndMarkup(tag),
        data: { tag: { start: tag.start, end: tag.end }, inner: { start: tag.inner.start, end: tag.inner.end } },
      });
    },
  }),
  fix(problem, { field }) {
    const tag = dataSpan(problem, 'tag');
    const inner = dataSpan(problem, 'inner');
    if (!tag || !inner || !field.text.startsWith('{%', tag.start)) return [];
    return [edit('Print it by {{ and }}', tag, `{{${sourceOf(inner, field)}}}`)];
  },
};

/** `name[0]`, `name.key`, or the name of a variable with nothing but filters behind it. */
function isValue(tag: Tag, context: RuleContext): boolean {
  const rest = context.field.text.slice(tag.nameSpan.end, tag.markupSpan.end);
  if (/^[.[]/.test(rest)) return true;
  const isVariable = scopeHere(context).resolve(tag.name.split(/[.[]/)[0]!, tag.start) !== null;
  return isVariable && (tag.name.includes('.') || /^\s*(\||$)/.test(rest));
}
