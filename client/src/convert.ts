/** Requests in other forms: pasted as a webhook file, and a webhook file copied as what other tools take. */
import * as vscode from 'vscode';
import type { ConvertParams } from '../../server/src/protocol';
import { LANGUAGE, type Server } from './languageClient';
import { openNew } from './newTemplate';
import { sayDone } from './sayDone';

/** `brazeLiquid.pasteAsWebhook`: the clipboard's request as a webhook file, in the empty template in front or a new one. */
export async function pasteAsWebhook(server: Server): Promise<void> {
  const content = await converted(server, { text: await vscode.env.clipboard.readText(), to: 'webhook-file' });
  if (content === null) return;
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === LANGUAGE && editor.document.getText().trim() === '') {
    const everything = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await editor.edit((edit) => edit.replace(everything, content));
    return;
  }
  await openNew({ fileName: `${serviceOf(content)}.webhook.liquid`, text: content });
}

/** Of a webhook file, whom it is sent to: `acme` of `https://api.acme.com/v1`. */
function serviceOf(webhook: string): string {
  const host = /^url: *(?:\|-\s*)?["']?https?:\/\/([\w.-]+)/m.exec(webhook)?.[1] ?? '';
  return host.split('.').at(-2) ?? 'request';
}

/** Copies a webhook file with its Liquid, nothing rendered. */
export async function copyTemplate(template: vscode.Uri, server: Server, to: ConvertParams['to']): Promise<void> {
  const document = await vscode.workspace.openTextDocument(template);
  const text = await converted(server, { text: document.getText(), to });
  if (text === null) return;
  await vscode.env.clipboard.writeText(text);
  sayDone('Copied the template, with its Liquid as it is');
}

/** Null where the text is no request: the server's sentence is shown then. */
async function converted(server: Server, params: ConvertParams): Promise<string | null> {
  try {
    return (await server.convert(params)).text;
  } catch (error) {
    void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
    return null;
  }
}
