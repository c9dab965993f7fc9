/// <reference lib="dom" />
/** The preview's page: shows each state that the extension sends, and tells it what is clicked, chosen and typed. */
import { patch } from './dom';
import {
  type Condition,
  type FromPage,
  isToPage,
  type PageAction,
  type PageCommand,
  type PageState,
  type Tab,
} from './messages';
import type { Node as Described } from './node';
import { activeTab, readUi, type Ui } from './ui';
import { view } from './view';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  setState(state: unknown): void;
  getState(): unknown;
};

const vscode = acquireVsCodeApi();
const root = document.getElementById('preview')!;
const stored = vscode.getState();
let ui: Ui = readUi(typeof stored === 'object' && stored !== null && 'ui' in stored ? stored.ui : null);
let state: PageState | null = null;
let shown: readonly Described[] = [];
let told: Tab | null = null;

function show(): void {
  if (state === null) return;
  const next = view(state, ui);
  patch(root, shown, next);
  shown = next;
  // What the extension needs to bring the panel back after a reload.
  vscode.setState({ uri: state.uri, locked: state.locked, ui });
  const tab = activeTab(state.result, ui);
  if (tab !== told) vscode.postMessage({ type: 'tab', tab });
  told = tab;
}

function change(next: Partial<Ui>): void {
  ui = { ...ui, ...next };
  show();
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToPage(data)) return;
  ({ state } = data);
  show();
});

root.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const button = target?.closest('button');
  if (button) press(button.dataset);
  else if (target && !target.closest('summary, input, textarea, select')) goToSource(event, target);
});

function press({ command, range, tab, toggle, action, value = '' }: DOMStringMap): void {
  if (command) vscode.postMessage({ type: 'command', command: command as PageCommand });
  if (range) {
    const [line = 0, character = 0, endLine = 0, endCharacter = 0] = range.split(' ').map(Number);
    vscode.postMessage({
      type: 'reveal',
      range: { start: { line, character }, end: { line: endLine, character: endCharacter } },
    });
  }
  if (tab) change({ tab: tab as Tab });
  if (toggle === 'mobile') change({ width: ui.width === 'mobile' ? 'desktop' : 'mobile' });
  if (toggle === 'dark') change({ dark: !ui.dark });
  if (toggle === 'source') change({ source: !ui.source });
  if (action === 'user') vscode.postMessage({ type: 'user', key: value });
  else if (action === 'seed') vscode.postMessage({ type: 'seed', seed: Number(value) });
  else if (action === 'mock') vscode.postMessage({ type: 'mock', call: Number(value) });
  else if (action) vscode.postMessage({ type: action as PageAction });
}

/** A click that selects nothing, on text that a field printed. */
function goToSource({ clientX, clientY }: MouseEvent, target: Element): void {
  const holder = target.closest<HTMLElement>('[data-at]');
  const field = holder?.closest<HTMLElement>('[data-field]')?.dataset.field;
  const caret = document.caretRangeFromPoint(clientX, clientY);
  if (!holder || field === undefined || !caret || getSelection()?.isCollapsed === false) return;
  const before = document.createRange();
  before.setStart(holder, 0);
  before.setEnd(caret.startContainer, caret.startOffset);
  const offset = Number(holder.dataset.at) + before.toString().length;
  vscode.postMessage({ type: 'source', field: Number(field), offset });
}

root.addEventListener('change', ({ target }) => {
  if (
    !(
      target instanceof HTMLSelectElement ||
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement
    )
  )
    return;
  const { choose, condition, edit } = target.dataset;
  const { value } = target;
  if (choose === 'user' || choose === 'compare') vscode.postMessage({ type: choose, key: value });
  else if (condition) vscode.postMessage({ type: 'condition', condition: condition as Condition, value });
  else if (edit) vscode.postMessage({ type: 'edit', name: edit, value });
});

/** In the list of tabs, arrows move on and choose, as everywhere. */
root.addEventListener('keydown', (event) => {
  const tab = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=tab]') : null;
  const tabs = [...root.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tab ? tabs.indexOf(tab) : -1;
  if (at < 0) return;
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const chosen = tabs.at(next % tabs.length)!;
  change({ tab: chosen.dataset.tab as Tab });
  chosen.focus();
});

vscode.postMessage({ type: 'ready' });
