/** The server's entry for a web worker: files come from the client. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { listFilesRequest, readFileRequest } from './protocol';
import { createRenderHost } from './render';
import { spawnBrowserWorker } from './render/spawn.browser';
import { startServer } from './server';

declare const self: Worker;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

startServer(connection, {
  listFiles: (root) => connection.sendRequest<readonly string[]>(listFilesRequest, { root }).catch(() => []),
  readFile: (uri) => connection.sendRequest<string | null>(readFileRequest, { uri }).catch(() => null),
  renderHost: createRenderHost(spawnBrowserWorker),
  now: () => new Date().toISOString(),
});
