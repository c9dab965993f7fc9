// npm run bench [-- PART …]: how fast we are, beside others on the same bytes in the same run. Parts: see PARTS; all of
// them when none is named. Each part has a process of its own, so that none warms up or clutters another's heap.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { installPeers } from '../bench/peers/packages.mjs';
import { printMarks } from '../bench/report.mjs';

const PARTS = ['size', 'parse', 'check', 'render', 'proof', 'features', 'folder', 'server', 'preview'];
/** Tells the process of a part from the one that starts them all. */
const RUN = '--run-part';

function main(names) {
  const unknown = names.filter((name) => !PARTS.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}. Usage: npm run bench -- [${PARTS.join('|')}] …`);
    return 2;
  }
  const folder = resolve(`out/bench-${process.pid}`);
  try {
    installPeers();
    build(folder);
    console.log(
      `\nNode ${process.version} on ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}; medians, all of this run.`,
    );
    const marks = [];
    let failed = false;
    for (const part of names.length > 0 ? names : PARTS) {
      const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), RUN, part, folder], {
        stdio: 'inherit',
      });
      if (status === 0) marks.push(...JSON.parse(readFileSync(`${folder}/${part}.json`, 'utf8')));
      else failed = true;
    }
    printMarks(marks);
    return failed ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is measured is built apart from `dist`, minified as it is shipped. */
function build(folder) {
  const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--production', `--outdir=${folder}/dist`], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the build failed');
  esbuild.buildSync({
    entryPoints: ['bench/ours.ts'],
    outfile: `${folder}/ours.mjs`,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
  });
}

/** In its own process: runs a part and leaves its marks in a file. */
async function runPart(part, folder) {
  const { run } = await import(`../bench/parts/${part}.mjs`);
  const ours = await import(pathToFileURL(`${folder}/ours.mjs`).href);
  writeFileSync(`${folder}/${part}.json`, JSON.stringify(await run({ ours, dist: `${folder}/dist` })));
}

const [first, ...rest] = process.argv.slice(2);
if (first === RUN) await runPart(...rest);
else process.exitCode = main(process.argv.slice(2));
