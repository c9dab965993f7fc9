import type { FilterEntry } from '../docset/types';
import type { Tag, Template } from '../liquid';
import { pages } from './pages';
import { ifItMends, indexOutside, insertBefore, tagAt } from './rewriting';
import type { Rule } from './rule';

/**
 * What it does: reports a comparison in `assign` or in an output.
 * Why: there operators do not work: the variable gets what stands before the operator.
 * Bad: `{% assign year = 2024 %}{% assign leap = {{year | modulo: 4}} != "0" %}{{leap}}`
 * Good: `{% assign year = 2024 %}{% assign rest = year | modulo: 4 %}{% if rest != 0 %}Leap{% endif %}`
 */
export const operatorInAssign: Rule = {
  code: 'operator-in-assign',
  severity: 'error',
  category: 'conditions',
  title: 'A comparison in an assign',
  href: pages.operators,
  fix(problem, { field: { tree }, docset }) {
    const { tag } = tagAt(tree, problem.span.start) ?? {};
    if (tag?.markup.shape !== 'assign' || !tag.markup.target || !tree.text.startsWith('{%', tag.start)) return [];
    const { target, value } = tag.markup;
    const before = tree.text.slice(value.start, problem.span.start).trim();
    const after = tree.text.slice(problem.span.start, tag.markupSpan.end);
    const fallback = /^or\s+("[^"]*"|'[^']*'|-?[\d.]+)$/.exec(after)?.[1];
    const { title, newText } =
      fallback === undefined
        ? { title: "Compare in an 'if'", newText: comparing(target.text, before, after, docset.filters) }
        : {
            title: `Write '| default: ${fallback}'`,
            newText: `{% assign ${target.text} = ${before} | default: ${fallback} %}`,
          };
    return ifItMends({ title, edits: [replaceTag(tag, newText, tree)], safe: false }, problem, tree);
  },
};

/** A tag's place with other tags in it, the outer ones of which trim what it did. */
function replaceTag(tag: Tag, newText: string, tree: Template) {
  const { newText: begun } = insertBefore(tag, newText, tree);
  return { span: { start: tag.start, end: tag.end }, newText: tag.trimAfter ? begun.replace(/ %\}$/, ' -%}') : begun };
}

/** `before`: the value, with filters perhaps; `after`: the operator, what it compares with, and `? this : that` perhaps. */
function comparing(name: string, before: string, after: string, filters: ReadonlyMap<string, FilterEntry>): string {
  const { test, yes, no } = choiceIn(after);
  const assign = (value: string): string => `{% assign ${name} = ${value} %}`;
  const last = /\|\s*(\w+)[^|]*$/.exec(before)?.[1];
  if (last === undefined) return `{% if ${before} ${test} %}${assign(yes)}{% else %}${assign(no)}{% endif %}`;
  // Filters do not work in a condition; and what they calculate is no text.
  const isNumber = filters.get(last)?.returns === 'number';
  const plain = isNumber ? test.replace(/(["'])(-?\d+(?:\.\d+)?)\1/, '$2') : test;
  return `${assign(before)}{% if ${name} ${plain} %}${assign(yes)}{% else %}${assign(no)}{% endif %}`;
}

/** The two values that other languages write behind a question mark; without one true and false. */
function choiceIn(text: string): { readonly test: string; readonly yes: string; readonly no: string } {
  const question = indexOutside(text, (at) => text[at] === '?');
  const colon = question < 0 ? -1 : indexOutside(text, (at) => text[at] === ':', question);
  if (colon < 0) return { test: text, yes: 'true', no: 'false' };
  return {
    test: text.slice(0, question).trim(),
    yes: text.slice(question + 1, colon).trim(),
    no: text.slice(colon + 1).trim(),
  };
}
