import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const sheets = readdirSync('media').filter((name) => name.endsWith('.css'));
const read = (name: string): string => readFileSync(`media/${name}`, 'utf8');

test('the preview has the colours of the theme alone', () => {
  assert.ok(sheets.length > 0);
  for (const name of sheets) {
    for (const { 1: property, 2: value } of read(name).matchAll(
      /^\s+([\w-]*(?:color|background|border|outline)[\w-]*):\s*([^;]+);/gm,
    )) {
      assert.doesNotMatch(value!, /#[\da-f]{3,8}\b|rgba?\(|hsla?\(/i, `${name}: ${property}`);
      if (/color$|^background$/.test(property!) && property !== 'color-scheme')
        assert.match(value!, /var\(--vscode-|^(?:inherit|none|transparent|Canvas)$/, `${name}: ${property}: ${value}`);
    }
  }
});

test('nothing moves for those who ask for that', () => {
  for (const name of sheets) {
    const still = read(name).replace(/@media \(prefers-reduced-motion: no-preference\) \{[\s\S]*?\n\}/g, '');
    assert.doesNotMatch(still, /\b(?:transition|animation)\b|smooth/, name);
  }
});
