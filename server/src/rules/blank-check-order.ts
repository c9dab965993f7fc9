import type { Block, Condition, Expression } from '../liquid';
import { pages } from './pages';
import { tagAt } from './rewriting';
import type { Rule } from './rule';
import { sourceOf, unwrap } from './values';

/**
 * What it does: reports a test for blank that comes after a comparison by size of the same value.
 * Why: where the value is blank the first comparison already fails, so the test for blank belongs on top.
 * Bad: `{% assign x = 5 %}{% if x > 3 %}many{% elsif x == blank %}none{% endif %}`
 * Good: `{% assign x = 5 %}{% if x == blank %}none{% elsif x > 3 %}many{% endif %}`
 */
export const blankCheckOrder: Rule = {
  code: 'blank-check-order',
  severity: 'hint',
  category: 'conditions',
  title: 'A test for blank after the test of the value',
  href: pages.faq,
  fix({ span }, { field: { tree } }) {
    const { tag, block } = tagAt(tree, span.start) ?? {};
    const first = block?.branches[0];
    const branch = block?.branches.find((candidate) => candidate.tag === tag);
    // With another test beside it, it is not this branch alone that has to come first.
    const isAlone = tag?.markupSpan.start === span.start && tag.markupSpan.end === span.end;
    if (!block || !first || !branch || !isAlone || tag.name !== 'elsif' || block.name !== 'if') return [];
    const [before, after] = [
      tree.text.slice(branch.start, tag.nameSpan.start),
      tree.text.slice(tag.nameSpan.end, branch.end),
    ];
    const edits = [
      { span: { start: block.start, end: block.start }, newText: `${before}if${after}` },
      { span: first.tag.nameSpan, newText: 'elsif' },
      { span: { start: branch.start, end: branch.end }, newText: '' },
    ];
    return [{ title: 'Test first whether it is blank', edits, safe: false }];
  },
  visit: () => ({
    block(block, { field, report }) {
      const sized = new Map<string, Expression>();
      for (const condition of conditionsOf(block)) {
        for (const part of partsOf(condition)) {
          if (part.kind !== 'comparison' || !part.left || !part.right) continue;
          const name = sourceOf(unwrap(part.left)!, field);
          const earlier = sized.get(name);
          if (ORDERING.has(part.operator)) sized.set(name, part.left);
          else if (earlier && isBlank(part.right)) {
            report({
              message: `Test first whether '${name}' is blank, then compare it: a blank value has no size.`,
              span: { start: part.start, end: part.end },
              related: [{ message: 'Compared here', span: { start: earlier.start, end: earlier.end } }],
            });
          }
        }
      }
    },
  }),
};

const ORDERING = new Set(['<', '>', '<=', '>=']);

function conditionsOf(block: Block): readonly Condition[] {
  return block.branches.flatMap(({ tag: { markup } }) =>
    markup.shape === 'condition' ? (markup.condition ?? []) : [],
  );
}

function partsOf(condition: Condition): readonly Condition[] {
  const parts: Condition[] = [];
  let current: Condition | null = condition;
  while (current?.kind === 'logical') {
    if (current.left) parts.push(current.left);
    current = current.right;
  }
  return current ? [...parts, current] : parts;
}

function isBlank(expression: Expression): boolean {
  if (expression.kind === 'keyword') return expression.value !== 'true' && expression.value !== 'false';
  return expression.kind === 'string' && expression.value === '';
}
