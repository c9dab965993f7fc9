import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CompletionItem,
  CompletionList,
  Location,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import { type Client, startClient } from '../helpers/client';

const FILES = {
  'a.liquid': '{{content_blocks.${footer}}}{{custom_attribute.${plan}}}',
  'b.liquid': '{{content_blocks.${footer}}}',
  'broken.liquid': '{{ x | upcse }}',
  'ignored/bad.liquid': '{{ x | upcse }}',
  'content_blocks/footer.liquid': 'Bye',
  'data/ada.json': '{"label": "Ada", "custom_attributes": {"plan": 1}}',
  'package.json': '{"custom_attributes": {"plan": 1}}',
  'braze-liquid.json': '{"users": ["data"], "ignore": ["ignored"]}',
};

describe('the language server over a workspace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'braze-liquid-ws-'));
  const uriOf = (path: string): string => URI.file(join(folder, path)).toString();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const named = (locations: readonly Location[]): readonly string[] =>
    locations.map(({ uri, range }) => `${uri.slice(uriOf('').length).replace(/^\//, '')} ${range.start.character}`);
  const at = (path: string, character: number) => ({
    textDocument: { uri: uriOf(path) },
    position: { line: 0, character },
  });
  let client: Client;
  const send = <T>(method: string, params: unknown): Promise<T> => client.connection.sendRequest<T>(method, params);

  before(async () => {
    for (const [path, text] of Object.entries(FILES)) write(path, text);
    client = await startClient(URI.file(folder).toString(), {
      textDocument: { diagnostic: {} },
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['rename', 'create', 'delete'] } },
    });
    await client.open(uriOf('a.liquid'), FILES['a.liquid']);
  });
  after(async () => {
    assert.equal(await client.stop(), 0);
    assert.equal(client.errors(), '');
    rmSync(folder, { recursive: true, force: true });
  });

  test('definition and references', async () => {
    assert.deepEqual(named(await send('textDocument/definition', at('a.liquid', 20))), [
      'content_blocks/footer.liquid 0',
    ]);
    const context = { includeDeclaration: true };
    assert.deepEqual(named(await send('textDocument/references', { ...at('a.liquid', 20), context })), [
      'a.liquid 19',
      'b.liquid 19',
    ]);
    assert.deepEqual(named(await send('textDocument/references', { ...at('a.liquid', 50), context })), [
      'a.liquid 49',
      'data/ada.json 40',
    ]);
  });

  test('references from a sample user', async () => {
    await client.open(uriOf('data/ada.json'), FILES['data/ada.json'], 'json');
    const context = { includeDeclaration: false };
    assert.deepEqual(named(await send('textDocument/references', { ...at('data/ada.json', 41), context })), [
      'a.liquid 49',
    ]);
  });

  test('rename of a content block moves its file; a refusal is a sentence', async () => {
    const edit = await send<WorkspaceEdit>('textDocument/rename', { ...at('a.liquid', 20), newName: 'end' });
    const changes = edit.documentChanges ?? [];
    assert.equal(changes.length, 3);
    assert.deepEqual(changes.at(-1), {
      kind: 'rename',
      oldUri: uriOf('content_blocks/footer.liquid'),
      newUri: uriOf('content_blocks/end.liquid'),
    });
    await assert.rejects(send('textDocument/prepareRename', at('a.liquid', 0)), /put the cursor on the name/);
  });

  test('a rename says that Braze itself is not changed, in a message and in the edit, with every place ticked', async () => {
    const said: string[] = [];
    client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      said.push(message);
    });
    const plan = { ...at('a.liquid', 50), newName: 'tier' };
    const plain = await send<WorkspaceEdit>('textDocument/rename', plan);
    assert.deepEqual(Object.keys(plain), ['changes']);
    assert.equal(said.length, 1);
    assert.match(said[0]!, /there it is still 'plan'/);
    const able = await startClient(URI.file(folder).toString(), {
      workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } } },
    });
    able.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      said.push(message);
    });
    await able.open(uriOf('a.liquid'), FILES['a.liquid']);
    const edit = await able.connection.sendRequest<WorkspaceEdit>('textDocument/rename', plan);
    const [id] = Object.keys(edit.changeAnnotations ?? {});
    assert.equal(edit.changeAnnotations?.[id!]?.needsConfirmation, false);
    assert.equal(said.length, 2);
    assert.match(edit.changeAnnotations?.[id!]?.description ?? '', /there it is still 'plan'/);
    assert.ok(
      edit.documentChanges?.every((change) => 'edits' in change && change.edits.every((one) => 'annotationId' in one)),
    );
    await able.stop();
  });

  test('a renamed content block file', async () => {
    const files = [{ oldUri: uriOf('content_blocks/footer.liquid'), newUri: uriOf('content_blocks/end.liquid') }];
    const edit = await send<WorkspaceEdit>('workspace/willRenameFiles', { files });
    assert.deepEqual(Object.keys(edit.changes ?? {}).sort(), [uriOf('a.liquid'), uriOf('b.liquid')]);
  });

  test('symbols and calls', async () => {
    const symbols = await send<WorkspaceSymbol[]>('workspace/symbol', { query: 'foot' });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['footer'],
    );
    const items = await send<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', at('a.liquid', 20));
    const calls = await send<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item: items[0] });
    assert.deepEqual(
      calls.map(({ from }) => from.name),
      ['a', 'b'],
    );
    assert.deepEqual((await send<unknown[]>('callHierarchy/outgoingCalls', { item: calls[0]!.from })).length, 1);
  });

  test('diagnostics of the whole workspace, each file checked once', async () => {
    const ask = (previousResultIds: readonly { uri: string; value: string }[]) =>
      send<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
    const { items } = await ask([]);
    const found = items.flatMap((item) => (item.kind === 'full' ? item.items.map(({ code }) => [item.uri, code]) : []));
    assert.ok(found.some(([uri, code]) => uri === uriOf('broken.liquid') && code === 'unknown-filter'));
    assert.ok(!items.some(({ uri }) => uri === uriOf('ignored/bad.liquid') || uri === uriOf('package.json')));
    const again = await ask(items.map(({ uri, resultId }) => ({ uri, value: resultId! })));
    assert.ok(again.items.every(({ kind }) => kind === 'unchanged'));
  });

  test('when a content block changes, it and what holds it are checked again, and nothing else', async () => {
    const ask = (previousResultIds: readonly { uri: string; value: string }[]) =>
      send<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
    const { items } = await ask([]);
    const told = new Promise<void>((resolve) => {
      client.connection.onNotification('brazeLiquid/workspaceChanged', () => resolve());
    });
    write('content_blocks/footer.liquid', 'Bye {{ nobody }}');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('content_blocks/footer.liquid'), type: 2 }],
    });
    await told;
    const again = await ask(items.map(({ uri, resultId }) => ({ uri, value: resultId! })));
    const fresh = again.items.filter(({ kind }) => kind === 'full').map(({ uri }) => uri.slice(uriOf('').length + 1));
    assert.deepEqual(fresh.sort(), ['a.liquid', 'b.liquid', 'content_blocks/footer.liquid']);
  });

  test('a template that changes on disk is heard of', async () => {
    const told = new Promise<void>((resolve) => {
      client.connection.onNotification('brazeLiquid/workspaceChanged', () => resolve());
    });
    write('broken.liquid', '{{ a | upcse }}!');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('broken.liquid'), type: 2 }],
    });
    await told;
  });

  test("an email's plain text that comes and goes on disk is followed", async () => {
    const names = async () =>
      (await send<WorkspaceSymbol[]>('workspace/symbol', { query: 'plain_text' })).map(({ name }) => name);
    const uri = uriOf('email_templates/spring/body.txt');
    const change = (type: 1 | 3) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    write('email_templates/spring/body.txt', '{{ custom_attribute.${plain_text_only} }}');
    await change(1);
    assert.deepEqual(await names(), ['plain_text_only']);
    await change(3);
    assert.deepEqual(await names(), []);
  });

  test('a folder that comes, goes or is moved brings and takes its files', async () => {
    const names = async () =>
      (await send<WorkspaceSymbol[]>('workspace/symbol', { query: 'folded' })).map(({ name }) => name);
    const change = (uri: string, type: 1 | 3) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(uri), type }] });
    write('more/content_blocks/folded_one.liquid', 'One');
    write('more/content_blocks/deep/folded_two.liquid', 'Two');
    assert.deepEqual(await names(), []);
    await change('more', 1);
    assert.deepEqual((await names()).toSorted(), ['folded_one', 'folded_two']);
    await change('more/content_blocks/deep', 3);
    assert.deepEqual(await names(), ['folded_one']);
    await change('mor', 3);
    assert.deepEqual(await names(), ['folded_one']);
    await change('more', 3);
    assert.deepEqual(await names(), []);
  });

  test('a cancelled asking ends', async () => {
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol');
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
    // In the same breath: a token that was cancelled before would be told of later, perhaps behind the answer.
    source.cancel();
    await assert.rejects(asked, /cancel/i);
  });

  test('tokens by their changes', async () => {
    const uri = uriOf('tokens.liquid');
    await client.open(uri, '{{ a }}{{ b }}');
    const full = await send<{ resultId: string; data: number[] }>('textDocument/semanticTokens/full', {
      textDocument: { uri },
    });
    await client.change(uri, 2, '{{ a }}{{ b | upcase }}');
    const params = { textDocument: { uri }, previousResultId: full.resultId };
    const delta = await send<{ resultId: string; edits: { start: number; deleteCount: number; data: number[] }[] }>(
      'textDocument/semanticTokens/full/delta',
      params,
    );
    assert.deepEqual(
      delta.edits.map(({ start, deleteCount, data }) => [start, deleteCount, data.length]),
      [[10, 0, 5]],
    );
    const stale = await send<{ data?: number[] }>('textDocument/semanticTokens/full/delta', params);
    assert.equal(stale.data?.length, 15);
  });

  test('completion in few bytes, with docs when they are looked at', async () => {
    const able = await startClient(null, {
      textDocument: {
        completion: {
          completionItem: { resolveSupport: { properties: ['documentation'] } },
          completionList: { itemDefaults: ['editRange'] },
        },
      },
    });
    const uri = 'untitled:a.liquid';
    await able.open(uri, '{{ x | up }}');
    const position = { line: 0, character: 9 };
    const list = await able.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    assert.deepEqual(list.itemDefaults?.editRange, { start: { line: 0, character: 7 }, end: position });
    const item = list.items.find(({ label }) => label === 'upcase')!;
    assert.equal(item.documentation, undefined);
    const resolved = await able.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    assert.match(JSON.stringify(resolved.documentation), /upcase/);
    await able.stop();
  });

  test('inlay hints, where they are wanted', async () => {
    const uri = uriOf('hints.liquid');
    await client.open(uri, '{{${first_name} | upcase}}');
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const labels = async () =>
      (await send<{ label: string }[]>('textDocument/inlayHint', { textDocument: { uri }, range })).map(
        ({ label }) => label,
      );
    assert.deepEqual(await labels(), []);
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { brazeLiquid: { inlayHints: { enabled: true } } },
    });
    await client.connection.sendNotification('brazeLiquid/activeUser', { user: { attributes: { first_name: 'Zoë' } } });
    assert.deepEqual(await labels(), [': string', ' ZOË'].reverse());
  });

  test('refactorings, and a request in another form', async () => {
    const uri = uriOf('refactor.liquid');
    await client.open(uri, 'Hi {{${first_name}}}');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 20 } };
    const actions = await send<{ title: string; kind: string }[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only: ['refactor'] },
    });
    assert.deepEqual(
      actions.map(({ kind, title }) => `${kind}: ${title}`),
      ["refactor.extract: Extract to the content block 'new_block'"],
    );
    const text = "curl https://a.example -d '{}' -H 'Content-Type: application/json'";
    assert.deepEqual(await send('brazeLiquid/convert', { text, to: 'http' }), {
      from: 'curl',
      text: 'POST https://a.example\nContent-Type: application/json\n\n{}\n',
    });
    await assert.rejects(send('brazeLiquid/convert', { text: 'Hi', to: 'http' }), /no request/);
  });

  test('unsaved text counts, and the dependants of a content block hear of it', async () => {
    await client.open(uriOf('b.liquid'), '{{content_blocks.${footer}}}{{ total }}');
    const codes = async () => (await client.diagnostics(uriOf('b.liquid'))).map(({ code }) => code);
    assert.ok((await codes()).includes('undefined-variable'));
    const told = new Promise<void>((resolve) => {
      client.connection.onNotification('brazeLiquid/workspaceChanged', () => resolve());
    });
    await client.open(uriOf('content_blocks/footer.liquid'), '{% assign total = 1 %}');
    await told;
    assert.ok(!(await codes()).includes('undefined-variable'));
    const context = { includeDeclaration: true };
    assert.deepEqual(named(await send('textDocument/references', { ...at('b.liquid', 33), context })), [
      'b.liquid 31',
      'content_blocks/footer.liquid 10',
    ]);
  });

  test('a config that names other folders is followed', async () => {
    write('braze-liquid.json', '{"users": ["people"]}');
    write('people/bob.json', '{"label": "Bob", "custom_attributes": {"plan": 1}}');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('braze-liquid.json'), type: 2 }],
    });
    const users = await send<{ label: string }[]>('brazeLiquid/users', {});
    assert.equal(users[0]?.label, 'Bob');
  });
});
