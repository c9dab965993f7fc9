/** Starts the language server and speaks its own requests. */
import * as vscode from 'vscode';
import {
  DocumentDiagnosticRequest,
  LanguageClient,
  type LanguageClientOptions,
  ProgressType,
  RevealOutputChannelOn,
  type ServerOptions,
  State,
  TransportKind,
  vsdiag,
} from 'vscode-languageclient/node';
import {
  activeUserNotification,
  type ConvertParams,
  type ConvertResult,
  convertRequest,
  type MockFile,
  type MockParams,
  mockRequest,
  type OutcomeRow,
  type OutcomesParams,
  type OutcomesResult,
  outcomesRequest,
  type ReachParams,
  type ReachResult,
  type RenderParams,
  type RenderResult,
  reachRequest,
  renderRequest,
  type TemplateItem,
  templatesRequest,
  type UserItem,
  type UsersParams,
  usersRequest,
  workspaceChangedNotification,
} from '../../server/src/protocol';
import { provideOnTypeFormattingEdits } from './onType';
import { saveUsesOfRenamed } from './renameFiles';
import { type WorkspaceCheck, workspaceDiagnostics } from './workspaceDiagnostics';

/** The language that all of this is for. */
export const LANGUAGE = 'braze-liquid';

/** Files whose unsaved text counts too: sample users, mocks, docsets, the config, custom attributes with their types. */
const RELATED_FILES = [
  '**/*.{user,mock,docset}.json',
  '**/braze-liquid.json',
  '**/custom_attributes/registry.{yaml,yml}',
] as const;

/** In Markdown, the templates inside fences and raw blocks. */
const SELECTOR = [
  { language: LANGUAGE },
  { language: 'markdown' },
  ...RELATED_FILES.map((pattern) => ({ scheme: 'file', pattern })),
];

/** Whether a file is ours whatever its text is; Markdown is only where it holds templates. */
export const isOurs = (document: vscode.TextDocument): boolean =>
  document.languageId !== 'markdown' && vscode.languages.match(SELECTOR, document) > 0;

/** Room for young objects, in MB: parsing a large text makes many that live a moment only. */
const execArgv = ['--max-semi-space-size=64'];

/** What the rest of the client asks of the server. */
export interface Server {
  render(params: RenderParams): Promise<RenderResult>;
  users(template: vscode.Uri | undefined): Promise<readonly UserItem[]>;
  templates(): Promise<readonly TemplateItem[]>;
  /** Rejects with a sentence where the text is no request. */
  convert(params: ConvertParams): Promise<ConvertResult>;
  /** A user who gets to a place in a template, or sees a problem there. */
  reach(params: ReachParams): Promise<ReachResult>;
  /** What becomes of all sample users; rows are told as they are done. Rejects when it is cancelled. */
  outcomes(
    params: OutcomesParams,
    token: vscode.CancellationToken,
    progress: (rows: readonly OutcomeRow[]) => void,
  ): Promise<OutcomesResult>;
  /** A new mock file for a call. */
  mock(params: MockParams): Promise<MockFile>;
  /** The findings of all files; rejects when it is cancelled. */
  checkWorkspace(check: WorkspaceCheck, token: vscode.CancellationToken): Promise<void>;
  /** Whom inlay hints show values for: what `users` gave, or null for the bundled complete user. */
  setActiveUser(user: unknown): void;
  restart(): Promise<void>;
  /** Users, mocks, content blocks or the config are not what they were. */
  readonly onDidChangeWorkspace: vscode.Event<void>;
  /** An open file's findings are these now. */
  readonly onDidDiagnose: vscode.Event<Diagnosed>;
}

export interface Diagnosed {
  readonly uri: vscode.Uri;
  readonly diagnostics: readonly vscode.Diagnostic[];
}

const outcomeRows = new ProgressType<readonly OutcomeRow[]>();

/** Starts the server in a process of its own; rejects when it cannot be started. */
export async function startServer(context: vscode.ExtensionContext): Promise<Server> {
  const changed = new vscode.EventEmitter<void>();
  const diagnosed = new vscode.EventEmitter<Diagnosed>();
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { execArgv } },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: [...execArgv, '--nolazy', '--enable-source-maps'] },
    },
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector: SELECTOR,
    // A bug costs one answer; it is no reason to cover the editor with a log.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => ({ inlayHints: { enabled: setting('inlayHints.enabled', false) } }),
    synchronize: { configurationSection: 'brazeLiquid' },
    middleware: {
      workspace: saveUsesOfRenamed(context),
      provideOnTypeFormattingEdits,
      provideDiagnostics: async (document, previous, token, next) => {
        if (!setting('validate.enable', true)) return { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] };
        const report = await next(document, previous, token);
        if (report?.kind === vsdiag.DocumentDiagnosticReportKind.full && isOpenTemplate(document))
          diagnosed.fire({ uri: 'uri' in document ? document.uri : document, diagnostics: report.items });
        return report;
      },
    },
  };
  const client = new LanguageClient('brazeLiquid', 'Braze Liquid', serverOptions, clientOptions);
  context.subscriptions.push(client, changed, diagnosed, refreshOnSetting(client));
  client.onNotification(workspaceChangedNotification, () => changed.fire());
  let progressCount = 0;
  let activeUser: unknown = null;
  const tellActiveUser = (): void => void client.sendNotification(activeUserNotification, { user: activeUser });
  // A server that was restarted knows nobody.
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running && activeUser !== null) tellActiveUser();
  });
  await client.start();

  return {
    render: (params) => client.sendRequest<RenderResult>(renderRequest, params),
    users: (template) => {
      const params: UsersParams = template ? { textDocument: { uri: template.toString() } } : {};
      return client.sendRequest<readonly UserItem[]>(usersRequest, params);
    },
    templates: () => client.sendRequest<readonly TemplateItem[]>(templatesRequest),
    convert: (params) => client.sendRequest<ConvertResult>(convertRequest, params),
    reach: (params) => client.sendRequest<ReachResult>(reachRequest, params),
    async outcomes(params, token, progress) {
      const partialResultToken = `outcomes-${++progressCount}`;
      const told = client.onProgress(outcomeRows, partialResultToken, progress);
      try {
        return await client.sendRequest<OutcomesResult>(outcomesRequest, { ...params, partialResultToken }, token);
      } finally {
        told.dispose();
      }
    },
    mock: (params) => client.sendRequest<MockFile>(mockRequest, params),
    checkWorkspace: (check, token) => workspaceDiagnostics(client, check, token),
    setActiveUser: (user) => {
      activeUser = user;
      if (client.state === State.Running) tellActiveUser();
    },
    restart: () => client.restart(),
    onDidChangeWorkspace: changed.event,
    onDidDiagnose: diagnosed.event,
  };
}

/** Of the other files we are shown, `pull` answers nothing. */
function isOpenTemplate(document: vscode.TextDocument | vscode.Uri): boolean {
  return 'languageId' in document && !document.isClosed && [LANGUAGE, 'markdown'].includes(document.languageId);
}

function setting<T>(name: string, fallback: T): T {
  return vscode.workspace.getConfiguration('brazeLiquid').get(name, fallback);
}

/** Asks for diagnostics anew when the setting that turns them off has changed. */
function refreshOnSetting(client: LanguageClient): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('brazeLiquid.validate')) return;
    const document = vscode.workspace.textDocuments.find((open) => open.languageId === LANGUAGE);
    const provider = document && client.getFeature(DocumentDiagnosticRequest.method).getProvider(document);
    provider?.onDidChangeDiagnosticsEmitter.fire();
  });
}
