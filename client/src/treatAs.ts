/**
 * `brazeLiquid.treatAsBrazeLiquid`: takes a file that VS Code gives to another language. Offered where an HTML or Liquid
 * file reads attributes as only Braze's does.
 */
import * as vscode from 'vscode';
import { holdsBrazeAttribute } from './brazeMarks';
import { LANGUAGE } from './languageClient';

const REFUSED = 'brazeLiquid.treatAsRefused';

/** Takes the file for Braze Liquid until it is closed; the one in front where none is given. */
export async function treatAsBrazeLiquid(resource: unknown): Promise<void> {
  const document =
    resource instanceof vscode.Uri
      ? await vscode.workspace.openTextDocument(resource)
      : vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    void vscode.window.showInformationMessage('Open the file that holds Braze Liquid first.');
    return;
  }
  await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  if (resource instanceof vscode.Uri) await vscode.window.showTextDocument(document);
}

/** Offers it for files that come to the front: until it is refused for good, or passed over in this session. */
export function offerTreatAs(context: vscode.ExtensionContext): void {
  let silent = context.globalState.get(REFUSED, false);
  const offered = new Set<string>();
  const look = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    if (silent || !editor || !isCandidate(editor.document)) return;
    const { document } = editor;
    const key = document.uri.toString();
    if (offered.has(key) || !holdsBrazeAttribute(document.getText())) return;
    offered.add(key);
    silent = true;
    const [treat, never] = ['Treat as Braze Liquid', "Don't Ask Again"];
    const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
    const answer = await vscode.window.showInformationMessage(
      `'${name}' holds Braze Liquid. Treat it as such, to have it checked, completed and previewed?`,
      treat,
      never,
    );
    if (answer === never) await context.globalState.update(REFUSED, true);
    if (answer !== treat) return;
    // Who takes the offer may want it for the next file too.
    silent = false;
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  };
  context.subscriptions.push(vscode.window.onDidChangeActiveTextEditor(look));
  void look(vscode.window.activeTextEditor);
}

const isCandidate = ({ languageId, uri }: vscode.TextDocument): boolean =>
  languageId !== LANGUAGE && (languageId === 'html' || /\.(html?|liquid)$/i.test(uri.path));
