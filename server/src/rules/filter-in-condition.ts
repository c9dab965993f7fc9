import { type Problem, pathTo, type Tag, type Template } from '../liquid';
import { pages } from './pages';
import type { Fix, Rule } from './rule';

/**
 * What it does: reports a filter in `if`, `elsif`, `unless`, `case`, `for` or between brackets.
 * Why: there filters do not work: Liquid drops everything from the bar on, and the rest is another condition.
 * Bad: `{% if {{custom_attribute.${cart_items}}} | size > 3 %}Many{% endif %}`
 * Good: `{% assign n = {{custom_attribute.${cart_items}}} | size %}{% if n > 3 %}Many{% endif %}`
 */
export const filterInCondition: Rule = {
  code: 'filter-in-condition',
  severity: 'error',
  category: 'conditions',
  title: 'A filter in a condition',
  href: pages.operators,
  fix: (problem, { field }) => assignBefore(problem, field.tree),
};

/** `value | filters`, then perhaps an operator and what it compares with. */
const FILTERED = /^([^|]+?)\s*(\|[^=!<>]+?)(?:\s*(==|!=|<=|>=|<|>|\scontains\s)\s*([^=!<>]+))?$/;

const LONGEST = 300;

/** Assigns the filtered value before an `if` or `unless` that holds nothing else. */
function assignBefore({ span }: Problem, tree: Template): readonly Fix[] {
  const tag = pathTo(tree, span.start).findLast((node): node is Tag => node.kind === 'tag');
  if (!tag || (tag.name !== 'if' && tag.name !== 'unless') || !tree.text.startsWith('{%', tag.start)) return [];
  const markup = tree.text.slice(tag.markupSpan.start, tag.markupSpan.end);
  const [, value, filters, operator, other] = (markup.length < LONGEST && FILTERED.exec(markup)) || [];
  if (value === undefined || filters === undefined || /\s(and|or)\s/.test(markup)) return [];
  const name = nameFor(`${value} ${filters}`);
  const condition = operator === undefined ? name : `${name} ${operator.trim()} ${other}`;
  const edits = [
    { span: { start: tag.start, end: tag.start }, newText: `{% assign ${name} = ${value} ${filters} %}` },
    { span: tag.markupSpan, newText: condition },
  ];
  return [{ title: `Assign it to '${name}' before`, edits, safe: false }];
}

/** `cart_items_size` of `{{custom_attribute.${cart_items}}} | size`. */
function nameFor(text: string): string {
  const words = text.replace(/custom_attribute|event_properties|context/g, '').match(/[A-Za-z]\w*/g) ?? [];
  return words.slice(0, 2).join('_').slice(0, 40) || 'value';
}
