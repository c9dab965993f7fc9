import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertGrowsLinearly } from '../helpers/growth';
import { grammar, snapshot, tokenize } from './tokenize';

const folder = 'test/grammar/fixtures';
const braze = () => grammar('text.html.braze-liquid');

for (const name of readdirSync(folder).filter((name) => !name.endsWith('.snap'))) {
  test(`${name} is coloured as its snapshot says`, async () => {
    const language = name.endsWith('.md') ? await grammar('text.html.markdown') : await braze();
    const actual = snapshot(language, readFileSync(join(folder, name), 'utf8'));
    const file = join(folder, `${name}.snap`);
    if (process.env.UPDATE_EXPECT === '1') writeFileSync(file, actual);
    assert.equal(actual, readFileSync(file, 'utf8'));
  });
}

/** The innermost scope of the token that holds a text; the first of several. */
async function scopeOf(text: string, part: string): Promise<string> {
  const token = tokenize(await braze(), text)
    .flat()
    .find((token) => token.text.includes(part));
  return token?.scopes.at(-1) ?? '(root)';
}

const cases: readonly (readonly [what: string, text: string, part: string, scope: string])[] = [
  [
    'an attribute with a colon',
    '{{custom_attribute.${rokt:tags}}}',
    'rokt:tags',
    'variable.other.constant.attribute.braze',
  ],
  [
    'an attribute with a space',
    '{{custom_attribute.${zip code}}}',
    'zip code',
    'variable.other.constant.attribute.braze',
  ],
  ['an attribute in a condition', '{% if ${x} == blank %}', 'x', 'variable.other.constant.attribute.braze'],
  ['a namespace', '{{custom_attribute.${x}}}', 'custom_attribute', 'entity.name.namespace.braze'],
  ['a filter', '{{ a|upcase }}', 'upcase', 'support.function.filter.liquid'],
  ['a parameter', '{{ a | default: b, allow_false: true }}', 'allow_false', 'variable.parameter.liquid'],
  ['a flow tag', '{%- unless a -%}', 'unless', 'keyword.control.flow.liquid'],
  ['a Braze tag', "{% abort_message('x') %}", 'abort_message', 'keyword.control.braze.liquid'],
  ['the end of an output after one left open', '{{ a {% if b %}c', 'c', '(root)'],
  ['text after a quote left open', "{{ 'a }}b", 'b', '(root)'],
  ['a JSON key', '{ "a": "b" }', 'a', 'support.type.property-name.json'],
  ['a JSON value', '{ "a": "b" }', 'b', 'string.quoted.double.json'],
  ['text in brackets', '[Sale] 5 off', '5', '(root)'],
  ['an output that opens a line', '{{ a }}: 5', '5', '(root)'],
  ['dashes within a body', 'a\n---\nkey: |\n', 'key', '(root)'],
];
for (const [what, text, part, scope] of cases) {
  test(`${what}: ${text}`, async () =>
    assert.ok((await scopeOf(text, part)).startsWith(scope), await scopeOf(text, part)));
}

test('front matter ends at its line even inside an open YAML quote', async () => {
  const language = await braze();
  const lines = tokenize(language, '---\nurl: "open\n---\nHi {{ a }}');
  assert.deepEqual(
    lines[2]?.map((token) => token.scopes.at(-1)),
    ['punctuation.definition.frontmatter.end.braze-liquid'],
  );
  assert.deepEqual(lines[3]?.[0], {
    text: 'Hi ',
    scopes: lines[3]?.[0]?.scopes.filter((scope) => !/front|yaml/.test(scope)),
  });
});

test('a long line costs in proportion to its length', async () => {
  const language = await braze();
  for (const piece of [
    '{',
    '{{',
    '{{ ',
    '${',
    '"',
    "'",
    '{% ',
    '{% if ',
    '{{ a | b: "c" }} ',
    ' ',
    ':a ',
    '{"',
    '\\',
  ]) {
    assertGrowsLinearly(JSON.stringify(piece), 5_000, (size) => {
      language.tokenizeLine2(`{ ${piece.repeat(Math.ceil(size / piece.length))}`, null);
    });
  }
});
