/** The server's entry for Node: `--stdio` or `--node-ipc`. */
import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { createRenderHost } from './render';
import { spawnNodeWorker } from './render/spawn.node';
import { startServer } from './server';
import { OUR_FILES, SKIPPED_FOLDERS } from './workspace';

startServer(createConnection(ProposedFeatures.all), {
  async listFiles(root) {
    if (!root.startsWith('file:')) return [];
    const cwd = URI.parse(root).fsPath;
    const paths = await glob(OUR_FILES, {
      cwd,
      absolute: true,
      ignore: SKIPPED_FOLDERS,
      followSymbolicLinks: false,
    });
    return paths.map((path) => URI.file(path).toString());
  },
  async readFile(uri) {
    try {
      return uri.startsWith('file:') ? await readFile(URI.parse(uri).fsPath, 'utf8') : null;
    } catch {
      return null;
    }
  },
  renderHost: createRenderHost(spawnNodeWorker),
  now: () => new Date().toISOString(),
});
