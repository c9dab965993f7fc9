/**
 * Diagnostics of all files of the workspace, when the client asks for them: file after file, with room for other requests
 * in between. What has not changed since the client's last asking is not checked again.
 */
import type { Diagnostic, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { checkFile } from './check';
import { relativePath } from './document';
import type { EditingServer } from './editingRequests';
import { fileDiagnostic } from './features/diagnostics';
import { heed, SLICE } from './handlers';
import { createResultIds } from './resultIds';
import type { LanguageService } from './service';
import { type FileKind, isIgnored } from './workspace';

const CHECKED: readonly FileKind[] = ['template', 'content-block', 'markdown', 'user', 'mock', 'config', 'docset'];

/** Reports that are told at once. */
const CHUNK = 50;

interface Checked {
  readonly uri: string;
  readonly text: string;
}

/** Answers the request on a connection; rejects when it is cancelled. */
export function serveWorkspaceDiagnostics({ connection, service, handlers, loaded, roots }: EditingServer): void {
  const resultIds = createResultIds(service);
  connection.languages.diagnostics.onWorkspace(async (params, token, progress, partial) => {
    await loaded();
    const known = new Map((params.previousResultIds ?? []).map(({ uri, value }) => [uri, value]));
    const files = filesOf(service, roots());
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    let sliceEnd = 0;
    progress.begin('Checking templates', 0, undefined, true);
    try {
      for (const [i, { uri, text }] of files.entries()) {
        if (performance.now() > sliceEnd) {
          progress.report(Math.floor((100 * i) / files.length), `${i} of ${files.length}`);
          await new Promise((resolve) => setTimeout(resolve, 0));
          sliceEnd = performance.now() + SLICE;
        }
        heed(token);
        const resultId = resultIds.of(uri, text);
        items.push(
          known.get(uri) === resultId
            ? { kind: 'unchanged', uri, version: null, resultId }
            : {
                kind: 'full',
                uri,
                version: null,
                resultId,
                items: handlers.guard('workspace/diagnostic', uri, [], () => check(uri, text, service)),
              },
        );
        if (partial && items.length >= CHUNK) partial.report({ items: items.splice(0) });
      }
    } finally {
      progress.done();
    }
    const report: WorkspaceDiagnosticReport = { items };
    return report;
  });
}

const check = (uri: string, text: string, service: LanguageService): Diagnostic[] =>
  checkFile(uri, text, service.contextOf(uri)).map(fileDiagnostic);

function filesOf({ workspace }: LanguageService, roots: readonly string[]): readonly Checked[] {
  return roots.flatMap((root) => {
    const { config } = workspace.contextOf(root).workspace;
    return workspace.filesOf(root, CHECKED).filter(({ uri }) => !isIgnored(relativePath(uri, root), config.ignore));
  });
}
