import { callOption, isCall, textParts, wholeOption } from './calls';
import { dataSpan } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an inline `:body` with white space in it.
 * Why: an inline body ends at the first white space. Capture anything longer in a variable and give that.
 * Bad: `{% connected_content https://example.com/offer :method post :body {"a": "b"} :save offer %}{{offer.title}}`
 * Good: `{% capture postbody %}{"a": "b"}{% endcapture %}{% connected_content https://example.com/offer :method post :body {{postbody}} :save offer %}{{offer.title}}`
 */
export const ccBodySpaces: Rule = {
  code: 'cc-body-spaces',
  severity: 'error',
  category: 'connected_content',
  title: 'White space in an inline body',
  href: pages.connectedContent,
  visit: () => ({
    tag(tag, { field, report }) {
      const option = isCall(tag) ? callOption(tag, 'body') : undefined;
      if (!option?.value) return;
      const { value } = option;
      const body = field.text.slice(value.start, value.end);
      const isSpaced = textParts(value).some(({ start, end }) => {
        const isLast = end === value.end;
        const isFirst = start === value.start;
        const text = field.text.slice(start, end);
        return /\s/.test(isFirst && isLast ? text.trim() : isFirst ? text.trimStart() : isLast ? text.trimEnd() : text);
      });
      if (!isSpaced) return;
      report({
        message:
          'An inline body ends at the first space. Capture the body in a variable and give ":body {{variable}}".',
        span: { start: value.start, end: value.start + body.trimEnd().length },
        data: { tag: { start: tag.start, end: tag.end }, option: wholeOption(option, field) },
      });
    },
  }),
  fix(problem, { field }) {
    const tag = dataSpan(problem, 'tag');
    if (!tag || !field.text.startsWith('{%', tag.start)) return [];
    const body = field.text.slice(problem.span.start, problem.span.end);
    const edits = [
      { span: { start: tag.start, end: tag.start }, newText: `{% capture postbody %}${body}{% endcapture %}` },
      { span: problem.span, newText: '{{postbody}}' },
    ];
    return [{ title: "Capture the body in 'postbody'", edits, safe: false }];
  },
};
