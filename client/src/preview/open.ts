/** One open panel: renders again as the template, the user or the workspace changes, and does what the page asks for. */
import * as vscode from 'vscode';
import type { RenderResult } from '../../../server/src/protocol';
import { createMock, saveSampleUser } from '../files';
import type { Server } from '../languageClient';
import type { Outcomes } from '../outcomes';
import { asRenderParams, type SampleUsers, userKey } from '../sampleUsers';
import { ask, fileName, NO_CONDITIONS } from './ask';
import { createBranchMarks } from './branchMarks';
import { conditionOf } from './conditions';
import { typed, valueAt, withValue } from './edit';
import { forPage } from './forPage';
import { pageFor, webviewOptions } from './html';
import { maskRendering } from './mask';
import {
  type Comparison,
  type Condition,
  type Conditions,
  type FromPage,
  type Mark,
  type PreviewState,
  RANDOM,
  readMessage,
  SAVED,
  type Tab,
  type ToPage,
} from './messages';
import { reveal, show } from './reveal';
import { nextState } from './state';
import { marksAt, sourceOf } from './trace';

export interface PreviewParts {
  readonly extensionUri: vscode.Uri;
  readonly server: Server;
  readonly users: SampleUsers;
  readonly outcomes: Outcomes;
}

export interface OpenPreview {
  readonly panel: vscode.WebviewPanel;
  template(): vscode.Uri;
  isLocked(): boolean;
  setTemplate(template: vscode.Uri): void;
  /** Shows an editor's template, unless it is locked, or stands in the editor's own column, where it would hide what it shows. */
  follow(editor: vscode.TextEditor): void;
}

/**
 * Takes a panel for a template and keeps it up until the panel is closed.
 * @param isLocked whether it stays with its template, whatever editor is in front
 */
export function openPreview(
  panel: vscode.WebviewPanel,
  first: vscode.Uri,
  isLocked: boolean,
  { extensionUri, server, users, outcomes }: PreviewParts,
): OpenPreview {
  let template = first;
  let locked = isLocked;
  let state: PreviewState | null = null;
  let raw: RenderResult | null = null;
  let conditions: Conditions = NO_CONDITIONS;
  let tab: Tab = 'request';
  let remote = false;
  let marks: readonly Mark[] = [];
  let comparison: Comparison | null = null;
  let note: string | null = null;
  let ready = false;
  let working = false;
  /** Something has changed since, while a rendering was under way or the panel out of sight. */
  let stale = false;
  let disposed = false;
  const branchMarks = createBranchMarks(extensionUri);

  const isIt = (uri: vscode.Uri): boolean => uri.toString() === template.toString();
  const tell = (message: ToPage): void => {
    if (ready && !disposed) void panel.webview.postMessage(message);
  };
  function send(): void {
    if (!state || disposed) return;
    const known = outcomes.of(template);
    branchMarks.show(template, state.result?.details?.branches ?? [], known?.coverage?.unreached ?? []);
    tell({
      type: 'state',
      state: {
        ...state,
        result: state.result && forPage(state.result),
        conditions,
        locked,
        remote,
        marks,
        outcomes: tab === 'users' ? known : null,
        comparison: tab === 'difference' ? comparison : null,
        note,
      },
    });
  }
  /** One rendering at a time: what changes meanwhile is rendered next, so the last answer is always about the last text. */
  async function refresh(): Promise<void> {
    stale = working || !panel.visible;
    if (stale) return;
    working = true;
    const wanted = template;
    const answer = await ask(wanted, server, users);
    working = false;
    if (disposed) return;
    if (isIt(wanted)) {
      state = nextState(state, answer.update);
      ({ conditions } = answer);
      raw = answer.raw ?? raw;
      panel.title = titleOf(template, locked);
      marks = findMarks();
      send();
      if (tab === 'difference') void compare(comparison?.key ?? SAVED);
    }
    if (stale) void refresh();
  }
  function setTemplate(next: vscode.Uri): void {
    if (!isIt(next)) {
      marks = [];
      comparison = null;
      raw = null;
      if (remote) load(false);
    }
    template = next;
    note = null;
    void refresh();
  }
  /** Loads the page, which asks for the state when it is there. */
  function load(withRemote: boolean): void {
    remote = withRemote;
    ready = false;
    panel.webview.html = pageFor(panel.webview, extensionUri, remote);
  }
  function findMarks(): readonly Mark[] {
    const editor = vscode.window.activeTextEditor;
    const details = state?.broken.length === 0 ? state.result?.details : undefined;
    return editor && details && isIt(editor.document.uri) ? marksAt(details, editor.selection.active) : [];
  }
  async function compare(key: string): Promise<void> {
    const wanted = template;
    if (comparison?.key !== key) comparison = { key, result: null };
    const { users: all, active, setting } = await users.for(wanted);
    const other = all.find((user) => userKey(user) === key);
    const result = await server
      .render({
        textDocument: { uri: wanted.toString() },
        ...asRenderParams(key === SAVED ? setting : { ...setting, seed: null }),
        ...(key === SAVED ? { user: active?.user, saved: true } : { user: other?.user }),
      })
      .catch(() => null);
    if (!isIt(wanted) || comparison?.key !== key) return;
    comparison = { key, result: result && forPage(maskRendering(result)) };
    if (result === null) note = 'There is no saved file to compare with.';
    send();
  }
  function say(sentence: string | null): void {
    note = sentence;
    send();
  }
  async function edit(name: string, keys: readonly string[], text: string): Promise<void> {
    const details = raw?.details;
    const start = details?.userPaths[name];
    if (!raw || !details || !start) return;
    const path = [...start, ...keys];
    const answer = typed([name, ...keys].join(' › '), text, valueAt(details.user, path));
    if ('sentence' in answer) {
      say(answer.sentence);
      return;
    }
    note = null;
    const { active, setting } = await users.for(template);
    const label = `${(active?.label ?? 'User').replace(/ \(edited\)$/, '')} (edited)`;
    const user = { ...(withValue(details.user, path, answer.value) as object), label };
    // The next edit may come before this one is rendered.
    raw = { ...raw, details: { ...details, user } };
    users.use({ label, uri: null, user, notes: [] }, setting);
  }
  async function saveUser(): Promise<void> {
    const user = raw?.details?.user;
    const saved = user && (await saveSampleUser(template, user));
    if (saved) await users.pick(userKey({ uri: saved.uri.toString(), label: saved.label, user: null, notes: [] }));
  }
  function setCondition(condition: Condition, value: string): void {
    const answer = conditionOf(condition, value.trim());
    if ('sentence' in answer) {
      say(answer.sentence);
      return;
    }
    note = null;
    users.override({ [condition]: answer.value });
  }
  function onMessage(message: FromPage): unknown {
    switch (message.type) {
      case 'ready':
        ready = true;
        return send();
      case 'refresh':
        note = null;
        return refresh();
      case 'lock':
        locked = !locked;
        panel.title = titleOf(template, locked);
        return send();
      case 'remote':
        return load(!remote);
      case 'reveal':
        return reveal(template, message.range, panel.viewColumn);
      case 'source': {
        const field = state?.result?.details?.fields[message.field];
        const range = field && sourceOf(field, message.offset);
        return range && reveal(template, range, panel.viewColumn);
      }
      case 'user':
        note = null;
        return message.key === RANDOM ? users.useRandom(1) : users.pick(message.key);
      case 'seed':
        return users.useRandom(message.seed);
      case 'condition':
        return setCondition(message.condition, message.value);
      case 'tab':
        tab = message.tab;
        if (tab === 'difference') void compare(comparison?.key ?? SAVED);
        return send();
      case 'compare':
        return compare(message.key);
      case 'edit':
        return edit(message.name, message.path, message.value);
      case 'saveUser':
        return saveUser();
      case 'mock': {
        const call = raw?.calls[message.call];
        const file = raw?.details?.mockFiles[message.call];
        if (file) return show(vscode.Uri.parse(file), panel.viewColumn);
        return call && createMock(template, call, server);
      }
      case 'reach':
        return vscode.commands.executeCommand('brazeLiquid.reachBranch', template, message.position);
      case 'command':
        return vscode.commands.executeCommand(`brazeLiquid.${message.command}`, template);
    }
  }

  const disposables = [
    branchMarks,
    panel.webview.onDidReceiveMessage(async (value: unknown) => {
      const message = readMessage(value);
      try {
        if (message) await onMessage(message);
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      }
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isIt(document.uri)) void refresh();
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (tab === 'difference' && isIt(uri)) void refresh();
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (!isIt(textEditor.document.uri)) return;
      const next = findMarks();
      if (JSON.stringify(marks) === JSON.stringify(next)) return;
      marks = next;
      tell({ type: 'marks', marks });
    }),
    outcomes.onDidChange((uri) => {
      if (isIt(uri)) send();
    }),
    users.onDidChange(() => void refresh()),
    panel.onDidChangeViewState(() => {
      if (stale && panel.visible) void refresh();
    }),
  ];
  panel.onDidDispose(() => {
    disposed = true;
    for (const disposable of disposables) disposable.dispose();
  });
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, 'media', 'file-light.svg'),
    dark: vscode.Uri.joinPath(extensionUri, 'media', 'file-dark.svg'),
  };
  panel.title = titleOf(template, locked);
  panel.webview.options = webviewOptions(extensionUri);
  load(false);
  void refresh();

  return {
    panel,
    template: () => template,
    isLocked: () => locked,
    setTemplate,
    follow(editor) {
      if (!locked && editor.viewColumn !== panel.viewColumn && panel.visible) setTemplate(editor.document.uri);
    },
  };
}

const titleOf = (template: vscode.Uri, locked: boolean): string =>
  locked ? `[Preview ${fileName(template)}]` : `Preview ${fileName(template)}`;
