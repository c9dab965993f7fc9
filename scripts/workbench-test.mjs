// The packaged extension in a real workbench, used as a person would: the tests of test/workbench, in Chromium.
//   node scripts/workbench-test.mjs [WORD …]     only the tests whose file or name holds a word
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';
import { openBrowser } from './lib/browser.mjs';
import { selfSigned } from './lib/certificate.mjs';
import { copyExamples } from './lib/extensionFolder.mjs';
import { startVscodeServer } from './lib/vscodeServer.mjs';
import { workbenchOn } from './lib/workbench.mjs';
import { packageExtension } from './package.mjs';

const SHOTS = 'artifacts';
const SETTINGS = {
  // Saved when the focus leaves: no test then ends with a question about unsaved text.
  'files.autoSave': 'onFocusChange',
  // A line of the file is a line on screen.
  '[braze-liquid]': { 'editor.wordWrap': 'off' },
};
/** Milliseconds that one look or click may wait. */
const PATIENCE = 20_000;

/** Runs the tests; resolves to the counts. Throws when the workbench cannot be opened at all. */
export async function runWorkbenchTests(words = []) {
  mkdirSync(SHOTS, { recursive: true });
  const session = await openSession();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const { name, run } of await findTests(words)) {
      const begin = Date.now();
      try {
        await session.workbench.closeEditors();
        await run(session);
        counts.passed++;
        console.log(`✔ ${name} (${Date.now() - begin} ms)`);
      } catch (error) {
        counts.failed++;
        await session.shot(`failed-${name}`).catch(() => undefined);
        console.log(`✖ ${name}\n    ${String(error.stack ?? error).replaceAll('\n', '\n    ')}`);
      }
    }
  } finally {
    await session.close();
  }
  return counts;
}

async function findTests(words) {
  const found = [];
  for (const file of globSync('test/workbench/*.test.mjs').sort()) {
    const { tests } = await import(pathToFileURL(resolve(file)).href);
    for (const [name, run] of Object.entries(tests))
      if (words.length === 0 || words.some((word) => `${file} ${name}`.includes(word))) found.push({ name, run });
  }
  return found;
}

/** What a test gets: the workbench on a workspace of its own, and what the browser asked for since it was opened. */
async function openSession() {
  const work = mkdtempSync(join(tmpdir(), 'braze-liquid-workbench-'));
  const workspace = copyExamples();
  const requests = [];
  let server;
  let browser;
  const close = async () => {
    await browser?.close();
    await server?.stop();
    workspace.remove();
    rmSync(work, { recursive: true, force: true });
  };
  try {
    const vsix = packageExtension(join(work, 'braze-liquid.vsix'));
    const authority = join(work, 'authority.pem');
    const identity = selfSigned(['127.0.0.1']);
    writeFileSync(authority, identity.cert);
    const env = { NODE_EXTRA_CA_CERTS: authority };
    server = await startVscodeServer({ extensions: [vsix], settings: SETTINGS, env });
    browser = await openBrowser({ width: 1400, height: 900 });
    const { page } = browser;
    page.setDefaultTimeout(PATIENCE);
    page.context().on('request', (request) => requests.push(request.url()));
    const workbench = workbenchOn(page);
    await workbench.open(server.url(workspace.folder));
    return {
      workbench,
      page,
      requests,
      folder: workspace.folder,
      vsix,
      /** The address of another folder in the same VS Code. */
      url: (folder) => server.url(folder),
      /** How many language servers of ours run there. */
      serverCount: () => runningIn(server.data),
      /** Where VS Code keeps what it writes: logs, the user's settings. */
      data: server.data,
      /** Key and certificate of an https server on loopback that VS Code trusts. */
      identity,
      /** A new file of the workspace, opened. */
      async write(path, text) {
        mkdirSync(dirname(join(workspace.folder, path)), { recursive: true });
        writeFileSync(join(workspace.folder, path), text);
        await workbench.openFile(path);
      },
      shot: (name) => page.screenshot({ path: join(SHOTS, `${name.replaceAll(/[^\w-]+/g, '-')}.png`) }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Processes of the extension as it is installed in a VS Code's data folder. */
function runningIn(data) {
  const commands = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return commands.filter((command) => command.includes(data) && /dist\/server\.js\b/.test(command)).length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed, skipped } = await runWorkbenchTests(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
