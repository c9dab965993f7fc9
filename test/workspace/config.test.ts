import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDocument } from '../../server/src/document';
import { createWorkspace, isIgnored, readConfig } from '../../server/src/workspace';

const ROOT = 'file:///w/';
const messages = (text: string): readonly string[] => readConfig(text).problems.map(({ message }) => message);

test('what is empty is reported and means nothing', () => {
  assert.match(messages('{"ignore": [""]}').join(), /'ignore' holds an empty text/);
  assert.deepEqual(readConfig('{"ignore": ["", "drafts/**"], "users": [""]}').config.ignore, ['drafts/**']);
  assert.match(messages('{"partners": {"": "line/push-message"}}').join(), /needs a pattern/);
  assert.deepEqual(readConfig('{"partners": {"": "line/push-message"}}').config.partners, {});
  assert.deepEqual(messages('{"ignore": ["drafts/**"]}'), []);
});

test('what is ignored: a folder, a pattern, a file', () => {
  for (const [ignore, path, expected] of [
    ['drafts', 'drafts/a.liquid', true],
    ['drafts/', 'drafts/deep/a.liquid', true],
    ['drafts/**', 'drafts/a.liquid', true],
    ['*.draft.liquid', 'a.draft.liquid', true],
    ['drafts', 'drafts2/a.liquid', false],
    ['*.draft.liquid', 'a.liquid', false],
  ] as const) {
    assert.equal(isIgnored(path, [ignore]), expected, `${ignore} and ${path}`);
  }
});

test('property: a config that is being written keeps all else alive', () => {
  const glob = fc.oneof(
    fc.constantFrom(
      '',
      '/',
      '!',
      '[',
      '(',
      '!(',
      '**(',
      '{a,',
      '\\',
      '+(+(a))',
      '*'.repeat(300),
      'a'.repeat(70_000),
      '('.repeat(900),
      '[!'.repeat(400),
      '{'.repeat(900),
      '+('.repeat(400),
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(glob, glob, (ignored, path) => {
      const workspace = createWorkspace();
      workspace.setRoots([ROOT]);
      const text = JSON.stringify({ ignore: [ignored], partners: { [path]: 'rokt-calendar/new-event' } });
      for (const config of [text, text.slice(0, -5), text.slice(0, text.length / 2)]) {
        workspace.setOpen(`${ROOT}braze-liquid.json`, config);
        workspace.setFile(`${ROOT}a.liquid`, '{{ a }}');
        const { docset, workspace: view } = workspace.contextOf(`${ROOT}a.liquid`);
        assert.equal(typeof isIgnored('a.liquid', view.config.ignore), 'boolean');
        assert.ok(readDocument(`${ROOT}a.liquid`, '{{ a }}', { docset, config: view.config, root: view.root }));
      }
    }),
  );
});
