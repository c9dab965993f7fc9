/** The corpus that is measured: the same bytes everywhere, exactly as long as asked for, and right. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { BRANCHES, brazeEmail, email, folder, jsonWithStrings, KB, SIZES, webhook } from '../../bench/corpus.mjs';
import { check, prove, read } from '../../bench/ours';

const texts = { email, jsonWithStrings, webhook, brazeEmail };

for (const [name, make] of Object.entries(texts)) {
  test(`${name}: as long as asked for, in ASCII, the same each time`, () => {
    for (const bytes of Object.values(SIZES)) {
      const text = make(bytes);
      assert.equal(Buffer.byteLength(text), bytes);
      assert.equal(text.length, bytes);
      assert.equal(text, make(bytes));
    }
  });
}

test('the bytes are those that the published figures were measured on', () => {
  const all = Object.values(texts).map((make) => make(10 * KB));
  assert.equal(createHash('sha256').update(all.join('')).digest('hex').slice(0, 16), '436db56aae3966ce');
});

test("Braze's own texts and bodies check clean", () => {
  const graves = (text: string, name: string): readonly string[] =>
    check(read(text, name))
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ code }) => code);
  assert.deepEqual(graves(brazeEmail(10 * KB), 'a.liquid'), []);
  assert.deepEqual(graves(webhook(10 * KB), 'a.webhook.liquid'), []);
  assert.doesNotThrow(() => JSON.parse(jsonWithStrings(100 * KB)));
});

for (const [name, make] of Object.entries(BRANCHES)) {
  test(`${name}: three of them are proved right`, () => assert.equal(prove(make(3)).verdict, 'right'));
}

test('the files of a folder differ', () => {
  const files = [...folder(20)];
  assert.equal(new Set(files.map(([path]) => path)).size, 20);
  assert.equal(new Set(files.map(([, text]) => text)).size, 20);
  assert.ok(files.every(([, text]) => text.length === 2 * KB));
});
