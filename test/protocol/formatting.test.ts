/** Formatting over stdio: told at once or later, and answered with edits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientCapabilities, RegistrationParams, TextEdit } from 'vscode-languageserver-protocol';
import { startClient } from '../helpers/client';

const uri = 'file:///w/a.liquid';
const options = { tabSize: 2, insertSpaces: true };

test('formats a document, a range, and on type', async () => {
  const client = await startClient();
  const { capabilities } = client.initialized;
  assert.equal(capabilities.documentFormattingProvider, true);
  assert.equal(capabilities.documentRangeFormattingProvider, true);
  assert.deepEqual(capabilities.documentOnTypeFormattingProvider, {
    firstTriggerCharacter: '}',
    moreTriggerCharacter: ['\n'],
  });
  await client.open(uri, '{{${a}}} {{x|upcase}}\n{{y }}');
  const ask = (method: string, params: object): Promise<TextEdit[]> =>
    client.connection.sendRequest(method, { textDocument: { uri }, options, ...params });
  const texts = (edits: readonly TextEdit[]): readonly string[] =>
    edits.map(({ range: { start }, newText }) => `${start.line}:${start.character} ${JSON.stringify(newText)}`);
  assert.deepEqual(texts(await ask('textDocument/formatting', {})), [
    '0:11 " "',
    '0:12 " "',
    '0:13 " "',
    '0:19 " "',
    '1:2 " "',
  ]);
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } };
  assert.deepEqual(texts(await ask('textDocument/rangeFormatting', { range })), ['1:2 " "']);
  await client.change(uri, 2, '{% if x %}');
  const position = { line: 0, character: 10 };
  const typed = await ask('textDocument/onTypeFormatting', { position, ch: '}' });
  assert.deepEqual(texts(typed), ['0:10 "{% endif %}"']);
  assert.equal(await client.stop(), 0);
  assert.equal(client.errors(), '');
});

test('a client that registers later is told for which language', async () => {
  const dynamicRegistration = true;
  const abilities: ClientCapabilities = {
    textDocument: {
      diagnostic: {},
      formatting: { dynamicRegistration },
      rangeFormatting: { dynamicRegistration },
      onTypeFormatting: { dynamicRegistration },
    },
  };
  const client = await startClient(null, abilities);
  assert.equal(client.initialized.capabilities.documentFormattingProvider, undefined);
  const asked = new Promise<RegistrationParams>((resolve) => {
    client.connection.onRequest('client/registerCapability', (params: RegistrationParams) => {
      resolve(params);
      return null;
    });
  });
  const { registrations } = await asked;
  assert.deepEqual(
    registrations.map(({ method, registerOptions }) => [method, registerOptions?.documentSelector]),
    ['formatting', 'rangeFormatting', 'onTypeFormatting'].map((ability) => [
      `textDocument/${ability}`,
      [{ language: 'braze-liquid' }],
    ]),
  );
  assert.equal(await client.stop(), 0);
});
