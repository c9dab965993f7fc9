/** `brazeLiquid.newTemplate`: a partner's whole template as a new, unsaved file. */
import * as vscode from 'vscode';
import type { TemplateItem } from '../../server/src/protocol';
import { freeName } from './files';
import { LANGUAGE, type Server } from './languageClient';

/** Lets a template be picked and opens it as a new file; nothing when none is picked. */
export async function newTemplate(server: Server): Promise<void> {
  const templates = await server.templates();
  const picked = await vscode.window.showQuickPick(quickPickItems(templates), {
    title: 'New Partner Template',
    placeHolder: 'Which template to begin with',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked?.template) return;
  await openNew(picked.template);
}

function quickPickItems(
  templates: readonly TemplateItem[],
): readonly (vscode.QuickPickItem & { readonly template?: TemplateItem })[] {
  const partners = [...new Set(templates.map((template) => template.partner))];
  return partners.flatMap((partner) => [
    { label: partner, kind: vscode.QuickPickItemKind.Separator },
    ...templates
      .filter((template) => template.partner === partner)
      .map((template) => ({ label: template.name, description: template.id, detail: template.description, template })),
  ]);
}

/** Opens a text as a new file that is not saved yet and knows its name, at the top of the first folder. */
export async function openNew(template: Pick<TemplateItem, 'fileName' | 'text'>): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) {
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content: template.text });
    await vscode.window.showTextDocument(document);
    return;
  }
  // An untitled file that knows its name: its kind follows from that, and saving proposes it.
  const uri = (await freeName(folder, template.fileName, endingOf(template.fileName))).with({ scheme: 'untitled' });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), template.text);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
}

/** `.webhook.liquid` of `name.webhook.liquid`. */
const endingOf = (name: string): string => /\..*$/.exec(name)?.[0] ?? '';
