/** Conditions with parentheses, or with `and` and `or`, after their fixes: rendered for every combination of values. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtinDocset } from '../../server/src/docset';
import { fixesFor } from '../../server/src/rules';
import { applied, check } from '../helpers/check';
import { render } from '../render/render';

type Meant = {
  readonly text: string;
  readonly holds: (values: Values) => boolean;
  readonly kind: 'part' | 'and' | 'or';
};
type Values = Readonly<Record<string, boolean>>;

const NAMES = ['p', 'q', 'r', 's'] as const;

const part: fc.Arbitrary<Meant> = fc
  .constantFrom(...NAMES)
  .map((name) => ({ text: `${name} == true`, holds: (values) => values[name] === true, kind: 'part' }));

/** Parentheses around each group in a group of the other word, and here and there where none are needed. */
const { condition } = fc.letrec<{ condition: Meant; group: Meant }>((tie) => ({
  condition: fc.oneof({ depthSize: 'small' }, part, tie('group')),
  group: fc
    .tuple(fc.constantFrom('and', 'or'), fc.array(tie('condition'), { minLength: 2, maxLength: 3 }), fc.boolean())
    .map(([word, parts, spare]): Meant => {
      const texts = parts.map(({ text, kind }) => (kind !== 'part' && (kind !== word || spare) ? `(${text})` : text));
      const holds = (values: Values): boolean =>
        word === 'and' ? parts.every((one) => one.holds(values)) : parts.some((one) => one.holds(values));
      return { text: texts.join(` ${word} `), holds, kind: word as 'and' | 'or' };
    }),
}));

const wrappers: readonly ((condition: string) => string)[] = [
  (text) => `{% if ${text} %}yes{% endif %}`,
  (text) => `{%- if ${text} -%} yes {%- else -%} no {%- endif -%}`,
  (text) => `{% if false %}a{% elsif ${text} %}yes{% else %}no{% endif %}`,
  (text) => `{% unless ${text} %}no{% else %}yes{% endunless %}`,
];

const assigned = (values: Values): string => NAMES.map((name) => `{% assign ${name} = ${values[name]} %}`).join('');

const all: readonly Values[] = Array.from({ length: 16 }, (_, bits) =>
  Object.fromEntries(NAMES.map((name, at) => [name, (bits & (1 << at)) !== 0])),
);

/** The template after the fix of its finding. */
function mended(text: string, code: string, title = ''): string | null {
  const { document, findings, workspace } = check(text);
  const finding = findings.find((one) => one.code === code);
  const fixes = finding ? fixesFor(finding, document, { docset: builtinDocset, workspace }) : [];
  const fix = fixes.find((one) => one.title.includes(title));
  return fix ? applied(text, fix) : null;
}

const printed = (template: string, values: Values): string =>
  render(assigned(values) + template)
    .output.trim()
    .replace('no', '');

test('property: without parentheses a condition says what they said', () => {
  fc.assert(
    fc.property(condition, fc.constantFrom(...wrappers), ({ text, holds }, wrap) => {
      fc.pre(text.includes('('));
      const after = mended(assigned(all[0]!) + wrap(text), 'parentheses-in-condition');
      assert.ok(after !== null, text);
      assert.deepEqual(
        check(after)
          .findings.map(({ code }) => code)
          .filter((code) => code !== 'unused-variable'),
        [],
      );
      const template = after.slice(assigned(all[0]!).length);
      for (const values of all) assert.equal(printed(template, values), holds(values) ? 'yes' : '', template);
    }),
    { numRuns: 60 },
  );
});

test('property: what Liquid reads stays what it reads', () => {
  const flat = fc.array(fc.tuple(fc.constantFrom('and', 'or'), part), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(flat, fc.constantFrom(...wrappers), (parts, wrap) => {
      const text = parts.map(([word, { text: one }], at) => (at === 0 ? one : `${word} ${one}`)).join(' ');
      const before = wrap(text);
      const after = mended(assigned(all[0]!) + before, 'mixed-and-or');
      fc.pre(after !== null);
      const template = after!.slice(assigned(all[0]!).length);
      for (const values of all) assert.equal(printed(template, values), printed(before, values), template);
    }),
    { numRuns: 60 },
  );
});

test('the other way is what other languages mean', () => {
  const after = mended(
    '{% assign p = false %}{% if p and p or true %}x{% endif %}',
    'mixed-and-or',
    'Make it mean: (p',
  );
  assert.equal(
    after,
    '{% assign p = false %}{% assign is_match = false %}{% if p and p %}{% assign is_match = true %}{% endif %}{% if is_match or true %}x{% endif %}',
  );
});
