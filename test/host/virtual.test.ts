/** A template in a virtual file system, of which the server can read no file: what is open in the editor works all the same. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** One file, in memory. */
function memoryFile(text: string): vscode.FileSystemProvider {
  let data = new TextEncoder().encode(text);
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: ({ path }) => {
      if (path !== '/' && !path.endsWith('.liquid')) throw vscode.FileSystemError.FileNotFound(path);
      const type = path === '/' ? vscode.FileType.Directory : vscode.FileType.File;
      return { type, ctime: 0, mtime: 0, size: data.length };
    },
    readDirectory: () => [],
    readFile: () => data,
    writeFile: (_, content) => {
      data = new Uint8Array(content);
    },
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let left = 100; left > 0; left--) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(what);
}

suite('A template in a virtual file system', () => {
  const text =
    '---\nkind: webhook\nmethod: POST\nurl: https://a.example/v1\n---\n{"name": "{{${first_name} | upcse}}"}\n';
  const uri = vscode.Uri.parse('memfs:/welcome.webhook.liquid');
  let provider: vscode.Disposable;
  let document: vscode.TextDocument;
  suiteSetup(async () => {
    provider = vscode.workspace.registerFileSystemProvider('memfs', memoryFile(text), { isCaseSensitive: true });
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    provider.dispose();
  });
  const codes = (): readonly string[] =>
    vscode.languages.getDiagnostics(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));

  test('is checked, and mended by its quick fix', async () => {
    assert.equal(document.languageId, 'braze-liquid');
    await until('the finding', () => codes().includes('unknown-filter'));
    const { range } = vscode.languages
      .getDiagnostics(uri)
      .find(({ code }) => typeof code === 'object' && code.value === 'unknown-filter')!;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
    );
    const fix = actions.find(({ title }) => title.includes('upcase'))!;
    await vscode.workspace.applyEdit(fix.edit!);
    await until('no finding', () => !codes().includes('unknown-filter'));
  });

  test('is completed', async () => {
    const at = document.positionAt(document.getText().indexOf('first_name') + 3);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      at,
    );
    assert.ok(items.some(({ label }) => (typeof label === 'string' ? label : label.label).includes('first_name')));
  });

  test('is previewed and copied for a bundled user', async () => {
    await vscode.commands.executeCommand('brazeLiquid.renderPreviewToSide', uri);
    const previews = (): readonly vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
    await until('the preview', () => previews().some(({ label }) => label.includes('welcome.webhook.liquid')));
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('brazeLiquid.copyRenderedBody', uri);
    assert.match(JSON.parse(await vscode.env.clipboard.readText()).name, /^[A-Z]+$/);
    await vscode.commands.executeCommand('brazeLiquid.copyAsCurl', uri);
    assert.match(await vscode.env.clipboard.readText(), /^curl [\s\S]*a\.example\/v1/);
  });
});
