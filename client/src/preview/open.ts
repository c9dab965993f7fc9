/** One open panel: renders again as the template, the user or the workspace changes, and does what the page asks for. */
import * as vscode from 'vscode';
import type { RenderResult } from '../../../server/src/protocol';
import { createMock, saveSampleUser } from '../files';
import type { Server } from '../languageClient';
import type { Outcomes } from '../outcomes';
import { asRenderParams, type SampleUsers, userKey } from '../sampleUsers';
import { createBranchMarks } from './branchMarks';
import { typed, valueAt, withValue } from './edit';
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
  type Range,
  readMessage,
  SAVED,
  type Tab,
  type ToPage,
} from './messages';
import { nextState, type Update } from './state';
import { marksAt, sourceOf } from './trace';

/** Milliseconds from a keystroke to the request: keystrokes of one burst are one. */
const PAUSE = 16;

export interface PreviewParts {
  readonly extensionUri: vscode.Uri;
  readonly server: Server;
  readonly users: SampleUsers;
  readonly outcomes: Outcomes;
}

export interface OpenPreview {
  readonly panel: vscode.WebviewPanel;
  template(): vscode.Uri;
  setTemplate(template: vscode.Uri): void;
  /** Shows an editor's template, unless it is locked, or stands in the editor's own column, where it would hide what it shows. */
  follow(editor: vscode.TextEditor): void;
}

/** An answer with what the page does not get. */
interface Answer {
  readonly update: Update;
  readonly conditions: Conditions;
  /** As the server gave it: with secrets. */
  readonly raw: RenderResult | null;
}

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
  let conditions: Conditions = { now: null, language: null, timeZone: null, seed: null };
  let tab: Tab = 'request';
  let remote = false;
  let marks: readonly Mark[] = [];
  let comparison: Comparison | null = null;
  let note: string | null = null;
  let ready = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = false;
  /** Something has changed since, while a rendering was under way or the panel out of sight. */
  let stale = false;
  let disposed = false;
  const branchMarks = createBranchMarks(extensionUri);

  function send(): void {
    if (!state || disposed) return;
    const known = outcomes.of(template);
    branchMarks.show(template, state.result?.details?.branches ?? [], known?.coverage?.unreached ?? []);
    if (!ready) return;
    const message: ToPage = {
      type: 'state',
      state: {
        ...state,
        conditions,
        locked,
        remote,
        marks,
        outcomes: tab === 'users' ? known : null,
        coverage: known?.coverage?.label ?? null,
        comparison: tab === 'difference' ? comparison : null,
        note,
      },
    };
    void panel.webview.postMessage(message);
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
    const answer = await ask(wanted, server, users);
    working = false;
    if (disposed) return;
    if (wanted.toString() === template.toString()) {
      state = nextState(state, answer.update);
      ({ conditions } = answer);
      raw = answer.raw ?? raw;
      panel.title = titleOf(template, locked);
      findMarks();
      send();
      if (tab === 'difference') void compare(comparison?.key ?? SAVED);
    }
    if (stale) void refresh();
  }
  function setTemplate(next: vscode.Uri): void {
    if (next.toString() !== template.toString()) {
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
  function findMarks(): void {
    const editor = vscode.window.activeTextEditor;
    const isIt = editor?.document.uri.toString() === template.toString();
    const details = state?.broken.length === 0 ? state.result?.details : undefined;
    marks = editor && isIt && details ? marksAt(details, editor.selection.active) : [];
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
    if (wanted.toString() !== template.toString() || comparison?.key !== key) return;
    comparison = { key, result: result && maskRendering(result) };
    if (result === null) note = 'There is no saved file to compare with.';
    send();
  }
  async function edit(name: string, text: string): Promise<void> {
    const path = raw?.details?.userPaths[name];
    const data = raw?.details?.user;
    if (!path || !data) return;
    const before = valueAt(data, path);
    const answer = typed(name, text, before);
    note = 'sentence' in answer ? answer.sentence : null;
    if ('sentence' in answer) {
      send();
      return;
    }
    const { active, setting } = await users.for(template);
    const label = `${(active?.label ?? 'User').replace(/ \(edited\)$/, '')} (edited)`;
    users.use(
      { label, uri: null, user: { ...(withValue(data, path, answer.value) as object), label }, notes: [] },
      setting,
    );
  }
  async function saveUser(): Promise<void> {
    const user = raw?.details?.user;
    const saved = user && (await saveSampleUser(template, user));
    if (saved) await users.pick(userKey({ uri: saved.uri.toString(), label: saved.label, user: null, notes: [] }));
  }
  function setCondition(condition: Condition, value: string): void {
    const answer = conditionOf(condition, value.trim());
    note = 'sentence' in answer ? answer.sentence : null;
    if ('sentence' in answer) send();
    else users.override({ [condition]: answer.value });
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
        return edit(message.name, message.value);
      case 'saveUser':
        return saveUser();
      case 'mock': {
        const call = raw?.calls[message.call];
        return call && createMock(template, call, server);
      }
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
        note = error instanceof Error ? error.message : String(error);
        send();
      }
    }),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document.uri.toString() === template.toString()) schedule(PAUSE);
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (tab === 'difference' && document.uri.toString() === template.toString()) schedule(PAUSE);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document.uri.toString() !== template.toString()) return;
      const before = JSON.stringify(marks);
      findMarks();
      if (JSON.stringify(marks) !== before) send();
    }),
    outcomes.onDidChange((uri) => {
      if (uri.toString() === template.toString()) send();
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
  panel.title = titleOf(template, locked);
  panel.webview.options = webviewOptions(extensionUri);
  load(false);
  void refresh();

  return {
    panel,
    template: () => template,
    setTemplate,
    follow(editor) {
      if (!locked && editor.viewColumn !== panel.viewColumn && panel.visible) setTemplate(editor.document.uri);
    },
  };
}

const titleOf = (template: vscode.Uri, locked: boolean): string =>
  locked ? `[Preview ${fileName(template)}]` : `Preview ${fileName(template)}`;
const fileName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/** One answer of the server, with the users to choose from. */
async function ask(template: vscode.Uri, server: Server, users: SampleUsers): Promise<Answer> {
  const uri = template.toString();
  const base = { uri, fileName: fileName(template) };
  let conditions: Conditions = { now: null, language: null, timeZone: null, seed: null };
  try {
    const { users: all, active, setting } = await users.for(template);
    const { now, language, timeZone, seed } = setting;
    conditions = { now, language, timeZone, seed };
    const raw = await server.render({
      textDocument: { uri },
      user: active?.user,
      ...asRenderParams(setting),
      details: true,
    });
    const choices = all.map((user) => ({
      key: userKey(user),
      label: user.label,
      file: user.uri === null ? null : vscode.workspace.asRelativePath(vscode.Uri.parse(user.uri)),
      ...(user === active && users.isTemporary() ? { temporary: true } : {}),
    }));
    const activeUser = active ? userKey(active) : '';
    return {
      update: { ...base, users: choices, activeUser, result: maskRendering(raw), failure: null },
      conditions,
      raw,
    };
  } catch (error) {
    const failure = `The preview has no answer from the language server: ${error instanceof Error ? error.message : String(error)}`;
    return { update: { ...base, users: null, activeUser: null, result: null, failure }, conditions, raw: null };
  }
}

/** What was typed for a condition; nothing stands for the user's or the moment's own. */
function conditionOf(
  condition: Condition,
  text: string,
): { readonly value: string | null } | { readonly sentence: string } {
  if (text === '') return { value: null };
  if (condition === 'now') {
    const date = new Date(`${text}Z`);
    return Number.isNaN(date.getTime()) ? { sentence: `'${text}' is no time.` } : { value: date.toISOString() };
  }
  if (condition === 'language') {
    return /^[a-z]{2,3}([-_][A-Za-z]{2,4})?$/i.test(text)
      ? { value: text }
      : { sentence: `'${text}' is no language: write 'fr', or a locale like 'pt_BR'.` };
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return { value: text };
  } catch {
    return { sentence: `'${text}' is no time zone: write one like 'Europe/Paris'.` };
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
