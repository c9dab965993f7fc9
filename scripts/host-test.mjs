// The mocha suite of test/host inside a real extension host: in desktop VS Code where one can be had, else in the VS Code
// that npm serves, opened in a headless browser. One of the two always runs.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import * as esbuild from 'esbuild';
import { globSync } from 'tinyglobby';
import { openBrowser } from './lib/browser.mjs';
import { copyExamples, copyExtension } from './lib/extensionFolder.mjs';
import { startVscodeServer } from './lib/vscodeServer.mjs';

const SUITE = 'out/host';
const LIMIT = 180_000;

/** Runs the suite; resolves to the counts. Throws when it cannot be run at all. */
export async function runHostTests() {
  await esbuild.build({
    entryPoints: globSync('test/host/*.ts'),
    outdir: SUITE,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  const work = mkdtempSync(join(tmpdir(), 'braze-liquid-host-'));
  const extension = copyExtension();
  const workspace = copyExamples();
  const job = {
    extension: extension.folder,
    workspace: workspace.folder,
    suite: resolve(SUITE, 'index.js'),
    results: join(work, 'results.json'),
    work,
  };
  try {
    const desktop = await desktopVscode();
    if (desktop) await inDesktop(job, desktop);
    else await inBrowser(job);
    return report(job.results);
  } finally {
    extension.remove();
    workspace.remove();
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The desktop VS Code to run in: the one that VSCODE_EXECUTABLE names, else, where there is a screen, the one that Microsoft
 * offers for download. Null where neither is to be had.
 */
async function desktopVscode() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasScreen) return null;
  try {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    return await downloadAndUnzipVSCode('stable');
  } catch (error) {
    console.log(`Desktop VS Code cannot be downloaded here (${error.message}).`);
    return null;
  }
}

/** In desktop VS Code. */
async function inDesktop(job, executable) {
  console.log(`The suite runs in ${executable}.`);
  const { runTests } = await import('@vscode/test-electron');
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: job.extension,
    extensionTestsPath: job.suite,
    extensionTestsEnv: { TEST_RESULTS_FILE: job.results },
    launchArgs: [
      job.workspace,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--user-data-dir',
      join(job.work, 'user'),
    ],
  }).catch((error) => console.error(String(error)));
}

/** In the VS Code that npm serves; the page tells how the suite ended, the results file what it found. */
async function inBrowser(job) {
  console.log('The suite runs in the VS Code that npm serves (VSCODE_EXECUTABLE names another).');
  // Without this flag a built workbench takes no extension under development from its address.
  const server = await startVscodeServer({
    args: ['--enable-smoke-test-driver'],
    env: { TEST_RESULTS_FILE: job.results },
  });
  const browser = await openBrowser();
  const lines = [];
  let timer;
  try {
    const ended = new Promise((resolve) => {
      timer = setTimeout(() => resolve(`no result in ${LIMIT / 1000} s`), LIMIT);
      browser.page.on('crash', () => resolve('the page crashed'));
      void browser.page.exposeFunction('codeAutomationExit', (code) => resolve(`exit code ${code}`));
    });
    await browser.page.exposeFunction('codeAutomationLog', (type, args) => lines.push(`[${type}] ${format(...args)}`));
    const payload = [
      ['extensionDevelopmentPath', server.remote(job.extension)],
      ['extensionTestsPath', server.remote(job.suite)],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ];
    await browser.page.goto(server.url(job.workspace, payload), { waitUntil: 'domcontentloaded' });
    const outcome = await ended;
    if (!existsSync(job.results) || outcome !== 'exit code 0') {
      mkdirSync('artifacts', { recursive: true });
      await browser.page.screenshot({ path: 'artifacts/host-failure.png' }).catch(() => undefined);
      console.log(`The suite ended with ${outcome}. The workbench's last lines:\n${lines.slice(-30).join('\n')}`);
    }
  } finally {
    clearTimeout(timer);
    await browser.close();
    await server.stop();
  }
}

/** The counts. An exit code says nothing here: the workbench answers 0 when its extension host has crashed. */
function report(file) {
  if (!existsSync(file)) throw new Error('The suite reported nothing.');
  const { finished, tests } = JSON.parse(readFileSync(file, 'utf8'));
  for (const test of tests) {
    console.log(`${{ passed: '✔', failed: '✖', skipped: '-' }[test.state]} ${test.title}`);
    if (test.error) console.log(`    ${test.error.replaceAll('\n', '\n    ')}`);
  }
  if (!finished) throw new Error('The extension host went away before the suite ended.');
  const count = (state) => tests.filter((test) => test.state === state).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed, skipped } = await runHostTests();
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
