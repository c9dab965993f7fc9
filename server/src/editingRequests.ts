/** The requests that look beyond one document: definition, references, rename, symbols and calls, workspace diagnostics. */
import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  Position,
  ServerCapabilities,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { ResourceOperationKind } from 'vscode-languageserver';
import type { TemplateDocument } from './document';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/callHierarchy';
import { dataDefinition, dataReferences, dataRename, prepareDataRename } from './features/dataFiles';
import { definition } from './features/definition';
import { editsForRenamedFile } from './features/fileRename';
import { references } from './features/references';
import { prepareRename, rename } from './features/rename';
import { workspaceSymbols } from './features/workspaceSymbol';
import { type Handlers, isData, orRefuse } from './handlers';
import type { Context, LanguageService } from './service';
import { serveWorkspaceDiagnostics } from './workspaceDiagnostics';

export interface EditingServer {
  readonly connection: Connection;
  readonly service: LanguageService;
  readonly handlers: Handlers;
  loaded(): Promise<void>;
  languageOf(uri: string): string | undefined;
  client(): ClientCapabilities;
  /** The folders' URIs, each with a slash at its end. */
  roots(): readonly string[];
}

/** What the requests of this file add to the server's abilities. */
export const editingCapabilities: ServerCapabilities = {
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  workspaceSymbolProvider: true,
  callHierarchyProvider: true,
};

/** Files whose renaming the client asks about before it does it. */
export const renamedFiles = {
  filters: [{ scheme: 'file', pattern: { glob: '**/*.{liquid,braze,html}', matches: 'file' as const } }],
};

export function serveEditing(server: EditingServer): void {
  const { connection, service, handlers } = server;
  const { at, wide } = handlers;

  /** A question that has an answer in templates and in the files beside them. */
  const either =
    <P extends { readonly textDocument: { readonly uri: string }; readonly position: Position }, T>(
      method: string,
      empty: T,
      inTemplate: (document: TemplateDocument, params: P, context: Context) => T,
      inData: (uri: string, params: P, context: Context) => T,
    ) =>
    (params: P, token: CancellationToken): Promise<T> => {
      const { uri } = params.textDocument;
      return isData(uri, server.languageOf(uri))
        ? wide<P, T>(method, empty, (asked) => inData(uri, asked, service.contextOf(uri)))(params, token)
        : at<P, T>(method, empty, inTemplate)(params, token);
    };

  connection.onDefinition(
    either(
      'textDocument/definition',
      [],
      (d, p, c) => definition(d, p.position, c),
      (uri, p, c) => dataDefinition(uri, p.position, c),
    ),
  );
  connection.onReferences(
    either(
      'textDocument/references',
      [],
      (d, p, c) => references(d, p.position, p.context, c),
      (uri, p, c) => dataReferences(uri, p.position, p.context, c),
    ),
  );
  connection.onPrepareRename(
    either(
      'textDocument/prepareRename',
      null,
      (d, p, c) => orRefuse(prepareRename(d, p.position, c)),
      (uri, p, c) => orRefuse(prepareDataRename(uri, p.position, c)),
    ),
  );
  connection.onRenameRequest(
    either(
      'textDocument/rename',
      null,
      (d, p, c) => orRefuse(rename(d, p.position, p.newName, c, canRenameFiles(server.client()))),
      (uri, p, c) => orRefuse(dataRename(uri, p.position, p.newName, c)),
    ),
  );
  connection.workspace.onWillRenameFiles(
    wide('workspace/willRenameFiles', null, ({ files }) =>
      merged(
        files.flatMap(({ oldUri, newUri }) => editsForRenamedFile(oldUri, newUri, service.contextOf(oldUri)) ?? []),
      ),
    ),
  );
  connection.onWorkspaceSymbol(
    wide('workspace/symbol', [], ({ query }) => {
      const roots = server.roots();
      return (roots.length === 0 ? [''] : roots).flatMap((root) => workspaceSymbols(query, service.contextOf(root)));
    }),
  );
  connection.languages.callHierarchy.onPrepare(
    at('textDocument/prepareCallHierarchy', null, (d, p, c) => prepareCallHierarchy(d, p.position, c)),
  );
  connection.languages.callHierarchy.onIncomingCalls(
    wide('callHierarchy/incomingCalls', [], ({ item }) => incomingCalls(item, service.contextOf(item.uri))),
  );
  connection.languages.callHierarchy.onOutgoingCalls(
    wide('callHierarchy/outgoingCalls', [], ({ item }) => outgoingCalls(item, service.contextOf(item.uri))),
  );
  serveWorkspaceDiagnostics(server);
}

function canRenameFiles({ workspace }: ClientCapabilities): boolean {
  const { documentChanges, resourceOperations } = workspace?.workspaceEdit ?? {};
  return documentChanges === true && resourceOperations?.includes(ResourceOperationKind.Rename) === true;
}

/** Edits of several files at once; null where there is none. */
function merged(edits: readonly WorkspaceEdit[]): WorkspaceEdit | null {
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const edit of edits)
    for (const [uri, list] of Object.entries(edit.changes ?? {})) changes[uri] = [...(changes[uri] ?? []), ...list];
  return edits.length === 0 ? null : { changes };
}
