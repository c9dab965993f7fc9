/**
 * `brazeLiquid.checkAll`: the findings of all files in the Problems view, from then on kept up when files change. An open
 * template's findings are kept up by its own requests; those take over while it is open, and their last answer stays when
 * it is closed.
 */
import * as vscode from 'vscode';
import type { Server } from './languageClient';
import type { WorkspaceCheck } from './workspaceDiagnostics';

/** Milliseconds of quiet after which the files are asked for again. */
const PAUSE = 500;

/** Makes the command: it shows the findings and then how many there are. What it registers goes with the extension. */
export function createCheckAll(context: vscode.ExtensionContext, server: Server): () => Promise<void> {
  const findings = vscode.languages.createDiagnosticCollection('brazeLiquid');
  const resultIds = new Map<string, string>();
  /** Open file → what it has been told to hold. */
  const open = new Map<string, readonly vscode.Diagnostic[]>();
  let hasRun = false;
  const forget = (isGone: (key: string) => boolean): void => {
    findings.forEach((uri) => {
      if (isGone(uri.toString())) findings.delete(uri);
    });
    for (const key of resultIds.keys()) if (isGone(key)) resultIds.delete(key);
  };
  /** A file, or a folder with all in it. */
  const forgetFile = (file: vscode.Uri): void => {
    const isGone = (key: string): boolean => `${key}/`.startsWith(`${file}/`);
    forget(isGone);
    for (const key of open.keys()) if (isGone(key)) open.delete(key);
  };
  /** Keeps the last answer of a file whose last tab was closed. */
  const settle = (uri: vscode.Uri): void => {
    const key = uri.toString();
    const last = open.get(key);
    if (last === undefined || isShown(key)) return;
    open.delete(key);
    if (hasRun && vscode.workspace.getWorkspaceFolder(uri)) findings.set(uri, last);
  };
  context.subscriptions.push(
    findings,
    server.onDidDiagnose(({ uri, diagnostics }) => {
      open.set(uri.toString(), diagnostics);
      resultIds.delete(uri.toString());
      findings.delete(uri);
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const { input } of closed) if (input instanceof vscode.TabInputText) settle(input.uri);
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const file of files) forgetFile(file);
    }),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri } of files) forgetFile(oldUri);
    }),
  );

  /** Rejects when it is cancelled, with what has come until then kept. */
  async function ask(token: vscode.CancellationToken, onProgress: WorkspaceCheck['onProgress']): Promise<Checked> {
    const count = new Map<vscode.DiagnosticSeverity, number>();
    const seen = new Set<string>();
    const onFindings: WorkspaceCheck['onFindings'] = (files) => {
      for (const { uri, resultId, diagnostics } of files) {
        const key = uri.toString();
        seen.add(key);
        if (resultId !== undefined && !open.has(key)) resultIds.set(key, resultId);
        if (diagnostics !== null && !open.has(key)) findings.set(uri, diagnostics);
        for (const { severity } of open.get(key) ?? findings.get(uri) ?? [])
          count.set(severity, (count.get(severity) ?? 0) + 1);
      }
    };
    await server.checkWorkspace({ previous: new Map(resultIds), onFindings, onProgress }, token);
    forget((key) => !seen.has(key));
    return { files: seen.size, count };
  }

  const again = keepUp(ask);
  context.subscriptions.push(
    again,
    server.onDidChangeWorkspace(() => {
      if (hasRun) again.soon();
    }),
  );

  return async () => {
    const title = 'Checking Braze Liquid templates';
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    again.stop();
    const checked = await vscode.window.withProgress(options, async (progress, token) => {
      let reached = 0;
      try {
        return await ask(token, (percentage, message) => {
          progress.report({ increment: percentage - reached, message });
          reached = percentage;
        });
      } catch (error) {
        if (token.isCancellationRequested) return null;
        throw error;
      }
    });
    hasRun = true;
    if (checked === null) return;
    const show = 'Show Problems';
    const buttons = checked.count.size > 0 ? [show] : [];
    void vscode.window.showInformationMessage(summary(checked), ...buttons).then((answer) => {
      if (answer === show) void vscode.commands.executeCommand('workbench.actions.view.problems');
    });
  };
}

interface Checked {
  readonly files: number;
  readonly count: ReadonlyMap<vscode.DiagnosticSeverity, number>;
}

interface Again extends vscode.Disposable {
  /** A moment after the last call; what is under way is ended, for it is of the past. */
  soon(): void;
  stop(): void;
}

/** Asks again and says nothing of it. */
function keepUp(
  ask: (token: vscode.CancellationToken, onProgress: WorkspaceCheck['onProgress']) => Promise<unknown>,
): Again {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: vscode.CancellationTokenSource | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    asking?.cancel();
  };
  return {
    stop,
    dispose: stop,
    soon() {
      stop();
      timer = setTimeout(() => {
        const source = new vscode.CancellationTokenSource();
        asking = source;
        // Cancelled, or the server is not there: what was known stays.
        void ask(source.token, () => undefined).catch(() => undefined);
      }, PAUSE);
    },
  };
}

const isShown = (key: string): boolean =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key);

/** "Checked 12 files: 1 error, 3 warnings." */
function summary({ files, count }: Checked): string {
  if (files === 0) return 'There are no Braze Liquid files in this workspace.';
  const { Error: error, Warning: warning, Information: information, Hint: hint } = vscode.DiagnosticSeverity;
  const hints = (count.get(information) ?? 0) + (count.get(hint) ?? 0);
  const parts = [
    [count.get(error) ?? 0, 'error'],
    [count.get(warning) ?? 0, 'warning'],
    [hints, 'hint'],
  ] as const;
  const plural = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  const found = parts.filter(([number]) => number > 0).map(([number, word]) => plural(number, word));
  return `Checked ${plural(files, 'file')}: ${found.length > 0 ? found.join(', ') : 'no problems'}.`;
}
