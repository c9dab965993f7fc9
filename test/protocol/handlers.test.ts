/** What ends a request that goes from file to file: a cancellation, an edit, a bug. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationToken, CancellationTokenSource, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver';
import type { Steps } from '../../server/src/features/steps';
import { createHandlers } from '../../server/src/handlers';
import { createLanguageService } from '../../server/src/service';

const service = createLanguageService();
const logged: string[] = [];
const handlers = createHandlers({
  service,
  loaded: () => Promise.resolve(),
  languageOf: () => 'braze-liquid',
  log: (message) => logged.push(message),
});

/** Nothing but the server's own looking around ends it. */
function* endless(begun: () => void): Steps<number> {
  begun();
  for (;;) yield;
}

test('a cancellation is heard in the middle', async () => {
  const source = new CancellationTokenSource();
  const run = handlers.wide<null, number>('m', 0, () => endless(() => setTimeout(() => source.cancel(), 0)));
  await assert.rejects(run(null, source.token), { code: LSPErrorCodes.RequestCancelled });
});

test('an edit in the middle makes the answer worthless, and the client is told so', async () => {
  const edit = (): void => service.open('file:///w/a.liquid', 'x', false);
  const run = handlers.wide<null, number>('m', 0, () => endless(() => setTimeout(edit, 0)));
  await assert.rejects(run(null, CancellationToken.None), { code: LSPErrorCodes.ContentModified });
});

test('a bug in the middle costs the answer alone', async () => {
  const run = handlers.wide<null, number>('m', 7, function* (): Steps<number> {
    yield;
    throw new Error('oops');
  });
  assert.equal(await run(null, CancellationToken.None), 7);
  assert.match(logged.join(), /oops/);
});

test('a request that names no document is refused', async () => {
  const run = handlers.whole<never, number>('m', 0, () => 1);
  await assert.rejects(run({} as never, CancellationToken.None), { code: ErrorCodes.InvalidParams });
});
