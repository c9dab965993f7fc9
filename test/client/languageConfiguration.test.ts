import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from '../../server/src/liquid';
import { assertGrowsLinearly } from '../helpers/growth';

interface Pair {
  readonly open: string;
  readonly close: string;
}
const configuration = JSON.parse(readFileSync('language-configuration.json', 'utf8'));
const { comments, wordPattern, indentationRules, onEnterRules, folding, surroundingPairs } = configuration;
const closing: readonly Pair[] = configuration.autoClosingPairs;
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
  for (const tag of ['{% if a == b %}', 'Hi {%- if {{custom_attribute.${plan}}} == blank -%}', '{% for a in b %} '])
    assert.match(tag, new RegExp(beforeText));
  assert.doesNotMatch('{% if a %}b', new RegExp(beforeText));
  assert.match('{% endif %}', new RegExp(afterText));
  assert.doesNotMatch('{% assign a = b %}', new RegExp(beforeText));
});

/** What typing leaves, `█` being the cursor: the longest pair that the key completes is closed, as far as it is not yet. */
function typed(keys: string, around = '█'): string {
  let [before, after] = around.split('█') as [string, string];
  for (const key of keys) {
    before += key;
    const pair = longest(closing.filter(({ open }) => open.endsWith(key) && before.endsWith(open)));
    if (!pair) continue;
    const inner = longest(
      closing.filter(({ open, close }) => open !== pair.open && pair.open.includes(open) && pair.close.endsWith(close)),
    );
    const isClosed = inner !== undefined && after.startsWith(inner.close);
    const next = after[isClosed ? inner.close.length : 0];
    if (next !== undefined && !configuration.autoCloseBefore.includes(next)) continue;
    after = (isClosed ? pair.close.slice(0, -inner.close.length) : pair.close) + after;
  }
  return `${before}█${after}`;
}
const longest = (pairs: readonly Pair[]): Pair | undefined =>
  pairs.toSorted((one, other) => other.open.length - one.open.length)[0];

const typing: readonly (readonly [keys: string, around: string, left: string])[] = [
  ['{', '█', '{█}'],
  ['{{', '█', '{{█}}'],
  ['{{ ', '█', '{{ █ }}'],
  ['{{- ', '█', '{{- █ -}}'],
  ['{%', '█', '{%█%}'],
  ['{% ', '█', '{% █ %}'],
  ['{%- ', '█', '{%- █ -%}'],
  ['{{${', '█', '{{${█}}}'],
  ['custom_attribute.${', '{{█}}', '{{custom_attribute.${█}}}'],
  ['{{', '{% if █ %}', '{% if {{█}} %}'],
  ['{{', '"name": "█"', '"name": "{{█}}"'],
  ['{{', '<a href="█">', '<a href="{{█}}">'],
  ['{{', 'Hi█there', 'Hi{{█there'],
  ['{{', '█Hi', '{{█Hi'],
];
for (const [keys, around, left] of typing)
  test(`${keys} in ${around} gives ${left}`, () => assert.equal(typed(keys, around), left));

test('a selection is put between brackets and quotes by one key', () => {
  for (const [open, close] of [
    ['{', '}'],
    ['"', '"'],
    ["'", "'"],
    ['(', ')'],
    ['[', ']'],
    ['<', '>'],
  ])
    assert.ok(surroundingPairs.some(([key, end]: string[]) => key === open && end === close));
  for (const [open] of surroundingPairs) assert.equal(open.length, 1);
});

test('what is commented out is a comment for the parser, on one line and on many', () => {
  const [open, close] = comments.blockComment;
  for (const text of ['{{${first_name}}}', '{% if a %}\nb\n{% endif %}']) {
    const { children, problems } = parse(`${open} ${text} ${close}`);
    assert.deepEqual(problems, []);
    assert.equal(children.length, 1);
  }
});

test('folding markers pair up, block by block', () => {
  const { start, end } = folding.markers;
  const isStart = (line: string): boolean => new RegExp(start).test(line);
  const isEnd = (line: string): boolean => new RegExp(end).test(line);
  const blocks = ['if', 'unless', 'case', 'for', 'tablerow', 'capture', 'comment', 'raw'];
  for (const block of blocks) {
    assert.ok(isStart(`  {%- ${block} a -%}`) && !isEnd(`  {%- ${block} a -%}`), block);
    assert.ok(isEnd(`{% end${block} %}`) && !isStart(`{% end${block} %}`), block);
    assert.ok(!isStart(`{% ${block} a %}b{% end${block} %}`), block);
  }
  // They have no end tag: a start of theirs would take that of the block around them.
  for (const line of ['{% liquid', '{% assign a = 1 %}', '{% else %}', '{% ending %}', 'Hi {{ a }}', '{% format %}'])
    assert.ok(!isStart(line), line);
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
