import type { HeaderEntry } from '../docset/types';
import { dataString, edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';

/**
 * What it does: reports a header whose name is a label of a translated page, or is no header name at all.
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
      const meant = meantBy(name, context);
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

/** The header that a label stands for, by the document's partner first, then by all. */
function meantBy(name: string, { document, docset }: RuleContext): string | null {
  const label = name.toLowerCase();
  const own = document.partner?.template.headers ?? [];
  const all = [...docset.partners.values()].flatMap((partner) =>
    partner.templates.flatMap(({ headers }) => headers ?? []),
  );
  const lists = (header: HeaderEntry): boolean =>
    header.misspellings?.some((wrong) => wrong.toLowerCase() === label) ?? false;
  if (all.some((header) => header.name.toLowerCase() === label)) return null;
  return (own.find(lists) ?? all.find(lists))?.name ?? null;
}
