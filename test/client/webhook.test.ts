import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWebhook } from '../../client/src/webhook';
import { builtinDocset } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import { emptyWorkspace } from '../../server/src/workspace';

const files: readonly (readonly [path: string, text: string, is: boolean])[] = [
  ['a.webhook.liquid', '', true],
  ['a.webhook.liquid', '---\nkind: message\n---\n', false],
  ['a.liquid', '---\nkind: webhook\n---\n', true],
  ['a.liquid', '---\r\nmethod: GET\r\nurl: |-\r\n  https://a.example\r\n---\r\n', true],
  ['a.liquid', '---\n"url": https://a.example\n---\n', true],
  ['a.liquid', "---\nkind: 'webhook'\n---\n", true],
  ['a.liquid', '---\nurl: https://a.example\n', false],
  ['a.liquid', '---\n---\nurl: https://a.example\n', false],
  ['a.liquid', 'url: https://a.example\n---\nkind: webhook\n---\n', false],
  ['a.liquid', '\n---\nurl: https://a.example\n---\n', false],
  ['a.liquid', '---\nname: a\n---\n', false],
  ['a.liquid', '---\nheaders:\n  url: https://a.example\n---\n', false],
  ['a.liquid', 'Hi', false],
  ['content_blocks/a.liquid', '---\nurl: https://a.example\n---\n', false],
];
for (const [path, text, is] of files)
  test(`${path} ${JSON.stringify(text)} is ${is ? 'a' : 'no'} webhook, for the server too`, () => {
    assert.equal(isWebhook(`/w/${path}`, text), is);
    const context = { docset: builtinDocset, config: emptyWorkspace.config, root: 'file:///w' };
    assert.equal(readDocument(`file:///w/${path}`, text, context).kind === 'webhook', is);
  });
