/// <reference lib="dom" />
/** The preview's page: shows each state that the extension sends, and tells it what is clicked, chosen and typed. */
import { offsetAt } from './body';
import { patch } from './dom';
import { createMail } from './mail';
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

const mail = createMail((offset) => {
  const field = Number(messageFrame()?.dataset.field);
  if (Number.isInteger(field)) vscode.postMessage({ type: 'source', field, offset });
});
const messageFrame = (): HTMLIFrameElement | null => root.querySelector<HTMLIFrameElement>('iframe.message');

/** Puts the message into its frame; the frame's own document may still be on its way. */
function showMail(scroll = false): void {
  const frame = messageFrame();
  if (!frame || !state?.result) return;
  const field = Number(frame.dataset.field);
  const marks = state.marks.filter((mark) => mark.field === field);
  mail.show(frame, state.result.output, marks, scroll);
}
// It does not bubble, but it can be caught on its way down.
root.addEventListener('load', ({ target }) => target === messageFrame() && showMail(), true);

function show(): void {
  if (state === null) return;
  const next = view(state, ui);
  patch(root, shown, next);
  shown = next;
  showMail();
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
  if (data.type === 'state') {
    ({ state } = data);
    show();
  } else if (state !== null) {
    state = { ...state, marks: data.marks };
    show();
    goToMark();
  }
});

/** Brings what the cursor stands for into sight; the one who moves it is in the editor. */
function goToMark(): void {
  if (document.hasFocus()) return;
  showMail(true);
  root.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
}

root.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const button = target?.closest('button');
  if (button) press(button.dataset);
  else if (target && !target.closest('summary, input, textarea, select')) goToSource(event, target);
});

function press({ command, range, tab, toggle, action, outcome, value = '' }: DOMStringMap): void {
  const [line = 0, character = 0] = value.split(' ').map(Number);
  if (command) vscode.postMessage({ type: 'command', command: command as PageCommand });
  if (range) {
    const [from = 0, fromCharacter = 0, to = 0, toCharacter = 0] = range.split(' ').map(Number);
    const start = { line: from, character: fromCharacter };
    vscode.postMessage({ type: 'reveal', range: { start, end: { line: to, character: toCharacter } } });
  }
  if (tab) change({ tab: tab as Tab });
  if (toggle === 'mobile') change({ width: ui.width === 'mobile' ? 'desktop' : 'mobile' });
  if (toggle === 'dark') change({ dark: !ui.dark });
  if (toggle === 'source') change({ source: !ui.source });
  if (outcome) change({ outcome: outcome === ui.outcome ? null : (outcome as Ui['outcome']) });
  if (action === 'user') vscode.postMessage({ type: 'user', key: value });
  else if (action === 'seed') vscode.postMessage({ type: 'seed', seed: Number(value) });
  else if (action === 'reach') vscode.postMessage({ type: 'reach', position: { line, character } });
  else if (action === 'mock') vscode.postMessage({ type: 'mock', call: Number(value) });
  else if (action) vscode.postMessage({ type: action as PageAction });
}

/** A click that selects nothing, on text that a field printed. */
function goToSource({ clientX, clientY }: MouseEvent, target: Element): void {
  const field = target.closest<HTMLElement>('[data-field]')?.dataset.field;
  const caret = document.caretRangeFromPoint(clientX, clientY);
  if (field === undefined || !caret || getSelection()?.isCollapsed === false) return;
  const offset = offsetOfClick(Number(field), target, caret);
  if (offset !== null) vscode.postMessage({ type: 'source', field: Number(field), offset });
}

/** Where in a field's output the caret stands: in a text that says where it begins, or in one of a body's lines. */
function offsetOfClick(field: number, target: Element, caret: Range): number | null {
  const holder = target.closest<HTMLElement>('[data-at]');
  if (holder) return Number(holder.dataset.at) + lengthBefore(caret, holder);
  const body = target.closest<HTMLElement>('[data-start]');
  const line = target.closest('.line');
  const output = state?.result?.details?.fields[field]?.output;
  if (!body || !line || output === undefined) return null;
  const start = Number(body.dataset.start);
  const text = output.slice(start, Number(body.dataset.end));
  const index = [...body.querySelectorAll('.line:not(.at-line)')].indexOf(line);
  const offset = offsetAt(text, body.dataset.json !== undefined, index, lengthBefore(caret, line));
  return offset === null ? null : start + offset;
}

function lengthBefore(caret: Range, holder: Element): number {
  const before = document.createRange();
  before.setStart(holder, 0);
  before.setEnd(caret.startContainer, caret.startOffset);
  return before.toString().length;
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
  const { choose, condition, edit, path = '[]', seed } = target.dataset;
  const { value } = target;
  if (choose === 'user' || choose === 'compare') vscode.postMessage({ type: choose, key: value });
  else if (condition) vscode.postMessage({ type: 'condition', condition: condition as Condition, value });
  else if (edit) vscode.postMessage({ type: 'edit', name: edit, path: JSON.parse(path) as string[], value });
  else if (seed !== undefined) vscode.postMessage({ type: 'seed', seed: Number(value) });
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
