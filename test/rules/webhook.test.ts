/** Webhooks as people get them wrong: one finding each, at the place that is wrong; and right ones in many styles. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, fixed } from '../helpers/check';

const COUPON = 'https://api-pub1.passkit.io/coupon/singleUse/coupon';
const AUTHORIZATION = 'Authorization: Bearer abc.def-123';
const JSON_TYPE = 'Content-Type: application/json';
const PAYLOAD = `{"externalId": "{{\${user_id} | default: 'x' | json_escape}}", "campaignId": "2xa1"}`;

interface Parts {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

function webhook(partner: string | null, { url, method, headers = [], body = '' }: Parts): string {
  const lines = [
    ...(partner ? [`partner: ${partner}`] : []),
    ...(method === undefined ? [] : [`method: ${method}`]),
    ...(url === undefined ? [] : [`url: ${url}`]),
    ...(headers.length === 0 ? [] : ['headers:', ...headers.map((header) => `  ${header}`)]),
  ];
  return `---\n${lines.join('\n')}\n---\n${body}`;
}

const coupon = (parts: Parts): string =>
  webhook('passkit/coupon', {
    url: COUPON,
    method: 'PUT',
    headers: [AUTHORIZATION, JSON_TYPE],
    body: PAYLOAD,
    ...parts,
  });

const own = (parts: Parts): string =>
  webhook(null, {
    url: 'https://api.example.com/v1',
    method: 'POST',
    headers: [JSON_TYPE],
    body: '{"a": "b"}',
    ...parts,
  });

/** `code at 'text'` of what is more than an info. */
const found = (text: string): readonly string[] =>
  check(text, { path: 'a.webhook.liquid' })
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ code, span }) => `${code} at '${text.slice(span.start, span.end)}'`);

test('right ones are silent', () => {
  for (const parts of [
    {},
    { url: `"${COUPON}"` },
    { url: `${COUPON}/` },
    { url: `${COUPON}?a=b` },
    { url: `|-\n  ${COUPON}` },
    { url: '|-\n  https://{{custom_attribute.${region}}}.passkit.io/coupon/singleUse/coupon' },
    { url: '|-\n  {{content_blocks.${passkit_url}}}' },
    { method: 'put' },
    { headers: ['authorization: bearer abc', 'content-type: Application/JSON; charset=utf-8'] },
    { headers: ["Authorization: 'Bearer {{content_blocks.${token}}}'", JSON_TYPE] },
    { headers: [AUTHORIZATION, JSON_TYPE, 'Accept: application/json', 'X-Authorisation: x', 'X-Id: 1'] },
  ]) {
    assert.deepEqual(found(coupon(parts)), [], JSON.stringify(parts));
  }
  for (const parts of [
    {},
    { headers: [JSON_TYPE, 'Authorization: Basic dXNlcjpwYXNz'] },
    { headers: [JSON_TYPE, `Authorization: "Basic {{ 'user:pass' | base64_encode }}"`] },
    { headers: [JSON_TYPE, 'X-Content-Typ: x', 'Token: y', 'Expect: z'] },
    { headers: ['Content-Type: text/plain'], body: 'Hi' },
    { headers: ['Content-Type: application/x-www-form-urlencoded'], body: 'a=b' },
    { method: 'GET', headers: [], body: '' },
    { url: "|-\n  {% if {{${language}}} == 'de' %}https://de.example.com{% else %}https://example.com{% endif %}" },
  ]) {
    assert.deepEqual(found(own(parts)), [], JSON.stringify(parts));
  }
});

test('URLs of a partner', () => {
  for (const [url, at] of [
    [COUPON.replace('https', 'http'), null],
    ['https:///coupon/singleUse/coupon', null],
    [COUPON.slice('https://'.length), null],
    [COUPON.replace('://', ':/'), null],
    [`h${COUPON}`, null],
    [`https://${COUPON}`, null],
    [encodeURIComponent(COUPON), null],
    [COUPON.replace('singleUse', 'singleuse'), null],
    ['https://api.passkit.io/coupon/singleUse/coupon', null],
    [`${COUPON}s`, null],
    [`${COUPON}/{x}`, null],
  ] as const) {
    assert.deepEqual(found(coupon({ url })), [`webhook-url at '${at ?? url}'`]);
  }
  assert.deepEqual(found(coupon({ url: COUPON.replace('single', 'single ') })), [`webhook-url-whitespace at ' '`]);
  assert.deepEqual(found(coupon({ url: `|-\n  ${COUPON} ` })), [`webhook-url-whitespace at ' '`]);
  assert.deepEqual(found(coupon({ url: undefined })), ["webhook-url at '---'"]);
});

test('URLs of any webhook', () => {
  assert.deepEqual(found(own({ url: 'https:///v1' })), ["webhook-url at 'https:///v1'"]);
  assert.deepEqual(found(own({ url: 'api.example.com/v1' })), ["webhook-url at 'api.example.com/v1'"]);
  assert.deepEqual(found(own({ url: 'https://a.example/my path' })), ["webhook-url-whitespace at ' '"]);
  const [hint] = check(own({ url: 'http://a.example' })).findings;
  assert.deepEqual([hint?.code, hint?.severity], ['webhook-url', 'hint']);
});

test('fixes of URLs', () => {
  const becomes = (before: string, after: string, title = ''): void =>
    assert.equal(
      fixed(coupon({ url: before }), before.includes(' ') ? 'webhook-url-whitespace' : 'webhook-url', { title }),
      coupon({ url: after }),
    );
  becomes(COUPON.replace('https', 'http'), COUPON);
  becomes(`https://${COUPON}`, COUPON);
  becomes(COUPON.replace('://', ':/'), COUPON);
  becomes(COUPON.replace('singleUse', 'singleuse'), COUPON);
  becomes(COUPON.replace('single', 'single '), COUPON, 'Take');
  becomes(COUPON.replace('single', 'single '), COUPON.replace('single', 'single%20'), '%20');
});

test('methods', () => {
  assert.deepEqual(found(coupon({ method: 'GET' })), ["webhook-method at 'GET'"]);
  assert.deepEqual(found(coupon({ method: 'PUTT' })), ["frontmatter-invalid at 'PUTT'"]);
  assert.deepEqual(found(coupon({ method: undefined })), ["webhook-method at '---'"]);
  assert.equal(
    fixed(coupon({ method: undefined }), 'webhook-method', { path: 'a.webhook.liquid' }),
    coupon({}).replace('partner: passkit/coupon\nmethod: PUT\n', 'method: PUT\npartner: passkit/coupon\n'),
  );
  assert.deepEqual(found(own({ method: 'GET' })), ["get-with-body at 'GET'"]);
});

test('values of headers', () => {
  for (const [headers, finding] of [
    [[AUTHORIZATION, 'Content-Type: text/plain'], "webhook-header at 'text/plain'"],
    [
      [AUTHORIZATION, 'Content-Type: application/x-www-form-urlencoded'],
      "webhook-header at 'application/x-www-form-urlencoded'",
    ],
    [['Authorization: Bearer Bearer abc', JSON_TYPE], "webhook-header at 'Bearer '"],
    [['Authorization: Basic abc', JSON_TYPE], "webhook-header at 'Basic abc'"],
    [['Authorization: abc', JSON_TYPE], "webhook-header at 'abc'"],
    [['Authorization: Bearerabc', JSON_TYPE], "webhook-header at 'Bearerabc'"],
    [['Authorization: "Bearer "', JSON_TYPE], "webhook-header at 'Bearer'"],
  ] as const) {
    assert.deepEqual(found(coupon({ headers })), [finding]);
  }
  for (const [header, finding] of [
    ['Authorization: Basic user:pass', "basic-auth-shape at 'user:pass'"],
    [`Authorization: "Basic {{ 'user:pass' }}"`, "basic-auth-shape at '{{ 'user:pass' }}'"],
    ['Authorization: Bearer Bearer abc', "webhook-header at 'Bearer '"],
  ] as const) {
    assert.deepEqual(found(own({ headers: [JSON_TYPE, header] })), [finding]);
  }
  const form = own({ headers: ['Content-Type: application/x-www-form-urlencoded'] });
  assert.deepEqual(found(form), ["content-type-missing at 'application/x-www-form-urlencoded'"]);
  assert.equal(fixed(form, 'content-type-missing'), own({}));
  assert.equal(
    fixed(own({ headers: [JSON_TYPE, `Authorization: "Basic {{ 'user:pass' }}"`] }), 'basic-auth-shape'),
    own({ headers: [JSON_TYPE, `Authorization: "Basic {{ 'user:pass' | base64_encode }}"`] }),
  );
  assert.equal(
    fixed(coupon({ headers: ['Authorization: Bearer Bearer abc', JSON_TYPE] }), 'webhook-header'),
    coupon({ headers: ['Authorization: Bearer abc', JSON_TYPE] }),
  );
});

test('names of headers', () => {
  for (const name of ['"Authorization:"', 'Autorisation', 'Authorisation', 'Authorizaton', 'Autorización']) {
    const text = coupon({ headers: [`${name}: Bearer abc`, JSON_TYPE] });
    assert.deepEqual(found(text), [`translated-header-name at '${name}'`]);
  }
  for (const name of ['Content Type', 'Content_Type', 'Content-Typ', 'ContentType', 'Corps de la requête']) {
    const text = coupon({ headers: [AUTHORIZATION, `${name}: application/json`] });
    assert.deepEqual(found(text), [`translated-header-name at '${name}'`]);
    assert.equal(fixed(text, 'translated-header-name', { path: 'a.webhook.liquid' }), coupon({}));
  }
  assert.deepEqual(found(coupon({ headers: [JSON_TYPE] })), ["webhook-header at 'headers'"]);
  assert.deepEqual(found(coupon({ headers: [AUTHORIZATION, JSON_TYPE, 'content-type: a'] })), [
    "frontmatter-invalid at 'content-type'",
  ]);
  assert.deepEqual(found(coupon({ headers: [`- ${AUTHORIZATION}`, `- ${JSON_TYPE}`] })).length, 1);
});
