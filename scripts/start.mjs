// npm start [-- --serve]: builds, and opens the sample workspace in VS Code with the extension in it: the VS Code that is
// installed, else (or with --serve) the one of test/host-vscode, served to a browser on this machine alone.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startVscodeServer } from './lib/vscodeServer.mjs';
import { packageExtension } from './package.mjs';

const FOLDER = resolve('examples');
const FIRST = join(FOLDER, 'rokt/new-event.webhook.liquid');
const isWindows = process.platform === 'win32';

if (process.argv.includes('--serve') || !canOpenDesktop()) await serve();
else openDesktop();

/** Whether `code` is installed and can show a window: it needs a screen, and refuses to run as root. */
function canOpenDesktop() {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasScreen || process.getuid?.() === 0) return false;
  return spawnSync('code', ['--version'], { shell: isWindows, stdio: 'ignore' }).status === 0;
}

function openDesktop() {
  const built = spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
  if (built.status !== 0) process.exit(1);
  const quote = (text) => (isWindows ? `"${text}"` : text);
  const args = [`--extensionDevelopmentPath=${resolve('.')}`, FOLDER, FIRST].map(quote);
  const { status } = spawnSync('code', args, { shell: isWindows, stdio: 'inherit' });
  console.log('The sample workspace opens in VS Code. (npm start -- --serve opens it in a browser instead.)');
  process.exit(status ?? 1);
}

async function serve() {
  const work = mkdtempSync(join(tmpdir(), 'braze-liquid-start-'));
  const discard = () => rmSync(work, { recursive: true, force: true });
  process.once('exit', discard);
  console.log('Building …');
  const vsix = packageExtension(join(work, 'braze-liquid.vsix'));
  const server = await startVscodeServer({ extensions: [vsix], token: randomBytes(20).toString('hex') });
  const address = server.url(FOLDER, [['openFile', server.remote(FIRST)]]);
  console.log(`
VS Code runs with the extension and the sample workspace. Open this address in a browser on this machine:

    ${address}

Ctrl+C ends it.`);
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await server.stop();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  const code = await server.exited;
  if (ending) return;
  console.error(`VS Code's server ended with ${code}:\n${server.output()}`);
  process.exit(1);
}
