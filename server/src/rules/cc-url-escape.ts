import { CONTENT_BLOCKS } from '../docset';
import type { Attribute, Expression, Output } from '../liquid';
import { callUrl, holes, isCall } from './calls';
import { dataString, edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { attributeName, entryOf, namespaceOf, originOf } from './values';

/**
 * What it does: reports an attribute in the query of a Connected Content URL that is not escaped.
 * Why: a `&`, `+` or space in it (`a+b@example.com`) breaks the URL or changes what the server reads.
 * Bad: `{% connected_content https://example.com/offer?email={{${email_address}}} :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer?email={{${email_address} | url_param_escape}} :save offer %}{{offer.title}}`
 */
export const ccUrlEscape: Rule = {
  code: 'cc-url-escape',
  severity: 'warning',
  category: 'connected_content',
  title: 'An attribute in a URL that is not escaped',
  href: pages.makingCalls,
  visit: () => ({
    tag(tag, context) {
      const url = isCall(tag) ? callUrl(tag, context.field) : null;
      const query = url ? context.field.text.indexOf('?', url.node.start) : -1;
      if (!url || query < 0) return;
      for (const hole of holes(url.node)) {
        const name = hole.start > query ? unescaped(hole, context) : null;
        if (name === null) continue;
        context.report({
          message: `'${name}' may hold characters that break the URL. Add '| url_param_escape'.`,
          span: { start: hole.start, end: hole.end },
          data: { kind: hole.kind },
        });
      }
    },
  }),
  fix(problem, { field }) {
    const { start, end } = problem.span;
    if (dataString(problem, 'kind') === 'attribute') {
      const attribute = field.text.slice(start, end);
      return [edit("Add '| url_param_escape'", problem.span, `{{${attribute} | url_param_escape}}`, true)];
    }
    const close = /\s*-?\}\}$/.exec(field.text.slice(start, end))?.[0] ?? '';
    return [
      edit(
        "Add '| url_param_escape'",
        { start: end - close.length, end: end - close.length },
        ' | url_param_escape',
        true,
      ),
    ];
  },
};

/** Filters after which a value is safe in a query. */
const ESCAPING = new Set(['url_param_escape', 'url_encode', 'url_escape', 'md5', 'sha1', 'sha2', 'date', 'size']);
const isEscaping = (filter: string): boolean => ESCAPING.has(filter) || filter.startsWith('hmac_');

/** The name of the attribute that is put in as it is; null when there is nothing to say. */
function unescaped(hole: Output | Attribute, { docset }: RuleContext): string | null {
  const { origin, filters } =
    hole.kind === 'attribute' ? { origin: hole as Expression, filters: [] } : originOf(hole.value);
  if (origin?.kind !== 'attribute' || filters.some(isEscaping)) return null;
  // A block's text is the author's own, and filters do not reach into it.
  if (namespaceOf(origin) === CONTENT_BLOCKS) return null;
  if (PLAIN.test(origin.path.at(-1)?.name?.text ?? origin.key.text)) return null;
  const type = entryOf(origin, docset)?.type;
  return type === undefined || HARMFUL.has(type) ? attributeName(origin) : null;
}

/** Ids, codes and numbers have no such characters; Braze's own samples put them in as they are. */
const PLAIN = /(?:^|_)(?:id|language|country|locale|gender|latitude|longitude|lat|lng|lon|page|limit|size|count)$/;

/** Types whose text may hold any character. */
const HARMFUL = new Set(['string', 'any', 'url', 'html', 'array<string>', 'array', 'object']);
