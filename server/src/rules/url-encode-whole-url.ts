import type { Chain, Output } from '../liquid';
import { dataSpan, edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { isPrinted, variableOf } from './values';
import { scopeHere } from './variables';

/**
 * What it does: reports a whole URL that goes through `url_encode` and is then used as the URL.
 * Why: it encodes `:` and `/` too, and the link no longer works. Encode the values put into the URL, each by itself.
 * Bad: `{% capture longURL %}https://example.com/?n={{campaign.${name} | url_encode}}{% endcapture %}{{longURL | url_encode}}`
 * Good: `{% capture longURL %}https://example.com/?n={{campaign.${name} | url_encode}}{% endcapture %}{{longURL}}`
 */
export const urlEncodeWholeUrl: Rule = {
  code: 'url-encode-whole-url',
  severity: 'warning',
  category: 'webhook',
  title: 'A whole URL that is encoded',
  href: pages.filters,
  visit: () => ({
    output(output, context) {
      const filter = output.value.filters.find(({ name }) => ENCODING.has(name.text));
      if (!filter || !isPrinted(context.ancestors) || isValueOfQuery(output, context)) return;
      if (!isUrl(output.value, context)) return;
      const bar = context.field.text.lastIndexOf('|', filter.start);
      context.report({
        message: `'${filter.name.text}' encodes ':' and '/' too, so this is no URL any more. Encode the values in it instead.`,
        span: { start: filter.name.start, end: filter.name.end },
        data: { remove: { start: bar, end: filter.end } },
      });
    },
  }),
  fix(problem, { field }) {
    const remove = dataSpan(problem, 'remove');
    if (!remove) return [];
    const start = field.text.slice(0, remove.start).trimEnd().length;
    return [edit('Leave the URL as it is', { start, end: remove.end }, '')];
  },
};

const ENCODING = new Set(['url_encode', 'url_param_escape']);

/** `?next={{url | url_encode}}` is right: there the URL is a value. */
function isValueOfQuery({ start }: Output, { field }: RuleContext): boolean {
  return /[=,:/?&+]$/.test(field.text.slice(Math.max(0, start - 1), start));
}

/** Whether a value is a URL: by what it is, what was put into it, or what it is called. */
function isUrl({ input }: Chain, context: RuleContext): boolean {
  if (input?.kind === 'string') return /^https?:\/\//i.test(input.value);
  const name = variableOf(input)?.name;
  if (!name) return false;
  const definition = scopeHere(context).resolve(name.text, name.start);
  const markup = definition?.tag.markup;
  if (markup?.shape === 'assign' && markup.value.input?.kind === 'string') {
    return /^https?:\/\//i.test(markup.value.input.value);
  }
  if (definition?.kind === 'capture' && definition.block) {
    const { tag } = definition.block.branches[0]!;
    if (/^\s*https?:\/\//i.test(context.field.text.slice(tag.end, tag.end + 20))) return true;
  }
  return /(^|_|[a-z])(url|URL|Url)$/.test(name.text);
}
