import { suggest } from '../docset';
import type { Attribute, Expression } from '../liquid';
import { dataString, edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { attributeName, attributeOf, entryOf, unwrap } from './values';

/**
 * What it does: reports a device's platform compared with a value that it never has, such as one in capital letters.
 * Why: Braze writes platforms in small letters, and case counts, so the branch is never taken.
 * Bad: `{% if {{most_recently_used_device.${platform}}} == 'iOS' %}App Store{% endif %}`
 * Good: `{% if {{most_recently_used_device.${platform}}} == 'ios' %}App Store{% endif %}`
 */
export const platformCase: Rule = {
  code: 'platform-case',
  severity: 'warning',
  category: 'conditions',
  title: 'A platform that does not exist',
  href: pages.supportedTags,
  visit: () => {
    /** The platform that each open `case` is about. */
    const cases = new Map<unknown, Attribute>();
    return {
      comparison({ left, right, operator }, context) {
        if (operator !== '==' && operator !== '!=') return;
        checkLiteral(platformOf(left), right, context);
        checkLiteral(platformOf(right), left, context);
      },
      block(block) {
        const markup = block.branches[0]?.tag.markup;
        const platform = markup?.shape === 'case' ? platformOf(markup.value) : null;
        if (platform) for (const { tag } of block.branches) cases.set(tag, platform);
      },
      tag(tag, context) {
        if (tag.markup.shape !== 'when') return;
        for (const value of tag.markup.values) checkLiteral(cases.get(tag) ?? null, value, context);
      },
    };
  },
  fix(problem) {
    const replacement = dataString(problem, 'replacement');
    return replacement === null ? [] : [edit(`Replace by ${replacement}`, problem.span, replacement)];
  },
};

function platformOf(expression: Expression | null): Attribute | null {
  const attribute = attributeOf(expression);
  return attribute?.namespace && attribute.key.text === 'platform' ? attribute : null;
}

function checkLiteral(platform: Attribute | null, value: Expression | null, context: RuleContext): void {
  const literal = unwrap(value);
  const values = platform && entryOf(platform, context.docset)?.values;
  if (!platform || !values || literal?.kind !== 'string' || literal.value === '' || values.includes(literal.value))
    return;
  const meant = suggest(literal.value, values);
  const advice = meant ? `Write '${meant}'.` : `It is one of ${values.join(', ')}.`;
  context.report({
    message: `'${attributeName(platform)}' is never '${literal.value}'. ${advice}`,
    span: { start: literal.start, end: literal.end },
    data: meant === null ? {} : { replacement: `${literal.quote}${meant}${literal.quote}` },
  });
}
