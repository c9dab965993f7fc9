import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mockFor } from '../../server/src/preview/mockFor';
import { usesOf } from '../../server/src/preview/uses';
import { webhookObject } from '../../server/src/preview/webhookObject';
import { readMock } from '../../server/src/workspace';
import { docset, documentOf } from './preview';

const mock = (method: string, url: string, template = '') => {
  const { answers } = usesOf(documentOf(template), docset, new Map());
  const { fileName, text } = mockFor({ method, url }, docset, answers.get('r')?.shape ?? null);
  assert.notEqual(typeof readMock(JSON.parse(text), null), 'string');
  return {
    fileName,
    ...(JSON.parse(text) as { request: { url: string; method: string }; response: { body: Record<string, unknown> } }),
  };
};

test("a partner's call is answered by the docset's example", () => {
  const call = [...docset.partners.values()]
    .flatMap(({ templates }) => templates.flatMap(({ calls = [] }) => calls))
    .find(({ url, example }) => example !== undefined && !/[{<]/.test(url));
  assert.ok(call, 'a docset holds a call without Liquid in its URL');
  assert.deepEqual(mock((call.method ?? 'GET').toUpperCase(), call.url).response.body, call.example);
});

test('a call with placeholders in its URL is known too', () => {
  const call = [...docset.partners.values()]
    .flatMap(({ templates }) => templates.flatMap(({ calls = [] }) => calls))
    .find(
      ({ url, example }) => example !== undefined && /^https:\/\/[\w.-]+\/.*<\w+>/.test(url) && !url.includes('{'),
    )!;
  assert.deepEqual(
    mock((call.method ?? 'GET').toUpperCase(), call.url.replace(/<\w+>/g, 'abc')).response.body,
    call.example,
  );
});

test('any other is answered as the template reads it', () => {
  const template =
    '{% connected_content https://a.example/b :save r %}{{ r.name }}{% for i in r.items %}{{ i.price | times: 2 }}{% endfor %}';
  const { body } = mock('GET', 'https://a.example/b', template).response;
  assert.equal(typeof body.name, 'string');
  assert.ok(Array.isArray(body.items));
  assert.deepEqual(mock('GET', 'https://a.example/b').response.body, {});
});

test('no secret gets into the file', () => {
  const { request, fileName } = mock('GET', 'https://u:canary1@a.example/b?q=1&api_key=canary2');
  assert.equal(request.url, 'https://*@a.example/b?q=1&api_key=*');
  assert.equal(fileName, 'a.example-b.mock.json');
});

test('file names that any system takes', () => {
  assert.equal(
    mock('GET', 'https://a.example/../../etc/pass wd?x').fileName,
    'a.example-..-..-etc-pass-wd.mock.json'.replace('-..-..-', '-..-..-'),
  );
  assert.equal(mock('GET', '').fileName, 'call.mock.json');
  assert.ok(mock('GET', `https://a.example/${'x'.repeat(500)}`).fileName.length < 100);
});

test("Braze's webhook object", () => {
  const request = { method: 'POST', url: 'https://a.b', headers: { A: 'b' }, body: '{"x":1}' };
  assert.deepEqual(webhookObject(request), {
    url: 'https://a.b',
    request_method: 'POST',
    request_headers: { A: 'b' },
    body: '{"x":1}',
  });
  assert.deepEqual(Object.keys(webhookObject({ ...request, body: '' })), ['url', 'request_method', 'request_headers']);
});
