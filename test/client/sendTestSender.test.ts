/** The sender against an https server of our own: what connects, and above all what does not. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createSender, type Network, whatIs } from '../../client/src/sendTest/send.node';
import { type Answer, type Outcome, SIZE_LIMIT } from '../../client/src/sendTest/types';
import type { RenderedRequest } from '../../server/src/protocol';
import { httpsServer } from '../helpers/httpsServer';

const HOST = 'api.example.com';
const server = await httpsServer([HOST, '127.0.0.1']);
const { port, cert } = server;
let asked: string[] = [];

beforeEach(() => {
  asked = [];
});

/** Names lead to our server, unless told otherwise. */
const world = (addresses: readonly string[] = ['127.0.0.1']): Network => ({
  resolve: async (host) => {
    asked.push(host);
    return addresses;
  },
  ca: cert,
});

const requestTo = (url: string, other: Partial<RenderedRequest> = {}): RenderedRequest => ({
  method: 'POST',
  url: url.replace('PORT', String(port)),
  headers: { 'Content-Type': 'application/json' },
  body: '{"name": "Zoë"}',
  ...other,
});

interface How {
  readonly network?: Network;
  readonly allowPrivate?: boolean;
  readonly signal?: AbortSignal;
}

const send = (request: RenderedRequest, how: How = {}): Promise<Outcome> =>
  createSender(how.network ?? world()).send(request, {
    allowPrivate: how.allowPrivate ?? true,
    signal: how.signal ?? new AbortController().signal,
  });

async function answered(request: RenderedRequest): Promise<Answer> {
  const outcome = await send(request);
  assert.equal(outcome.kind, 'answered', JSON.stringify(outcome));
  return (outcome as Extract<Outcome, { kind: 'answered' }>).answer;
}

async function failure(request: RenderedRequest, how: How = {}): Promise<string> {
  const outcome = await send(request, how);
  assert.equal(outcome.kind, 'failed', JSON.stringify(outcome));
  return (outcome as Extract<Outcome, { kind: 'failed' }>).reason;
}

const textOf = ({ body }: Answer): string => Buffer.from(body).toString();

test('a request arrives as it is, and its answer comes back', async () => {
  server.answer = (_request, response) =>
    response.writeHead(404, 'Not Found', { 'Content-Type': 'application/json', 'X-Trace': 't1' }).end('{"error": 1}');
  const url = `https://${HOST}:PORT/v1/a%20b?x=1&y={"z"}#part`;
  const result = await answered(requestTo(url, { headers: { 'Content-Type': 'text/x', Authorization: 'Bearer t' } }));
  assert.equal(result.status, 404);
  assert.equal(result.statusText, 'Not Found');
  assert.ok(result.headers.some(([name, value]) => name === 'X-Trace' && value === 't1'));
  assert.equal(textOf(result), '{"error": 1}');
  assert.equal(result.cut, null);
  assert.ok(result.duration > 0 && result.duration < 2000);
  assert.equal(server.connections, 1);
  assert.equal(server.got.length, 1);
  assert.equal(server.got[0]!.path, '/v1/a%20b?x=1&y={%22z%22}');
  assert.equal(server.got[0]!.body, '{"name": "Zoë"}');
  assert.equal(server.got[0]!.headers['content-length'], '16');
  assert.equal(server.got[0]!.headers['content-type'], 'text/x');
  assert.equal(server.got[0]!.headers.authorization, 'Bearer t');
  assert.equal(server.got[0]!.headers.host, `${HOST}:${port}`);
});

test('each method, and no body with GET', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    await answered(requestTo(`https://${HOST}:PORT/`, { method }));
    assert.deepEqual(
      [server.got.at(-1)!.method, server.got.at(-1)!.body],
      [method, method === 'GET' ? '' : '{"name": "Zoë"}'],
    );
  }
});

test('user and password of the URL are sent as Braze would, a header of the template before them', async () => {
  await answered(requestTo(`https://ada:p%40ss@${HOST}:PORT/`));
  assert.equal(server.got[0]!.headers.authorization, `Basic ${btoa('ada:p@ss')}`);
  await answered(requestTo(`https://ada:p@${HOST}:PORT/`, { headers: { Authorization: 'Bearer t' } }));
  assert.equal(server.got[1]!.headers.authorization, 'Bearer t');
});

test('a redirect is an answer, and is not followed', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    server.connections = 0;
    server.answer = (_request, response) =>
      response.writeHead(status, { Location: `https://${HOST}:${port}/next` }).end();
    assert.equal((await answered(requestTo(`https://${HOST}:PORT/`))).status, status);
    assert.equal(server.connections, 1);
  }
  assert.ok(server.got.every(({ path }) => path === '/'));
});

test('one megabyte of an answer is read, and no more', async () => {
  server.answer = (_request, response) => response.writeHead(200).end(Buffer.alloc(SIZE_LIMIT, 'a'));
  const whole = await answered(requestTo(`https://${HOST}:PORT/`));
  assert.deepEqual([whole.body.length, whole.cut], [SIZE_LIMIT, null]);
  let closed = false;
  server.answer = (_request, response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!closed && response.write(Buffer.alloc(65_536, 'a')));
    };
    response.on('drain', more).on('close', () => {
      closed = true;
    });
    more();
  };
  const endless = await answered(requestTo(`https://${HOST}:PORT/`));
  assert.deepEqual([endless.body.length, endless.cut], [SIZE_LIMIT, 'size']);
});

test('two seconds, and no more', async () => {
  let begin = Date.now();
  server.answer = () => undefined;
  assert.match(await failure(requestTo(`https://${HOST}:PORT/`)), /two seconds/);
  assert.ok(Date.now() - begin < 3000);
  begin = Date.now();
  server.answer = (_request, response) => response.writeHead(200).write('begin');
  const slow = await answered(requestTo(`https://${HOST}:PORT/`));
  assert.deepEqual([textOf(slow), slow.cut], ['begin', 'time']);
  assert.ok(Date.now() - begin < 3000);
  begin = Date.now();
  const silent: Network = { resolve: () => new Promise(() => undefined) };
  assert.match(await failure(requestTo('https://a.example/'), { network: silent }), /two seconds/);
  assert.ok(Date.now() - begin < 3000);
});

test('a connection that breaks off gives what came before', async () => {
  server.answer = (_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('begin', () => response.socket!.destroy());
  };
  const broken = await answered(requestTo(`https://${HOST}:PORT/`));
  assert.deepEqual([textOf(broken), broken.cut], ['begin', 'broken']);
  server.answer = (_request, response) => response.socket!.destroy();
  assert.match(await failure(requestTo(`https://${HOST}:PORT/`)), /broke the connection off/);
});

test('what the user cancels ends at once', async () => {
  for (const begin of [false, true]) {
    const controller = new AbortController();
    server.answer = (_request, response) => {
      if (begin) response.writeHead(200).write('begin');
      setTimeout(() => controller.abort(), 20);
    };
    const outcome = await send(requestTo(`https://${HOST}:PORT/`), { signal: controller.signal });
    assert.deepEqual(outcome, { kind: 'cancelled' });
  }
  server.connections = 0;
  assert.deepEqual(await send(requestTo(`https://${HOST}:PORT/`), { signal: AbortSignal.abort() }), {
    kind: 'cancelled',
  });
  assert.equal(server.connections, 0);
});

test('what is no https is refused without a connection', async () => {
  for (const url of [
    'http://127.0.0.1:PORT/',
    'ftp://127.0.0.1:PORT/',
    'file:///etc/passwd',
    'data:,x',
    'ws://a.example/',
  ]) {
    assert.match(await failure(requestTo(url)), /https URLs alone/, url);
  }
  assert.deepEqual([server.connections, asked], [0, []]);
});

test('this machine and private networks are refused without a connection, however they are written', async () => {
  const hosts = `127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 0 １２７.0.0.1 localhost LOCALHOST localhost. a.localhost
    [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1] [fe80::1] [fd00::1] [fec0::1] [ff02::1]
    [2002:7f00:1::] [2001:0:53aa:64c::] [2001:db8::1] 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
    100.127.255.255 224.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 168.63.129.16`;
  for (const host of hosts.split(/\s+/)) {
    const url = `https://${host}:PORT/`;
    const reason = await failure(requestTo(url), { allowPrivate: false });
    assert.match(reason, /user settings/, `${host}: ${reason}`);
    const told = createSender(world()).refusal(new URL(url.replace('PORT', String(port))), false);
    assert.equal(told, reason, host);
  }
  assert.deepEqual([server.connections, asked], [0, []]);
});

test('a name that leads to such an address is refused without a connection', async () => {
  const leads = [
    '127.0.0.1',
    '10.1.2.3',
    '::1',
    '::ffff:127.0.0.1',
    'fe80::1%eth0',
    'fd12::1',
    '169.254.169.254',
    'nonsense',
  ];
  for (const address of leads) {
    for (const addresses of [[address], ['93.184.215.14', address]]) {
      const reason = await failure(requestTo(`https://${HOST}:PORT/`), {
        allowPrivate: false,
        network: world(addresses),
      });
      assert.ok(reason.includes(`'${HOST}' leads to the address ${address}`), reason);
    }
  }
  assert.equal(server.connections, 0);
});

test('public addresses are none of these', () => {
  for (const address of [
    '8.8.8.8',
    '93.184.215.14',
    '172.32.0.1',
    '100.128.0.1',
    '192.0.1.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])
    assert.equal(whatIs(address), null, address);
  for (const address of ['', '1.2.3', 'example.com', '5f00::1', '4000::1'])
    assert.notEqual(whatIs(address), null, address);
});

test('the address that was checked is the one that is connected to: a name is looked up once', async () => {
  // The second answer is one that nothing listens on.
  const answers = [['127.0.0.1'], ['127.0.0.2']];
  const turning: Network = {
    ca: cert,
    resolve: async (host) => {
      asked.push(host);
      return answers.shift() ?? [];
    },
  };
  const outcome = await send(requestTo(`https://${HOST}:PORT/`), { network: turning });
  assert.equal(outcome.kind, 'answered');
  assert.deepEqual([server.connections, asked], [1, [HOST]]);
});

test('a certificate that nobody vouches for, or of another host, is refused before anything is sent', async () => {
  const untrusting: Network = { resolve: async () => ['127.0.0.1'] };
  assert.match(
    await failure(requestTo(`https://${HOST}:PORT/`), { network: untrusting }),
    /certificate .* not to be trusted/,
  );
  assert.match(await failure(requestTo('https://other.example.com:PORT/')), /certificate .* not to be trusted/);
  assert.deepEqual(server.got, []);
});

test('failures are sentences without the request in them', async () => {
  const nowhere: Network = { resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) };
  assert.match(await failure(requestTo('https://no.example/'), { network: nowhere }), /no host 'no\.example'/);
  assert.match(await failure(requestTo('https://no.example/'), { network: world([]) }), /no host 'no\.example'/);
  const closed = await failure(requestTo(`https://${HOST}:1/`));
  assert.match(closed, /refused the connection/);
  const bad = await failure(
    requestTo(`https://${HOST}:PORT/?key=canary`, { headers: { Authorization: 'canary\r\nX: y' } }),
  );
  assert.doesNotMatch(bad, /canary/);
  assert.deepEqual(server.got, []);
});
