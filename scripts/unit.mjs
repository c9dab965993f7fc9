// npm run unit [-- PATTERN …]: bundles the unit tests (those whose path holds a pattern) and runs them with Node's own runner.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import * as esbuild from 'esbuild';
import { globSync } from 'tinyglobby';
import { takeUpPartners } from './partners.mjs';

/** Suites that need a real VS Code or browser are run by scripts/test.mjs. */
const ELSEWHERE = ['test/host/**', 'test/workbench/**', '**/node_modules/**'];

/** Bundles and runs; returns the exit code of `node --test`. */
export async function runUnitTests(patterns = [], nodeArguments = []) {
  const files = globSync('test/**/*.test.ts', { ignore: ELSEWHERE }).filter(
    (file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)),
  );
  if (files.length === 0) {
    console.error(`No test file's path holds ${patterns.join(' or ')}.`);
    return 1;
  }
  takeUpPartners();
  const outdir = `out/unit-${process.pid}`;
  await esbuild.build({
    entryPoints: files,
    outdir,
    outbase: '.',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    sourcemap: 'inline',
    packages: 'external',
    external: ['vscode'],
    logLevel: 'warning',
  });
  try {
    const built = files.map((file) => `${outdir}/${file.replace(/\.ts$/, '.mjs')}`);
    const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...nodeArguments, ...built], {
      stdio: 'inherit',
    });
    return run.status ?? 1;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith('unit.mjs')) process.exit(await runUnitTests(process.argv.slice(2)));
