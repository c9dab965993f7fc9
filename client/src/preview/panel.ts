/** The preview's panels: one that shows the template in front, and any that are locked to theirs. */
import * as vscode from 'vscode';
import { LANGUAGE } from '../languageClient';
import { webviewOptions } from './html';
import { type OpenPreview, openPreview, type PreviewParts } from './open';

/** The type of the preview's panels, by which VS Code brings them back. */
const PREVIEW = 'brazeLiquid.preview';

export interface Preview {
  show(template: vscode.Uri, column: vscode.ViewColumn, preserveFocus: boolean): void;
  /** The template on show while the panel is in front; undefined otherwise. */
  activeTemplate(): vscode.Uri | undefined;
}

/** Makes the preview and the serializer that brings it back after a reload. */
export function createPreview(context: vscode.ExtensionContext, parts: PreviewParts): Preview {
  const panels = new Set<OpenPreview>();

  function adopt(panel: vscode.WebviewPanel, template: vscode.Uri, locked = false): void {
    const opened = openPreview(panel, template, locked, parts);
    panels.add(opened);
    panel.onDidDispose(() => panels.delete(opened));
  }
  /** The panel that is to show a template: one that does, else the one that is free to. */
  function panelFor(template: vscode.Uri): OpenPreview | undefined {
    const all = [...panels];
    const shows = all.find((each) => each.template().toString() === template.toString());
    return shows ?? all.find((each) => !each.isLocked());
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
      if (editor?.document.languageId === LANGUAGE && follows()) for (const each of panels) each.follow(editor);
    }),
    { dispose: () => panels.forEach(({ panel }) => void panel.dispose()) },
  );

  return {
    show(template, column, preserveFocus) {
      const open = panelFor(template);
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
    activeTemplate: () => [...panels].find(({ panel }) => panel.active)?.template(),
  };
}

function follows(): boolean {
  return vscode.workspace.getConfiguration('brazeLiquid').get('preview.followEditor', true);
}

function readState(state: unknown): { readonly uri: vscode.Uri; readonly locked: boolean } | null {
  if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string') return null;
  return { uri: vscode.Uri.parse(state.uri), locked: 'locked' in state && state.locked === true };
}
