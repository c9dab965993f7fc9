/** No command and no server opens a connection: a spy in the process counts every socket that is asked to connect. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { built } from '../helpers/built';
import { inFolder } from '../helpers/cli';
import { startClient } from '../helpers/client';

/** Loaded before the program: any connection, look-up or datagram is written to a file, and refused. */
const SPY = `
const { appendFileSync } = require('node:fs');
const seen = (what) => { appendFileSync(process.env.SPY_LOG, what + '\\n'); throw new Error('the network is off'); };
require('node:net').Socket.prototype.connect = () => seen('connect');
require('node:dgram').createSocket = () => seen('datagram');
for (const name of ['lookup', 'resolve', 'resolve4']) require('node:dns')[name] = () => seen('dns');
globalThis.fetch = () => seen('fetch');
`;

const TEMPLATE = `{% connected_content https://api.example.com/{{\${user_id}}} :method post :basic_auth x :body a=b :save r :retry %}{{r.x}}
{% connected_content http://127.0.0.1:9/ %}{{content_blocks.\${../../etc/passwd}}}`;

function spied(
  folder: string,
  words: readonly string[],
  input = '',
): { code: number | null; out: string; log: string } {
  const log = join(folder, 'spy.log');
  writeFileSync(log, '');
  const ran = spawnSync(process.execPath, ['--require', join(folder, 'spy.cjs'), ...words], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { ...process.env, SPY_LOG: log },
  });
  return { code: ran.status, out: ran.stdout, log: readFileSync(log, 'utf8') };
}

test('the spy sees a connection', () =>
  inFolder({ 'spy.cjs': SPY }, (folder) => {
    const { log } = spied(folder, [
      '-e',
      "try { require('node:http').get('http://127.0.0.1:9/') } catch {} try { fetch('http://127.0.0.1:9/') } catch {}",
    ]);
    assert.match(log, /fetch/);
  }));

test('check and render open no connection', () =>
  inFolder({ 'spy.cjs': SPY, 'a.liquid': TEMPLATE }, (folder) => {
    for (const words of [
      ['check', '.'],
      ['render', 'a.liquid', '--format', 'json'],
      ['render', '--batch'],
    ]) {
      const { code, out, log } = spied(
        folder,
        [built('cli.js'), ...words],
        `${JSON.stringify({ template: TEMPLATE })}\n`,
      );
      assert.ok(code === 0 || code === 1, `${words[0]}: ${code}`);
      assert.ok(out.length > 0);
      assert.equal(log, '', words.join(' '));
    }
  }));

test('the language server opens no connection', () =>
  inFolder({ 'spy.cjs': SPY, 'spy.log': '' }, async (folder) => {
    const log = join(folder, 'spy.log');
    const client = await startClient(null, undefined, {
      flags: ['--require', join(folder, 'spy.cjs')],
      env: { SPY_LOG: log },
    });
    const uri = 'file:///w/a.liquid';
    await client.open(uri, TEMPLATE);
    assert.ok((await client.diagnostics(uri)).length > 0);
    const rendered = await client.connection.sendRequest<{ problems: { code: string }[] }>('brazeLiquid/render', {
      textDocument: { uri },
    });
    assert.ok(rendered.problems.some((problem) => problem.code === 'connected-content-no-mock'));
    await client.stop();
    assert.equal(readFileSync(log, 'utf8'), '');
  }));

test('the render worker knows no module that could', () => {
  const modules = [...readFileSync(built('render-worker.js'), 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(
    (match) => match[1]!.replace(/^node:/, ''),
  );
  const allowed = new Set(['worker_threads', 'url', 'path', 'fs', 'stream', 'module', 'perf_hooks', 'crypto']);
  assert.deepEqual(
    modules.filter((name) => !allowed.has(name)),
    [],
  );
  assert.ok(modules.includes('worker_threads'));
});
