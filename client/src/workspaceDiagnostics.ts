/** The findings of all files of the workspace, asked of the server as a stream. */
import type * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  ProgressType,
  WorkDoneProgress,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageclient/node';

export interface FileFindings {
  readonly uri: vscode.Uri;
  /** What to send the next time, to be told only what has changed. */
  readonly resultId: string | undefined;
  /** Null: as before. */
  readonly diagnostics: readonly vscode.Diagnostic[] | null;
}

export interface WorkspaceCheck {
  /** The file's URI → the result's id. */
  readonly previous: ReadonlyMap<string, string>;
  onFindings(files: readonly FileFindings[]): void;
  onProgress(percentage: number, message: string): void;
}

const partialResults = new ProgressType<WorkspaceDiagnosticReportPartialResult>();
let asked = 0;

/** Resolves when all files were told; rejects when it is cancelled. */
export async function workspaceDiagnostics(
  client: BaseLanguageClient,
  { previous, onFindings, onProgress }: WorkspaceCheck,
  token: vscode.CancellationToken,
): Promise<void> {
  asked += 1;
  const [partialResultToken, workDoneToken] = [`checkAll-results-${asked}`, `checkAll-progress-${asked}`];
  let told = Promise.resolve();
  const tell = (items: WorkspaceDiagnosticReport['items']): void => {
    told = told.then(async () => onFindings(await Promise.all(items.map(fromServer))));
  };
  const fromServer = async (report: WorkspaceDiagnosticReport['items'][number]): Promise<FileFindings> => ({
    uri: client.protocol2CodeConverter.asUri(report.uri),
    resultId: report.resultId,
    diagnostics: report.kind === 'full' ? await client.protocol2CodeConverter.asDiagnostics(report.items) : null,
  });
  const listeners = [
    client.onProgress(partialResults, partialResultToken, ({ items }) => tell(items)),
    client.onProgress(WorkDoneProgress.type, workDoneToken, (progress) => {
      if (progress.kind === 'report') onProgress(progress.percentage ?? 0, progress.message ?? '');
    }),
  ];
  try {
    const previousResultIds = [...previous].map(([uri, value]) => ({ uri, value }));
    const params = { previousResultIds, partialResultToken, workDoneToken };
    tell((await client.sendRequest(WorkspaceDiagnosticRequest.type, params, token)).items);
    await told;
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}
