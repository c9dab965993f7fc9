/** `brazeLiquid.isWebhook` for the `when` clauses of the manifest: the editor in front holds a webhook. */
import * as vscode from 'vscode';
import { LANGUAGE } from './languageClient';
import { isWebhook } from './webhook';

/** Keeps the context key true to the editor in front. */
export function tellOfWebhooks(context: vscode.ExtensionContext): void {
  let told: boolean | undefined;
  const tell = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const is = document?.languageId === LANGUAGE && isWebhook(document.uri.path, document.getText());
    if (is === told) return;
    told = is;
    void vscode.commands.executeCommand('setContext', 'brazeLiquid.isWebhook', is);
  };
  context.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(tell),
    vscode.workspace.onDidOpenTextDocument(tell),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) tell();
    }),
  );
  tell();
}
