import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { scopeOf } from './scope';

/**
 * What it does: reports a variable named like an attribute, a namespace or a word of Liquid.
 * Why: Braze may take the one for the other; its pages warn of `language` and the like. Such variables are hard to tell
 * from the profile's values, too.
 * Bad: `{% assign language = 'en' %}{{language}}`
 * Good: `{% assign lang = 'en' %}{{lang}}`
 */
export const shadowingName: Rule = {
  code: 'shadowing-name',
  severity: 'warning',
  category: 'variables',
  title: 'A variable named like an attribute',
  href: pages.faq,
  check(context) {
    for (const field of context.document.fields) {
      for (const { name, span, written, kind } of scopeOf(field.tree, context.docset.tags).definitions) {
        const what = written && kind !== 'loop' ? meaningOf(name, context) : null;
        if (!what) continue;
        const message = `'${name}' is also ${what}, and the two get mixed up. Choose another name, such as 'my_${name}'.`;
        context.report({ message, span }, field);
      }
    }
  },
};

const WORDS = new Set(['nil', 'null', 'true', 'false', 'blank', 'empty', 'and', 'or', 'contains', 'in']);

function meaningOf(name: string, { docset }: RuleContext): string | null {
  if (WORDS.has(name)) return 'a word of Liquid';
  if (docset.attributes.get('')?.has(name)) return `the attribute '\${${name}}'`;
  return name !== '' && docset.namespaces.get(name)?.form === 'key' ? 'a namespace of Braze' : null;
}
