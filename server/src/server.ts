/**
 * LSP requests → the service and its features. The one place that knows the protocol, and the one that catches: a bug
 * costs the answer of one request, logged with its method and URI, never with the user's text.
 */
import type {
  CancellationToken,
  Connection,
  Diagnostic,
  InitializeParams,
  Position,
  SemanticTokens,
  SemanticTokensRangeParams,
  ServerCapabilities,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  LSPErrorCodes,
  ProgressType,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readDocument, type TemplateDocument } from './document';
import { codeActions, FIX_ALL } from './features/codeAction';
import { completion } from './features/completion';
import { definition } from './features/definition';
import { diagnostics } from './features/diagnostics';
import { documentHighlights } from './features/documentHighlight';
import { documentLinks } from './features/documentLink';
import { documentSymbols } from './features/documentSymbol';
import { foldingRanges } from './features/foldingRange';
import { hover } from './features/hover';
import { linkedEditingRanges } from './features/linkedEditingRange';
import { references } from './features/references';
import { prepareRename, rename } from './features/rename';
import { selectionRanges } from './features/selectionRange';
import { semanticTokens, semanticTokensLegend } from './features/semanticTokens';
import { signatureHelp } from './features/signatureHelp';
import { readFolders } from './folders';
import { createPreviewRequests } from './previewRequests';
import {
  coverageRequest,
  type MockParams,
  mockRequest,
  type OutcomeRow,
  type OutcomesParams,
  outcomesRequest,
  type ReachParams,
  type RenderParams,
  reachRequest,
  renderRequest,
  templatesRequest,
  type UsersParams,
  usersRequest,
  workspaceChangedNotification,
} from './protocol';
import type { RenderHost } from './render';
import { type Context, createLanguageService } from './service';

/** What differs between Node and the web. */
export interface Platform {
  /** URIs of the files below a folder that may concern us. */
  listFiles(root: string): Promise<readonly string[]>;
  /** A file's text; null when it cannot be read. */
  readFile(uri: string): Promise<string | null>;
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

  const preview = createPreviewRequests({
    readDocument: async (uri) => service.documents(uri)[0] ?? (await readFromDisk(uri)),
    contextOf: (uri) => service.contextOf(uri),
    renderHost: platform.renderHost,
    now: () => platform.now(),
  });

  const firstFolder = (): string | null => (roots[0] === undefined ? null : `${roots[0].replace(/\/*$/, '')}/`);
  const pulls = (): boolean => client.textDocument?.diagnostic !== undefined;

  connection.onInitialize((params) => {
    client = params.capabilities;
    roots = (params.workspaceFolders ?? []).map((folder) => folder.uri);
    if (roots.length === 0 && params.rootUri) roots = [params.rootUri];
    return { capabilities: capabilities(), serverInfo: { name: 'braze-liquid' } };
  });

  connection.onInitialized(() => {
    loading = readFolders(service, platform, roots).then(refresh);
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = [
        { globPattern: '**/*.{liquid,braze,json,html}' },
        { globPattern: '**/custom_attributes/registry.{yaml,yml}' },
      ];
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => folder.uri));
        roots = [...roots.filter((root) => !gone.has(root)), ...added.map((folder) => folder.uri)];
        loading = readFolders(service, platform, roots).then(refresh);
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
    const before = service.workspace.revision();
    service.close(uri);
    if (!pulls()) connection.sendDiagnostics({ uri, diagnostics: [] });
    if (service.workspace.revision() !== before) refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    // Requests that follow wait for it, as they do for the first reading.
    loading = loading.then(async () => {
      const before = service.workspace.revision();
      for (const { uri, type } of changes) {
        if (/\/(node_modules|\.git|dist)\//.test(uri)) continue;
        service.workspace.setFile(uri, type === FileChangeType.Deleted ? null : await platform.readFile(uri));
      }
      if (service.workspace.revision() !== before) refresh();
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
  /** The templates of an open file; JSON and other files that a client opens with us have none. */
  function documentsOf(uri: string): readonly TemplateDocument[] {
    const language = open.get(uri)?.languageId;
    return language === 'json' || language === 'jsonc' || uri.endsWith('.json') ? [] : service.documents(uri);
  }
  /** The template at a position: the file's one, or that stretch of a Markdown file. */
  function documentAt(uri: string, position: Position): TemplateDocument | null {
    return documentsOf(uri).find((document) => holds(document, position)) ?? null;
  }

  // ── Requests ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Runs a feature; a bug in it is logged and answered by the method's empty value. */
  function guard<T>(method: string, uri: string, empty: T, run: () => T): T {
    try {
      return run();
    } catch (error) {
      // A refusal is an answer.
      if (error instanceof ResponseError) throw error;
      connection.console.error(`${method} ${uri}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
      return empty;
    }
  }
  /** A request's handler: waits for the workspace, heeds a cancellation, finds the template, catches. */
  function handler<P extends { readonly textDocument: { readonly uri: string } }, T>(
    method: string,
    empty: T,
    find: (uri: string, params: P) => TemplateDocument | null,
    run: (document: TemplateDocument, params: P, context: Context) => T,
  ): (params: P, token: CancellationToken) => Promise<T> {
    return async (params, token) => {
      await loading;
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      const { uri } = params.textDocument;
      const document = guard(method, uri, null, () => find(uri, params));
      return document ? guard(method, uri, empty, () => run(document, params, service.contextOf(uri))) : empty;
    };
  }
  /** Of the template at a position. */
  const at = <P extends TextDocumentPositionParams, T>(
    method: string,
    empty: T,
    run: (document: TemplateDocument, params: P, context: Context) => T,
  ) => handler<P, T>(method, empty, (uri, { position }) => documentAt(uri, position), run);
  /** Of a whole file that is one template. */
  const whole = <P extends { readonly textDocument: { readonly uri: string } }, T>(
    method: string,
    empty: T,
    run: (document: TemplateDocument, params: P, context: Context) => T,
  ) => handler<P, T>(method, empty, (uri) => (isOne(documentsOf(uri)) ? documentsOf(uri)[0]! : null), run);

  connection.languages.diagnostics.on(async ({ textDocument: { uri } }, token) => {
    await loading;
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.ServerCancelled, 'cancelled');
    return { kind: 'full' as const, items: diagnosticsOf('textDocument/diagnostic', uri) };
  });
  connection.onCompletion(at('textDocument/completion', null, (d, p, c) => completion(d, p.position, c)));
  connection.onHover(at('textDocument/hover', null, (d, p, c) => hover(d, p.position, c)));
  connection.onSignatureHelp(at('textDocument/signatureHelp', null, (d, p, c) => signatureHelp(d, p.position, c)));
  connection.onDefinition(at('textDocument/definition', [], (d, p, c) => definition(d, p.position, c)));
  connection.onReferences(at('textDocument/references', [], (d, p, c) => references(d, p.position, p.context, c)));
  connection.onDocumentHighlight(
    at('textDocument/documentHighlight', [], (d, p, c) => documentHighlights(d, p.position, c)),
  );
  connection.languages.onLinkedEditingRange(
    at('textDocument/linkedEditingRange', null, (d, p) => linkedEditingRanges(d, p.position)),
  );
  connection.onPrepareRename(
    at('textDocument/prepareRename', null, (d, p, c) => orRefuse(prepareRename(d, p.position, c))),
  );
  connection.onRenameRequest(
    at('textDocument/rename', null, (d, p, c) => orRefuse(rename(d, p.position, p.newName, c))),
  );
  connection.onCodeAction(
    handler(
      'textDocument/codeAction',
      [],
      (uri, { range }) => documentAt(uri, range.start),
      (d, p, c) => [...codeActions(d, p.range, p.context, c)],
    ),
  );
  connection.onDocumentSymbol(whole('textDocument/documentSymbol', [], (d, _, c) => documentSymbols(d, c)));
  connection.onFoldingRanges(whole('textDocument/foldingRange', [], (d) => foldingRanges(d)));
  connection.onSelectionRanges(whole('textDocument/selectionRange', [], (d, p) => selectionRanges(d, p.positions)));
  connection.onDocumentLinks(whole('textDocument/documentLink', [], (d, _, c) => documentLinks(d, c)));
  const noTokens: SemanticTokens = { data: [] };
  connection.languages.semanticTokens.on(
    whole('textDocument/semanticTokens/full', noTokens, (d, _, c) => semanticTokens(d, null, c)),
  );
  connection.languages.semanticTokens.onRange(
    whole('textDocument/semanticTokens/range', noTokens, (d, p: SemanticTokensRangeParams, c) =>
      semanticTokens(d, p.range, c),
    ),
  );

  connection.onRequest(renderRequest, async (params: RenderParams) => {
    await loading;
    return preview.render(params);
  });
  connection.onRequest(outcomesRequest, async (params: OutcomesParams, token) => {
    await loading;
    const partial = params.partialResultToken;
    return preview.outcomes(params, token, (rows) => {
      if (partial !== undefined) void connection.sendProgress(outcomesProgress, partial, rows);
    });
  });
  connection.onRequest(coverageRequest, async (params: OutcomesParams, token) => {
    await loading;
    return preview.coverage(params, token);
  });
  connection.onRequest(reachRequest, async (params: ReachParams, token) => {
    await loading;
    return preview.reach(params, token);
  });
  connection.onRequest(mockRequest, async (params: MockParams) => {
    await loading;
    return preview.mock(params);
  });
  connection.onRequest(templatesRequest, () => service.templates(firstFolder()));
  connection.onRequest(usersRequest, async (params: UsersParams | undefined) => {
    await loading;
    return service.users(params?.textDocument?.uri ?? firstFolder());
  });
  connection.onShutdown(() => platform.renderHost.dispose());

  async function readFromDisk(uri: string): Promise<TemplateDocument | null> {
    const text = await platform.readFile(uri);
    const { docset, workspace } = service.contextOf(uri);
    return text === null ? null : readDocument(uri, text, { docset, config: workspace.config, root: workspace.root });
  }

  connection.listen();
}

const outcomesProgress = new ProgressType<readonly OutcomeRow[]>();

const isMarkdown = (languageId: string, uri: string): boolean => languageId === 'markdown' || uri.endsWith('.md');

const isOne = (documents: readonly TemplateDocument[]): boolean =>
  documents.length === 1 && (documents[0]!.frontMatter?.whole.start ?? documents[0]!.body.map.file.start) <= 1;

/** Whether a position lies in a template; in a file that is one it always does. */
function holds(document: TemplateDocument, position: Position): boolean {
  const offset = document.lines.offsetAt(position);
  const start = document.frontMatter?.whole.start ?? document.body.map.file.start;
  return start <= 1 || (offset >= start && offset <= document.body.map.file.end);
}

/** What cannot be done right is refused, with the reason for the user. */
function orRefuse<T extends object>(answer: T | { readonly refusal: string }): T {
  if ('refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}

function capabilities(): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { identifier: 'braze-liquid', interFileDependencies: true, workspaceDiagnostics: false },
    completionProvider: { triggerCharacters: ['{', '%', '$', '|', ':', '.', "'", '"', '[', ' ', ','] },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: [':', ',', ' '] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    linkedEditingRangeProvider: true,
    renameProvider: { prepareProvider: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    semanticTokensProvider: { legend: semanticTokensLegend, full: true, range: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
