/** What an editor draws over the text: semantic tokens, whole and by their changes, and inlay hints. */
import type {
  ClientCapabilities,
  Connection,
  InlayHint,
  InlayHintParams,
  SemanticTokens,
  SemanticTokensRangeParams,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { TemplateDocument } from './document';
import { inlayHints, type Printed } from './features/inlayHint';
import { semanticTokens, semanticTokensLegend } from './features/semanticTokens';
import { tokenEdits } from './features/semanticTokensDelta';
import type { Handlers } from './handlers';
import { isObject } from './json';
import { baseContext } from './preview/renderContext';
import { type ActiveUserParams, activeUserNotification } from './protocol';
import type { RenderHost } from './render';
import type { Context } from './service';
import { readSampleUser } from './workspace';

export interface DisplayServer {
  readonly connection: Connection;
  readonly handlers: Handlers;
  readonly platform: { readonly renderHost: RenderHost; now(): string };
  client(): ClientCapabilities;
}

export interface Display {
  /** Takes the settings as a client hands them over at the start: `{ inlayHints: { enabled } }`. */
  configure(settings: unknown): void;
  /** A document was closed. */
  forget(uri: string): void;
}

/** What the requests of this file add to the server's abilities. */
export const displayCapabilities: ServerCapabilities = {
  semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
  inlayHintProvider: true,
};

/** Answers the requests on a connection. */
export function serveDisplay({ connection, handlers, platform, client }: DisplayServer): Display {
  const { whole } = handlers;
  const sent = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
  let nextId = 1;
  let hintsEnabled = false;
  let activeUser: unknown = null;

  const remembered = (document: TemplateDocument, context: Context): SemanticTokens => {
    const { data } = semanticTokens(document, null, context);
    const resultId = String(nextId++);
    sent.set(document.uri, { resultId, data });
    return { resultId, data };
  };
  const none: SemanticTokens = { data: [] };
  connection.languages.semanticTokens.on(
    whole('textDocument/semanticTokens/full', none, (d, _, c) => remembered(d, c)),
  );
  connection.languages.semanticTokens.onDelta(
    whole('textDocument/semanticTokens/full/delta', none, (d, { previousResultId }, c) => {
      const before = sent.get(d.uri);
      const after = remembered(d, c);
      return before?.resultId === previousResultId
        ? { resultId: after.resultId, edits: tokenEdits(before.data, after.data) }
        : after;
    }),
  );
  connection.languages.semanticTokens.onRange(
    whole('textDocument/semanticTokens/range', none, (d, p: SemanticTokensRangeParams, c) =>
      semanticTokens(d, p.range, c),
    ),
  );

  const hints = whole<InlayHintParams, Promise<InlayHint[]> | InlayHint[]>(
    'textDocument/inlayHint',
    [],
    async (document, { range }, context) => {
      const printed = await printedBy(document, context);
      return handlers.guard('textDocument/inlayHint', document.uri, [], () =>
        inlayHints(document, range, context, printed),
      );
    },
  );
  connection.languages.inlayHint.on(async (params, token) => (hintsEnabled ? hints(params, token) : []));

  /** What each output prints for the active user: the first time it is run, with the runs right behind. */
  async function printedBy(document: TemplateDocument, context: Context): Promise<Printed> {
    const base = baseContext(context, platform.now());
    const user = readSampleUser(activeUser, context.docset, null, '')?.data ?? base.user;
    const texts = document.fields.map((field) => field.text);
    const rendered = await platform.renderHost.render({ texts, context: { ...base, user } });
    return rendered.map(({ output, trace }) => {
      const values = new Map<number, string>();
      for (const { start, end, source } of trace)
        if (!values.has(source.start)) values.set(source.start, output.slice(start, end));
      return values;
    });
  }

  const refreshHints = (): void => {
    if (client().workspace?.inlayHint?.refreshSupport)
      void connection.languages.inlayHint.refresh().catch(() => undefined);
  };
  const configure = (settings: unknown): void => {
    const asked = memberOf(memberOf(settings, 'inlayHints'), 'enabled');
    if (typeof asked !== 'boolean' || asked === hintsEnabled) return;
    hintsEnabled = asked;
    refreshHints();
  };
  connection.onDidChangeConfiguration(async ({ settings }) => {
    const given: unknown = memberOf(settings, 'brazeLiquid');
    if (given !== undefined) configure(given);
    else if (client().workspace?.configuration) configure(await connection.workspace.getConfiguration('brazeLiquid'));
  });
  connection.onNotification(activeUserNotification, ({ user }: ActiveUserParams) => {
    activeUser = user;
    if (hintsEnabled) refreshHints();
  });

  return {
    configure,
    forget: (uri) => {
      sent.delete(uri);
    },
  };
}

const memberOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
