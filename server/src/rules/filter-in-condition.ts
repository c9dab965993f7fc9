import type { Span, Tag, Template } from '../liquid';
import { pages } from './pages';
import { freeName, ifItMends, indexOutside, insertBefore, nameLike, tagAt } from './rewriting';
import type { Rule } from './rule';

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
  fix(problem, { field: { tree }, docset }) {
    const { tag, block } = tagAt(tree, problem.span.start) ?? {};
    const span = tag && filteredIn(tag, problem.span, tree);
    if (!tag || !span || !tree.text.startsWith('{%', tag.start)) return [];
    const value = tree.text.slice(span.start, span.end);
    const name = freeName(nameLike(value), tree, docset);
    // An `elsif` has no place of its own before it.
    const assign = insertBefore(block ?? tag, `{% assign ${name} = ${value} %}`, tree);
    const edits = [assign, { span, newText: name }];
    return ifItMends({ title: `Assign it to '${name}' before`, edits, safe: false }, problem, tree);
  },
};

/** The value with its filters; null where it cannot be told. */
function filteredIn({ markup, markupSpan }: Tag, bar: Span, { text }: Template): Span | null {
  const whole = text.slice(markupSpan.start, markupSpan.end);
  const at = bar.start - markupSpan.start;
  /** The last and the first place around the bar where `stops` sees an end. */
  const before = (stops: RegExp): number => {
    let last = 0;
    indexOutside(whole.slice(0, at), (from) => {
      stops.lastIndex = from;
      if (stops.test(whole.slice(0, at))) last = stops.lastIndex;
      return false;
    });
    return last;
  };
  const after = (stops: RegExp): number => {
    const found = indexOutside(
      whole,
      (from) => {
        stops.lastIndex = from;
        return stops.test(whole);
      },
      at,
    );
    return found < 0 ? whole.length : found;
  };
  const spanOf = (from: number, to: number): Span => {
    const inner = whole.slice(from, to);
    const start = markupSpan.start + from + (inner.length - inner.trimStart().length);
    return { start, end: start + inner.trim().length };
  };
  switch (markup.shape) {
    case 'condition':
      return spanOf(before(/\b(?:and|or|contains)\s|[=!<>]=?/y), after(/\s(?:and|or|contains)\b|[=!<>]/y));
    case 'for':
      return markup.collection
        ? spanOf(markup.collection.start - markupSpan.start, after(/\s(?:reversed|limit|offset)\b/y))
        : null;
    case 'case':
      return spanOf(0, whole.length);
    default:
      return null;
  }
}
