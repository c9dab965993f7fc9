import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertGrowsLinearly } from '../helpers/growth';

const { wordPattern, indentationRules, onEnterRules, folding } = JSON.parse(
  readFileSync('language-configuration.json', 'utf8'),
);
const words = (text: string) => text.match(new RegExp(wordPattern.pattern, `g${wordPattern.flags}`)) ?? [];

const lines: readonly (readonly [text: string, words: readonly string[]])[] = [
  ['{{custom_attribute.${rokt:account_code}}}', ['custom_attribute', 'rokt:account_code']],
  ['{{ ${first_name} | default: "you" -}}', ['first_name', 'default', 'you']],
  ['Content-Type: application/json', ['Content-Type', 'application', 'json']],
  ["{% assign x='a' %}", ['assign', 'x', 'a']],
  ['https://api.example.com', ['https', 'api', 'example', 'com']],
  ['안녕하세요 été', ['안녕하세요', 'été']],
];
for (const [text, expected] of lines) {
  test(`the words of ${text}`, () => assert.deepEqual([...words(text)], expected));
}

const deeper: readonly string[] = ['{% if a %}', '  {%- for x in y -%}', '{% else %}', '{% when 1 %}', '{', '"a": [ '];
const level: readonly string[] = [
  '{% if a %}b{% endif %}',
  '{% assign a = 1 %}',
  '{% capture a %}',
  '{{ a }}',
  '{ "a": 1 }',
];
const shallower: readonly string[] = ['{% endif %}', '  {%- endfor -%}', '{% elsif a %}', '{% else %}', '}', '},', ']'];

test('a line indents the next one when it opens a branch, an object or an array', () => {
  const pattern = new RegExp(indentationRules.increaseIndentPattern);
  for (const line of deeper) assert.match(line, pattern);
  for (const line of [...level, '{% endif %}', '}']) assert.doesNotMatch(line, pattern);
});

test('a line moves out when it closes one', () => {
  const pattern = new RegExp(indentationRules.decreaseIndentPattern);
  for (const line of shallower) assert.match(line, pattern);
  for (const line of [...level, '{% if a %}', '}}']) assert.doesNotMatch(line, pattern);
});

test('between a tag and its end, Enter makes an indented line', () => {
  const [{ beforeText, afterText }] = onEnterRules;
  assert.match('{% if a == b %}', new RegExp(beforeText));
  assert.match('{% endif %}', new RegExp(afterText));
  assert.doesNotMatch('{% assign a = b %}', new RegExp(beforeText));
});

test('long lines cost in proportion to their length', () => {
  const patterns: readonly string[] = [
    indentationRules.increaseIndentPattern,
    indentationRules.decreaseIndentPattern,
    onEnterRules[0].beforeText,
    folding.markers.start,
    folding.markers.end,
    wordPattern.pattern,
  ];
  for (const pattern of patterns) {
    for (const piece of ['{% if ', '{', '{ ', ' ', 'a', 'a-', '{% if a', '[ ']) {
      assertGrowsLinearly(`${pattern} on ${piece}`, 10_000, (size) => {
        const text = `{% if ${piece.repeat(size / piece.length)}`;
        for (const _ of text.matchAll(new RegExp(pattern, 'gu')));
      });
    }
  }
});
