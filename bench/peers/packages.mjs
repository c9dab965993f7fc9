/** The packages we are measured beside. They stand in `bench/package.json`, apart from the project's own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BENCH = fileURLToPath(new URL('..', import.meta.url));

/** Installs them from npm when they are missing, without running their scripts. Says what it does. */
export function installPeers() {
  if (existsSync(join(BENCH, 'node_modules', '.package-lock.json'))) return;
  console.log(
    "Installing what we are measured beside from npm into bench/node_modules (Shopify's tools, VS Code's JSON service) …",
  );
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: BENCH,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    console.log(
      `They cannot be had (${error?.message ?? `npm ended with ${status}`}): the bench goes on without them.`,
    );
}

/** The path of one of their modules; null where it is not installed. */
export function peerPath(name) {
  try {
    return createRequire(join(BENCH, 'package.json')).resolve(name);
  } catch {
    return null;
  }
}

export async function peerPackage(name) {
  const path = peerPath(name);
  return path === null ? null : createRequire(import.meta.url)(path);
}

/**
 * Shopify's tools ask GitHub for their docs at each start unless they are given a folder: the docs of their own package,
 * so that no time goes into the network. Returns the environment to start them in and what clears it away.
 */
export function peerEnvironment() {
  const folder = mkdtempSync(join(tmpdir(), 'braze-liquid-bench-'));
  const updater = peerPath('@shopify/theme-check-docs-updater');
  if (updater) {
    const data = join(dirname(updater), '..', 'data');
    for (const name of ['data', 'schemas']) symlinkSync(data, join(folder, name), 'junction');
  }
  mkdirSync(join(folder, 'cache'));
  return {
    env: { ...process.env, SHOPIFY_TLD_ROOT: folder, XDG_CACHE_HOME: join(folder, 'cache') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
