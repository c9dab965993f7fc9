/** Puts what the server writes while one types around the cursor; VS Code itself would leave the cursor behind it. */
import * as vscode from 'vscode';
import type { ProvideOnTypeFormattingEditsSignature } from 'vscode-languageclient/node';
import { aroundCursor } from './aroundCursor';

/** The client's middleware: an edit that the cursor stands inside of is made here, and VS Code gets none. */
export async function provideOnTypeFormattingEdits(
  document: vscode.TextDocument,
  position: vscode.Position,
  character: string,
  options: vscode.FormattingOptions,
  token: vscode.CancellationToken,
  next: ProvideOnTypeFormattingEditsSignature,
): Promise<vscode.TextEdit[] | null | undefined> {
  const { version } = document;
  const edits = await next(document, position, character, options, token);
  const edit = edits?.length === 1 ? edits[0] : undefined;
  const parts = edit && aroundCursor(edit, position);
  const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
  if (!parts || !editor) return edits;
  // More was typed meanwhile: the edit is for a text that is no more.
  if (token.isCancellationRequested || document.version !== version) return [];
  const snippet = new vscode.SnippetString().appendText(parts.before).appendTabstop(0).appendText(parts.after);
  await editor.insertSnippet(snippet, edit.range, { undoStopBefore: false, undoStopAfter: false });
  return [];
}
