import { dataString, edit } from './fixes';
import { headerMeantBy } from './headerNames';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a header whose name is a label of a translated page, has a slip in it, or is no header name at all.
 * Why: translated pages print "Autorisation" for the header `Authorization`. Servers know the English names alone.
 * Bad:
 * ```liquid
 * ---
 * url: https://api.example.com/send
 * headers:
 *   Corps de la requête: text/plain
 * ---
 * text
 * ```
 * Good:
 * ```liquid
 * ---
 * url: https://api.example.com/send
 * headers:
 *   Content-Type: text/plain
 * ---
 * text
 * ```
 */
export const translatedHeaderName: Rule = {
  code: 'translated-header-name',
  severity: 'warning',
  category: 'webhook',
  title: 'A label instead of a header name',
  href: pages.webhooks,
  check(context) {
    const { document, reportInFile } = context;
    for (const { name, key } of document.frontMatter?.headers ?? []) {
      const meant = headerMeantBy(name, context);
      if (meant === null && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) continue;
      reportInFile({
        message: `'${name}' is no header name${meant ? `; it is called '${meant}'` : ': such names have letters, digits and dashes alone'}.`,
        span: { start: key.start, end: key.end },
        data: meant === null ? {} : { name: meant },
      });
    }
  },
  fix(problem) {
    const name = dataString(problem, 'name');
    return name === null ? [] : [edit(`Replace by '${name}'`, problem.span, name)];
  },
};
