import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import { type Client, startClient } from '../helpers/client';

describe('the language server over stdio', () => {
  const folder = mkdtempSync(join(tmpdir(), 'braze-liquid-lsp-'));
  const uriOf = (path: string): string => URI.file(join(folder, path)).toString();
  let client: Client;

  before(async () => {
    cpSync('examples', folder, { recursive: true });
    client = await startClient(URI.file(folder).toString());
  });
  after(async () => {
    assert.equal(await client.stop(), 0);
    assert.equal(client.errors(), '');
    rmSync(folder, { recursive: true, force: true });
  });

  test('says what it can', () => {
    const { capabilities } = client.initialized;
    assert.ok(
      capabilities.diagnosticProvider &&
        capabilities.completionProvider &&
        capabilities.hoverProvider &&
        capabilities.codeActionProvider,
    );
  });

  test('answers diagnostics by pull, with source, code and page', async () => {
    await client.open(uriOf('a.liquid'), '{{ ${first_nam} | upcse }}');
    const items = await client.diagnostics(uriOf('a.liquid'));
    assert.deepEqual(
      items.filter((item) => item.severity === 2).map((item) => [item.source, item.code]),
      [
        ['braze-liquid', 'unknown-attribute'],
        ['braze-liquid', 'unknown-filter'],
      ],
    );
    assert.match(items[0]?.codeDescription?.href ?? '', /^https:\/\//);
  });

  test('follows edits, half-typed ones too', async () => {
    const uri = uriOf('edit.liquid');
    await client.open(uri, '');
    const text = '{% if ${first_name} != blank %}Hi {{ ${first_name} | capitalize }}{% endif %}';
    for (let end = 1; end <= text.length; end++) await client.change(uri, end + 1, text.slice(0, end));
    assert.deepEqual(
      (await client.diagnostics(uri)).filter((item) => (item.severity ?? 1) < 3),
      [],
    );
  });

  test('completes, and explains', async () => {
    const uri = uriOf('complete.liquid');
    await client.open(uri, 'Hi {{${fi');
    const labels = (await client.completions(uri, { line: 0, character: 9 })).map((item) => item.label);
    assert.ok(labels.includes('first_name'), labels.slice(0, 5).join());
    await client.change(uri, 2, 'Hi {{${first_name}}}');
    const hover = await client.connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 0, character: 9 },
    });
    assert.match(hover.contents.value, /first_name/);
  });

  test('offers the fix of a finding', async () => {
    const uri = uriOf('fix.liquid');
    await client.open(uri, '{{ ${first_name} | upcse }}');
    const diagnostics = (await client.diagnostics(uri)).filter((item) => item.code === 'unknown-filter');
    const actions = await client.connection.sendRequest<
      { title: string; edit?: { changes?: Record<string, { newText: string }[]> } }[]
    >('textDocument/codeAction', { textDocument: { uri }, range: diagnostics[0]!.range, context: { diagnostics } });
    assert.ok(
      actions.some((action) => action.edit?.changes?.[uri]?.[0]?.newText === 'upcase'),
      JSON.stringify(actions),
    );
  });

  test('renders an open template for a user, with the mocks of the workspace', async () => {
    const uri = uriOf('rokt/new-event.webhook.liquid');
    await client.open(uri, readFileSync(join(folder, 'rokt/new-event.webhook.liquid'), 'utf8'));
    const result = await client.connection.sendRequest<{
      request: { method: string; url: string; body: string };
      calls: { answer: string }[];
    }>('brazeLiquid/render', {
      textDocument: { uri },
      user: JSON.parse(readFileSync(join(folder, 'users/ada.user.json'), 'utf8')),
    });
    assert.equal(result.request.method, 'POST');
    assert.match(result.request.url, /^https:\/\/api\.roktcalendar\.com\/v1\/subscriptionevent\/[^/]+$/);
    assert.doesNotThrow(() => JSON.parse(result.request.body));
    assert.deepEqual(
      result.calls.map((call) => call.answer),
      ['mock'],
    );
  });

  test('knows the sample users and the partner templates', async () => {
    const users = await client.connection.sendRequest<{ label: string }[]>('brazeLiquid/users', {});
    assert.ok(users.length >= 5, users.map((user) => user.label).join());
    const templates = await client.connection.sendRequest<{ id: string; text: string }[]>('brazeLiquid/templates');
    assert.ok(
      templates.some((template) => template.id === 'rokt-calendar/new-event' && template.text.startsWith('---')),
    );
  });

  test('a mock that changes on disk answers from then on', async () => {
    const uri = uriOf('mocked.liquid');
    await client.open(uri, '{% connected_content https://api.example.com/x :save r %}{{r.a}}');
    const render = () =>
      client.connection.sendRequest<{ output: string; problems: { code: string }[] }>('brazeLiquid/render', {
        textDocument: { uri },
      });
    assert.deepEqual(
      (await render()).problems.map((problem) => problem.code),
      ['connected-content-no-mock'],
    );
    const mock = join(folder, 'mocks/x.mock.json');
    writeFileSync(
      mock,
      JSON.stringify({ request: { url: 'https://api.example.com/*' }, response: { body: { a: 'yes' } } }),
    );
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: URI.file(mock).toString(), type: 1 }],
    });
    assert.equal((await render()).output, 'yes');
  });

  test('a template that never ends does not hold up other answers', async () => {
    const uri = uriOf('endless.liquid');
    await client.open(uri, '{% for a in (1..100000) %}{% for b in (1..100000) %}{{ a }}{% endfor %}{% endfor %}');
    const rendering = client.connection.sendRequest<{ problems: { code: string }[] }>('brazeLiquid/render', {
      textDocument: { uri },
    });
    const labels = await client.completions(uri, { line: 0, character: 3 });
    assert.ok(Array.isArray(labels));
    assert.ok((await rendering).problems.some((problem) => problem.code === 'render-limit'));
  });

  test('a request or a change that names no document harms no later one', async () => {
    const none = { textDocument: null, position: { line: 0, character: 0 } };
    await assert.rejects(client.connection.sendRequest('textDocument/hover', none), /names no document/);
    await assert.rejects(client.connection.sendRequest('textDocument/diagnostic', {}), /names no document/);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ type: 1 }] });
    await client.open(uriOf('later.liquid'), '{{ 1 | upcse }}');
    assert.equal((await client.diagnostics(uriOf('later.liquid'))).length, 1);
  });

  test('a bad request gets a sentence and the server stays', async () => {
    await assert.rejects(
      client.connection.sendRequest('brazeLiquid/render', { textDocument: { uri: uriOf('no-such.liquid') } }),
      /no file/,
    );
    await assert.rejects(
      client.connection.sendRequest('brazeLiquid/render', { textDocument: { uri: uriOf('a.liquid') }, user: 3 }),
      /sample user/,
    );
    assert.ok(await client.diagnostics(uriOf('a.liquid')));
  });
});

test('a client that cannot pull is sent the same list', async () => {
  const text = '{{ ${first_nam} }}{% if %}';
  const uri = 'file:///nowhere/a.liquid';
  const pulling = await startClient();
  await pulling.open(uri, text);
  const pulled = await pulling.diagnostics(uri);
  await pulling.stop();
  const pushed = await startClient(null, {});
  const received = new Promise<readonly Diagnostic[]>((resolve) => {
    pushed.connection.onNotification('textDocument/publishDiagnostics', (params: { diagnostics: Diagnostic[] }) =>
      resolve(params.diagnostics),
    );
  });
  await pushed.open(uri, text);
  assert.deepEqual(await received, pulled);
  assert.ok(pulled.length > 0);
  await pushed.stop();
});
