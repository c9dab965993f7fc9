/**
 * When the server's process, and all that needs it, is started: at the first thing of Braze. VS Code wakes the extension
 * for every HTML file too, since it may hold Braze Liquid; a plain web project has no server running for that.
 */
import * as vscode from 'vscode';
import { isOurs } from './languageClient';

/** Any of these tells a folder of Braze templates; the manifest's `workspaceContains` are the same. */
const BRAZE_FILES = [
  '**/braze-liquid.json',
  '**/*.webhook.liquid',
  '**/content_blocks/**/*.liquid',
  '**/content_blocks/**/*.html',
  '**/*.user.json',
  '**/*.mock.json',
];
/** How VS Code names the preview among the tabs that it brings back. */
const PREVIEW_TAB = /\bbrazeLiquid\.preview$/;

/**
 * Starts once: when a file of ours is open, when the preview comes back, when the folder holds something of Braze, or
 * when one of `commands` is called, which is called again once `ready` has registered it. Resolves at once where nothing
 * of that is there yet. A start that failed is tried again at the next occasion.
 */
export async function wakeWhenNeeded<T>(
  context: vscode.ExtensionContext,
  commands: readonly string[],
  start: () => Promise<T>,
  ready: (started: T) => void,
): Promise<void> {
  let waking: Promise<void> | undefined;
  const wake = (): Promise<void> => {
    waking ??= start().then(
      (started) => {
        asleep.dispose();
        ready(started);
      },
      (error: unknown) => {
        waking = undefined;
        throw error;
      },
    );
    return waking;
  };
  const standIn = (command: string): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (...args: readonly unknown[]) => {
      await wake();
      return vscode.commands.executeCommand(command, ...args);
    });
  const asleep = vscode.Disposable.from(
    ...commands.map(standIn),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isOurs(document)) void wake();
    }),
  );
  context.subscriptions.push(asleep);
  if (vscode.workspace.textDocuments.some(isOurs) || isPreviewOpen()) return wake();
  const lookInFolders = async (): Promise<void> => {
    const found = await vscode.workspace.findFiles(`{${BRAZE_FILES.join()}}`, undefined, 1);
    if (found.length > 0) await wake();
  };
  context.subscriptions.push(vscode.workspace.onDidChangeWorkspaceFolders(() => void lookInFolders()));
  void lookInFolders();
}

const isPreviewOpen = (): boolean =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputWebview && PREVIEW_TAB.test(input.viewType));
