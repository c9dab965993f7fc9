/**
 * LSP requests → the service and its features. The one place that knows the protocol, and the one that catches: a bug
 * costs the answer of one request, logged with its method and URI, never with the user's text.
 */
import type { CancellationToken, Connection, InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readDocument, type TemplateDocument } from './document';
import { codeActions } from './features/codeAction';
import { completion } from './features/completion';
import { diagnostics } from './features/diagnostics';
import { hover } from './features/hover';
import {
  type RenderParams,
  type RenderResult,
  renderRequest,
  templatesRequest,
  type UsersParams,
  usersRequest,
  workspaceChangedNotification,
} from './protocol';
import { defaultLimits, type RenderContext, type RenderHost, renderDocument } from './render';
import { type Context, createLanguageService, type LanguageService } from './service';
import { completeUser, randomUser, readSampleUser } from './workspace';

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

  const firstFolder = (): string | null => (roots[0] === undefined ? null : `${roots[0].replace(/\/*$/, '')}/`);
  const pulls = (): boolean => client.textDocument?.diagnostic !== undefined;

  connection.onInitialize((params) => {
    client = params.capabilities;
    roots = (params.workspaceFolders ?? []).map((folder) => folder.uri);
    if (roots.length === 0 && params.rootUri) roots = [params.rootUri];
    return { capabilities: capabilities(), serverInfo: { name: 'braze-liquid' } };
  });

  connection.onInitialized(() => {
    loading = load(service, platform, roots).then(refresh);
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = [{ globPattern: '**/*.{liquid,braze,json,html}' }];
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => folder.uri));
        roots = [...roots.filter((root) => !gone.has(root)), ...added.map((folder) => folder.uri)];
        loading = load(service, platform, roots).then(refresh);
      });
    }
  });

  // ── Documents ──────────────────────────────────────────────────────────────────────────────────────────────────────

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    open.set(uri, TextDocument.create(uri, languageId, version, text));
    service.open(uri, text);
    changed(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const document = open.get(uri);
    if (!document) return;
    TextDocument.update(document, contentChanges, version);
    service.open(uri, document.getText());
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
    const document = documentOf(uri);
    if (!document) return;
    const items = guard('textDocument/publishDiagnostics', uri, [], () =>
      diagnostics(document, service.contextOf(uri)),
    );
    void connection.sendDiagnostics({ uri, version: open.get(uri)?.version, diagnostics: [...items] });
  }
  /** A template that is open; JSON and other files that a client opens with us get empty answers. */
  function documentOf(uri: string): TemplateDocument | null {
    const language = open.get(uri)?.languageId;
    return language === 'json' || language === 'jsonc' || uri.endsWith('.json') ? null : service.document(uri);
  }

  // ── Requests ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Runs a feature; a bug in it is logged and answered by the method's empty value. */
  function guard<T>(method: string, uri: string, empty: T, run: () => T): T {
    try {
      return run();
    } catch (error) {
      connection.console.error(`${method} ${uri}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
      return empty;
    }
  }
  /** Answers a request about a document: after the workspace is read, and unless it was cancelled meanwhile. */
  async function answer<T>(
    method: string,
    uri: string,
    token: CancellationToken,
    empty: T,
    run: (document: TemplateDocument, context: Context) => T,
  ): Promise<T> {
    await loading;
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    const document = documentOf(uri);
    return document ? guard(method, uri, empty, () => run(document, service.contextOf(uri))) : empty;
  }

  connection.languages.diagnostics.on(async ({ textDocument: { uri } }, token) => ({
    kind: 'full' as const,
    items: await answer('textDocument/diagnostic', uri, token, [], (document, context) => [
      ...diagnostics(document, context),
    ]),
  }));
  connection.onCompletion(({ textDocument: { uri }, position }, token) =>
    answer('textDocument/completion', uri, token, null, (document, context) => completion(document, position, context)),
  );
  connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer('textDocument/hover', uri, token, null, (document, context) => hover(document, position, context)),
  );
  connection.onCodeAction(({ textDocument: { uri }, range, context: asked }, token) =>
    answer('textDocument/codeAction', uri, token, [], (document, context) => [
      ...codeActions(document, range, asked, context),
    ]),
  );

  connection.onRequest(renderRequest, async (params: RenderParams) => {
    await loading;
    return render(params);
  });
  connection.onRequest(templatesRequest, () => service.templates(firstFolder()));
  connection.onRequest(usersRequest, async (params: UsersParams | undefined) => {
    await loading;
    return service.users(params?.textDocument?.uri ?? firstFolder());
  });
  connection.onShutdown(() => platform.renderHost.dispose());

  async function render(params: RenderParams): Promise<RenderResult> {
    const { uri } = params.textDocument;
    const document = service.document(uri) ?? (await readFromDisk(uri));
    if (!document) throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no file ${uri} to render.`);
    const { docset, workspace } = service.contextOf(uri);
    const user =
      params.random !== undefined
        ? randomUser(params.random, docset)
        : params.user === undefined
          ? completeUser
          : readSampleUser(params.user, docset, null, '');
    if (!user)
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        "'user' has to be a sample user: an object with 'attributes'.",
      );
    if (params.now !== undefined && Number.isNaN(Date.parse(params.now))) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, `'${params.now}' is no ISO 8601 time.`);
    }
    const context: RenderContext = {
      user: user.data,
      contentBlocks: Object.fromEntries([...workspace.contentBlocks].map(([name, block]) => [name, block.text])),
      mocks: workspace.mocks,
      now: params.now ?? platform.now(),
      seed: params.random ?? 0,
      limits: defaultLimits,
    };
    const rendered = await platform.renderHost.render({ texts: document.fields.map((field) => field.text), context });
    return renderDocument(document, context, rendered);
  }

  async function readFromDisk(uri: string): Promise<TemplateDocument | null> {
    const text = await platform.readFile(uri);
    const { docset, workspace } = service.contextOf(uri);
    return text === null ? null : readDocument(uri, text, { docset, config: workspace.config, root: workspace.root });
  }

  connection.listen();
}

/** Reads the workspace's folders into the index; JSON and HTML files that mean nothing to us stay outside it. */
async function load(service: LanguageService, platform: Platform, roots: readonly string[]): Promise<void> {
  service.workspace.setRoots(roots);
  for (const root of roots) {
    const uris = await platform.listFiles(root);
    for (const uri of uris) {
      const text = await platform.readFile(uri);
      if (text !== null) service.workspace.setFile(uri, text);
    }
  }
}

function capabilities(): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { identifier: 'braze-liquid', interFileDependencies: true, workspaceDiagnostics: false },
    completionProvider: { triggerCharacters: ['{', '$', '.', '|', ':', ' ', '"', '%', '(', "'"] },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, `${CodeActionKind.SourceFixAll}.brazeLiquid`] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
