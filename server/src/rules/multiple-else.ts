import { edit } from './fixes';
import { pages } from './pages';
import { tagAt } from './rewriting';
import type { Rule } from './rule';

/**
 * What it does: reports a second `else` in one `if`.
 * Why: only the first `else` is taken; the second never runs.
 * Bad: `{% if ${language} == 'en' %}1{% else %}2{% else %}3{% endif %}`
 * Good: `{% if ${language} == 'en' %}1{% else %}2{% endif %}`
 */
export const multipleElse: Rule = {
  code: 'multiple-else',
  severity: 'warning',
  category: 'syntax',
  title: 'More than one else',
  href: pages.useCases,
  // What never runs can go; a text that somebody wrote is not thrown away unasked.
  fix({ span }, { field: { tree } }) {
    const branch = tagAt(tree, span.start)?.block?.branches.find(({ start }) => start === span.start);
    return branch ? [edit("Remove this 'else' and what it holds", branch, '')] : [];
  },
};
