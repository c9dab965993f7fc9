import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isToPage, readMessage } from '../../client/src/preview/messages';
import { page } from '../../client/src/preview/page';

const range = (line: number) => ({ start: { line, character: 2 }, end: { line, character: 9 } });

test('only known messages are taken from the page', () => {
  assert.deepEqual(readMessage({ type: 'reveal', range: range(1) }), { type: 'reveal', range: range(1) });
  assert.deepEqual(readMessage({ type: 'user', key: '#Complete' }), { type: 'user', key: '#Complete' });
  assert.deepEqual(readMessage({ type: 'command', command: 'copyAsCurl' }), { type: 'command', command: 'copyAsCurl' });
  const wrong: readonly unknown[] = [
    null,
    'ready',
    {},
    { type: 'command', command: 'workbench.action.quit' },
    { type: 'command', command: 'toString' },
    { type: 'reveal', range: { start: { line: -1, character: 0 }, end: { line: 0, character: 0 } } },
    { type: 'reveal', range: { start: { line: '0', character: 0 }, end: { line: 0, character: 0 } } },
    { type: 'reveal' },
    { type: 'user', key: 1 },
    { type: 'edit', name: 'x', value: 'y' },
    { type: 'edit', name: 'x', path: [0], value: 'y' },
    { type: 'reach', position: { line: 1 } },
    { type: 'seed', seed: -1 },
    { type: 'seed', seed: 1.5 },
  ];
  for (const value of wrong) assert.equal(readMessage(value), null);
  fc.assert(fc.property(fc.anything(), (value) => void readMessage(value)));
});

test('only a state is taken by the page', () => {
  assert.ok(isToPage({ type: 'state', state: {} }));
  assert.ok(isToPage({ type: 'marks', marks: [] }));
  for (const value of [null, 'state', { type: 'state' }, { type: 'html', state: {} }, { type: 'marks' }])
    assert.ok(!isToPage(value));
});

test('the page runs one script and reaches nothing, but images once they are asked for', () => {
  const parts = { script: 'vscode://preview.js', styles: ['vscode://preview.css'], source: 'vscode:', nonce: 'abc' };
  const html = page({ ...parts, remote: false });
  assert.match(html, /default-src 'none'; script-src 'nonce-abc'; style-src vscode: 'unsafe-inline'; img-src data:;/);
  assert.doesNotMatch(html, /https?:/);
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.match(page({ ...parts, remote: true }), /script-src 'nonce-abc';.*img-src data: https:;/);
});
