/**
 * Language servers over stdio, ours beside Shopify's on the same files: the start, the first diagnostics, and answers while
 * somebody types one key each 150 ms, for only at that pace do checks and answers get into each other's way.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brazeEmail, email, KB, SIZES } from '../corpus.mjs';
import { startServer } from '../lsp.mjs';
import { peerEnvironment, peerPath } from '../peers/packages.mjs';
import { runScript } from '../processes.mjs';
import { atMost, megabytes, ms, table } from '../report.mjs';
import { median, quantile, sleep, timeOf } from '../timing.mjs';

const THEME_SERVER = fileURLToPath(new URL('../peers/theme-server.mjs', import.meta.url));
const KEY = 150;
/** A name typed into an output that is closed already, as editors leave it: the text is right after each key. */
const BEFORE = '{{ ';
const TYPED = 'product_recommendation_card';
const AFTER = ' }}\n';
const EDITS = 6;
const PATIENCE = 30_000;

export async function run({ dist }) {
  const root = mkdtempSync(join(tmpdir(), 'braze-liquid-server-'));
  const environment = peerEnvironment();
  const servers = [
    {
      name: 'ours',
      script: join(dist, 'server.js'),
      args: ['--stdio'],
      pulls: true,
      language: 'braze-liquid',
      env: process.env,
    },
  ];
  if (peerPath('@shopify/theme-language-server-node')) {
    servers.push({
      name: 'Shopify',
      script: THEME_SERVER,
      args: [],
      pulls: false,
      language: 'liquid',
      env: environment.env,
    });
  } else console.log("Shopify's language server is not installed: left out.");
  try {
    mkdirSync(join(root, 'snippets'));
    writeFileSync(join(root, '.theme-check.yml'), 'extends: theme-check:recommended\n');
    const uri = fileUri(root, 'a.liquid');
    const results = await measure(servers, root, uri);
    print(results);
    const slowest = await largeFile(servers[0], root, uri);
    const bare = median(await inOrder(3, async () => (await runScript('-e', ['0'])).ms));
    return [
      ...marks(results, bare),
      atMost('1 MB document: the slowest answer after a key, milliseconds', 200, slowest),
    ];
  } finally {
    environment.remove();
    rmSync(root, { recursive: true, force: true });
  }
}

const fileUri = (root, name) => pathToFileURL(join(root, 'snippets', name)).href;

/** The servers take turns, so that what else the machine does falls on both alike. One that does not serve is left out. */
async function measure(servers, root, uri) {
  const steps = {
    '10 KB': (server) => typing(server, root, uri, email(SIZES['10 KB'])),
    '100 KB': (server) => typing(server, root, uri, email(SIZES['100 KB'])),
    alone: (server) => edits(server, root, uri, 0),
    crowded: (server) => edits(server, root, uri, 30),
  };
  const results = Object.fromEntries(servers.map(({ name }) => [name, {}]));
  for (const [step, run] of Object.entries(steps)) {
    for (const server of servers) {
      if (!results[server.name]) continue;
      try {
        results[server.name][step] = await run(server);
      } catch (error) {
        if (server.pulls) throw error;
        console.log(`Shopify's language server does not serve (${error.message}): left out.`);
        delete results[server.name];
      }
    }
  }
  return results;
}

/** One file: opened, edited and typed in. */
async function typing(server, root, uri, text) {
  writeFileSync(fileURLToPath(uri), text);
  const client = await startServer(server.script, server.args, pathToFileURL(root).href, server);
  const opening = await openFile(client, server, uri, text);
  const firstDiagnostics = performance.now() - client.started;
  const resident = residentOf(client.pid);
  const offset = text.indexOf('\n', text.length / 2) + 1;
  const toDiagnostics = await editTimes(client, server, uri, offset);
  client.type(uri, offset + EDITS, BEFORE + AFTER, server.pulls);
  await within(client.diagnostics(uri));
  const completions = [];
  const hovers = [];
  for (const [at, key] of [...TYPED].entries()) {
    const place = offset + EDITS + BEFORE.length + at;
    client.type(uri, place, key, server.pulls);
    if (server.pulls) void client.diagnostics(uri);
    void timeOf(() => client.ask('textDocument/completion', uri, place + 1)).then((answer) =>
      completions.push(answer.ms),
    );
    await sleep(KEY);
    if (at % 3 === 2)
      hovers.push((await timeOf(() => client.ask('textDocument/hover', uri, text.indexOf('| ') + 3))).ms);
  }
  const end = performance.now() + PATIENCE;
  while (completions.length < TYPED.length && performance.now() < end) await sleep(20);
  const peak = await client.stop();
  return {
    initialized: client.initialized,
    opening,
    firstDiagnostics,
    toDiagnostics,
    completions,
    hovers,
    resident,
    peak,
  };
}

/** Milliseconds until the diagnostics of a file just opened. */
async function openFile(client, server, uri, text) {
  const start = performance.now();
  const opened = client.open(uri, text, server.language);
  if (server.pulls) await opened;
  await within(client.diagnostics(uri));
  return performance.now() - start;
}

/** Milliseconds from an edit to its diagnostics, edit by edit. */
async function editTimes(client, server, uri, offset) {
  const taken = [];
  for (let n = 0; n < EDITS; n++) {
    await sleep(300);
    const start = performance.now();
    client.type(uri, offset + n, 'x', server.pulls);
    await within(client.diagnostics(uri));
    taken.push(performance.now() - start);
  }
  return taken;
}

/** The median from an edit of a file of 2 KB to its diagnostics, with other files open beside it. */
async function edits(server, root, uri, others) {
  const text = email(2 * KB);
  const client = await startServer(server.script, server.args, pathToFileURL(root).href, server);
  for (let n = 0; n < others; n++) client.open(fileUri(root, `other-${n}.liquid`), email(2 * KB), server.language);
  await openFile(client, server, uri, text);
  await sleep(1000);
  const taken = await editTimes(client, server, uri, text.indexOf('\n') + 1);
  await client.stop();
  return median(taken);
}

/** Every kind of request on 1 MB, each after a key of its own: prints them, returns the slowest answer's milliseconds. */
async function largeFile(server, root, uri) {
  const text = brazeEmail(SIZES['1 MB']);
  const client = await startServer(server.script, server.args, pathToFileURL(root).href, server);
  await openFile(client, server, uri, text);
  const offset = text.indexOf('default: ', text.length / 2) + 3;
  const whole = { range: { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } } };
  const asked = {
    'textDocument/diagnostic': () => client.diagnostics(uri),
    'textDocument/completion': () => client.ask('textDocument/completion', uri, offset),
    'textDocument/hover': () => client.ask('textDocument/hover', uri, offset),
    'textDocument/signatureHelp': () => client.ask('textDocument/signatureHelp', uri, offset + 6),
    'textDocument/definition': () => client.ask('textDocument/definition', uri, offset),
    'textDocument/references': () =>
      client.ask('textDocument/references', uri, offset, { context: { includeDeclaration: true } }),
    'textDocument/documentHighlight': () => client.ask('textDocument/documentHighlight', uri, offset),
    'textDocument/documentSymbol': () => client.ask('textDocument/documentSymbol', uri),
    'textDocument/foldingRange': () => client.ask('textDocument/foldingRange', uri),
    'textDocument/documentLink': () => client.ask('textDocument/documentLink', uri),
    'textDocument/codeAction': () =>
      client.ask('textDocument/codeAction', uri, undefined, { ...whole, context: { diagnostics: [] } }),
    'textDocument/semanticTokens/range': () => client.ask('textDocument/semanticTokens/range', uri, undefined, whole),
    'textDocument/semanticTokens/full': () => client.ask('textDocument/semanticTokens/full', uri),
  };
  const rows = [];
  let slowest = 0;
  for (const [method, ask] of Object.entries(asked)) {
    const taken = [];
    for (let n = 0; n < 5; n++) {
      client.type(uri, text.length / 4, 'x', server.pulls);
      taken.push((await timeOf(ask)).ms);
    }
    slowest = Math.max(slowest, median(taken));
    rows.push([method, ms(median(taken)), ms(Math.max(...taken))]);
  }
  await client.stop();
  table("Answers on 1 MB of Braze's e-mail, each after a key", ['request', 'median', 'slowest'], rows);
  return slowest;
}

function print(results) {
  const rows = [];
  const line = (what, value) => rows.push([what, ...Object.values(results).map(value)]);
  line('start to initialize', (result) => ms(result['10 KB'].initialized));
  for (const size of ['10 KB', '100 KB']) {
    line(`${size}: start to first diagnostics`, (result) => ms(result[size].firstDiagnostics));
    line(`${size}: open to diagnostics`, (result) => ms(result[size].opening));
    line(`${size}: edit to diagnostics`, (result) => ms(median(result[size].toDiagnostics)));
    line(`${size}: completion while typing, median`, (result) => ms(median(result[size].completions)));
    line(`${size}: completion while typing, 95 of 100`, (result) => ms(quantile(result[size].completions, 0.95)));
    line(`${size}: hover while typing`, (result) => ms(median(result[size].hovers)));
    line(`${size}: memory after open`, (result) => megabytes(result[size].resident));
    line(`${size}: memory at its peak`, (result) => megabytes(result[size].peak));
  }
  line('2 KB: edit to diagnostics', ({ alone }) => ms(alone));
  line('2 KB and 30 more files open: edit to diagnostics', ({ crowded }) => ms(crowded));
  table(`Language servers over stdio, one key each ${KEY} ms`, ['', ...Object.keys(results)], rows);
}

function marks({ ours, Shopify }, bare) {
  const share = (value) => (Shopify ? value(ours) / value(Shopify) : Number.NaN);
  const typed = (size, at) => (result) => quantile(result[size].completions, at);
  const edited = (size) => (result) => median(result[size].toDiagnostics);
  return [
    atMost("completion at 10 KB, median: share of Shopify's", 1 / 20, share(typed('10 KB', 0.5))),
    atMost("completion at 10 KB, 95 of 100: share of Shopify's", 1 / 20, share(typed('10 KB', 0.95))),
    atMost("completion at 100 KB, median: share of Shopify's", 1 / 60, share(typed('100 KB', 0.5))),
    atMost("completion at 100 KB, 95 of 100: share of Shopify's", 1 / 60, share(typed('100 KB', 0.95))),
    atMost('completion at 100 KB, 95 of 100: milliseconds', 16, typed('100 KB', 0.95)(ours)),
    atMost("edit to diagnostics at 10 KB: share of Shopify's", 1 / 10, share(edited('10 KB'))),
    atMost("edit to diagnostics at 100 KB: share of Shopify's", 1 / 30, share(edited('100 KB'))),
    atMost('edit to diagnostics with 30 more files open: times alone', 1.5, ours.crowded / ours.alone),
    atMost(
      "open to diagnostics at 100 KB: share of Shopify's",
      1 / 20,
      share((result) => result['100 KB'].opening),
    ),
    atMost(
      "memory after open at 100 KB: share of Shopify's",
      1 / 3,
      share((result) => result['100 KB'].resident),
    ),
    atMost("start to initialize: times bare Node's start", 2, ours['100 KB'].initialized / bare),
  ];
}

/** Bytes that a process holds now; unknown but on Linux. */
function residentOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}

function within(promise) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function inOrder(count, once) {
  const results = [];
  for (let n = 0; n < count; n++) results.push(await once());
  return results;
}
