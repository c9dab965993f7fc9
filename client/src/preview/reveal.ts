/** From the preview to files. */
import * as vscode from 'vscode';
import type { Range } from './messages';

type Column = vscode.ViewColumn | undefined;

/** Selects a place of the template, in the column where it is open, else beside the preview. */
export async function reveal(template: vscode.Uri, { start, end }: Range, preview: Column): Promise<void> {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await show(template, preview, { selection });
}

/** Opens a file where it is open, else beside the preview. */
export async function show(
  uri: vscode.Uri,
  preview: Column,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const beside = preview === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  await vscode.window.showTextDocument(uri, { ...options, viewColumn: visible?.viewColumn ?? beside });
}
