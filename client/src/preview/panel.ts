/** The preview panel: one, which shows the template in front or the one it is locked to. */
import * as vscode from 'vscode';
import { LANGUAGE } from '../languageClient';
import { webviewOptions } from './html';
import { type OpenPreview, openPreview, type PreviewParts } from './open';

export const PREVIEW = 'brazeLiquid.preview';

export interface Preview {
  show(template: vscode.Uri, column: vscode.ViewColumn, preserveFocus: boolean): void;
  /** The template on show while the panel is in front; undefined otherwise. */
  activeTemplate(): vscode.Uri | undefined;
}

/** Makes the preview and the serializer that brings it back after a reload. */
export function createPreview(context: vscode.ExtensionContext, parts: PreviewParts): Preview {
  let open: OpenPreview | undefined;

  function adopt(panel: vscode.WebviewPanel, template: vscode.Uri, locked = false): void {
    open?.panel.dispose();
    const opened = openPreview(panel, template, locked, parts);
    open = opened;
    panel.onDidDispose(() => {
      if (open === opened) open = undefined;
    });
  }

  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(PREVIEW, {
      async deserializeWebviewPanel(panel, state: unknown) {
        const kept = readState(state);
        if (kept) adopt(panel, kept.uri, kept.locked);
        else panel.dispose();
      },
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document.languageId === LANGUAGE && follows()) open?.follow(editor);
    }),
    { dispose: () => open?.panel.dispose() },
  );

  return {
    show(template, column, preserveFocus) {
      if (open) {
        open.setTemplate(template);
        open.panel.reveal(column === vscode.ViewColumn.Beside ? undefined : column, preserveFocus);
        return;
      }
      const options = { enableFindWidget: true, ...webviewOptions(parts.extensionUri) };
      adopt(
        vscode.window.createWebviewPanel(PREVIEW, 'Preview', { viewColumn: column, preserveFocus }, options),
        template,
      );
    },
    activeTemplate: () => (open?.panel.active ? open.template() : undefined),
  };
}

function follows(): boolean {
  return vscode.workspace.getConfiguration('brazeLiquid').get('preview.followEditor', true);
}

function readState(state: unknown): { readonly uri: vscode.Uri; readonly locked: boolean } | null {
  if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string') return null;
  return { uri: vscode.Uri.parse(state.uri), locked: 'locked' in state && state.locked === true };
}
