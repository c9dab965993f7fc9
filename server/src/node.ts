/** The server's entry for Node: `--stdio` or `--node-ipc`. */
import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { createRenderHost } from './render';
import { spawnNodeWorker } from './render/spawn.node';
import { startServer } from './server';

/** What is never part of a workspace of templates. */
const SKIPPED = ['**/node_modules/**', '**/.git/**', '**/dist/**'];

startServer(createConnection(ProposedFeatures.all), {
  async listFiles(root) {
    if (!root.startsWith('file:')) return [];
    const cwd = URI.parse(root).fsPath;
    const paths = await glob(
      [
        '**/*.{liquid,braze,json,html,md}',
        '**/custom_attributes/registry.{yaml,yml}',
        '**/email_templates/*/{template.yaml,template.yml,body.txt}',
      ],
      {
        cwd,
        absolute: true,
        ignore: SKIPPED,
        followSymbolicLinks: false,
      },
    );
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
