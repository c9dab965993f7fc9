import type { Attribute, Output, Span } from '../liquid';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { attributeName, namespaceOf, originOf } from './values';

/**
 * What it does: reports the name of a campaign or Canvas that stands in a URL as it is.
 * Why: names are written by people and hold blanks, `&` and `#`, which break the URL.
 * Bad: `https://example.com/?utm_campaign={{campaign.${name}}}`
 * Good: `https://example.com/?utm_campaign={{campaign.${name} | url_encode}}`
 */
export const campaignNameInUrl: Rule = {
  code: 'campaign-name-in-url',
  severity: 'warning',
  category: 'context',
  title: "A campaign's name in a URL that is not encoded",
  href: pages.supportedTags,
  visit: () => ({
    output(output, context) {
      const { origin, filters } = originOf(output.value);
      if (origin?.kind !== 'attribute' || !isName(origin) || filters.some((filter) => filter.startsWith('url_')))
        return;
      if (!isInUrl(output, context)) return;
      context.report({
        message: `'${attributeName(origin)}' may hold blanks and other characters that break the URL. Add '| url_encode'.`,
        span: { start: output.start, end: output.end },
        data: { at: closeOf(output) },
      });
    },
  }),
  fix(problem) {
    const { at } = (problem.data ?? {}) as { at?: number };
    return at === undefined ? [] : [edit("Add '| url_encode'", { start: at, end: at }, ' | url_encode', true)];
  },
};

const NAMED = new Set(['campaign', 'canvas']);

const isName = (attribute: Attribute): boolean =>
  NAMED.has(namespaceOf(attribute)) && /(^|_)name$/.test(attribute.key.text);

/** Where a filter is added: behind the chain. */
const closeOf = ({ value }: Output): number => value.end;

/** Whether the text before, up to white space, a quote or a tag, is the begin of a URL. */
function isInUrl({ start }: Span, { field, ancestors }: RuleContext): boolean {
  if (field.role === 'url') return true;
  if (ancestors.at(-1)?.kind === 'interpolated' && ancestors.at(-2)?.kind === 'tag') return true;
  let begin = start;
  while (begin > 0 && start - begin < LONGEST && !ENDS.includes(field.text[begin - 1]!)) begin--;
  const url = field.text.slice(begin, start);
  return url.includes('://') || /[?&][\w.-]+=[^?&]*$/.test(url);
}

/** A URL longer than this before its campaign name is not looked through. */
const LONGEST = 500;

/** What no URL goes on behind. */
const ENDS = ' \t\r\n"\'<>';
