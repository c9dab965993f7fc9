import { blockUses } from './contentBlocks';
import { pages } from './pages';
import { freeName } from './rewriting';
import type { Rule, RuleContext } from './rule';
import { type DefinitionKind, scopeOf } from './scope';

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
  fix({ span }, { field, docset, document }) {
    const { definitions, references, resolve } = scopeOf(field.tree, docset.tags);
    const name = field.text.slice(span.start, span.end);
    // What a content block and its message share is renamed in all their files, which is the editor's to do.
    const isShared = document.kind === 'content-block' || document.outsideNames || blockUses(field.tree).length > 0;
    if (isShared || WORDS.has(name)) return [];
    const isOwn = (kind?: DefinitionKind): boolean => kind !== 'loop' && kind !== 'helper';
    const places = [
      ...definitions.filter((made) => made.name === name && made.written && isOwn(made.kind)),
      ...references.filter((read) => read.name === name && isOwn(resolve(name, read.span.start)?.kind)),
    ];
    const better = freeName(`my_${name}`, field.tree, docset);
    const edits = places.map((place) => ({ span: place.span, newText: better }));
    return [{ title: `Call it '${better}' everywhere`, edits, safe: false }];
  },
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
