/** Warns once where another extension is set to format Braze Liquid: it may break what it takes for plain Liquid. */
import * as vscode from 'vscode';
import { type ForeignFormatter, foreignFormatter } from './foreignFormatter';
import { LANGUAGE } from './languageClient';

const WARNED = 'brazeLiquid.formatterWarned';

/** Looks now and whenever the setting changes, until it has warned. */
export function warnOfOtherFormatters(context: vscode.ExtensionContext): void {
  let warned = context.globalState.get(WARNED, false);
  const look = async (): Promise<void> => {
    const scope = { languageId: LANGUAGE };
    const inspected = vscode.workspace.getConfiguration('editor', scope).inspect<string | null>('defaultFormatter');
    const found = foreignFormatter(inspected, context.extension.id);
    if (warned || found === null) return;
    warned = true;
    await context.globalState.update(WARNED, true);
    await warn(found, context.extension.id);
  };
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('editor.defaultFormatter', { languageId: LANGUAGE })) void look();
    }),
  );
  void look();
}

const TARGETS: Readonly<Record<ForeignFormatter['level'], vscode.ConfigurationTarget>> = {
  user: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
};

async function warn({ id, level }: ForeignFormatter, own: string): Promise<void> {
  const use = 'Use Braze Liquid';
  const answer = await vscode.window.showWarningMessage(
    `'${id}' is set to format Braze Liquid files. It may break Braze's {{\${first_name}}}. Use Braze Liquid's formatter instead?`,
    use,
    'Keep',
  );
  if (answer !== use) return;
  const folder = level === 'folder' ? vscode.window.activeTextEditor?.document.uri : undefined;
  await vscode.workspace
    .getConfiguration('editor', { uri: folder, languageId: LANGUAGE })
    .update('defaultFormatter', own, TARGETS[level], true);
}
