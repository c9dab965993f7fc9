import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { sourceOf } from './values';

/**
 * What it does: reports an `abort_message` whose reason is no text in quotes.
 * Why: Braze takes the reason as it is written; variables and words without quotes do not work.
 * Bad: `{% abort_message(not same month) %}`
 * Good: `{% abort_message('not same month') %}`
 */
export const abortReasonLiteral: Rule = {
  code: 'abort-reason-literal',
  severity: 'error',
  category: 'context',
  title: 'A reason that is no text in quotes',
  href: pages.aborting,
  visit: () => ({
    tag(tag, { field, report }) {
      if (tag.name !== 'abort_message' || tag.markup.shape !== 'call') return;
      const { argument, argumentSpan } = tag.markup;
      const reason = sourceOf(argumentSpan, field).trim();
      if (reason === '' || (argument?.kind === 'string' && !reason.includes('{{'))) return;
      const start = field.text.indexOf(reason, argumentSpan.start);
      report({
        message: 'The reason has to be a text in quotes, without Liquid in it.',
        span: { start, end: start + reason.length },
      });
    },
  }),
  fix(problem, { field }) {
    const reason = sourceOf(problem.span, field);
    return /^[^'"{}“”‘’]+$/.test(reason) ? [edit('Put the reason in quotes', problem.span, `'${reason}'`)] : [];
  },
};
