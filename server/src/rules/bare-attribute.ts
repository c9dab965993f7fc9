import type { Docset } from '../docset/types';
import type { AnyNode, Span } from '../liquid';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports an attribute that stands in the text without the braces of an output.
 * Why: only inside a tag the braces may be left out; in the text everybody gets the name and not the value.
 * Bad: `Hi ${first_name}, welcome back!`
 * Good: `Hi {{${first_name} | default: 'there'}}, welcome back!`
 */
export const bareAttribute: Rule = {
  code: 'bare-attribute',
  severity: 'info',
  category: 'syntax',
  title: 'An attribute without the braces of an output',
  href: pages.usingLiquid,
  fix: ({ span }, { field }) => [edit("Write '{{…}}'", span, `{{${field.text.slice(span.start, span.end)}}}`)],
  visit: ({ document, field }) => {
    // A page about Liquid names attributes in its sentences.
    if (document.outsideNames) return {};
    const scripts = scriptsOf(field.text);
    return {
      text({ start, end }, { ancestors, docset, report }) {
        if (ancestors.some(isSilent)) return;
        for (const match of field.text.slice(start, end).matchAll(BARE)) {
          const [whole, namespace = '', key = ''] = match;
          const at = start + match.index;
          if (!isKnown(docset, namespace, key) || scripts.some((script) => script.start <= at && at < script.end))
            continue;
          report({
            message: `'${whole}' is sent as it stands here. Write '{{${whole}}}' for its value.`,
            span: { start: at, end: at + whole.length },
          });
        }
      },
    };
  },
};

/** A brace before it is another slip, and reported as such. */
const BARE = /(?<![{\w.])(?:([a-z_]{1,40})\.)?\$\{([^{}\n|]{1,100})\}/g;

function isKnown(docset: Docset, namespace: string, key: string): boolean {
  const open = docset.namespaces.get(namespace)?.open ?? false;
  return (namespace !== '' && open) || (docset.attributes.get(namespace)?.has(key) ?? false);
}

/** In a tag an attribute needs no braces; what is not read as Liquid has none. */
function isSilent(node: AnyNode): boolean {
  return node.kind === 'tag' || (node.kind === 'block' && /^(?:raw|comment|doc)$/.test(node.name));
}

/** Where scripts stand: `${…}` may be their own. */
function scriptsOf(text: string): readonly Span[] {
  return [...text.matchAll(/<script\b[\s\S]*?(?:<\/script|$)/gi)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}
