import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foreignFormatter } from '../../client/src/foreignFormatter';

const own = 'braze-liquid.braze-liquid';
const other = 'Shopify.theme-check-vscode';

test('another extension, with the settings that name it', () => {
  assert.deepEqual(foreignFormatter({ globalLanguageValue: other }, own), { id: other, level: 'user' });
  assert.deepEqual(foreignFormatter({ workspaceLanguageValue: other }, own), { id: other, level: 'workspace' });
  assert.deepEqual(foreignFormatter({ workspaceFolderLanguageValue: other }, own), { id: other, level: 'folder' });
});

test('what wins counts', () => {
  assert.equal(foreignFormatter({ globalLanguageValue: other, workspaceLanguageValue: own }, own), null);
  assert.equal(foreignFormatter({ globalLanguageValue: other, workspaceLanguageValue: null }, own), null);
  assert.deepEqual(foreignFormatter({ globalLanguageValue: own, workspaceLanguageValue: other }, own), {
    id: other,
    level: 'workspace',
  });
});

test('ours, none, and one for all languages are fine', () => {
  assert.equal(foreignFormatter(undefined, own), null);
  assert.equal(foreignFormatter({}, own), null);
  assert.equal(foreignFormatter({ globalLanguageValue: 'Braze-Liquid.braze-liquid' }, own), null);
  const forAll = { globalValue: other, globalLanguageValue: undefined };
  assert.equal(foreignFormatter(forAll, own), null);
});
