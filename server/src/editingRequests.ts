/** The requests that look beyond one document: definition, references, rename, symbols and calls, workspace diagnostics. */
import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  Position,
  ServerCapabilities,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { CodeActionKind, ResourceOperationKind } from 'vscode-languageserver';
import { readDocument, type TemplateDocument } from './document';
import { recognizeRequest, writeRequest } from './document/convert';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/callHierarchy';
import { codeActions, FIX_ALL } from './features/codeAction';
import { dataDefinition, dataReferences, dataRename, prepareDataRename } from './features/dataFiles';
import { definition } from './features/definition';
import { editsForRenamedFile } from './features/fileRename';
import { references } from './features/references';
import { prepareRename, rename } from './features/rename';
import { workspaceSymbols } from './features/workspaceSymbol';
import { type Handlers, isData, orRefuse, uriIn } from './handlers';
import { type ConvertParams, type ConvertResult, convertRequest } from './protocol';
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
  codeActionProvider: {
    codeActionKinds: [
      CodeActionKind.QuickFix,
      FIX_ALL,
      CodeActionKind.RefactorExtract,
      CodeActionKind.RefactorInline,
      CodeActionKind.RefactorRewrite,
    ],
  },
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
      const uri = uriIn(params);
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
      (d, p, c) => orRefuse(rename(d, p.position, p.newName, c, can(server.client(), ResourceOperationKind.Rename))),
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
  connection.onCodeAction(
    handlers.handler(
      'textDocument/codeAction',
      [],
      (uri, { range }) => handlers.documentAt(uri, range.start),
      (d, p, c) => [...codeActions(d, p.range, p.context, c, can(server.client(), ResourceOperationKind.Create))],
    ),
  );
  connection.onRequest(convertRequest, async ({ text, to }: ConvertParams): Promise<ConvertResult> => {
    const { docset, workspace } = service.contextOf('');
    const context = { docset, config: workspace.config, root: null };
    const found = recognizeRequest(text, (template) => readDocument('untitled:a.webhook.liquid', template, context));
    if (found === null) return refuse(NO_REQUEST);
    return { from: found.form, text: writeRequest(found.request, to) };
  });
  serveWorkspaceDiagnostics(server);
}

const NO_REQUEST =
  "This is no request: it has to be a curl command, a '.http' request, Braze's webhook object as JSON, or a webhook file with a URL.";

const refuse = (refusal: string): never => orRefuse<never>({ refusal });

/** Whether the client can make or rename files as part of an edit. */
function can({ workspace }: ClientCapabilities, operation: ResourceOperationKind): boolean {
  const { documentChanges, resourceOperations } = workspace?.workspaceEdit ?? {};
  return documentChanges === true && resourceOperations?.includes(operation) === true;
}

/** Edits of several files at once; null where there is none. */
function merged(edits: readonly WorkspaceEdit[]): WorkspaceEdit | null {
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const edit of edits)
    for (const [uri, list] of Object.entries(edit.changes ?? {})) changes[uri] = [...(changes[uri] ?? []), ...list];
  return edits.length === 0 ? null : { changes };
}
