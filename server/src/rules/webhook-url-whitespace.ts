import type { Field } from '../document/types';
import type { Node, Span } from '../liquid';
import { HOLE } from './calls';
import { dataValue, edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { printed } from './webhook';

/**
 * What it does: reports white space that a webhook's URL begins or ends with, and blanks and line breaks in it.
 * Why: Liquid leaves the line breaks between tags where they are, and a URL with white space is refused.
 * Bad:
 * ```liquid
 * ---
 * url: |-
 *   {% assign account = 'acme' %}
 *   https://api.example.com/{{account}}
 * ---
 * name=value
 * ```
 * Good:
 * ```liquid
 * ---
 * url: |-
 *   {% assign account = 'acme' %}https://api.example.com/{{account}}
 * ---
 * name=value
 * ```
 */
export const webhookUrlWhitespace: Rule = {
  code: 'webhook-url-whitespace',
  severity: 'warning',
  category: 'webhook',
  title: 'White space in the URL',
  href: pages.webhooks,
  check({ document, report }) {
    const field = document.fields.find(({ role }) => role === 'url');
    if (!field) return;
    for (const { isInner, ...span } of whiteSpace(field)) {
      const message = isInner
        ? "A blank cannot stand in a URL. Write '%20', or take it out."
        : 'This white space becomes a part of the URL. Take it out.';
      report({ message, span, data: { isInner } }, field);
    }
  },
  fix: (problem) =>
    dataValue(problem, 'isInner') === true
      ? [edit("Replace by '%20'", problem.span, '%20'), edit('Take the white space out', problem.span, '')]
      : [edit('Take the white space out', problem.span, '', true)],
};

interface WhiteSpace extends Span {
  /** Blanks between two words. */
  readonly isInner: boolean;
}

/** Stretches of white space that the URL prints. */
function whiteSpace(field: Field): readonly WhiteSpace[] {
  const { children } = field.tree;
  const text = printed(field);
  if (text === null || text.trim() === '') return [];
  const speaking = children.map((node) => !isSilent(node, field));
  const first = speaking.indexOf(true);
  const last = speaking.lastIndexOf(true);
  return children.flatMap((node, index) => {
    if (node.kind !== 'text') return [];
    const before = index > 0 && trims(children[index - 1]!, 'trimAfter');
    const after = index + 1 < children.length && trims(children[index + 1]!, 'trimBefore');
    return runs(node, field.text, { before, after, isBegin: index <= first, isEnd: index >= last });
  });
}

function runs(
  { start, end }: Span,
  text: string,
  around: { before: boolean; after: boolean; isBegin: boolean; isEnd: boolean },
): readonly WhiteSpace[] {
  const found: WhiteSpace[] = [];
  for (const match of text.slice(start, end).matchAll(/\s+/g)) {
    const from = start + match.index;
    const to = from + match[0].length;
    const isTrimmed = (from === start && around.before) || (to === end && around.after);
    // A block scalar written with '|' ends in a line break of its own, which is the file's and not the URL's.
    const isFinal = to === text.length && match[0] === '\n';
    const isOuter = (from === start && around.isBegin) || (to === end && around.isEnd);
    const isInner = !isOuter && !match[0].includes('\n');
    if (!isTrimmed && !isFinal) found.push({ start: from, end: to, isInner });
  }
  return found;
}

function isSilent(node: Node, field: Field): boolean {
  if (node.kind === 'text') return field.text.slice(node.start, node.end).trim() === '';
  const only = printed({ ...field, tree: { ...field.tree, children: [node] } });
  return only !== null && !only.includes(HOLE);
}

function trims(node: Node, side: 'trimBefore' | 'trimAfter'): boolean {
  if (node.kind === 'text') return false;
  if (node.kind !== 'block') return node[side];
  return side === 'trimBefore' ? (node.branches[0]?.tag.trimBefore ?? false) : (node.close?.trimAfter ?? false);
}
