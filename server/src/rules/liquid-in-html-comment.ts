import { type Node, type Template, walk } from '../liquid';
import { dataSpan } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports Liquid inside an HTML comment.
 * Why: Braze removes HTML comments before Liquid runs, so what is assigned there is lost.
 * Bad: `<!-- {% assign x = 1 %} -->`
 * Good: `{% comment %} {% assign x = 1 %} {% endcomment %}`
 */
export const liquidInHtmlComment: Rule = {
  code: 'liquid-in-html-comment',
  severity: 'warning',
  category: 'context',
  title: 'Liquid in an HTML comment',
  href: pages.faq,
  check({ document, report }) {
    if (document.kind === 'webhook' || document.isJson) return;
    const { tree, text } = document.body;
    const nodes = runningNodes(tree);
    let next = 0;
    for (const comment of htmlComments(text)) {
      while (next < nodes.length && nodes[next]!.start < comment.start) next++;
      const first = nodes[next];
      if (!first || first.start >= comment.end) continue;
      report({
        message: 'Braze removes HTML comments before Liquid runs, so this is lost. Use {% comment %} instead.',
        span: { start: first.start, end: Math.min(first.end, comment.end) },
        data: { comment },
      });
    }
  },
  fix(problem) {
    const comment = dataSpan(problem, 'comment');
    if (!comment) return [];
    const edits = [
      { span: { start: comment.start, end: comment.start + 4 }, newText: '{% comment %}' },
      { span: { start: comment.end - 3, end: comment.end }, newText: '{% endcomment %}' },
    ];
    return [{ title: 'Make it a Liquid comment', edits, safe: false }];
  },
};

/** Closed comments; not the conditional ones by which mail programs choose their part of a message. */
function* htmlComments(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = text.indexOf('<!--'); start >= 0; ) {
    const end = text.indexOf('-->', start + 4);
    if (end < 0) return;
    if (!/^<!--\[|^<!--<!|\[endif\]-->$/i.test(text.slice(start, start + 6) + text.slice(end - 7, end + 3))) {
      yield { start, end: end + 3 };
    }
    start = text.indexOf('<!--', end + 3);
  }
}

/** The outputs and tags that run, in the order of the text: no comments, and nothing that is printed as it stands. */
function runningNodes(tree: Template): readonly Node[] {
  const found: Node[] = [];
  walk(tree, {
    enter(node, ancestors) {
      const parent = ancestors.at(-1)?.kind;
      const isTop = parent === 'template' || parent === 'branch';
      if (isTop && (node.kind === 'output' || (node.kind === 'tag' && !isQuiet(node.name)))) found.push(node);
    },
  });
  return found;
}

const QUIET = new Set(['comment', 'raw', 'doc', '#']);
const isQuiet = (name: string): boolean => QUIET.has(name);
