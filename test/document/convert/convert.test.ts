import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtinDocset } from '../../../server/src/docset';
import { readDocument } from '../../../server/src/document';
import { type RequestForm, recognizeRequest, writeRequest } from '../../../server/src/document/convert';
import { fromCurl, shellWords } from '../../../server/src/document/convert/curl';
import type { WrittenRequest } from '../../../server/src/document/convert/types';
import { defaultConfig } from '../../../server/src/workspace';

const readTemplate = (text: string) =>
  readDocument('file:///w/a.webhook.liquid', text, { docset: builtinDocset, config: defaultConfig, root: null });
const recognized = (text: string) => recognizeRequest(text, readTemplate);

function reads(text: string, form: RequestForm, expected: Partial<WrittenRequest>): void {
  const found = recognized(text);
  assert.equal(found?.form, form, text);
  for (const [key, value] of Object.entries(expected))
    assert.deepEqual(found?.request[key as keyof WrittenRequest], value, `${key} of ${text}`);
}

test('curl', () => {
  reads('curl -X POST https://a.example/x -H \'A: b\' -H "C: d \\"e\\"" -d \'{"a": 1}\'', 'curl', {
    method: 'POST',
    url: 'https://a.example/x',
    headers: [
      ['A', 'b'],
      ['C', 'd "e"'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ],
    body: '{"a": 1}',
  });
  reads('curl https://a.example', 'curl', { method: 'GET', headers: [], body: '' });
  reads("$ curl --request=PUT \\\n  --url 'https://a.example' \\\n  --json '{}'", 'curl', {
    method: 'PUT',
    headers: [
      ['Content-Type', 'application/json'],
      ['Accept', 'application/json'],
    ],
    body: '{}',
  });
  reads('curl -XDELETE -sSL https://a.example -o /dev/null --compressed', 'curl', {
    method: 'DELETE',
    url: 'https://a.example',
  });
  reads('curl -G https://a.example/?x=1 -d a=1 --data-urlencode "b=c d"', 'curl', {
    method: 'GET',
    url: 'https://a.example/?x=1&a=1&b=c%20d',
    body: '',
  });
  reads('curl -u ada:secret https://a.example', 'curl', { headers: [['Authorization', 'Basic YWRhOnNlY3JldA==']] });
  reads("curl https://a.example/{{${user_id}}} --data-raw $'a\\nb'", 'curl', {
    url: 'https://a.example/{{${user_id}}}',
    body: 'a\nb',
  });
  reads("curl https://a.example -d '-A x' -H --b:c", 'curl', { body: '-A x' });
  assert.equal(fromCurl('curling is a sport'), null);
  assert.equal(fromCurl('curl -X POST'), null);
  assert.deepEqual(shellWords('a "b c"d \'e\' f\\ g "" "unclosed'), ['a', 'b cd', 'e', 'f g', '', 'unclosed']);
});

test('.http files', () => {
  reads(
    '@host = https://a.example\n\n### Send\n# a comment\nPOST {{host}}/x\n  ?a=1\n  &b=2 HTTP/1.1\nContent-Type: application/json\n\n{ "a": "{{host}}" }\n\n### Next\nGET https://b.example',
    'http',
    {
      method: 'POST',
      url: 'https://a.example/x?a=1&b=2',
      headers: [['Content-Type', 'application/json']],
      body: '{ "a": "https://a.example" }',
    },
  );
  reads('GET https://a.example HTTP/1.1', 'http', { method: 'GET', url: 'https://a.example' });
  reads('https://a.example/{{ x | upcase }}', 'http', { method: 'GET', url: 'https://a.example/{{ x | upcase }}' });
});

test("Braze's webhook object", () => {
  reads(
    '{"url": "https://a.example", "request_method": "put", "request_headers": {"A": "b"}, "body": "{{x}}"}',
    'webhook-object',
    { method: 'PUT', headers: [['A', 'b']], body: '{{x}}' },
  );
  reads('{"messages": {"webhook": {"url": "https://a.example", "body": {"a": 1}}}}', 'webhook-object', {
    method: 'POST',
    body: '{\n  "a": 1\n}',
  });
});

test('what is none of them', () => {
  for (const text of ['', 'Hi {{${first_name}}}', '{"a": 1}', '[]', '---\nkind: email\n---\nHi'])
    assert.equal(recognized(text), null, text);
});

test('a webhook file', () => {
  const request: WrittenRequest = {
    method: 'POST',
    url: '{% if a %}https://a.example/{{ b }}{% endif %}',
    headers: [
      ['Content-Type', 'application/json'],
      ['Authorization', 'Bearer {{ token }}'],
      ['X-Empty', ''],
    ],
    body: '{"a": "{{ b }}"}',
  };
  const text = writeRequest(request, 'webhook-file');
  assert.equal(
    text,
    '---\nkind: webhook\nmethod: POST\nurl: |-\n  {% if a %}https://a.example/{{ b }}{% endif %}\nheaders:\n  Content-Type: application/json\n  Authorization: |-\n    Bearer {{ token }}\n  X-Empty: ""\n---\n{"a": "{{ b }}"}\n',
  );
  assert.deepEqual(readTemplate(text).problems, []);
});

const header = fc.tuple(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/),
  fc.oneof(fc.constantFrom('true', 'a: b', '{{ x }}', "it's", '# no', '0', ''), fc.stringMatching(/^\S( ?\S)*$/)),
);
const request: fc.Arbitrary<WrittenRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
  url: fc.oneof(
    fc.stringMatching(/^https:\/\/[a-z]+\.example\/[\w?=&#%.'"-]*$/),
    fc.constantFrom('https://a.example/{{ x | default: "y" }}', 'https://a.example/{% if a %}b{% endif %}'),
  ),
  headers: fc.uniqueArray(header, { maxLength: 4, selector: ([name]) => name.toLowerCase() }),
  body: fc.oneof(fc.constantFrom('', '{"a": "{{ b }}"}', 'a\n\nb\n', '---\n'), fc.string()),
});

test('property: each form gives the request back', () => {
  fc.assert(
    fc.property(request, fc.constantFrom<RequestForm>('webhook-file', 'webhook-object'), (written, form) => {
      const back = recognized(writeRequest(written, form));
      assert.equal(back?.form, form);
      const body = form === 'webhook-file' && written.body !== '' ? written.body.replace(/\n?$/, '\n') : written.body;
      assert.deepEqual(back?.request, { ...written, body });
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(request, (written) => {
      const back = recognized(writeRequest(written, 'curl'));
      const known = back?.request.headers.filter(([name]) => written.headers.some(([own]) => own === name));
      assert.deepEqual([back?.form, back?.request.url, back?.request.method], ['curl', written.url, written.method]);
      assert.deepEqual(known, written.headers);
      assert.equal(back?.request.body, written.body);
    }),
    { numRuns: 500 },
  );
});
