import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDocset } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import { type RenderContext, renderDocument, renderText, toCurl } from '../../server/src/render';
import { emptyWorkspace } from '../../server/src/workspace';
import { contextOf } from './render';

function renderFile(name: string, text: string, given: Partial<RenderContext> = {}) {
  const document = readDocument(`file:///w/${name}`, text, {
    docset: loadDocset(),
    config: emptyWorkspace.config,
    root: 'file:///w',
  });
  const context = contextOf(given);
  return renderDocument(
    document,
    context,
    document.fields.map(({ tree }) => renderText(tree, context)),
  );
}

/** The text of a file at a range. */
function at(
  text: string,
  range: { start: { line: number; character: number }; end: { line: number; character: number } },
): string {
  const lines = text.split('\n');
  const offset = (position: { line: number; character: number }) =>
    lines.slice(0, position.line).reduce((sum, line) => sum + line.length + 1, 0) + position.character;
  return text.slice(offset(range.start), offset(range.end));
}

const webhook = `---
kind: webhook
method: put
url: |-
  {% assign code = {{custom_attribute.\${code}}}[0] | split: '/' | first %}https://x.example/v1/{{code}}
headers:
  Authorization: "Bearer {% connected_content https://x.example/token :method post :save token %}{{token.access_token}}"
  Content-Type: application/json
---
{ "id": "{{\${user_id}}}", "code": "{{code}}" }
`;

const user = { attributes: { user_id: 'u-1' }, custom_attribute: { code: ['acme/1'] } };
const mocks = [{ request: { url: 'https://x.example/token' }, response: { body: { access_token: 'T' } } }];

test('a webhook file becomes a request; variables stay in their field', () => {
  const result = renderFile('a.webhook.liquid', webhook, { user, mocks });
  assert.deepEqual(JSON.parse(JSON.stringify(result.request)), {
    method: 'PUT',
    url: 'https://x.example/v1/acme',
    headers: { Authorization: 'Bearer T', 'Content-Type': 'application/json' },
    body: '{ "id": "u-1", "code": "" }\n',
  });
  assert.equal(result.output, '{ "id": "u-1", "code": "" }\n');
  assert.deepEqual(result.problems, []);
  assert.deepEqual(
    result.calls.map(({ method, url, answer }) => [method, url, answer]),
    [['POST', 'https://x.example/token', 'mock']],
  );
  assert.deepEqual(
    result.reads.map(({ name, value, range }) => [name, value, at(webhook, range)]),
    [
      ['custom_attribute.${code}', ['acme/1'], 'custom_attribute.${code}'],
      ['${user_id}', 'u-1', '${user_id}'],
    ],
  );
});

test('problems stand at their place in the file', () => {
  const { problems } = renderFile('a.webhook.liquid', webhook, { user });
  assert.deepEqual(
    problems.map(({ code, range }) => [code, at(webhook, range)]),
    [['connected-content-no-mock', '{% connected_content https://x.example/token :method post :save token %}']],
  );
});

test('an abort anywhere leaves no request', () => {
  const url = webhook.replace('https://x.example/v1/', "{% abort_message('no code') %}https://x.example/v1/");
  const first = renderFile('a.webhook.liquid', url, { user, mocks });
  assert.deepEqual([first.aborted, first.request, first.output], [{ reason: 'no code' }, null, '']);
  const body = webhook.replace('"code":', '{% abort_message(\'late\') %}"code":');
  const last = renderFile('a.webhook.liquid', body, { user, mocks });
  assert.deepEqual([last.aborted, last.request, last.output], [{ reason: 'late' }, null, '{ "id": "u-1", ']);
});

test('a message has an output and no request', () => {
  const result = renderFile('hello.liquid', 'Hi {{${user_id}}}', { user });
  assert.deepEqual([result.output, result.request, result.aborted, result.kind], ['Hi u-1', null, null, 'message']);
});

test('a payload that is no JSON is reported where the template wrote it', () => {
  const text = webhook.replace('"code": "{{code}}" }', '"name": "{{${first_name}}}" }');
  const result = renderFile('a.webhook.liquid', text, {
    user: { ...user, attributes: { user_id: 'u-1', first_name: 'A "da"' } },
    mocks,
  });
  const [problem, ...others] = result.problems;
  assert.deepEqual(others, []);
  assert.equal(problem?.severity, 'error');
  assert.equal(at(text, problem!.range), '{{${first_name}}}');
});

test("a payload that lacks what its partner requires is reported where the field's value was written", () => {
  const event =
    '"eventId": "e", "title": "{{${title}}}", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "{{${tz}}}", "notifyBefore": 15';
  const text = `---\npartner: rokt-calendar/update-event\nurl: https://api.roktcalendar.com/v1/subscriptionevent/a/update\nheaders:\n  Content-Type: application/json\n---\n{ "event": { ${event} } }\n`;
  const problemsFor = (attributes: Record<string, string>) =>
    renderFile('a.webhook.liquid', text, { user: { attributes } }).problems.map(({ code, severity, range }) => [
      code,
      severity,
      at(text, range),
    ]);
  assert.deepEqual(problemsFor({ title: 'Sale', tz: 'Eastern Standard Time' }), []);
  // The user's own zone is not the template's fault.
  assert.deepEqual(problemsFor({ title: 'Sale', tz: 'Mars' }), [['payload-value', 'warning', '{{${tz}}}']]);
  assert.deepEqual(problemsFor({ title: '', tz: 'GMT Standard Time' }), [
    ['payload-missing-field', 'error', '"{{${title}}}"'],
  ]);
});

test('a value of the wrong type that the template writes is an error, at its literal where that prints as written', () => {
  const typed = (notify: string, print = '{{n}}') => {
    const text = `---\npartner: rokt-calendar/update-event\nurl: https://api.roktcalendar.com/v1/subscriptionevent/a/update\nheaders:\n  Content-Type: application/json\n---\n{% assign n = ${notify} %}{ "event": { "eventId": "e", "title": "t", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "UTC", "notifyBefore": ${print} } }\n`;
    return renderFile('a.webhook.liquid', text, { user: { attributes: { flag: true } } }).problems.map((problem) => [
      problem.code,
      problem.severity,
      at(text, problem.range),
    ]);
  };
  assert.deepEqual(typed('15'), []);
  assert.deepEqual(typed('true'), [['payload-type', 'error', 'true']]);
  assert.deepEqual(typed('15', '{{${flag}}}'), [['payload-type', 'warning', '{{${flag}}}']]);
});

test('an empty body is no JSON', () => {
  const text = webhook.replace('{ "id"', '{% if ${nosuch} %}{ "id"').replace(/\}\n$/, '}{% endif %}\n');
  const { problems } = renderFile('a.webhook.liquid', text, { user, mocks });
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['payload-invalid'],
  );
});

test('curl, for any shell', () => {
  const request = {
    method: 'POST',
    url: "https://x.example/?a=b&c='d'",
    headers: { 'X-A': 'a b', Empty: '' },
    body: 'it\'s $HOME `x` \\ "q"\n',
  };
  assert.equal(
    toCurl(request),
    "curl --request POST 'https://x.example/?a=b&c='\\''d'\\''' \\\n  --header 'X-A: a b' \\\n  --header 'Empty;' \\\n  --data-raw 'it'\\''s $HOME `x` \\ \"q\"\n'",
  );
});
