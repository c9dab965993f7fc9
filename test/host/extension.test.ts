/** The extension in a real extension host. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

const folder = (): vscode.Uri => vscode.workspace.workspaceFolders![0]!.uri;
const file = (path: string): vscode.Uri => vscode.Uri.joinPath(folder(), path);

/** Waits for an event until what is asked for holds. */
function when<T>(event: vscode.Event<T>, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const listener = event(() => {
      if (!holds()) return;
      listener.dispose();
      resolve();
    });
  });
}

const codes = (uri: vscode.Uri): readonly string[] =>
  vscode.languages.getDiagnostics(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));

async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

async function write(path: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(file(path), new TextEncoder().encode(text));
  return open(file(path));
}

suite('Braze Liquid in the extension host', () => {
  test('files of ours get our language, whatever their ending', async () => {
    for (const path of ['a.liquid', 'b.braze', 'c.webhook.liquid', 'd.braze.liquid', 'content_blocks/e.liquid']) {
      const { document } = await write(path, 'Hi');
      assert.equal(document.languageId, 'braze-liquid', path);
    }
  });

  test('findings appear with source, code and page, and follow the text', async () => {
    const { document } = await write('find.liquid', '{{ ${first_nam} | upcse }}');
    await when(vscode.languages.onDidChangeDiagnostics, () => codes(document.uri).includes('unknown-filter'));
    const finding = vscode.languages
      .getDiagnostics(document.uri)
      .find(({ code }) => typeof code === 'object' && code.value === 'unknown-attribute')!;
    assert.equal(finding.source, 'braze-liquid');
    assert.deepEqual([finding.range.start.character, finding.range.end.character], [5, 14]);
    assert.ok(typeof finding.code === 'object' && finding.code.target.scheme === 'https');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, 0, 99), '{{ ${first_name} | upcase }}');
    await vscode.workspace.applyEdit(edit);
    await when(vscode.languages.onDidChangeDiagnostics, () => !codes(document.uri).includes('unknown-filter'));
  });

  test('the examples open without a problem marked', async () => {
    const examples = await vscode.workspace.findFiles('rokt/*.liquid');
    assert.ok(examples.length > 0);
    for (const uri of examples) {
      const { document } = await open(uri);
      const asked = await vscode.commands.executeCommand<unknown[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      assert.ok(asked);
      const marked = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
      assert.deepEqual(
        marked.map(({ message }) => message),
        [],
        uri.path,
      );
    }
  });

  test('completion: attributes after ${, fields and values of the payload', async () => {
    const labels = async (uri: vscode.Uri, position: vscode.Position): Promise<readonly string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        position,
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const message = await write('complete.liquid', 'Hi {{${');
    assert.ok((await labels(message.document.uri, new vscode.Position(0, 7))).includes('first_name'));
    const webhook = await write(
      'complete.webhook.liquid',
      '---\npartner: rokt-calendar/new-event\n---\n{\n  "event": {\n    "eventId": "1",\n    "timezone": ""\n  }\n}',
    );
    assert.ok((await labels(webhook.document.uri, new vscode.Position(6, 17))).includes('Eastern Standard Time'));
    assert.ok(
      (await labels(webhook.document.uri, new vscode.Position(5, 20))).some((label) => label.includes('title')),
    );
  });

  test('hover explains an attribute', async () => {
    const { document } = await write('hover.liquid', '{{${first_name}}}');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(0, 7),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
      .join('\n');
    assert.match(text, /first_name/);
    assert.match(text, /https:\/\//);
  });

  test('a quick fix repairs the text', async () => {
    const { document } = await write('fix.liquid', '{{ ${first_name} | upcse }}');
    await when(vscode.languages.onDidChangeDiagnostics, () => codes(document.uri).includes('unknown-filter'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 20, 0, 21),
    );
    const fix = actions.find(({ title }) => title.includes('upcase'));
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(', '));
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), '{{ ${first_name} | upcase }}');
  });

  test('every command is there', async () => {
    const all = await vscode.commands.getCommands(true);
    for (const name of [
      'renderPreview',
      'renderPreviewToSide',
      'selectSampleUser',
      'newTemplate',
      'copyAsCurl',
      'copyRenderedBody',
      'sendTest',
      'testCredentials',
      'pasteAsWebhook',
      'copyTemplateAsCurl',
      'copyTemplateAsHttp',
      'copyTemplateAsWebhookObject',
      'checkAll',
      'treatAsBrazeLiquid',
      'restartServer',
    ]) {
      assert.ok(all.includes(`brazeLiquid.${name}`), name);
    }
  });

  test('the preview opens beside its template', async () => {
    const { document } = await open(file('rokt/new-event.webhook.liquid'));
    await vscode.commands.executeCommand('brazeLiquid.renderPreviewToSide', document.uri);
    const previews = (): readonly vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
    await when(vscode.window.tabGroups.onDidChangeTabs, () => previews().length === 1);
    assert.match(previews()[0]!.label, /new-event\.webhook\.liquid/);
    assert.equal(previews()[0]!.group.viewColumn, vscode.ViewColumn.Two);
    await vscode.window.tabGroups.close(previews()[0]!);
  });

  test('a finding offers a preview for a user who takes its path', async () => {
    const { document } = await write(
      'path.webhook.liquid',
      '---\npartner: rokt-calendar/update-event\n---\n{"event": {"eventId": "1", {% if ${city} == \'Rome\' %}{% else %}"title": "T",{% endif %} "start": "2027-01-01T10:00:00", "end": "2027-01-01T11:00:00", "timezone": "GMT Standard Time", "notifyBefore": 15}}',
    );
    await when(vscode.languages.onDidChangeDiagnostics, () => codes(document.uri).includes('payload-missing-field'));
    const { range } = vscode.languages
      .getDiagnostics(document.uri)
      .find(({ code }) => typeof code === 'object' && code.value === 'payload-missing-field')!;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    const action = actions.find(({ title }) => title.startsWith('Preview with a user'));
    assert.ok(action?.command, actions.map(({ title }) => title).join(', '));
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('brazeLiquid.copyRenderedBody', document.uri);
    assert.ok(!('title' in JSON.parse(await vscode.env.clipboard.readText()).event));
    const previews = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview);
    assert.equal(previews.length, 1);
    await vscode.window.tabGroups.close(previews[0]!);
  });

  test('the rendered body is copied', async () => {
    const { document } = await open(file('rokt/new-event.webhook.liquid'));
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('brazeLiquid.copyRenderedBody', document.uri);
    assert.ok('event' in JSON.parse(await vscode.env.clipboard.readText()));
    await vscode.commands.executeCommand('brazeLiquid.copyAsCurl', document.uri);
    assert.match(await vscode.env.clipboard.readText(), /^curl /);
  });

  test('a fence of a Markdown file is checked as the template it holds', async () => {
    const { document } = await write('page.md', '# Page\n\n```liquid\n{{ ${first_name} | upcse }}\n```\n');
    await when(vscode.languages.onDidChangeDiagnostics, () => codes(document.uri).includes('unknown-filter'));
    const finding = vscode.languages.getDiagnostics(document.uri).find(({ source }) => source === 'braze-liquid')!;
    assert.equal(finding.range.start.line, 3);
  });

  test('an end tag is written behind the cursor', async () => {
    const { document } = await write('type.liquid', '{% if ${first_name} %');
    const editor = await open(document.uri);
    const end = document.positionAt(document.getText().length);
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('type', { text: '}' });
    await when(vscode.workspace.onDidChangeTextDocument, () => document.getText().endsWith('endif %}'));
    await vscode.commands.executeCommand('type', { text: 'Hi' });
    assert.equal(document.getText(), '{% if ${first_name} %}Hi{% endif %}');
  });

  test('Enter between two tags puts them on lines of their own', async () => {
    const { document } = await write('enter.liquid', '{% if ${first_name} %}{% endif %}');
    const editor = await open(document.uri);
    const between = new vscode.Position(0, 22);
    editor.selection = new vscode.Selection(between, between);
    await vscode.commands.executeCommand('type', { text: '\n' });
    await when(vscode.workspace.onDidChangeTextDocument, () => document.lineCount === 3);
    await vscode.commands.executeCommand('type', { text: 'Hi' });
    assert.match(document.getText(), /^\{% if \$\{first_name\} %\}\n\s+Hi\n\{% endif %\}$/);
  });

  test('a request of the clipboard becomes a webhook file, and that a request again', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.env.clipboard.writeText(
      `curl https://a.example/v1 -H 'Accept: */*' -d '{"name": "{{\${first_name}}}"}'`,
    );
    await vscode.commands.executeCommand('brazeLiquid.pasteAsWebhook');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'braze-liquid');
    assert.match(document.uri.path, /\/a\.webhook\.liquid$/);
    assert.match(document.getText(), /^---\nkind: webhook\nmethod: POST\nurl: https:\/\/a\.example\/v1\n/);
    assert.match(document.getText(), /\n---\n\{"name": "\{\{\$\{first_name\}\}\}"\}\n$/);
    const copied = async (name: string): Promise<string> => {
      await vscode.commands.executeCommand(`brazeLiquid.copyTemplateAs${name}`);
      return vscode.env.clipboard.readText();
    };
    assert.match(await copied('Curl'), /^curl .*https:\/\/a\.example\/v1/);
    assert.match(await copied('Http'), /^POST https:\/\/a\.example\/v1\nAccept: \*\/\*\n/);
    assert.equal(JSON.parse(await copied('WebhookObject')).url, 'https://a.example/v1');
    const empty = await write('empty.liquid', '');
    await vscode.commands.executeCommand('brazeLiquid.pasteAsWebhook');
    assert.match(empty.document.getText(), /^---\nkind: webhook\n/);
    await empty.document.save();
  });

  test('all templates are checked, and none is marked twice', async () => {
    const path = 'checked/all.liquid';
    await vscode.workspace.fs.writeFile(file(path), new TextEncoder().encode('{{ ${first_name} | upcse }}'));
    const marks = (): number => codes(file(path)).filter((code) => code === 'unknown-filter').length;
    assert.equal(marks(), 0);
    // The server hears of a new file some time after it was written.
    for (let i = 0; i < 20 && marks() === 0; i++) {
      await vscode.commands.executeCommand('brazeLiquid.checkAll');
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    assert.equal(marks(), 1);
    const { document } = await open(file(path));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '{{ 1 | dwncase }}');
    await vscode.workspace.applyEdit(edit);
    await when(vscode.languages.onDidChangeDiagnostics, () => marks() === 2);
    await vscode.commands.executeCommand('brazeLiquid.checkAll');
    assert.equal(marks(), 2);
    await document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(marks(), 2);
    await vscode.workspace.fs.delete(file('checked'), { recursive: true });
  });

  test('once checked, closed files are kept up when they change on disk', async () => {
    await vscode.commands.executeCommand('brazeLiquid.checkAll');
    const path = 'checked/closed.liquid';
    const put = (text: string) => vscode.workspace.fs.writeFile(file(path), new TextEncoder().encode(text));
    const found = (count: number) =>
      when(
        vscode.languages.onDidChangeDiagnostics,
        () => codes(file(path)).filter((code) => code === 'unknown-filter').length === count,
      );
    await put('{{ ${first_name} | upcse }}');
    await found(1);
    await put('{{ ${first_name} | upcase }}');
    await found(0);
    await put('{{ ${first_name} | upcse }}');
    await found(1);
    await vscode.workspace.fs.delete(file('checked'), { recursive: true });
    await found(0);
  });

  test('the uses of a content block follow its file, and are saved but for what is being edited', async () => {
    const put = (path: string, text: string) =>
      vscode.workspace.fs.writeFile(file(path), new TextEncoder().encode(text));
    const get = async (path: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(file(path)));
    await put('content_blocks/first.liquid', 'Hi');
    await put('uses/closed.liquid', '{{content_blocks.${first}}}');
    const { document } = await write('uses/edited.liquid', '{{content_blocks.${first}}}');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'Mine: ');
    await vscode.workspace.applyEdit(edit);
    // The server hears of new files some time after they were written.
    const symbols = async () =>
      await vscode.commands.executeCommand<readonly unknown[]>('vscode.executeWorkspaceSymbolProvider', 'closed');
    for (let i = 0; i < 50 && (await symbols()).length === 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(file('content_blocks/first.liquid'), file('content_blocks/second.liquid'));
    await vscode.workspace.applyEdit(rename);
    for (let i = 0; i < 50 && !(await get('uses/closed.liquid')).includes('second'); i++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await get('uses/closed.liquid'), '{{content_blocks.${second}}}');
    assert.equal(document.getText(), 'Mine: {{content_blocks.${second}}}');
    assert.ok(document.isDirty);
    await document.save();
    for (const path of ['uses', 'content_blocks/second.liquid'])
      await vscode.workspace.fs.delete(file(path), { recursive: true });
  });

  test('an HTML file is taken for Braze Liquid on request', async () => {
    const { document } = await write('mail.html', '<p>{{ ${first_name} | upcse }}</p>');
    assert.equal(document.languageId, 'html');
    await vscode.commands.executeCommand('brazeLiquid.treatAsBrazeLiquid', document.uri);
    await when(vscode.languages.onDidChangeDiagnostics, () => codes(document.uri).includes('unknown-filter'));
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'braze-liquid');
  });

  test('a test send: no workspace may open the way to private networks, and what is no webhook is not sent', async () => {
    const setting = 'sendTest.allowPrivateAddresses';
    const settings = () => vscode.workspace.getConfiguration('brazeLiquid');
    await assert.rejects(async () => settings().update(setting, true, vscode.ConfigurationTarget.Workspace));
    const path = '.vscode/settings.json';
    const text = JSON.stringify({ 'brazeLiquid.inlayHints.enabled': true, [`brazeLiquid.${setting}`]: true });
    await vscode.workspace.fs.writeFile(file(path), new TextEncoder().encode(text));
    const isRead = (): boolean => settings().get('inlayHints.enabled') === true;
    await when(vscode.workspace.onDidChangeConfiguration, isRead);
    assert.equal(settings().get(setting), false);
    await vscode.workspace.fs.delete(file('.vscode'), { recursive: true });
    await when(vscode.workspace.onDidChangeConfiguration, () => !isRead());
    // Says so and comes back: a dialog would keep it.
    const { document } = await write('message.liquid', 'Hi');
    await vscode.commands.executeCommand('brazeLiquid.sendTest', document.uri);
  });

  test('a file that was taken stays so when it is closed and renamed, until it is given back', async () => {
    const language = (path: string): string | undefined =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file(path).toString())?.languageId;
    const becomes = (path: string, id: string): Promise<void> =>
      when(vscode.workspace.onDidOpenTextDocument, () => language(path) === id);
    const closed = async (path: string): Promise<void> => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await when(vscode.workspace.onDidCloseTextDocument, () => language(path) === undefined);
    };
    // What `openTextDocument` opens stays open for minutes.
    const show = (path: string) => vscode.commands.executeCommand('vscode.open', file(path));
    await vscode.workspace.fs.writeFile(file('kept.html'), new TextEncoder().encode('<p>Hi</p>'));
    await show('kept.html');
    await vscode.commands.executeCommand('brazeLiquid.treatAsBrazeLiquid');
    await becomes('kept.html', 'braze-liquid');
    await closed('kept.html');
    await show('kept.html');
    await becomes('kept.html', 'braze-liquid');
    await closed('kept.html');
    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(file('kept.html'), file('moved.html'));
    await vscode.workspace.applyEdit(rename);
    await show('moved.html');
    await becomes('moved.html', 'braze-liquid');
    await vscode.languages.setTextDocumentLanguage(vscode.window.activeTextEditor!.document, 'html');
    assert.equal(language('moved.html'), 'html');
    await closed('moved.html');
    await show('moved.html');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(language('moved.html'), 'html');
  });

  test('the server comes back when it is restarted', async () => {
    const { document } = await write('restart.liquid', '{{ x | upcse }}');
    await when(vscode.languages.onDidChangeDiagnostics, () => codes(document.uri).includes('unknown-filter'));
    await vscode.commands.executeCommand('brazeLiquid.restartServer');
    await when(vscode.languages.onDidChangeDiagnostics, () => codes(document.uri).includes('unknown-filter'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(0, 8),
    );
    assert.ok(Array.isArray(hovers));
  });
});
