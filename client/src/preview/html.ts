/** The webview's page and what it may load. */
import * as vscode from 'vscode';
import { page } from './page';

/** Scripts of ours, files of ours, and nothing else. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: ['dist', 'media'].map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
  };
}

/** @param remote whether an HTML message in it may load images from other machines */
export function pageFor(webview: vscode.Webview, extensionUri: vscode.Uri, remote: boolean): string {
  const at = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return page({
    script: at('dist', 'preview.js'),
    styles: ['preview.css', 'preview-tabs.css'].map((name) => at('media', name)),
    source: webview.cspSource,
    nonce,
    remote,
  });
}
