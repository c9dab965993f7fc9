import { suggestEntry } from '../docset';
import type { Tag } from '../liquid';
import { didYouMean, edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { sourceOf } from './values';

/**
 * What it does: reports a tag that neither Liquid nor Braze has.
 * Why: Liquid cannot read a message with an unknown tag, so Braze neither saves nor sends it.
 * Bad: `{% connected content https://example.com/offers :save offers %}`
 * Good: `{% connected_content https://example.com/offers :save offers %}`
 */
export const unknownTag: Rule = {
  code: 'unknown-tag',
  severity: 'error',
  category: 'syntax',
  title: 'A tag that does not exist',
  href: pages.usingLiquid,
  visit: () => ({
    tag(tag, context) {
      if (tag.name === '' || isKnownTag(tag.name, context)) return;
      const meant = meantBy(tag, context);
      context.report({
        message: `There is no tag '${tag.name}', so the message cannot be sent.${didYouMean(meant.name)}`,
        span: tag.nameSpan,
        data:
          meant.name === null
            ? {}
            : { ...promisedBy(tag, meant.name, context), replacement: meant.name, end: meant.end },
      });
    },
  }),
  fix(problem) {
    const { replacement, end } = (problem.data ?? {}) as { replacement?: string; end?: number };
    if (replacement === undefined || end === undefined) return [];
    return [edit(`Replace by '${replacement}'`, { start: problem.span.start, end }, replacement)];
  },
};

/** Whether a name is that of a tag or of a block's end. */
export function isKnownTag(name: string, { docset }: RuleContext): boolean {
  if (docset.tags.has(name) || name === '#') return true;
  return name.startsWith('end') && docset.tags.get(name.slice(3))?.end === name;
}

/** The tag that was likely meant, and where the text ends that it replaces: `connected content` is two words for one. */
function meantBy(tag: Tag, context: RuleContext): { readonly name: string | null; readonly end: number } {
  const next = /^\w+/.exec(sourceOf(tag.markupSpan, context.field))?.[0];
  const joined = `${tag.name}_${next}`;
  if (next !== undefined && context.docset.tags.has(joined)) {
    return { name: joined, end: tag.markupSpan.start + next.length };
  }
  return { name: suggestEntry(context.docset.tags, tag.name), end: tag.nameSpan.end };
}

/** Tags that begin with the name of the variable they make. */
const MAKERS: ReadonlySet<string> = new Set(['assign', 'capture', 'for', 'tablerow']);

/** What the tag that was meant would have brought: a block that an end tag closes, a variable that is read further down. */
function promisedBy(tag: Tag, meant: string, { docset, field }: RuleContext): { opens?: string; makes?: string } {
  const makes = MAKERS.has(meant) ? /^[\w-]+/.exec(sourceOf(tag.markupSpan, field))?.[0] : undefined;
  return {
    ...(docset.tags.get(meant)?.end !== undefined && { opens: meant }),
    ...(makes !== undefined && { makes }),
  };
}
