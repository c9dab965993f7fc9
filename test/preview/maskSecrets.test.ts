import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSecretName, maskSecrets, maskText, maskUrl } from '../../server/src/preview/maskSecrets';

const CANARY = 'canary-5f2c9e7a1b';

test('no canary gets out, wherever it stands', () => {
  const request = {
    method: 'POST',
    url: `https://user:${CANARY}@api.example.com/v1?api_key=${CANARY}&q=1&accessToken=${CANARY}#x`,
    headers: {
      Authorization: `Bearer ${CANARY}`,
      'X-API-Key': CANARY,
      'X-Auth-Token': CANARY,
      Cookie: `session=${CANARY}`,
      'Ocp-Apim-Subscription-Key': CANARY,
      'Content-Type': 'application/json',
      'X-Echo': `again ${CANARY}`,
    },
    body: `{"api_token": "${CANARY}", "user": {"password":"${CANARY}", "name": "Ada"}, "note": "Bearer ${CANARY}"}`,
  };
  const masked = maskSecrets(request);
  assert.ok(!JSON.stringify(masked).includes(CANARY), JSON.stringify(masked));
  assert.equal(masked.method, 'POST');
  assert.equal(masked.headers.Authorization, 'Bearer ***');
  assert.equal(masked.headers['Content-Type'], 'application/json');
  assert.equal(masked.url, 'https://***@api.example.com/v1?api_key=***&q=1&accessToken=***#x');
  assert.deepEqual(JSON.parse(masked.body), {
    api_token: '***',
    user: { password: '***', name: 'Ada' },
    note: 'Bearer ***',
  });
});

test('what is no secret stays, letter by letter', () => {
  const request = {
    url: 'https://api.example.com/tokens/authors?page=2&sort=key&q=a%20b',
    headers: { Accept: '*/*', 'X-Request-Id': 'r-1' },
    body: '{"key": "value", "author": "Ada", "keywords": ["a"],  "monkey":1}',
  };
  assert.deepEqual(maskSecrets(request), request);
});

test('form bodies', () => {
  const masked = maskSecrets({ url: '', headers: {}, body: `grant_type=client_credentials&client_secret=${CANARY}` });
  assert.equal(masked.body, 'grant_type=client_credentials&client_secret=***');
});

test('bodies that are no JSON, and none', () => {
  assert.equal(maskSecrets({ url: '', headers: {}, body: `{"token": ${CANARY}, }` }).body, '{"token": "***", }');
  assert.equal(maskSecrets({ url: '', headers: {}, body: null }).body, null);
  assert.equal(maskSecrets({ url: '', headers: {}, body: '' }).body, '');
});

test('empty values are not masked: that they are empty is what one looks for', () => {
  const masked = maskSecrets({ url: 'https://a.b?token=', headers: { Authorization: '' }, body: '{"token": ""}' });
  assert.deepEqual(masked, { url: 'https://a.b?token=', headers: { Authorization: '' }, body: '{"token": ""}' });
});

test('tokens in running text', () => {
  assert.equal(maskText('Basic dXNlcjpwYXNz and eyJhbGciOiJI.eyJzdWIiOiIx.c2ln!'), 'Basic *** and ***!');
  assert.equal(maskText('a basic idea, the bearer of news'), 'a basic idea, the bearer of news');
});

test('URLs that are none', () => {
  for (const url of ['', 'x', '?', '#', 'https://', 'https://a.b/?&&=&a', '%%%=1?x%=x'])
    assert.equal(maskUrl(url), url);
});

test('names', () => {
  for (const name of ['accessToken', 'api-key', 'APIKEY', 'x_signature', 'clientSecret', 'db.password', 'hmac']) {
    assert.ok(isSecretName(name), name);
  }
  for (const name of ['author', 'key', 'monkey', 'keyboard', 'tokenize', 'code', 'id'])
    assert.ok(!isSecretName(name), name);
});

test('long hostile texts take no more than linear time', () => {
  const time = (length: number): number => {
    const texts = ['"', 'eyJ-', 'Bearer ', '"a":', 'a=&', '\\"', 'eyJaaaaaaaaaaaa.', '://'].map((piece) =>
      piece.repeat(length / piece.length),
    );
    texts.push(`eyJx.${'a'.repeat(length)}..b`);
    const started = performance.now();
    for (const body of texts) maskSecrets({ url: `https://a.b/?${body}`, headers: {}, body });
    return performance.now() - started;
  };
  time(1000);
  const [small, large] = [Math.max(5, time(50_000)), time(400_000)];
  assert.ok(large < small * 8 * 6, `${small} ms, then ${large} ms for eight times as much`);
});
