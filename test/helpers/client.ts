/** A small LSP client over a real stdio connection to the built server. */
import { spawn } from 'node:child_process';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  Position,
  ProtocolConnection,
} from 'vscode-languageserver-protocol';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { built } from './built';

export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  change(uri: string, version: number, text: string): Promise<void>;
  /** By pull. */
  diagnostics(uri: string): Promise<readonly Diagnostic[]>;
  completions(uri: string, position: Position): Promise<readonly { readonly label: string }[]>;
  /** What the server wrote to its error output. */
  errors(): string;
  stop(): Promise<number | null>;
}

const PULLING: ClientCapabilities = { textDocument: { diagnostic: {} } };

/** Starts the server on a folder (a URI, or null for none) and initializes it. */
export async function startClient(
  root: string | null = null,
  capabilities: ClientCapabilities = PULLING,
  started: { readonly flags?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Client> {
  const child = spawn(process.execPath, [...(started.flags ?? []), built('server.js'), '--stdio'], {
    env: { ...process.env, ...started.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: root,
    capabilities,
    workspaceFolders: root === null ? null : [{ uri: root, name: 'w' }],
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    initialized,
    open: (uri, text, languageId = 'braze-liquid') =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    diagnostics: async (uri) =>
      (await connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } }))
        .items,
    completions: async (uri, position) => {
      const answer = await connection.sendRequest<{ items: { label: string }[] } | { label: string }[] | null>(
        'textDocument/completion',
        {
          textDocument: { uri },
          position,
        },
      );
      return Array.isArray(answer) ? answer : (answer?.items ?? []);
    },
    errors: () => errors,
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return exited;
    },
  };
}
