import type { Attribute, Condition } from '../liquid';
import { edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { attributeName, attributeOf, entryOf, isExpression, isPrinted, namespaceOf, originOf } from './values';

/**
 * What it does: reports an attribute that is printed without a default value, where nothing looks before whether it is set.
 * Why: for users without a value it prints nothing: "Hi ," instead of "Hi there,".
 * Bad: `Hi {{${first_name}}}`
 * Good: `Hi {{${first_name} | default: 'there'}}`
 */
export const missingDefault: Rule = {
  code: 'missing-default',
  severity: 'info',
  category: 'variables',
  title: 'An attribute without a default value',
  href: pages.defaultValues,
  visit: ({ document }) => {
    if (document.isMention) return {};
    const tested = new Set<string>();
    return {
      tag({ markup }) {
        if (markup.shape === 'condition') noteTested(markup.condition, tested);
        else if (markup.shape === 'case') noteTested(markup.value, tested);
      },
      output(output, context) {
        if (!isPrinted(context.ancestors) || !output.closed) return;
        const { origin, filters } = originOf(output.value);
        if (origin?.kind !== 'attribute' || filters.includes('default') || !maybeBlank(origin, context)) return;
        const name = attributeName(origin);
        if (tested.has(name)) return;
        context.report({
          message: `'${name}' may not be set, and prints nothing then. Give it a default value.`,
          span: { start: origin.start, end: origin.end },
        });
      },
    };
  },
  fix: (problem) => [edit('Add a default value', { start: problem.span.end, end: problem.span.end }, " | default: ''")],
};

/** Of the message itself, or written by Braze: never blank where they may stand. */
const NEVER_BLANK = new Set([
  'campaign',
  'canvas',
  'card',
  'app',
  'content_blocks',
  'preference_center',
  'subscribed_state',
]);

function maybeBlank(attribute: Attribute, { docset }: RuleContext): boolean {
  const namespace = namespaceOf(attribute);
  if (NEVER_BLANK.has(namespace) || attribute.key.text === '') return false;
  const entry = entryOf(attribute, docset);
  return entry ? entry.nullable !== false : docset.namespaces.get(namespace)?.open === true;
}

function noteTested(condition: Condition | null, tested: Set<string>): void {
  let current = condition;
  while (current?.kind === 'logical') {
    noteOne(current.left, tested);
    current = current.right;
  }
  noteOne(current, tested);
}

function noteOne(condition: Condition | null, tested: Set<string>): void {
  const sides = condition?.kind === 'comparison' ? [condition.left, condition.right] : [condition];
  for (const side of sides) {
    const attribute = isExpression(side) ? attributeOf(side) : null;
    if (attribute) tested.add(attributeName(attribute));
  }
}
