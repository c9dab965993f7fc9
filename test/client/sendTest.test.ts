/** What a test send would send, what the user reads before it, and how the answer reads: without a network. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerText } from '../../client/src/sendTest/answer';
import { credentialsOf, fillCredentials, headerValue, hostIn, lackOf } from '../../client/src/sendTest/credential';
import { dialogOf } from '../../client/src/sendTest/dialog';
import { type Plan, planSend } from '../../client/src/sendTest/plan';
import type { Answer, Credential } from '../../client/src/sendTest/types';
import type { RenderedRequest, RenderResult } from '../../server/src/protocol';

const range = (line: number, start = 0, end = start) => ({
  start: { line, character: start },
  end: { line, character: end },
});

function rendered(request: Partial<RenderedRequest> | null, other: Partial<RenderResult> = {}): RenderResult {
  const whole = request && { method: 'POST', url: 'https://api.example.com/v1', headers: {}, body: '{}', ...request };
  return {
    version: 1,
    output: whole?.body ?? '',
    request: whole,
    aborted: null,
    problems: [],
    calls: [],
    reads: [],
    kind: 'webhook',
    isJson: true,
    readable: true,
    ...other,
  };
}

const credential = (value: string, header = 'Authorization', host = 'api.example.com'): Credential => ({
  host,
  header,
  value,
});

function plan(result: RenderResult, credentials: readonly Credential[] = []): Plan {
  const planned = planSend(result, 'Ada', credentials);
  assert.ok(!('refusal' in planned), JSON.stringify(planned));
  return planned;
}

function refusal(result: RenderResult): string {
  const planned = planSend(result, 'Ada', []);
  assert.ok('refusal' in planned);
  return planned.refusal;
}

const call = (answer: 'mock' | 'none', line: number) => ({
  method: 'POST',
  url: 'https://api.example.com/token',
  answer,
  headers: {},
  body: null,
  status: answer === 'mock' ? 200 : null,
  save: 'token',
  range: range(line, 11, 60),
});

const problem = (code: string, severity: 'error' | 'warning', message = 'It is wrong.') => ({
  code,
  severity,
  message,
  range: range(0),
});

// ── What is never sent ───────────────────────────────────────────────────────────────────────────────────────────────

test('an aborted, missing or cut request is not sent, and why is said', () => {
  assert.match(refusal(rendered(null, { aborted: { reason: 'No id.' } })), /to Ada: the template aborts\. No id\.$/);
  assert.match(refusal(rendered({}, { aborted: { reason: '' } })), /aborts\.$/);
  assert.match(refusal(rendered(null, { kind: 'email' })), /only a webhook file/);
  assert.match(refusal(rendered({}, { problems: [problem('render-limit', 'error', 'Too long.')] })), /Too long\./);
});

test('what is said of a rendering holds no secret', () => {
  const headers = { Authorization: 'Bearer canary-secret' };
  const reason = 'Token canary-secret is wrong.';
  assert.doesNotMatch(refusal(rendered({ headers }, { aborted: { reason } })), /canary/);
  const { doubts } = plan(rendered({ headers }, { problems: [problem('liquid-error', 'error', reason)] }));
  assert.match(doubts.join(), /Token \*\*\* is wrong/);
});

test('what is no URL, no method of a webhook or no header is not sent', () => {
  assert.match(refusal(rendered({ url: '' })), /URL is blank/);
  for (const url of ['api.example.com/v1', '/v1', 'https://', 'https://a b.example/', 'https://a.example/ x'])
    assert.match(refusal(rendered({ url })), /is no URL/, url);
  for (const method of ['CONNECT', 'TRACE', 'POST X', ''])
    assert.match(refusal(rendered({ method })), /not by/, method);
  assert.match(refusal(rendered({ url: 'https://<MY_SHOP>.example.com/' })), /placeholder '<MY_SHOP>'/);
  const bad: readonly Record<string, string>[] = [
    { 'X-A': 'a\r\nX-B: b' },
    { 'X-A': 'ж' },
    { 'X A': 'a' },
    { '': 'a' },
  ];
  for (const headers of bad) assert.match(refusal(rendered({ headers })), /no header may hold/);
});

test('what the connection says of itself is left to it', () => {
  const { request, doubts } = plan(rendered({ headers: { HOST: 'evil.example', 'Content-Length': '3', 'X-A': 'é' } }));
  assert.deepEqual(request.headers, { 'X-A': 'é' });
  assert.match(doubts.join(), /'HOST', 'Content-Length'/);
});

// ── Credentials ──────────────────────────────────────────────────────────────────────────────────────────────────────

test('a header that waits for a credential is known', () => {
  const placeholders = `YOUR_API_KEY|Bearer YOUR_API_KEY|<api key>|Bearer <PASSKIT_LONG_LIVED_TOKEN>|Bearer {your token}|***|xxxx
    Bearer xxxxxxxx|Bearer ...|Api-Key <AMPLITUDE_SECRET_KEY>|[YOUR_API_KEY]|API_KEY|your-token-here|Bearer sample-access-token
    Basic <user:password>|Basic ${btoa('<LOB_API_KEY>:')}|Basic ${btoa('user:password')}|Bearer TOKEN|Bearer ••••••••|REPLACE ME`;
  for (const value of placeholders.split(/\||\n\s*/)) assert.equal(lackOf(value), 'placeholder', value);
  for (const value of ['', '  ', 'Bearer', 'bearer ', 'Basic', `Basic ${btoa(':')}`, 'Token '])
    assert.equal(lackOf(value), 'blank', value);
  const real = `Bearer 0123456789abcdef|Basic ${btoa('ada:s3cret')}|sk_live_51H8x|abc123|Bearer eyJhbGciOi.eyJzdWIi.c2ln
    NLAuth nlauth_account=1|key=AIzaSy|dXNlcg==|Bearer YjQ2NzA`;
  for (const value of real.split(/\||\n\s*/)) assert.equal(lackOf(value), null, value);
});

test('a stored credential fills what waits for one, and nothing else', () => {
  const fill = (headers: Record<string, string>, mocked: readonly string[] = []) =>
    fillCredentials(headers, [credential('Bearer stored-1')], new Set(mocked));
  assert.deepEqual(fill({}).headers, { Authorization: 'Bearer stored-1' });
  assert.deepEqual(fill({ authorization: 'Bearer YOUR_KEY' }).headers, { authorization: 'Bearer stored-1' });
  assert.deepEqual(fill({ Authorization: 'Bearer ' }).stored, ['Authorization']);
  assert.deepEqual(fill({ Authorization: 'Bearer 0a1b2c3d' }).headers, { Authorization: 'Bearer 0a1b2c3d' });
  assert.deepEqual(fill({ Authorization: 'Bearer 0a1b2c3d' }).stored, []);
  assert.deepEqual(fill({ Authorization: 'Bearer 0a1b2c3d' }, ['Authorization']).headers, {
    Authorization: 'Bearer stored-1',
  });
  const other = fill({ 'X-Api-Key': '<api key>', 'X-Name': '' });
  assert.deepEqual(other.lacking, [{ name: 'X-Api-Key', lack: 'placeholder', text: '<api key>' }]);
  assert.deepEqual(other.headers, { 'X-Api-Key': '<api key>', 'X-Name': '', Authorization: 'Bearer stored-1' });
});

test('a credential is bound to its host, port and https', () => {
  const all = [credential('a'), credential('b', 'X-Key'), credential('c', 'Authorization', 'api.example.com:8443')];
  const of = (url: string) => credentialsOf(new URL(url), all).map(({ value }) => value);
  assert.deepEqual(of('https://API.example.com/v1'), ['a', 'b']);
  assert.deepEqual(of('https://api.example.com:443/'), ['a', 'b']);
  assert.deepEqual(of('https://api.example.com:8443/'), ['c']);
  const others = ['http://api.example.com/', 'https://api.example.com.evil.example/', 'https://example.com/'];
  for (const url of [...others, 'https://api.example.com@evil.example/', 'https://evil.example/api.example.com'])
    assert.deepEqual(of(url), [], url);
  const evil = plan(rendered({ url: 'https://api.example.com@evil.example/' }), all);
  assert.deepEqual([evil.request.headers, evil.stored], [{}, []]);
});

test('a host is taken as it is typed, or out of a URL', () => {
  const cases = [
    ['api.example.com', 'api.example.com'],
    [' API.Example.com ', 'api.example.com'],
    ['https://api.example.com/v1?x=1', 'api.example.com'],
    ['http://api.example.com', 'api.example.com'],
    ['api.example.com:443', 'api.example.com'],
    ['api.example.com:8443', 'api.example.com:8443'],
    ['ada:pw@api.example.com', 'api.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['', undefined],
    ['https://', undefined],
    ['a b', undefined],
  ] as const;
  for (const [typed, host] of cases) assert.equal(hostIn(typed), host, typed);
});

test('what the user types becomes the header’s value', () => {
  assert.equal(headerValue('bearer', ' abc '), 'Bearer abc');
  assert.equal(headerValue('bearer', 'Bearer abc'), 'Bearer abc');
  assert.equal(headerValue('basic', 'zoë:pä'), `Basic ${Buffer.from('zoë:pä').toString('base64')}`);
  assert.equal(headerValue('plain', 'Key abc'), 'Key abc');
});

test('a token that a mock gave is replaced by a stored one, a real one is not', () => {
  const field = (name: string, line: number, exact: boolean) => ({
    role: name === 'body' ? ('body' as const) : ('header' as const),
    name,
    output: 'x',
    trace: [{ start: 0, end: 1, range: range(line, 61, 90), exact }],
  });
  const withFields = (first: boolean, second: boolean) =>
    rendered(
      { headers: { 'X-Token': '1a2b3c', Authorization: 'Bearer 4d5e6f' } },
      {
        calls: [call('mock', 4)],
        details: { fields: [field('X-Token', 2, first), field('Authorization', 4, second)] } as never,
      },
    );
  const stored = [credential('Bearer stored-1'), credential('stored-2', 'X-Token')];
  assert.deepEqual(plan(withFields(false, false), stored).stored, ['Authorization']);
  assert.deepEqual(plan(withFields(false, true), stored).stored, []);
});

// ── The dialog ───────────────────────────────────────────────────────────────────────────────────────────────────────

const dialog = (result: RenderResult, credentials?: readonly Credential[]) => dialogOf(plan(result, credentials));

test('the dialog shows method, URL, user, headers and the body’s size', () => {
  const { message, detail, buttons } = dialog(
    rendered({
      method: 'PUT',
      url: 'https://api.example.com/v1/a?b=c',
      headers: { 'Content-Type': 'text/x' },
      body: 'Zoë',
    }),
  );
  assert.equal(message, 'Send this request to api.example.com?');
  assert.deepEqual(detail.split('\n\n'), [
    'PUT https://api.example.com/v1/a?b=c',
    'Rendered for Ada',
    'Content-Type: text/x\nBody of 4 bytes',
    'This is a real request: api.example.com acts on it as on one from Braze.',
  ]);
  assert.deepEqual(buttons, ['Send']);
});

test('the dialog masks secrets and says where a credential comes from', () => {
  const { detail } = dialog(
    rendered({
      url: 'https://ada:canary-1@api.example.com/v1?api_key=canary-2&q=canary-3',
      headers: { Authorization: '', 'X-Api-Key': 'canary-3', 'X-Trace': 'canary-3' },
    }),
    [credential('Bearer canary-4')],
  );
  assert.doesNotMatch(detail, /canary/);
  assert.match(detail, /Authorization: \*\*\* \(your stored credential for api\.example\.com\)/);
  assert.match(detail, /POST https:\/\/\*\*\*@api\.example\.com\/v1\?api_key=\*\*\*&q=\*\*\*/);
});

test('the dialog offers to store what is lacking', () => {
  const headers = {
    Authorization: 'Bearer YOUR_TOKEN',
    'X-Api-Key': '',
    'X-Basic-Auth': `Basic ${btoa('<USER>:<PASSWORD>')}`,
    'X-Auth': 'id=canary; key=<MY_KEY>',
  };
  const { detail, buttons } = dialog(rendered({ headers }));
  assert.match(detail, /Authorization: the placeholder YOUR_TOKEN \(no credential yet\)/);
  assert.match(detail, /X-Api-Key: blank \(no credential yet\)/);
  assert.match(detail, /X-Basic-Auth: the placeholder <USER> <PASSWORD> \(/);
  assert.match(detail, /X-Auth: the placeholder <MY_KEY> \(/);
  assert.deepEqual(buttons, ['Send', 'Store Credential…']);
});

test('the dialog says what is doubtful', () => {
  const says = (request: Partial<RenderedRequest>, other: Partial<RenderResult> = {}) =>
    dialog(rendered(request, other))
      .detail.split('\n')
      .filter((line) => line.startsWith('⚠'))
      .join('\n');
  assert.equal(says({}), '');
  assert.match(says({}, { readable: false }), /Braze cannot read it/);
  assert.match(says({}, { calls: [call('none', 1)] }), /No mock answered 1 Connected Content call:/);
  assert.match(says({}, { calls: [call('mock', 1), call('mock', 2)] }), /Mocks answered 2 Connected Content calls:/);
  const problems = [problem('payload-invalid', 'error', 'No JSON.'), problem('x', 'warning'), problem('y', 'error')];
  assert.match(says({}, { problems }), /2 problems in what was rendered: No JSON\./);
  assert.match(
    says({ body: '{"a": "<MY_KEY>", "b": "<b>"}', url: 'https://a.example/YOUR_ID' }),
    /: YOUR_ID, <MY_KEY>\./,
  );
  assert.match(says({ method: 'GET', body: 'x' }), /GET sends no body/);
});

test('the dialog of a GET names no body', () => {
  assert.match(dialog(rendered({ method: 'GET', body: 'x' })).detail, /\nNo body\n/);
});

// ── The answer ───────────────────────────────────────────────────────────────────────────────────────────────────────

interface Back extends Omit<Partial<Answer>, 'body'> {
  readonly body?: string | Uint8Array;
}

function read(back: Back, result = rendered({}), credentials: readonly Credential[] = []): string {
  const { body = '', ...other } = back;
  const answer: Answer = {
    status: 200,
    statusText: 'OK',
    headers: [],
    cut: null,
    duration: 311.7,
    ...other,
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
  return answerText(plan(result, credentials), answer, '2026-11-22T12:00:00.000Z');
}

test('the answer reads: status, what was sent, headers, body', () => {
  const headers = [
    ['Content-Type', 'application/json'],
    ['X-A', '1'],
    ['x-a', '2'],
  ] as const;
  assert.equal(
    read({
      status: 404,
      statusText: 'Not Found',
      headers,
      body: '{"error":{"id":12345678901234567890,"of":[],"at":[1,2]}}',
    }),
    [
      '404 Not Found',
      '',
      'POST https://api.example.com/v1',
      'for Ada',
      '2026-11-22T12:00:00.000Z, 312 ms',
      '',
      'Content-Type: application/json',
      'X-A: 1, 2',
      '',
      '{\n  "error": {\n    "id": 12345678901234567890,\n    "of": [],\n    "at": [\n      1,\n      2\n    ]\n  }\n}',
      '',
    ].join('\n'),
  );
});

test('JSON is laid out without a change of what it says', () => {
  for (const body of [
    '{"a": "x\\"{[,:]}", "b": {"c": []}, "d": { }, "e": "\\\\"}',
    '[]',
    '"a"',
    '1.50',
    '[[],[{}]]',
    'null',
  ]) {
    const text = read({ body });
    assert.deepEqual(JSON.parse(text.slice(text.indexOf(' ms\n') + 4)), JSON.parse(body));
  }
  assert.match(read({ body: '{"a": 1.50}' }), /1\.50/);
  assert.match(read({ body: 'Hi {"a":\n' }), /Hi \{"a":\n/);
});

test('a redirect, a cut and a body that is no text are said', () => {
  const location = [['Location', 'https://b.example/x?token=canary']] as const;
  const redirect = read({ status: 302, statusText: 'Found', headers: location });
  assert.match(redirect, /not followed/);
  assert.match(redirect, /Location: https:\/\/b\.example\/x/);
  assert.match(read({ cut: 'size', body: 'x' }), /longer than 1 MB/);
  assert.match(read({ cut: 'time', body: 'x' }), /two seconds/);
  assert.match(read({ cut: 'broken', body: 'x' }), /broke off/);
  assert.match(read({ body: new Uint8Array([1, 0, 2]) }), /3 bytes is no text/);
  assert.match(read({ body: 'x', headers: [['Content-Encoding', 'gzip']] }), /compressed \(gzip\)/);
  assert.match(read({}), /No body/);
  const latin = [['content-type', 'text/plain; charset=ISO-8859-1']] as const;
  assert.match(read({ body: new Uint8Array([0x5a, 0xf6]), headers: latin }), /Zö/);
});

test('what the answer repeats of a credential is masked, in whatever form', () => {
  const basic = headerValue('basic', 'ada:canary/1"2');
  const echo = [basic, 'ada:canary/1"2', 'canary/1"2', encodeURIComponent('canary/1"2'), JSON.stringify('canary/1"2')];
  const result = rendered({
    url: 'https://x:canary-url@api.example.com/?token=canary-query',
    headers: { 'X-Token': 'canary-token' },
    body: '{"api_key": "canary-body"}',
  });
  const stored = [credential(basic), credential('canary-plain', 'X-Account')];
  const body = JSON.stringify({ echo, all: 'canary-url canary-query canary-token canary-body canary-plain' });
  const text = read(
    {
      statusText: 'canary-token',
      headers: [
        ['X-Echo', 'canary-plain'],
        ['Set-Cookie', 'id=canary'],
      ],
      body,
    },
    result,
    stored,
  );
  assert.doesNotMatch(text, /canary/);
  assert.doesNotMatch(text, /\*\*\*\*/);
  assert.doesNotMatch(read({ body: `not JSON: ${echo.join(' ')}` }, result, stored), /canary/);
});
