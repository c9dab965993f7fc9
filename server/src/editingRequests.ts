/** The requests that look beyond one document: definition, references, rename, symbols and calls, workspace diagnostics. */
import type {
  CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsParams,
  CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsParams,
  CancellationToken,
  ClientCapabilities,
  Connection,
  Location,
  Position,
  ServerCapabilities,
  TextDocumentPositionParams,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import { CodeActionKind, MessageType, ResourceOperationKind, ShowMessageNotification } from 'vscode-languageserver';
import { readDocument, type TemplateDocument } from './document';
import { recognizeRequest, writeRequest } from './document/convert';
import { forClient } from './features/annotated';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/callHierarchy';
import { codeActions, FIX_ALL } from './features/codeAction';
import { dataDefinition, dataReferences, dataRename, prepareDataRename } from './features/dataFiles';
import { definition } from './features/definition';
import { editsForRenamedFile } from './features/fileRename';
import { references } from './features/references';
import { prepareRename, rename } from './features/rename';
import { type Steps, withNames } from './features/steps';
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

/** Answers the requests on a connection. */
export function serveEditing(server: EditingServer): void {
  const { connection, service, handlers } = server;
  const { at, wide } = handlers;

  /** An edit as the client takes it; what the user has to know of it is said in a message. */
  const toClient = (whole: WorkspaceEdit): WorkspaceEdit => {
    const { documentChanges, changeAnnotationSupport } = server.client().workspace?.workspaceEdit ?? {};
    const { edit, remark } = forClient(whole, documentChanges === true && changeAnnotationSupport !== undefined);
    if (remark !== null) {
      const message = { type: MessageType.Info, message: remark };
      void connection.sendNotification(ShowMessageNotification.method, message);
    }
    return edit;
  };
  const told = function* (steps: Steps<WorkspaceEdit>): Steps<WorkspaceEdit> {
    return toClient(yield* steps);
  };

  /** A question about the names in all files of the folder of `uri`. */
  const named = <P, T>(method: string, empty: T, uri: string, run: (params: P, context: Context) => T) =>
    wide<P, T>(method, empty, (params) => {
      const context = service.contextOf(uri);
      return withNames(context.workspace, () => run(params, context));
    });

  /** A question that has an answer in templates and in the files beside them. */
  const either =
    <P extends { readonly textDocument: { readonly uri: string }; readonly position: Position }, T>(
      method: string,
      empty: T,
      inTemplate: (document: TemplateDocument, params: P, context: Context) => T | Steps<T>,
      inData: (uri: string, params: P, context: Context) => T,
    ) =>
    (params: P, token: CancellationToken): Promise<T> => {
      const uri = uriIn(params);
      return isData(uri, server.languageOf(uri))
        ? named<P, T>(method, empty, uri, (asked, context) => inData(uri, asked, context))(params, token)
        : at<P, T>(method, empty, (d, p, c) => withNames(c.workspace, () => inTemplate(d, p, c)))(params, token);
    };

  connection.onDefinition((params: TextDocumentPositionParams, token) => {
    const uri = uriIn(params);
    // Most definitions stand in the document itself: they wait for no other file.
    return isData(uri, server.languageOf(uri))
      ? named<TextDocumentPositionParams, Location[]>('textDocument/definition', [], uri, (p, c) =>
          dataDefinition(uri, p.position, c),
        )(params, token)
      : at<TextDocumentPositionParams, Location[]>('textDocument/definition', [], (d, p, c) =>
          definition(d, p.position, c),
        )(params, token);
  });
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
      (d, p, c) => unlessRefused(prepareRename(d, p.position, c)),
      (uri, p, c) => orRefuse(prepareDataRename(uri, p.position, c)),
    ),
  );
  connection.onRenameRequest(
    either(
      'textDocument/rename',
      null,
      (d, p, c) =>
        told(unlessRefused(rename(d, p.position, p.newName, c, can(server.client(), ResourceOperationKind.Rename)))),
      (uri, p, c) => toClient(orRefuse(dataRename(uri, p.position, p.newName, c))),
    ),
  );
  connection.workspace.onWillRenameFiles(
    wide('workspace/willRenameFiles', null, function* ({ files }) {
      const edits: WorkspaceEdit[] = [];
      for (const { oldUri, newUri } of files) {
        const context = service.contextOf(oldUri);
        const edit = yield* withNames(context.workspace, () => editsForRenamedFile(oldUri, newUri, context));
        if (edit !== null) edits.push(edit);
      }
      return merged(edits);
    }),
  );
  connection.onWorkspaceSymbol(
    wide('workspace/symbol', [], function* ({ query }) {
      const roots = server.roots();
      const symbols: WorkspaceSymbol[] = [];
      for (const root of roots.length === 0 ? [''] : roots) {
        const context = service.contextOf(root);
        symbols.push(...(yield* withNames(context.workspace, () => workspaceSymbols(query, context))));
      }
      return symbols;
    }),
  );
  connection.languages.callHierarchy.onPrepare(
    at('textDocument/prepareCallHierarchy', null, (d, p, c) => prepareCallHierarchy(d, p.position, c)),
  );
  connection.languages.callHierarchy.onIncomingCalls((params, token) =>
    named<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[]>(
      'callHierarchy/incomingCalls',
      [],
      params.item.uri,
      ({ item }, context) => incomingCalls(item, context),
    )(params, token),
  );
  connection.languages.callHierarchy.onOutgoingCalls((params, token) =>
    named<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[]>(
      'callHierarchy/outgoingCalls',
      [],
      params.item.uri,
      ({ item }, context) => outgoingCalls(item, context),
    )(params, token),
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
    if (found === null || typeof found === 'string') return refuse(found ?? NO_REQUEST);
    return { from: found.form, text: writeRequest(found.request, to) };
  });
  serveWorkspaceDiagnostics(server);
}

/** What `steps` give, if it is no refusal. */
function* unlessRefused<T extends object>(steps: Steps<T | { readonly refusal: string }>): Steps<T> {
  return orRefuse<T>(yield* steps);
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
