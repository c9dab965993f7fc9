// Serves the real VS Code of test/host-vscode on loopback.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installHost } from '../host-install.mjs';

/** A VS Code that shows nothing but what is opened, and asks the network for nothing. */
const QUIET = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'json.schemaDownload.enable': false,
  'window.confirmBeforeClose': 'never',
  'files.autoSave': 'off',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'editor.accessibilitySupport': 'off',
};

/** Starts the server with the `.vsix` files in it; `token` guards it, or null leaves it open to this machine. */
export async function startVscodeServer({ settings = {}, token = null, extensions = [], args = [], env = {} } = {}) {
  const { node, vscode } = installHost();
  const data = mkdtempSync(join(tmpdir(), 'braze-liquid-vscode-'));
  for (const folder of ['data/User', 'data/Machine', 'extensions', 'tmp'])
    mkdirSync(join(data, folder), { recursive: true });
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  const main = join(vscode, 'out/server-main.js');
  const common = ['--accept-server-license-terms', '--telemetry-level', 'off', '--server-data-dir', data];
  const world = {
    ...outerWorldLeftOut(),
    TMPDIR: join(data, 'tmp'),
    XDG_RUNTIME_DIR: join(data, 'tmp'),
    EXTENSIONS_GALLERY: '{}',
    ...env,
  };
  for (const vsix of extensions)
    execFileSync(node, [main, ...common, '--install-extension', vsix, '--force'], { env: world, stdio: 'pipe' });
  const access = token === null ? ['--without-connection-token'] : ['--connection-token', token];
  const child = spawn(node, [main, '--host', '127.0.0.1', '--port', '0', ...common, ...access, ...args], {
    env: world,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: extension hosts and language servers go when it goes.
    detached: true,
  });
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It is gone already.
    }
  };
  const onExit = () => kill('SIGKILL');
  process.once('exit', onExit);
  let output = '';
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const port = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not start in a minute:\n${output}`)), 60_000);
    const read = (chunk) => {
      output += chunk;
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then((code) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ended with ${code}:\n${output}`));
    });
  });
  return {
    data,
    exited,
    output: () => output,
    /** The workbench's address on a folder; `payload` as VS Code's own browser tests give it. */
    url(folder, payload = []) {
      const query = new URLSearchParams({ folder });
      if (token !== null) query.set('tkn', token);
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://127.0.0.1:${port}/?${query}`;
    },
    remote: (path) => `vscode-remote://127.0.0.1:${port}${path}`,
    async stop() {
      kill('SIGTERM');
      const timer = setTimeout(() => kill('SIGKILL'), 3000);
      await exited;
      clearTimeout(timer);
      kill('SIGKILL');
      process.off('exit', onExit);
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** When this itself runs in a VS Code terminal or an npm script, that world stays outside. */
const outerWorldLeftOut = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_TEST)/.test(name)));
