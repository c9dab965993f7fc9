/**
 * LSP requests → the service and its features. The one place that knows the protocol, and the one that catches: a bug
 * costs the answer of one request, logged with its method and URI, never with the user's text.
 */
import type { Connection, Diagnostic, InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import {
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { completionCapabilities, serveCompletion } from './completionRequests';
import { displayCapabilities, serveDisplay } from './displayRequests';
import { editingCapabilities, renamedFiles, serveEditing } from './editingRequests';
import { diagnostics } from './features/diagnostics';
import { documentHighlights } from './features/documentHighlight';
import { documentLinks } from './features/documentLink';
import { documentSymbols } from './features/documentSymbol';
import { foldingRanges } from './features/foldingRange';
import { hover } from './features/hover';
import { linkedEditingRanges } from './features/linkedEditingRange';
import { selectionRanges } from './features/selectionRange';
import { signatureHelp } from './features/signatureHelp';
import { type Disk, readFolders } from './folders';
import { formattingCapabilities, registerFormatting, serveFormatting } from './formattingRequests';
import { createHandlers, uriIn } from './handlers';
import { servePreview } from './previewRequests';
import { templatesRequest, type UsersParams, usersRequest, workspaceChangedNotification } from './protocol';
import type { RenderHost } from './render';
import { createLanguageService } from './service';
import { followChange, WATCHED } from './watchRequests';
import { CONFIG_NAME } from './workspace';

/** What differs between Node and the web. */
export interface Platform extends Disk {
  readonly renderHost: RenderHost;
  /** ISO 8601. */
  now(): string;
}

/** Serves one client until the connection ends. */
export function startServer(connection: Connection, platform: Platform): void {
  const service = createLanguageService();
  const open = new Map<string, TextDocument>();
  let client: InitializeParams['capabilities'] = {};
  let roots: readonly string[] = [];
  /** Requests about the workspace wait for its first reading. */
  let loading: Promise<void> = Promise.resolve();

  const folders = (): readonly string[] => roots.map((root) => `${root.replace(/\/*$/, '')}/`);
  const firstFolder = (): string | null => folders()[0] ?? null;
  const loaded = (): Promise<void> => loading;
  /** Reads files after what is being read; requests that follow wait for it. A failure ends neither them nor the server. */
  const reading = (read: () => Promise<void>): void => {
    loading = loading.then(read).catch((error: unknown) => {
      connection.console.error(`workspace: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    });
  };
  const languageOf = (uri: string): string | undefined => open.get(uri)?.languageId;
  const handlers = createHandlers({ service, loaded, languageOf, log: (message) => connection.console.error(message) });
  const { documentsOf, guard, at, whole } = handlers;
  serveEditing({ connection, service, handlers, loaded, languageOf, client: () => client, roots: folders });
  serveCompletion(connection, handlers, () => client);
  serveFormatting(connection, handlers);
  servePreview({ connection, service, loaded, platform });
  const display = serveDisplay({ connection, handlers, platform, client: () => client });
  const pulls = (): boolean => client.textDocument?.diagnostic !== undefined;

  connection.onInitialize((params) => {
    client = params.capabilities;
    display.configure(params.initializationOptions);
    roots = (params.workspaceFolders ?? []).map((folder) => folder.uri);
    if (roots.length === 0 && params.rootUri) roots = [params.rootUri];
    const all = { ...capabilities(), ...formattingCapabilities(client) };
    return { capabilities: all, serverInfo: { name: 'braze-liquid' } };
  });

  connection.onInitialized(() => {
    reading(() => readFolders(service, platform, roots).then(refresh));
    registerFormatting(connection, client);
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED }).catch(() => undefined);
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => folder.uri));
        roots = [...roots.filter((root) => !gone.has(root)), ...added.map((folder) => folder.uri)];
        reading(() => readFolders(service, platform, roots).then(refresh));
      });
    }
  });

  // ── Documents ──────────────────────────────────────────────────────────────────────────────────────────────────────

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    open.set(uri, TextDocument.create(uri, languageId, version, text));
    service.open(uri, text, isMarkdown(languageId, uri));
    changed(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const document = open.get(uri);
    if (!document) return;
    TextDocument.update(document, contentChanges, version);
    service.open(uri, document.getText(), isMarkdown(document.languageId, uri));
    changed(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    open.delete(uri);
    display.forget(uri);
    const before = service.workspace.revision();
    service.close(uri);
    if (!pulls()) connection.sendDiagnostics({ uri, diagnostics: [] });
    if (service.workspace.revision() !== before) refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    reading(async () => {
      const before = service.workspace.edits();
      for (const { uri, type } of changes) {
        if (typeof uri !== 'string') continue;
        await followChange(service, platform, { uri, type });
        // It says which other files concern us.
        if (uri.endsWith(`/${CONFIG_NAME}`)) await readFolders(service, platform, roots);
      }
      if (service.workspace.edits() !== before) refresh();
    });
  });

  let revision = 0;
  /** A keystroke in one document concerns the others only when the workspace's state changed with it. */
  function changed(uri: string): void {
    const concernsAll = service.workspace.revision() !== revision;
    revision = service.workspace.revision();
    if (concernsAll) refresh();
    else if (!pulls()) push(uri);
  }
  function refresh(): void {
    revision = service.workspace.revision();
    void connection.sendNotification(workspaceChangedNotification);
    if (!pulls()) for (const uri of service.openUris()) push(uri);
    else if (client.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
  }
  function push(uri: string): void {
    const items = diagnosticsOf('textDocument/publishDiagnostics', uri);
    void connection.sendDiagnostics({ uri, version: open.get(uri)?.version, diagnostics: items });
  }
  function diagnosticsOf(method: string, uri: string): Diagnostic[] {
    return documentsOf(uri).flatMap((document) =>
      guard(method, uri, [], () => [...diagnostics(document, service.contextOf(uri))]),
    );
  }
  // ── Requests ───────────────────────────────────────────────────────────────────────────────────────────────────────

  connection.languages.diagnostics.on(async (params, token) => {
    const uri = uriIn(params);
    await loaded();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.ServerCancelled, 'cancelled');
    return { kind: 'full' as const, items: diagnosticsOf('textDocument/diagnostic', uri) };
  });
  connection.onHover(at('textDocument/hover', null, (d, p, c) => hover(d, p.position, c)));
  connection.onSignatureHelp(at('textDocument/signatureHelp', null, (d, p, c) => signatureHelp(d, p.position, c)));
  connection.onDocumentHighlight(
    at('textDocument/documentHighlight', [], (d, p, c) => documentHighlights(d, p.position, c)),
  );
  connection.languages.onLinkedEditingRange(
    at('textDocument/linkedEditingRange', null, (d, p) => linkedEditingRanges(d, p.position)),
  );
  connection.onDocumentSymbol(whole('textDocument/documentSymbol', [], (d) => documentSymbols(d)));
  connection.onFoldingRanges(whole('textDocument/foldingRange', [], (d) => foldingRanges(d)));
  connection.onSelectionRanges(whole('textDocument/selectionRange', [], (d, p) => selectionRanges(d, p.positions)));
  connection.onDocumentLinks(whole('textDocument/documentLink', [], (d, _, c) => documentLinks(d, c)));
  connection.onRequest(templatesRequest, () => service.templates(firstFolder()));
  connection.onRequest(usersRequest, async (params: UsersParams | undefined) => {
    await loaded();
    return service.users(params?.textDocument?.uri ?? firstFolder());
  });
  connection.onShutdown(() => platform.renderHost.dispose());

  connection.listen();
}

const isMarkdown = (languageId: string, uri: string): boolean => languageId === 'markdown' || uri.endsWith('.md');

function capabilities(): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { identifier: 'braze-liquid', interFileDependencies: true, workspaceDiagnostics: false },
    ...completionCapabilities,
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: [':', ',', ' '] },
    documentHighlightProvider: true,
    linkedEditingRangeProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    ...displayCapabilities,
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: renamedFiles },
    },
    ...editingCapabilities,
  };
}
