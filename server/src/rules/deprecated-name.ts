import type { Docset, Entry } from '../docset/types';
import type { Span } from '../liquid';
import { suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { entryOf } from './values';

/**
 * What it does: reports names of attributes, namespaces and filters that Braze has replaced by others.
 * Why: Braze's pages no longer list them; they work until they do not.
 * Bad: `{{ 'text' | hmac_sha1: 'key' }}`
 * Good: `{{ 'text' | hmac_sha1_hex: 'key' }}`
 */
export const deprecatedName: Rule = {
  code: 'deprecated-name',
  severity: 'info',
  category: 'names',
  title: 'An old name',
  href: pages.supportedTags,
  visit: () => ({
    filter({ name }, context) {
      reportOld(context.docset.filters.get(name.text), name, context);
    },
    tag(tag, context) {
      const entry = context.docset.tags.get(tag.name);
      if (entry?.origin === 'braze') reportOld(entry, tag.nameSpan, context);
    },
    option(option, context) {
      const tag = context.ancestors.at(-1);
      const options = tag?.kind === 'tag' ? context.docset.tags.get(tag.name)?.options : undefined;
      reportOld(
        options?.find(({ name }) => name === option.name.text),
        option.name,
        context,
      );
    },
    attribute(attribute, context) {
      const namespace = attribute.namespace && context.docset.namespaces.get(attribute.namespace.text);
      if (attribute.namespace && namespace?.status === 'deprecated') reportOld(namespace, attribute.namespace, context);
      else {
        const isOwn = context.docset.namespaces.get(attribute.namespace?.text ?? '')?.open === true;
        reportOld(entryOf(attribute, context.docset), attribute.key.textSpan, context, isOwn ? DECLARED : LISTED);
      }
    },
  }),
  fix: suggestReplacement,
};

const LISTED = 'is an old name that Braze no longer lists';
/** Of names that anybody can make Braze lists none. */
const DECLARED = 'is marked as deprecated where this workspace declares it';

function reportOld(entry: Entry | null | undefined, span: Span, context: RuleContext, what = LISTED): void {
  if (entry?.status !== 'deprecated') return;
  const instead = entry.replacement ? ` Use '${entry.replacement}' instead.` : '';
  context.report({
    message: `'${entry.name}' ${what}.${instead}`,
    span: { start: span.start, end: span.end },
    data: isName(entry.replacement, context.docset) ? { replacement: entry.replacement } : {},
  });
}

/** Whether a replacement is a name that can stand in the old one's place, and no sentence. */
function isName(replacement: string | undefined, { filters, namespaces, attributes, tags }: Docset): boolean {
  if (replacement === undefined) return false;
  const known = [filters, namespaces, tags, attributes.get('')];
  return (
    known.some((entries) => entries?.has(replacement)) || [...attributes.values()].some((keys) => keys.has(replacement))
  );
}
