/// <reference lib="dom" />
/** The preview's page: shows each state that the extension sends, and tells it what is clicked. */
import { patch } from './dom';
import { type FromPage, isToPage } from './messages';
import type { Node as Described } from './node';
import { view } from './view';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: unknown): void };

const vscode = acquireVsCodeApi();
const root = document.getElementById('preview')!;
let shown: readonly Described[] = [];

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToPage(data)) return;
  const next = view(data.state);
  patch(root, shown, next);
  shown = next;
  // What the extension needs to bring the panel back after a reload.
  vscode.setState({ uri: data.state.uri });
});

root.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button?.dataset.command) vscode.postMessage({ type: 'command', command: button.dataset.command as never });
  if (button?.dataset.range) {
    const [line = 0, character = 0, endLine = 0, endCharacter = 0] = button.dataset.range.split(' ').map(Number);
    vscode.postMessage({
      type: 'reveal',
      range: { start: { line, character }, end: { line: endLine, character: endCharacter } },
    });
  }
});

root.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLSelectElement) vscode.postMessage({ type: 'user', key: target.value });
});

vscode.postMessage({ type: 'ready' });
