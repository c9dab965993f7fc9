// npm test: everything. Formatter and linter, types, build, unit tests, the suite inside a real extension host, the
// run through the real workbench. Closes with the line that counts them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runUnitTests } from './unit.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };

function count(name, { passed, failed, skipped }) {
  console.log(`── ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** A check that passes or fails as a whole. */
function step(name, command, ...args) {
  console.log(`── ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  count(name, { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });
  return status === 0;
}

async function unit() {
  console.log('── unit tests');
  const folder = mkdtempSync(join(tmpdir(), 'braze-liquid-unit-'));
  const tap = join(folder, 'results.tap');
  try {
    const reporters = [
      '--test-reporter=dot',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${tap}`,
    ];
    const code = await runUnitTests([], reporters);
    const lines = readFileSync(tap, 'utf8').split('\n');
    const read = (word) => Number(lines.findLast((line) => line.startsWith(`# ${word} `))?.slice(word.length + 3) ?? 0);
    const failed = read('fail') + read('cancelled');
    if (failed > 0 || code !== 0) console.log(failuresOf(lines));
    count('unit tests', {
      passed: read('pass'),
      failed: Math.max(failed, code === 0 ? 0 : 1),
      skipped: read('skipped') + read('todo'),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The failing tests of a TAP report with what they say. */
function failuresOf(lines) {
  const out = [];
  for (let index = 0; index < lines.length; index++) {
    if (!/^\s*not ok /.test(lines[index])) continue;
    const end = lines.findIndex((line, at) => at > index && line.trim() === '...');
    out.push(...lines.slice(index, Math.min(end < 0 ? index + 20 : end, index + 40)));
  }
  return out.join('\n');
}

async function suite(name, load) {
  console.log(`── ${name}`);
  try {
    count(name, await (await load())());
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    count(name, { passed: 0, failed: 1, skipped: 0 });
  }
}

step('formatting and lint', 'npx', 'biome', 'ci', '--colors=off', '--max-diagnostics=50');
step('types', 'npx', 'tsc', '--noEmit');
if (step('build', process.execPath, 'esbuild.mjs')) {
  step('the examples are clean', process.execPath, 'dist/cli.js', 'check', 'examples');
  await unit();
  await suite('suite in the extension host', async () => (await import('./host-test.mjs')).runHostTests);
  await suite('workbench, end to end', async () => (await import('./workbench-test.mjs')).runWorkbenchTests);
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
