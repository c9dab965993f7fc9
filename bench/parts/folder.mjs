/** The command line on folders of templates of 2 KB, beside Shopify's theme-check on the same files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder } from '../corpus.mjs';
import { peerEnvironment, peerPath } from '../peers/packages.mjs';
import { runScript } from '../processes.mjs';
import { atMost, megabytes, ms, table } from '../report.mjs';
import { median } from '../timing.mjs';

const THEME_CHECK = fileURLToPath(new URL('../peers/theme-check.mjs', import.meta.url));

export async function run({ dist }) {
  const bare = await several(3, () => runScript('-e', ['0']));
  const rows = [['bare Node', '', ms(bare.ms), megabytes(bare.peak), '']];
  const ours = {};
  for (const count of [1, 1001, 10_010]) {
    const root = write(count);
    const result = await several(count > 5000 ? 1 : 3, () =>
      runScript(join(dist, 'cli.js'), ['check', root, '--format', 'json']),
    );
    const { summary } = JSON.parse(result.output);
    ours[count] = result;
    rows.push([
      'braze-liquid check',
      String(summary.files),
      ms(result.ms),
      megabytes(result.peak),
      String(summary.errors + summary.warnings + summary.infos + summary.hints),
    ]);
    rmSync(root, { recursive: true, force: true });
  }
  const theirs = await themeCheck();
  if (theirs) rows.push(['theme-check', '1001', ms(theirs.ms), megabytes(theirs.peak), theirs.output.trim()]);
  table(
    'Check of a folder of files of 2 KB, from the start of the process to its end',
    ['command', 'files', 'time', 'memory', 'findings'],
    rows,
  );
  const peer = theirs ?? { ms: Number.NaN, peak: Number.NaN };
  return [
    atMost("check of 1001 files: share of theme-check's time", 1 / 30, ours[1001].ms / peer.ms),
    atMost("check of 1001 files: share of theme-check's memory", 1 / 5, ours[1001].peak / peer.peak),
    atMost(
      'check of 10 times the files: times the time',
      10,
      (ours[10_010].ms - ours[1].ms) / (ours[1001].ms - ours[1].ms),
    ),
  ];
}

async function themeCheck() {
  if (!peerPath('@shopify/theme-check-node')) {
    console.log("Shopify's theme-check is not installed: left out.");
    return null;
  }
  const root = write(1001, 'snippets');
  const { env, remove } = peerEnvironment();
  const result = await runScript(THEME_CHECK, [root], { env });
  remove();
  rmSync(root, { recursive: true, force: true });
  if (result.code === 0) return result;
  console.log(`Shopify's theme-check ended with ${result.code}: left out.`);
  return null;
}

function write(count, below = '.') {
  const root = mkdtempSync(join(tmpdir(), 'braze-liquid-folder-'));
  mkdirSync(join(root, below), { recursive: true });
  for (const [name, text] of folder(count)) writeFileSync(join(root, below, name), text);
  return root;
}

/** The median time and memory of several runs. */
async function several(count, once) {
  const results = [];
  for (let n = 0; n < count; n++) results.push(await once());
  return {
    ...results[0],
    ms: median(results.map((result) => result.ms)),
    peak: median(results.map((result) => result.peak)),
  };
}
