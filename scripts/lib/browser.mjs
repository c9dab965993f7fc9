// The browser that drives a workbench: the one that is installed, else Debian's by apt (as root), else the one that an npm
// package carries. Says what it does; what it installs stays for the next run.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const CARRIED = '@sparticuz/chromium@149.0.0';
const folder = fileURLToPath(new URL('../../test/host-vscode/browser/', import.meta.url));

const onPath = (name) => {
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
};
const installed = () => NAMES.map(onPath).find((path) => path !== null) ?? null;

/** The path of a Chromium. Throws with a sentence to act on when none can be had. */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names '${named}', which is not there.`);
  }
  const present = installed();
  if (present) return present;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log('Installing Chromium by apt (once) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], quiet);
    const now = installed();
    if (now) return now;
  }
  return carriedBrowser();
}

/** A headless Chromium out of an npm package's own tarball: for machines without root. */
async function carriedBrowser() {
  try {
    if (!existsSync(join(folder, 'node_modules/@sparticuz/chromium'))) {
      console.log('Fetching a headless Chromium from npm (once) …');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{ "private": true }');
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', CARRIED], {
        cwd: folder,
        stdio: 'inherit',
      });
    }
    const required = createRequire(join(folder, 'package.json'))('@sparticuz/chromium');
    return await (required.default ?? required).executablePath();
  } catch (error) {
    throw new Error(
      `No Chromium could be had: none is installed, apt could not install one, and npm could not fetch one (${error.message.split('\n')[0]}). Install Chromium or Chrome, or set CHROMIUM_PATH.`,
      { cause: error },
    );
  }
}

/** Opens a headless browser with a profile of its own. */
export async function openBrowser({ width = 1280, height = 800 } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'braze-liquid-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    headless: true,
    viewport: { width, height },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async close() {
      await context.close().catch(() => undefined);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
