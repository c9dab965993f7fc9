import type { Node, Template } from '../liquid';
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
    for (const comment of htmlComments(text)) {
      const first = firstLiquid(tree, comment.start, comment.end);
      if (!first) continue;
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

/** The first output or tag that runs and begins between two offsets. */
function firstLiquid({ children }: Template, start: number, end: number): Node | null {
  for (const node of children) {
    if (node.start >= end) return null;
    if (node.start < start && node.kind === 'block' && node.end > start) {
      const isVerbatim = node.name === 'comment' || node.name === 'raw' || node.name === 'doc';
      const inner = isVerbatim
        ? null
        : firstInBlock(
            node.branches.flatMap((branch) => branch.children),
            start,
            end,
          );
      if (inner) return inner;
    } else if (node.start >= start && node.kind !== 'text' && !isComment(node)) return node;
  }
  return null;
}

function firstInBlock(children: readonly Node[], start: number, end: number): Node | null {
  for (const node of children) {
    if (node.start >= end) return null;
    if (node.start >= start && node.kind !== 'text' && !isComment(node)) return node;
    if (node.kind === 'block' && node.end > start) {
      const inner = firstInBlock(
        node.branches.flatMap((branch) => branch.children),
        start,
        end,
      );
      if (inner) return inner;
    }
  }
  return null;
}

const isComment = (node: Node): boolean =>
  (node.kind === 'block' && node.name === 'comment') || (node.kind === 'tag' && node.name === '#');
