/** A client as an editor is one, over stdio, that measures how long the answers take. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { watched } from './processes.mjs';

// The project's own, not that of the packages we are measured beside.
const project = createRequire(new URL('../package.json', import.meta.url));
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = project(
  'vscode-languageserver-protocol/node',
);

/**
 * Starts a language server and initializes it.
 * @param pulls whether it is asked for its diagnostics; else it sends them
 */
export async function startServer(script, args, root, { env, pulls }) {
  const watch = watched(env);
  const start = performance.now();
  const child = spawn(process.execPath, [...watch.flags, script, ...args], {
    env: watch.env,
    stdio: ['pipe', 'pipe', process.env.BENCH_VERBOSE ? 'inherit' : 'ignore'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Map();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }) =>
    waiting.get(uri)?.(version, diagnostics),
  );
  connection.onRequest('workspace/workspaceFolders', () => [{ uri: root, name: 'bench' }]);
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  connection.onRequest(() => null);
  connection.onError(() => {});
  connection.listen();
  const capabilities = {
    workspace: { configuration: true, didChangeConfiguration: {}, workspaceFolders: true },
    textDocument: {
      synchronization: {},
      completion: { completionItem: { snippetSupport: true } },
      hover: { contentFormat: ['markdown'] },
      ...(pulls ? { diagnostic: {} } : { publishDiagnostics: { versionSupport: true } }),
    },
  };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'bench' }],
    capabilities,
  });
  const initialized = performance.now() - start;
  await connection.sendNotification('initialized', {});
  const versions = new Map();
  const texts = new Map();

  /** The diagnostics of the document's newest version. Await after the change was sent. */
  function diagnostics(uri) {
    if (pulls)
      return connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }).then(({ items }) => items);
    return new Promise((resolve) => {
      const wanted = versions.get(uri);
      waiting.set(uri, (version, items) => {
        if (version === undefined || version === null || version >= wanted) resolve(items);
      });
    });
  }
  return {
    started: start,
    initialized,
    diagnostics,
    open(uri, text, languageId) {
      versions.set(uri, 1);
      texts.set(uri, text);
      return connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text },
      });
    },
    /** Types a text at an offset. Sent as a change of that place where the server takes such. */
    type(uri, offset, typed, incremental) {
      const before = texts.get(uri);
      const version = versions.get(uri) + 1;
      versions.set(uri, version);
      texts.set(uri, before.slice(0, offset) + typed + before.slice(offset));
      const start = positionOf(before, offset);
      const change = incremental ? { range: { start, end: start }, text: typed } : { text: texts.get(uri) };
      return connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [change],
      });
    },
    ask: (method, uri, offset, more = {}) =>
      connection.sendRequest(method, {
        textDocument: { uri },
        ...(offset === undefined ? {} : { position: positionOf(texts.get(uri), offset) }),
        ...more,
      }),
    /** Ends the server; the most memory it held, in bytes. */
    async stop() {
      const timer = setTimeout(() => child.kill(), 5000);
      await connection.sendRequest('shutdown').catch(() => {});
      await connection.sendNotification('exit').catch(() => {});
      await exited;
      clearTimeout(timer);
      connection.dispose();
      return watch.peak();
    },
    pid: child.pid,
  };
}

function positionOf(text, offset) {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return { line, character: offset - lineStart };
}
