import { edit } from './fixes';
import { pages } from './pages';
import { proofRule } from './payloadProof';
import type { Rule } from './rule';

/**
 * What it does: reports comments in a JSON body: `//` to the end of the line, or between slashes and stars.
 * Why: JSON has no comments and Liquid does not know these, so they are sent and the receiver rejects the body.
 * Bad: `{ "a": 1 } // one`
 * Good: `{% comment %} one {% endcomment %}{ "a": 1 }`
 */
export const jsonComment: Rule = proofRule({
  code: 'json-comment',
  severity: 'error',
  category: 'webhook',
  title: 'A comment in JSON',
  href: pages.webhooks,
  fix: ({ span }, { field }) => {
    const text = field.text.slice(span.start, span.end);
    const said = text.slice(2, text.endsWith('*/') ? -2 : undefined).trim();
    return [edit('Make it a Liquid comment', span, `{% comment %} ${said} {% endcomment %}`, !said.includes('{%'))];
  },
});
