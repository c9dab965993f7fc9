/** A word in the status bar that something is done: it needs no click, and goes by itself. */
import * as vscode from 'vscode';

/** Milliseconds that it stays. */
const STAYS = 4000;

/** Says a sentence without its full stop. */
export function sayDone(sentence: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${sentence}`, STAYS);
}
