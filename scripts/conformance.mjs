// npm run conformance -- golden_liquid.json [--verbose]: renders every test of golden-liquid (jg-rp/golden-liquid) and
// prints a table by category. Goes through `dist/cli.js render --batch` where it is built, else straight to the renderer.
// Exits 1 when a test fails that is not in test/conformance/known-misses.json, or when one listed there passes.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const NOW = '2026-01-01T00:00:00.000Z';
const KNOWN = new URL('../test/conformance/known-misses.json', import.meta.url);

/** Reads the tests of a golden file. */
export function readTests(file) {
  return JSON.parse(readFileSync(file, 'utf8')).tests;
}

/** Answers in the order of the tests: `{ output, problems }` each. */
export async function renderTests(tests) {
  const lines = tests.map((test, id) => ({
    id,
    template: test.template,
    data: test.data ?? {},
    templates: test.templates,
    now: NOW,
  }));
  return existsSync('dist/cli.js') ? viaCommandLine(lines) : viaBundle(lines);
}

async function viaCommandLine(lines) {
  const child = spawn(process.execPath, ['dist/cli.js', 'render', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const answers = [];
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line));
  if (answers.length !== lines.length) throw new Error(`${lines.length} lines in, ${answers.length} out`);
  return answers;
}

async function viaBundle(lines) {
  const outfile = `out/conformance-${process.pid}.mjs`;
  await esbuild.build({
    entryPoints: ['server/src/render/index.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  try {
    const { renderText, defaultLimits } = await import(pathToFileURL(outfile).href);
    return lines.map(({ template, data, templates, now }) =>
      renderText(template, {
        user: {},
        data,
        contentBlocks: {},
        mocks: [],
        now,
        seed: 0,
        limits: defaultLimits,
        partials: templates,
      }),
    );
  } finally {
    rmSync(outfile, { force: true });
  }
}

/** A test that must fail passes when an error is reported; any other when its output is one of those expected. */
export function passes(test, answer) {
  if (test.invalid) return (answer.problems ?? []).some(({ severity }) => severity === 'error');
  return (test.results ?? [test.result]).includes(answer.output);
}

function categoryOf({ name }) {
  const [first, second] = name.split(',').map((part) => part.trim());
  return first === 'filters' || first === 'tags' ? `${first}: ${second}` : first;
}

async function main([file, ...flags]) {
  if (!file || !existsSync(file)) {
    if (file)
      console.error(`There is no file '${file}'. It comes with the suite: https://github.com/jg-rp/golden-liquid`);
    console.error('Usage: npm run conformance -- golden_liquid.json [--verbose]');
    return 2;
  }
  const tests = readTests(file);
  const answers = await renderTests(tests);
  const known = new Set(JSON.parse(readFileSync(KNOWN, 'utf8')).map(({ name }) => name));
  const table = new Map();
  const news = [];
  let passed = 0;
  for (const [i, test] of tests.entries()) {
    const ok = passes(test, answers[i]);
    const row = table.get(categoryOf(test)) ?? { tests: 0, passed: 0 };
    row.tests++;
    if (ok) row.passed++;
    if (ok) passed++;
    table.set(categoryOf(test), row);
    if (ok === known.has(test.name)) news.push({ test, answer: answers[i], ok });
  }
  const width = Math.max(...[...table.keys()].map((name) => name.length));
  for (const [name, row] of table) {
    console.log(
      `${name.padEnd(width)}  ${String(row.passed).padStart(4)} of ${String(row.tests).padStart(4)}${row.passed < row.tests ? '  <' : ''}`,
    );
  }
  console.log(
    `${'all'.padEnd(width)}  ${String(passed).padStart(4)} of ${String(tests.length).padStart(4)}  ${((passed / tests.length) * 100).toFixed(1)} %`,
  );
  for (const { test, answer, ok } of news) {
    console.log(`\n${ok ? 'passes now, take it off the list' : 'fails'}: ${test.name}`);
    if (ok && !flags.includes('--verbose')) continue;
    console.log(
      `  template ${JSON.stringify(test.template)}${test.data ? `\n  data     ${JSON.stringify(test.data)}` : ''}`,
    );
    console.log(`  expected ${test.invalid ? 'an error' : JSON.stringify(test.results ?? test.result)}`);
    console.log(
      `  got      ${JSON.stringify(answer.output)} ${JSON.stringify((answer.problems ?? []).map(({ message }) => message))}`,
    );
  }
  return news.length === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith('conformance.mjs')) process.exitCode = await main(process.argv.slice(2));
