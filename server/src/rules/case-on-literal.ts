import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { unwrap } from './values';

/**
 * What it does: reports `case` on a text in quotes.
 * Why: the text is the same for all, so always the same branch is taken. Mostly a variable is meant.
 * Bad: `{% assign today = 'now' | date: '%A' %}{{today}}{% case 'today' %}{% when 'Monday' %}Hello{% endcase %}`
 * Good: `{% assign today = 'now' | date: '%A' %}{% case today %}{% when 'Monday' %}Hello{% endcase %}`
 */
export const caseOnLiteral: Rule = {
  code: 'case-on-literal',
  severity: 'warning',
  category: 'conditions',
  title: "'case' on a text in quotes",
  href: pages.useCases,
  visit: () => ({
    tag({ markup }, { report }) {
      const value = markup.shape === 'case' ? unwrap(markup.value) : null;
      if (value?.kind !== 'string') return;
      report({
        message: `'case' looks at the text '${value.value}' itself, which never changes. For the variable leave out the quotes.`,
        span: { start: value.start, end: value.end },
        data: { name: value.value },
      });
    },
  }),
  fix(problem, { field }) {
    const name = field.text.slice(problem.span.start + 1, problem.span.end - 1);
    return /^[A-Za-z_]\w*$/.test(name) ? [edit('Leave out the quotes', problem.span, name)] : [];
  },
};
