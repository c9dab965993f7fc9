/** The table of abilities against the server and the tests themselves. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { startClient } from '../helpers/client';

interface Row {
  readonly word: string;
  readonly file: string;
  readonly name: string;
}

const rows = readFileSync('docs/abilities.md', 'utf8')
  .split('\n')
  .flatMap((line): Row[] => {
    const cells = line.split('|').map((cell) => cell.trim());
    const shown = /^(\S+\.test\.ts): (.+)$/.exec(cells[4] ?? '');
    return shown ? [{ word: cells[1]!.replaceAll('`', ''), file: shown[1]!, name: shown[2]! }] : [];
  });

test('each ability that the server tells of is in the table', async () => {
  const client = await startClient();
  const { capabilities } = client.initialized;
  await client.stop();
  const told = Object.entries(capabilities)
    .filter(([key, value]) => (key.endsWith('Provider') || key === 'textDocumentSync') && value)
    .map(([key]) => key);
  assert.ok(told.length > 15, told.join());
  const words = new Set(rows.map(({ word }) => word));
  assert.deepEqual(
    told.filter((key) => !words.has(key)),
    [],
  );
  assert.deepEqual(
    [...words].filter((word) => word.endsWith('Provider') && !told.includes(word)),
    [],
  );
  assert.ok(capabilities.workspace?.fileOperations?.willRename);
});

test('each test of the table is there', () => {
  assert.ok(rows.length > 20);
  for (const { word, file, name } of rows) {
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(`test('${name}'`) || text.includes(`test("${name}"`), `${word}: no '${name}' in ${file}`);
  }
});
