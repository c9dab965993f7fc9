/** The way of a test send with the real sender and a server that counts: nothing before the user has said so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Button, type Dialog, SEND, STORE } from '../../client/src/sendTest/dialog';
import { type Editor, hostOf, sendTest } from '../../client/src/sendTest/flow';
import { createSender } from '../../client/src/sendTest/send.node';
import type { Credential } from '../../client/src/sendTest/types';
import type { RenderedRequest, RenderResult } from '../../server/src/protocol';
import { httpsServer } from '../helpers/httpsServer';

const server = await httpsServer(['api.example.com']);
const HOST = `api.example.com:${server.port}`;

interface Seen {
  readonly dialogs: Dialog[];
  readonly said: string[];
  readonly shown: string[];
  lookedUp: number;
  askedForTrust: number;
}

interface Setting {
  readonly request?: Partial<RenderedRequest> | null;
  readonly aborted?: string;
  /** What the user presses, dialog by dialog; then leaves. */
  readonly presses?: readonly Button[];
  readonly trusted?: boolean | (() => boolean);
  readonly allowsPrivate?: boolean;
  readonly leadsTo?: string;
  /** What the user types when asked for a credential. */
  readonly types?: string;
  /** Milliseconds until the user cancels. */
  readonly cancelsAfter?: number;
}

/** Runs a test send in an editor that remembers what the user saw. */
async function run(setting: Setting = {}): Promise<Seen> {
  const seen: Seen = { dialogs: [], said: [], shown: [], lookedUp: 0, askedForTrust: 0 };
  const presses = [...(setting.presses ?? [])];
  const stored: Credential[] = [];
  const { request = {}, aborted, trusted = true } = setting;
  const result: RenderResult = {
    version: 1,
    output: '',
    request: request && { method: 'POST', url: `https://${HOST}/v1`, headers: {}, body: '{}', ...request },
    aborted: aborted === undefined ? null : { reason: aborted },
    problems: [],
    calls: [],
    reads: [],
    kind: 'webhook',
    isJson: true,
    readable: true,
  };
  const editor: Editor = {
    isTrusted: () => (typeof trusted === 'function' ? trusted() : trusted),
    allowsPrivate: () => setting.allowsPrivate ?? true,
    render: async () => ({ result, user: 'Ada' }),
    credentialsOf: async (host) => stored.filter((each) => each.host === host),
    storeCredential: async (host, header) => {
      if (setting.types !== undefined) stored.push({ host, header, value: setting.types });
      return setting.types !== undefined;
    },
    confirm: async (dialog) => {
      assert.deepEqual([server.connections, seen.lookedUp], [0, 0], 'nothing goes out before the user has said so');
      seen.dialogs.push(dialog);
      return presses.shift();
    },
    cancellable: (_title, go) => {
      const controller = new AbortController();
      if (setting.cancelsAfter !== undefined) setTimeout(() => controller.abort(), setting.cancelsAfter);
      return go(controller.signal);
    },
    show: async (answer) => seen.shown.push(answer),
    say: (sentence) => seen.said.push(sentence),
    askForTrust: async () => seen.askedForTrust++,
    now: () => '2026-11-22T12:00:00.000Z',
  };
  const sender = createSender({
    ca: server.cert,
    resolve: async () => {
      seen.lookedUp++;
      return [setting.leadsTo ?? '127.0.0.1'];
    },
  });
  await sendTest(editor, sender);
  return seen;
}

test('what is confirmed is sent once, and its answer shown', async () => {
  const { dialogs, shown, said } = await run({ presses: [SEND], request: { method: 'PUT', body: '{"a": 1}' } });
  assert.equal(dialogs.length, 1);
  assert.deepEqual([server.connections, server.got.length], [1, 1]);
  assert.deepEqual([server.got[0]!.method, server.got[0]!.path, server.got[0]!.body], ['PUT', '/v1', '{"a": 1}']);
  assert.match(shown[0]!, /^200 OK\n\nPUT https:\/\/api\.example\.com:\d+\/v1\nfor Ada\n2026.*\n\n[\s\S]*\n\ndone\n$/);
  assert.deepEqual(said, []);
});

test('a dialog that is left sends nothing', async () => {
  const { dialogs, shown, said, lookedUp } = await run();
  assert.deepEqual([dialogs.length, shown, said, lookedUp, server.connections], [1, [], [], 0, 0]);
});

test('a workspace that is not trusted sends nothing and shows no dialog', async () => {
  const { dialogs, askedForTrust, lookedUp } = await run({ trusted: false, presses: [SEND] });
  assert.deepEqual([dialogs.length, askedForTrust, lookedUp, server.connections], [0, 1, 0, 0]);
});

test('nor does one that loses its trust while the dialog stands open', async () => {
  let asked = 0;
  const { dialogs, lookedUp } = await run({ trusted: () => asked++ === 0, presses: [SEND] });
  assert.deepEqual([dialogs.length, lookedUp, server.connections], [1, 0, 0]);
});

test('an abort, another kind of template and http are never offered', async () => {
  const settings: readonly Setting[] = [
    { aborted: 'No id', request: null },
    { request: null },
    { request: { url: `http://${HOST}/` } },
    { request: { url: '' } },
  ];
  for (const setting of settings) {
    const { dialogs, said, lookedUp } = await run({ ...setting, presses: [SEND] });
    assert.deepEqual([dialogs.length, said.length, lookedUp, server.connections], [0, 1, 0, 0]);
  }
});

test('a private address is refused: before the dialog when the URL names it, else without a connection', async () => {
  const named = await run({
    request: { url: `https://127.0.0.1:${server.port}/` },
    allowsPrivate: false,
    presses: [SEND],
  });
  assert.deepEqual([named.dialogs.length, named.lookedUp], [0, 0]);
  const led = await run({ allowsPrivate: false, presses: [SEND] });
  assert.deepEqual([led.dialogs.length, led.lookedUp], [1, 1]);
  assert.match(led.said[0]!, /leads to the address 127\.0\.0\.1/);
  assert.equal(server.connections, 0);
});

test('a redirect is shown, and opens no second connection', async () => {
  server.answer = (_request, response) => response.writeHead(307, { Location: `https://${HOST}/next` }).end();
  const { shown } = await run({ presses: [SEND] });
  assert.match(shown[0]!, /^307 Temporary Redirect\n[\s\S]*not followed[\s\S]*Location: https:\/\/api\.example\.com/);
  assert.equal(server.connections, 1);
});

test('a credential is stored from the dialog, sent to its host, and shown nowhere', async () => {
  server.answer = (request, response) => response.end(JSON.stringify(request.headers));
  const headers = { Authorization: 'Bearer YOUR_API_KEY' };
  const seen = await run({ request: { headers }, presses: [STORE, SEND], types: 'Bearer canary-0123' });
  assert.deepEqual(seen.dialogs[0]!.buttons, [SEND, STORE]);
  assert.deepEqual(seen.dialogs[1]!.buttons, [SEND]);
  assert.equal(server.got[0]!.headers.authorization, 'Bearer canary-0123');
  assert.match(seen.shown[0]!, /"authorization": "\*\*\*"/);
  assert.doesNotMatch(JSON.stringify(seen), /canary/);
});

test('leaving the question for a credential sends nothing', async () => {
  const { dialogs } = await run({ request: { headers: { Authorization: '' } }, presses: [STORE, SEND] });
  assert.deepEqual([dialogs.length, server.connections], [1, 0]);
});

test('what the user cancels says nothing more', async () => {
  server.answer = () => undefined;
  const { shown, said } = await run({ presses: [SEND], cancelsAfter: 30 });
  assert.deepEqual([shown, said], [[], []]);
});

test('in a browser it says that it needs the desktop', async () => {
  const said: string[] = [];
  const nothing = new Proxy(
    { say: (sentence: string) => said.push(sentence) },
    {
      get: (target, name) => (name === 'say' ? target.say : assert.fail(`${String(name)} is asked for`)),
    },
  );
  await sendTest(nothing as unknown as Editor, null);
  assert.match(said[0]!, /need VS Code on the desktop/);
});

test('a host is that of a URL with its port', () => {
  assert.equal(hostOf('https://A.example:8443/x'), 'a.example:8443');
  for (const url of [undefined, '', 'x', 'mailto:a@b.example', 'file:///etc/passwd']) assert.equal(hostOf(url), null);
});
