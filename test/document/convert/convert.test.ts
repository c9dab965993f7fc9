import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtinDocset } from '../../../server/src/docset';
import { readDocument } from '../../../server/src/document';
import { type RequestForm, recognizeRequest, writeRequest } from '../../../server/src/document/convert';
import { fromCurl } from '../../../server/src/document/convert/curl';
import { shellWords } from '../../../server/src/document/convert/shellWords';
import type { WrittenRequest } from '../../../server/src/document/convert/types';
import { defaultConfig } from '../../../server/src/workspace';

const readTemplate = (text: string) =>
  readDocument('file:///w/a.webhook.liquid', text, { docset: builtinDocset, config: defaultConfig, root: null });
const recognized = (text: string) => {
  const found = recognizeRequest(text, readTemplate);
  return typeof found === 'string' ? assert.fail(`${text}: ${found}`) : found;
};

function reads(text: string, form: RequestForm, expected: Partial<WrittenRequest>): void {
  const found = recognized(text);
  assert.equal(found?.form, form, text);
  for (const [key, value] of Object.entries(expected))
    assert.deepEqual(found?.request[key as keyof WrittenRequest], value, `${key} of ${text}`);
}

const JSON_TYPE = ['Content-Type', 'application/json'] as const;
const FORM_TYPE = ['Content-Type', 'application/x-www-form-urlencoded'] as const;

/** As people paste them: from documentation, Postman, the browser's network tab, for each shell. */
const PASTED: readonly (readonly [command: string, expected: Partial<WrittenRequest>])[] = [
  [
    "curl --location 'https://a.example/v1' \\\n--header 'Content-Type: application/json' \\\n--data '{\n  \"a\": 1\n}'",
    { method: 'POST', url: 'https://a.example/v1', headers: [JSON_TYPE], body: '{\n  "a": 1\n}' },
  ],
  [
    'curl --location --request POST "https://a.example" ^\r\n--header "Content-Type: application/json" ^\r\n--data "{\\"a\\": 1}"',
    { method: 'POST', headers: [JSON_TYPE], body: '{"a": 1}' },
  ],
  [
    'curl ^"https://a.example/v1^" ^\r\n  -H ^"Content-Type: application/json^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":^\\^"50^%^ off^\\^"^}^"',
    { url: 'https://a.example/v1', headers: [JSON_TYPE], body: '{"a":"50% off"}' },
  ],
  ['curl "https://a.example" ^\n  --data-raw "^{^\\^"a^\\^":1^}"', { body: '{"a":1}' }],
  [
    'curl.exe -X POST https://a.example `\n  -H "Content-Type: application/json" `\n  -d \'{\\"a\\":1}\'',
    { method: 'POST', headers: [JSON_TYPE], body: '{"a":1}' },
  ],
  [
    "curl 'https://a.example' -H 'accept: */*' --data-raw $'{\"a\":\"it\\'s\\u0021\\n\\x41\"}' --compressed --insecure",
    { headers: [['accept', '*/*'], FORM_TYPE], body: '{"a":"it\'s!\nA"}' },
  ],
  ['curl https://a.example -d \'{"a": "it\'"\'"\'s"}\'', { body: '{"a": "it\'s"}' }],
  [
    "curl -X 'POST' \\\n  'https://a.example/pet' \\ \n  -H 'accept: application/json' \\\n  -d '{}'\n",
    { url: 'https://a.example/pet', headers: [['accept', 'application/json'], FORM_TYPE], body: '{}' },
  ],
  ["curl https://a.example\n  -H 'X: y'\n  -d a=b", { headers: [['X', 'y'], FORM_TYPE], body: 'a=b' }],
  ['curl https://a.example -d @body.json', { body: /comment %} What stands in 'body\.json' goes here/ as never }],
  ["curl https://a.example --data-raw '@me'", { body: '@me' }],
  ['curl https://a.example --data-binary @-', { body: /standard input/ as never }],
  ['curl -sSL -XPUT https://a.example -d a=b -d c=d', { method: 'PUT', body: 'a=b&c=d' }],
  ["curl -sXPOST https://a.example -sd '{}'", { method: 'POST', body: '{}' }],
  ['curl -sIL https://a.example', { method: 'HEAD' }],
  ["curl -u 'ada:a b' -G https://a.example -d 'q=a b' -d n=3", { url: 'https://a.example?q=a%20b&n=3', method: 'GET' }],
  ['curl -u key https://a.example', { headers: [['Authorization', 'Basic a2V5Og==']] }],
  [
    'curl -G https://a.example --data-urlencode "n=José" --data-urlencode =x',
    { url: 'https://a.example?n=Jos%C3%A9&x' },
  ],
  ['curl --url-query a=b "https://a.example?c=d"', { url: 'https://a.example?c=d&a=b' }],
  [
    "curl --json '{' --json '}' https://a.example",
    { headers: [JSON_TYPE, ['Accept', 'application/json']], body: '{}' },
  ],
  [
    "curl --json '{}' https://a.example -H 'Content-Type: application/ld+json'",
    {
      headers: [
        ['Content-Type', 'application/ld+json'],
        ['Accept', 'application/json'],
      ],
    },
  ],
  ['curl --oauth2-bearer t https://a.example', { url: 'https://a.example', headers: [['Authorization', 'Bearer t']] }],
  ['curl --http2 --proto =https --tlsv1.2 --cert c.pem -o x --retry 3 https://a.example', { url: 'https://a.example' }],
  ['curl api.example.com/x?a=b', { url: 'https://api.example.com/x?a=b' }],
  ["curl -X POST https://a.example -d '{}' | jq .", { body: '{}' }],
  [
    "curl -X POST https://a.example -d 'a;b' > out.json && curl https://b.example",
    { url: 'https://a.example', body: 'a;b' },
  ],
  ['# List them:\n\n$ curl https://a.example\n{"ok": true}', { url: 'https://a.example', body: '' }],
  ['```bash\ncurl https://a.example -d a=b\n```', { url: 'https://a.example', body: 'a=b' }],
  [
    "curl https://a.example -H 'X-Empty;' -A me -e https://r.example -b c=d",
    {
      headers: [
        ['X-Empty', ''],
        ['User-Agent', 'me'],
        ['Referer', 'https://r.example'],
        ['Cookie', 'c=d'],
      ],
    },
  ],
  ['curl "https://a.example/$ID" -H "Authorization: Bearer ${TOKEN}"', { url: 'https://a.example/$ID' }],
  ['curl -X POST -d \'{"id": "{{${user_id}}}"}\' https://a.example', { body: '{"id": "{{${user_id}}}"}' }],
];

test('curl, as it is pasted', () => {
  for (const [command, expected] of PASTED) {
    const { form, request } = recognized(command) ?? assert.fail(command);
    assert.equal(form, 'curl');
    for (const [key, value] of Object.entries(expected) as [keyof WrittenRequest, unknown][]) {
      if (value instanceof RegExp) assert.match(String(request[key]), value);
      else assert.deepEqual(request[key], value, `${key} of ${command}`);
    }
  }
});

test('a command that no webhook can be is refused with the reason', () => {
  assert.match(String(recognizeRequest("curl https://a.example -F 'file=@a.png'", readTemplate)), /several parts/);
  assert.match(String(recognizeRequest('curl -Method POST -Uri https://a.example', readTemplate)), /PowerShell/);
});

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
