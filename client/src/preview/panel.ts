/** The preview panel: one, which shows the template in front; renders again as the template, the user or the workspace changes. */
import * as vscode from 'vscode';
import type { RenderResult } from '../../../server/src/protocol';
import { LANGUAGE, type Server } from '../languageClient';
import { asRenderParams, type SampleUsers, userKey } from '../sampleUsers';
import { type FromPage, type PreviewState, type Range, readMessage, type ToPage } from './messages';
import { page } from './page';
import { nextState, type Update } from './state';

export const PREVIEW = 'brazeLiquid.preview';

/** Milliseconds from a keystroke to the request: keystrokes of one burst are one. */
const PAUSE = 16;

export interface Preview {
  show(template: vscode.Uri, column: vscode.ViewColumn, preserveFocus: boolean): void;
  /** The template on show while the panel is in front; undefined otherwise. */
  activeTemplate(): vscode.Uri | undefined;
}

export interface PreviewParts {
  readonly extensionUri: vscode.Uri;
  readonly server: Server;
  readonly users: SampleUsers;
}

/** Makes the preview and the serializer that brings it back after a reload. */
export function createPreview(context: vscode.ExtensionContext, server: Server, users: SampleUsers): Preview {
  const parts: PreviewParts = { extensionUri: context.extensionUri, server, users };
  let open: OpenPreview | undefined;

  function adopt(panel: vscode.WebviewPanel, template: vscode.Uri): void {
    open?.panel.dispose();
    const opened = openPreview(panel, template, parts);
    open = opened;
    panel.onDidDispose(() => {
      if (open === opened) open = undefined;
    });
  }

  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(PREVIEW, {
      async deserializeWebviewPanel(panel, state: unknown) {
        const uri = readState(state);
        if (uri) adopt(panel, uri);
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

function readState(state: unknown): vscode.Uri | null {
  const uri = typeof state === 'object' && state !== null && 'uri' in state ? state.uri : null;
  return typeof uri === 'string' ? vscode.Uri.parse(uri) : null;
}

interface OpenPreview {
  readonly panel: vscode.WebviewPanel;
  template(): vscode.Uri;
  setTemplate(template: vscode.Uri): void;
  /** Shows an editor's template, unless the preview stands in the editor's own column, where it would hide what it shows. */
  follow(editor: vscode.TextEditor): void;
}

function openPreview(
  panel: vscode.WebviewPanel,
  first: vscode.Uri,
  { extensionUri, server, users }: PreviewParts,
): OpenPreview {
  let template = first;
  let state: PreviewState | null = null;
  let ready = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = false;
  /** Something has changed since, while a rendering was under way or the panel out of sight. */
  let stale = false;
  let disposed = false;

  function send(): void {
    const message: ToPage | null = state && { type: 'state', state };
    if (ready && message) void panel.webview.postMessage(message);
  }
  function schedule(pause: number): void {
    clearTimeout(timer);
    timer = setTimeout(refresh, pause);
  }
  /** One rendering at a time: what changes meanwhile is rendered next, so the last answer is always about the last text. */
  async function refresh(): Promise<void> {
    stale = working || !panel.visible;
    if (stale) return;
    working = true;
    const wanted = template;
    const update = await ask(wanted, server, users);
    working = false;
    if (disposed) return;
    if (wanted.toString() === template.toString()) {
      state = nextState(state, update);
      panel.title = titleOf(template);
      send();
    }
    if (stale) void refresh();
  }
  function setTemplate(next: vscode.Uri): void {
    template = next;
    void refresh();
  }
  function onMessage(message: FromPage): void {
    switch (message.type) {
      case 'ready':
        ready = true;
        send();
        break;
      case 'reveal':
        void reveal(template, message.range, panel.viewColumn);
        break;
      case 'user':
        void users.pick(message.key);
        break;
      case 'command':
        void vscode.commands.executeCommand(`brazeLiquid.${message.command}`, template);
    }
  }

  const disposables = [
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = readMessage(value);
      if (message) onMessage(message);
    }),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document.uri.toString() === template.toString()) schedule(PAUSE);
    }),
    users.onDidChange(() => schedule(0)),
    panel.onDidChangeViewState(() => {
      if (stale && panel.visible) void refresh();
    }),
  ];
  panel.onDidDispose(() => {
    disposed = true;
    clearTimeout(timer);
    for (const disposable of disposables) disposable.dispose();
  });
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, 'media', 'file-light.svg'),
    dark: vscode.Uri.joinPath(extensionUri, 'media', 'file-dark.svg'),
  };
  panel.title = titleOf(template);
  panel.webview.options = webviewOptions(extensionUri);
  panel.webview.html = pageFor(panel.webview, extensionUri);
  void refresh();

  return {
    panel,
    template: () => template,
    setTemplate,
    follow(editor) {
      if (editor.viewColumn !== panel.viewColumn && panel.visible) setTemplate(editor.document.uri);
    },
  };
}

const titleOf = (template: vscode.Uri): string => `Preview ${fileName(template)}`;
const fileName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/** One answer of the server, with the users to choose from. */
async function ask(template: vscode.Uri, server: Server, users: SampleUsers): Promise<Update> {
  const uri = template.toString();
  const base = { uri, fileName: fileName(template) };
  try {
    const choice = await users.for(template);
    const { active } = choice;
    const result: RenderResult = await server.render({
      textDocument: { uri },
      user: active?.user,
      ...asRenderParams(choice.setting),
    });
    const choices = choice.users.map((user) => ({
      key: userKey(user),
      label: user.label,
      file: user.uri === null ? null : vscode.workspace.asRelativePath(vscode.Uri.parse(user.uri)),
    }));
    return { ...base, users: choices, activeUser: active ? userKey(active) : '', result, failure: null };
  } catch (error) {
    const failure = `The preview has no answer from the language server: ${error instanceof Error ? error.message : String(error)}`;
    return { ...base, users: null, activeUser: null, result: null, failure };
  }
}

/** Selects a place of the template, in the column where it is open, else beside the preview. */
async function reveal(
  template: vscode.Uri,
  { start, end }: Range,
  previewColumn: vscode.ViewColumn | undefined,
): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find(
    (editor) => editor.document.uri.toString() === template.toString(),
  );
  const column =
    visible?.viewColumn ?? (previewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One);
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(template, { viewColumn: column, selection });
}

function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: ['dist', 'media'].map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
  };
}

function pageFor(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const at = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return page({
    script: at('dist', 'preview.js'),
    style: at('media', 'preview.css'),
    source: webview.cspSource,
    nonce,
  });
}
