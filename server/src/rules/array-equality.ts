import type { Attribute, Expression } from '../liquid';
import { dataString, edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';
import { attributeName, attributeOf, entryOf, namespaceOf, unwrap } from './values';

/**
 * What it does: reports `==` between an array attribute and a text. An attribute is an array when the docset, a sample
 * user of the workspace or its use elsewhere in the field says so, or when its name is that of a list (`last_viewed_shows`).
 * Why: an array never equals a text, so the branch is never taken. `contains` looks into it.
 * Bad: `{% if {{custom_attribute.${last_viewed_shows}}} == 'homeland' %}New season{% endif %}`
 * Good: `{% if {{custom_attribute.${last_viewed_shows}}} contains 'homeland' %}New season{% endif %}`
 */
export const arrayEquality: Rule = {
  code: 'array-equality',
  severity: 'warning',
  category: 'conditions',
  title: 'An array compared by ==',
  href: pages.conditionalLogic,
  visit: () => {
    const usedAsArray = new Set<string>();
    return {
      // Its use as an array above is evidence; the docset and the users are asked below.
      tag({ markup }) {
        if (markup.shape === 'for') note(markup.collection, usedAsArray);
      },
      chain({ input, filters }) {
        if (filters[0] && ARRAY_FILTERS.has(filters[0].name.text)) note(input, usedAsArray);
      },
      comparison({ left, right, operator, operatorSpan }, context) {
        if (operator !== '==' && operator !== '!=') return;
        const attribute = attributeOf(left);
        const literal = unwrap(right);
        if (!attribute || attribute.path.length > 0 || literal?.kind !== 'string' || literal.value === '') return;
        const name = attributeName(attribute);
        const known = usedAsArray.has(name) || isArray(attribute, context);
        const isKnown = known === true;
        if (known === false || (!isKnown && (!soundsLikeArray(attribute, context) || isSetting(literal.value)))) return;
        context.report({
          message: isKnown
            ? `'${name}' is an array, and an array never equals a text. Use 'contains'.`
            : `If '${name}' is an array, it never equals a text. Use 'contains' then.`,
          span: { start: operatorSpan.start, end: operatorSpan.end },
          data: { operator },
        });
      },
    };
  },
  fix: (problem) =>
    dataString(problem, 'operator') === '==' ? [edit("Use 'contains'", problem.span, 'contains')] : [],
};

/** Filters that only make sense on an array. */
const ARRAY_FILTERS = new Set(['join', 'map', 'where', 'uniq', 'compact', 'concat', 'sort', 'sort_natural', 'reverse']);

function note(expression: Expression | null, names: Set<string>): void {
  const attribute = attributeOf(expression);
  if (attribute && attribute.path.length === 0) names.add(attributeName(attribute));
}

/** Whether an attribute is an array by the docset or all sample users; null when neither knows it. */
function isArray(attribute: Attribute, { docset, workspace }: RuleContext): boolean | null {
  if (entryOf(attribute, docset)?.type.startsWith('array')) return true;
  const namespace = namespaceOf(attribute);
  const key = docset.namespaces.get(namespace)?.userKey ?? (namespace === '' ? 'attributes' : namespace);
  const values = workspace.users.map(({ data }) => memberOf(data[key] ?? data[`${key}s`], attribute.key.text));
  const known = values.filter((value) => value !== undefined && value !== null);
  return known.length > 0 ? known.every(Array.isArray) : null;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/**
 * A plural of things behind a word that says which: `last_viewed_shows`, but not `status`, `address`, `has_kids`, nor what
 * is counted or set: `reward_points`, `email_updates`.
 */
function soundsLikeArray(attribute: Attribute, { docset }: RuleContext): boolean {
  if (!docset.namespaces.get(namespaceOf(attribute))?.open || entryOf(attribute, docset)) return false;
  const name = attribute.key.text.toLowerCase();
  if (/^(has|is|likes|wants|accepts|owns|allows|uses|gets|receives)[_ -]/.test(name)) return false;
  if (COUNTED_OR_SET.has(/(?<![a-z])[a-z]+$/.exec(name)?.[0] ?? '')) return false;
  return /[a-z][_ -][a-z]{3,30}s$/.test(name) && !/(ss|us|is|as|news|series)$/.test(name);
}

const COUNTED_OR_SET = new Set(
  `alerts communications consents credits days emails hours messages miles minutes months notifications newsletters
  permissions points preferences purchases reminders results rewards sessions settings sms terms texts units updates views
  visits weeks years`.split(/\s+/),
);

/** The value of a switch, which no list of things is compared with. */
const isSetting = (value: string): boolean =>
  /^(on|off|yes|no|true|false|y|n|\d.*|all|none|any|(?:en|dis)abled|(?:un|not_)?(?:subscribed|set)|opted[ _-]?(?:in|out)|daily|weekly|monthly|never|always)$/i.test(
    value,
  );
