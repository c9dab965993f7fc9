// Bundles everything that runs into dist/: the client, the server, the command line, the render worker, the preview's
// script and the core for the browser. `--watch` rebuilds on change, `--production` minifies, `--outdir=FOLDER` builds elsewhere.
import { chmodSync, rmSync } from 'node:fs';
import * as esbuild from 'esbuild';
import { takeUpPartners } from './scripts/partners.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const outdir = process.argv.find((argument) => argument.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';

const common = {
  bundle: true,
  target: 'es2022',
  sourcemap: !production,
  minify: production,
  logLevel: 'warning',
  // Some Microsoft packages publish UMD as "main", which esbuild cannot follow; their ES modules it can.
  mainFields: ['module', 'main'],
};
// A dependency asks for its own address, which a CommonJS bundle has not: the bundle's serves.
const moduleUrl = "const moduleUrl = require('node:url').pathToFileURL(__filename).href;";
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outdir,
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: moduleUrl },
};
const browser = { ...common, platform: 'browser', format: 'iife', outdir };

const builds = [
  { ...node, entryPoints: { extension: 'client/src/extension.ts' }, external: ['vscode'] },
  { ...node, entryPoints: { server: 'server/src/node.ts' } },
  { ...node, entryPoints: { cli: 'server/src/cli.ts' }, banner: { js: `#!/usr/bin/env node\n${moduleUrl}` } },
  { ...node, entryPoints: { 'render-worker': 'server/src/render/worker.node.ts' } },
  { ...browser, entryPoints: { 'browser/server': 'server/src/browser.ts' } },
  { ...browser, entryPoints: { 'browser/render-worker': 'server/src/render/worker.browser.ts' } },
  { ...browser, entryPoints: { preview: 'client/src/preview/webview.ts' } },
];

takeUpPartners();
if (watch) {
  for (const build of builds) await (await esbuild.context(build)).watch();
  console.log('watching');
} else {
  rmSync(outdir, { recursive: true, force: true });
  await Promise.all(builds.map((build) => esbuild.build(build)));
  chmodSync(`${outdir}/cli.js`, 0o755);
}
