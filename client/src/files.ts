/** New files of the workspace: mocks for calls, sample users; and names that are not taken. */
import * as vscode from 'vscode';
import type { MockParams } from '../../server/src/protocol';
import type { Server } from './languageClient';

/** Writes a mock for a call beside the workspace's other mocks and opens it. */
export async function createMock(template: vscode.Uri, call: MockParams['call'], server: Server): Promise<void> {
  const { method, url, save } = call;
  const textDocument = { uri: template.toString() };
  const { fileName, text } = await server.mock({ textDocument, call: { method, url, save } });
  await writeAndOpen(await freeName(await folderOf('mock', template), fileName, '.mock.json'), text);
}

/** Asks for a name and writes a user; the key and label of what was written, or null. */
export async function saveSampleUser(
  template: vscode.Uri,
  user: Readonly<Record<string, unknown>>,
): Promise<{ readonly uri: vscode.Uri; readonly label: string } | null> {
  const folder = await folderOf('user', template);
  const label = await vscode.window.showInputBox({
    title: 'Save as Sample User',
    prompt: `Written to ${vscode.workspace.asRelativePath(folder)}/<label>.user.json`,
    value: String(user.label ?? '').replace(/ \(.*\)$/, ''),
    validateInput: async (value) => {
      if (value.trim() === '') return 'A sample user needs a label.';
      return (await exists(fileOf(folder, value))) ? 'There is a sample user of this name already.' : null;
    },
  });
  if (label === undefined) return null;
  const uri = fileOf(folder, label);
  await writeAndOpen(uri, `${JSON.stringify({ ...user, label: label.trim() }, null, 2)}\n`);
  return { uri, label: label.trim() };
}

const fileOf = (folder: vscode.Uri, label: string): vscode.Uri =>
  vscode.Uri.joinPath(folder, `${fileName(label)}.user.json`);

/** What every file system takes. */
function fileName(label: string): string {
  const name = label
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'user' : name;
}

/** Where the workspace has its files of a kind; where it has none, a folder of its own. */
async function folderOf(kind: 'mock' | 'user', template: vscode.Uri): Promise<vscode.Uri> {
  const root = (vscode.workspace.getWorkspaceFolder(template) ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  if (!root) {
    if (template.scheme === 'untitled') throw new Error('Open a folder first: the file has to go somewhere.');
    return vscode.Uri.joinPath(template, '..');
  }
  const pattern = new vscode.RelativePattern(root, `**/*.${kind}.json`);
  const [first] = await vscode.workspace.findFiles(pattern, '**/node_modules/**', 1);
  return first ? vscode.Uri.joinPath(first, '..') : vscode.Uri.joinPath(root, `${kind}s`);
}

/** Where a new file can stand: `name.mock.json` in the folder, else `name-2.mock.json` and so on. */
export async function freeName(folder: vscode.Uri, name: string, ending: string): Promise<vscode.Uri> {
  const stem = name.slice(0, name.length - ending.length);
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.path));
  for (let count = 1; ; count++) {
    const uri = vscode.Uri.joinPath(folder, count === 1 ? name : `${stem}-${count}${ending}`);
    if (!open.has(uri.path) && !(await exists(uri))) return uri;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function writeAndOpen(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
}
