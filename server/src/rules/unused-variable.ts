import { usedBlocks } from './contentBlocks';
import { edit } from './fixes';
import { pages } from './pages';
import { tagAt } from './rewriting';
import type { Rule } from './rule';
import { type Definition, scopeOf } from './scope';

/**
 * What it does: reports a variable that is assigned and never read.
 * Why: it does nothing, or the place that should read it has another name.
 * Bad: `{% assign subject = 'Hello' %}`
 * Good: `{% assign subject = 'Hello' %}{{subject}}`
 */
export const unusedVariable: Rule = {
  code: 'unused-variable',
  severity: 'hint',
  category: 'variables',
  title: 'A variable that is never read',
  href: pages.usingLiquid,
  // A call does something, whether its answer is read or not; so may what stands in a capture.
  fix({ span }, { field: { tree } }) {
    const { tag } = tagAt(tree, span.start) ?? {};
    const isAssign = tag?.markup.shape === 'assign' && tree.text.startsWith('{%', tag.start);
    return isAssign ? [edit(`Remove the assign`, tag, '')] : [];
  },
  check(context) {
    // What a content block makes may be read by the message around it, and what a fence makes by the next one.
    if (context.document.kind === 'content-block' || context.document.outsideNames) return;
    for (const field of context.document.fields) {
      const { definitions, references } = scopeOf(field.tree, context.docset.tags);
      const candidates = definitions.filter(isOwn);
      if (candidates.length === 0) continue;
      const { blocks, complete } = usedBlocks(field, context.docset, context.workspace);
      if (!complete) continue;
      // What is read in other letter case has its own finding, where it is read.
      const read = new Set(references.map(({ name }) => name.toLowerCase()));
      for (const block of blocks) for (const { name } of block.scope.references) read.add(name.toLowerCase());
      for (const { name, span } of candidates) {
        if (!read.has(name.toLowerCase()))
          context.report(
            {
              message: `Nothing reads the variable '${name}'. Remove it, or read it where it is meant to be printed.`,
              span,
            },
            field,
          );
      }
    }
  },
};

const isOwn = ({ kind, written }: Definition): boolean =>
  written && (kind === 'assign' || kind === 'capture' || kind === 'result');
