import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import * as esbuild from 'esbuild';
import {
  createRenderHost,
  defaultLimits,
  type RenderHost,
  type RenderWorker,
  type SpawnWorker,
} from '../../server/src/render';
import type { WorkerMessage } from '../../server/src/render/host';
import { renderText } from '../../server/src/render/renderText';
import { spawnBrowserWorker } from '../../server/src/render/spawn.browser';
import { spawnFrom } from '../../server/src/render/spawn.node';
import { contextOf } from './render';

const file = resolve(`out/host-${process.pid}.cjs`);

before(() =>
  esbuild.build({
    entryPoints: ['server/src/render/worker.node.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  }),
);
after(() => rmSync(file, { force: true }));

async function within(spawn: SpawnWorker, action: (host: RenderHost) => Promise<void>): Promise<void> {
  const host = createRenderHost(spawn);
  try {
    await action(host);
  } finally {
    host.dispose();
  }
}

test('a job in a worker gives what rendering in place gives', () =>
  within(spawnFrom(file), async (host) => {
    const context = contextOf({ user: { attributes: { first_name: 'Ada' } }, data: { f: 1.5, a: [1, { b: null }] } });
    const texts = ['Hi {{${first_name}}} {{ f | times: 2 }}', '{{ a }}{% nosuch %}', "{% abort_message('x') %}"];
    const rendered = await host.render({ texts, context });
    assert.deepEqual(
      rendered,
      texts.map((text) => renderText(text, context)),
    );
  }));

test('jobs at once are answered each, in their order', () =>
  within(spawnFrom(file), async (host) => {
    const answers = await Promise.all(
      [1, 2, 3].map((n) => host.render({ texts: [`{{ ${n} | times: 2 }}`], context: contextOf() })),
    );
    assert.deepEqual(
      answers.map(([one]) => one?.output),
      ['2', '4', '6'],
    );
    assert.deepEqual(await host.render({ texts: [], context: contextOf() }), []);
  }));

test('the limit of time holds over all texts of a job', () =>
  within(spawnFrom(file), async (host) => {
    await host.render({ texts: ['warm'], context: contextOf() });
    const slow = '{% for i in (1..400000) %}{% for j in (1..400000) %}{% assign x = j %}{% endfor %}{% endfor %}';
    const started = performance.now();
    const context = contextOf({ limits: { ...defaultLimits, time: 200 } });
    const rendered = await host.render({ texts: ['first', slow, slow, slow, 'last'], context });
    assert.ok(performance.now() - started < 1500);
    assert.equal(rendered[0]?.output, 'first');
    assert.equal(rendered[1]?.problems[0]?.code, 'render-limit');
    assert.equal((await host.render({ texts: ['again'], context: contextOf() }))[0]?.output, 'again');
  }));

test('a worker that hangs is killed, what it had done stays, and the next job gets a new one', async () => {
  const killed: number[] = [];
  let spawned = 0;
  const hanging: SpawnWorker = (receive) => {
    const id = ++spawned;
    queueMicrotask(() => receive({ type: 'ready' }));
    return {
      post: ({ id: job }) => {
        const rendered = renderText('done', contextOf());
        queueMicrotask(() => receive({ type: 'rendered', job, index: 0, rendered }));
      },
      terminate: () => void killed.push(id),
    };
  };
  await within(hanging, async (host) => {
    const context = contextOf({ limits: { ...defaultLimits, time: 20 } });
    const rendered = await host.render({ texts: ['a', 'bcd'], context });
    assert.equal(rendered[0]?.output, 'done');
    assert.deepEqual(
      rendered[1]?.problems.map(({ code, span }) => [code, span]),
      [['render-limit', { start: 0, end: 3 }]],
    );
    assert.deepEqual(killed, [1]);
    assert.equal((await host.render({ texts: ['a'], context }))[0]?.output, 'done');
    assert.equal(spawned, 2);
  });
});

test('a worker that runs out of memory is answered for, and replaced', async () => {
  let listener: ((message: WorkerMessage) => void) | null = null;
  let crash: ((reason: string) => void) | null = null;
  let spawned = 0;
  const crashing: SpawnWorker = (receive, fail): RenderWorker => {
    spawned++;
    listener = receive;
    crash = fail;
    queueMicrotask(() => receive({ type: 'ready' }));
    return { post: () => {}, terminate: () => {} };
  };
  await within(crashing, async (host) => {
    const pending = host.render({ texts: ['x'], context: contextOf() });
    crash!('out of memory');
    const [rendered] = await pending;
    assert.deepEqual(
      rendered?.problems.map(({ code, message }) => [code, message]),
      [['render-limit', 'out of memory']],
    );
    assert.equal(spawned, 2);
    assert.ok(listener);
  });
});

test('a host that was closed renders no more and leaves no job waiting', async () => {
  const host = createRenderHost(spawnFrom(file));
  const pending = ['x', 'y', 'z'].map((text) => host.render({ texts: [text], context: contextOf() }));
  host.dispose();
  for (const [rendered] of await Promise.all(pending)) assert.equal(rendered?.problems[0]?.code, 'render-limit');
  await assert.rejects(host.render({ texts: ['x'], context: contextOf() }));
});

test('where there are no web workers, rendering goes on in place', () =>
  within(spawnBrowserWorker, async (host) => {
    const [rendered] = await host.render({ texts: ['{{ 1 | plus: 1 }}'], context: contextOf() });
    assert.equal(rendered?.output, '2');
  }));
