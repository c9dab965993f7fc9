import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { matchSegments, readDocument, readMarkdown, type TemplateDocument } from '../../server/src/document';
import { type Config, defaultConfig } from '../../server/src/workspace';

function read(text: string, path = 'a.liquid', config: Partial<Config> = {}): TemplateDocument {
  return readDocument(`file:///w/${path}`, text, {
    docset: builtinDocset,
    config: { ...defaultConfig, ...config },
    root: 'file:///w/',
  });
}

const EVENT = `{"event": {"eventId": "1", "title": "T", "start": "2026-01-01T10:00:00", "end": "2026-01-01T11:00:00",
  "timezone": "Eastern Standard Time", "notifyBefore": 15}, "subscriptionIds": ["x"]}`;

test('the kind comes from front matter, name, folder or url', () => {
  assert.equal(read('Hi').kind, 'message');
  assert.equal(read('Hi', 'x.webhook.liquid').kind, 'webhook');
  assert.equal(read('Hi', 'content_blocks/x.liquid').kind, 'content-block');
  assert.equal(read('Hi', 'a/content_blocks/b/x.liquid').kind, 'content-block');
  assert.equal(read('Hi', 'blocks/x.liquid', { contentBlocks: ['blocks'] }).kind, 'content-block');
  assert.equal(read('---\nurl: https://a.example\n---\n').kind, 'webhook');
  assert.equal(read('---\nkind: email\n---\nHi').kind, 'email');
  assert.equal(read('---\nkind: message\n---\nHi', 'x.webhook.liquid').kind, 'message');
});

test('the channel follows from the kind where it can', () => {
  assert.equal(read('---\nkind: email\n---\nHi').channel, 'email');
  assert.equal(read('Hi', 'x.webhook.liquid').channel, 'webhook');
  assert.equal(read('---\nchannel: push\n---\nHi').channel, 'push');
  assert.equal(read('Hi').channel, null);
});

test('the fields stand in the order of the file, the body last', () => {
  const text = '---\nmethod: POST\nurl: https://x/{{a}}\nheaders:\n  A: "{{b}}"\n---\n{{c}}';
  const document = read(text, 'x.webhook.liquid');
  assert.deepEqual(
    document.fields.map((field) => [field.role, field.name, text.slice(field.map.file.start, field.map.file.end)]),
    [
      ['url', 'url', 'https://x/{{a}}'],
      ['header', 'A', '{{b}}'],
      ['body', 'body', '{{c}}'],
    ],
  );
});

test('the partner is found by front matter, comment, config, URL and payload, in this order', () => {
  const by = (document: TemplateDocument) =>
    document.partner ? `${document.partner.id} by ${document.partner.by}` : null;
  const update = 'https://api.roktcalendar.com/v1/subscriptionevent/{{accountCode}}/update';
  assert.equal(by(read(EVENT)), 'rokt-calendar/new-event by payload');
  assert.equal(by(read(EVENT.replace(/, "subscriptionIds.*/, '}'))), 'rokt-calendar/update-event by payload');
  assert.equal(by(read(`---\nurl: ${update}\n---\n${EVENT}`)), 'rokt-calendar/update-event by url');
  assert.equal(
    by(read(EVENT, 'rokt/a.liquid', { partners: { 'rokt/**': 'rokt-calendar/update-event' } })),
    'rokt-calendar/update-event by config',
  );
  assert.equal(by(read(`{% comment %} partner: inkit/send {% endcomment %}${EVENT}`)), 'inkit/send by comment');
  assert.equal(
    by(read(`---\npartner: passkit/coupon\n---\n{% comment %}partner: inkit/send{% endcomment %}${EVENT}`)),
    'passkit/coupon by front-matter',
  );
});

test('a URL is matched by host and path, whatever Liquid stands around it', () => {
  const at = (url: string) => read(`---\nurl: |-\n  ${url}\n---\n{}`).partner?.id;
  const assign = "{% assign accountCode = {{custom_attribute.${rokt:account_code}}}[0] | split: '/' | first %}";
  assert.equal(
    at(`${assign}https://api.roktcalendar.com/v1/subscriptionevent/{{accountCode}}`),
    'rokt-calendar/new-event',
  );
  assert.equal(
    at('https://API.roktcalendar.com/v1/subscriptionevent/{{accountCode}}/update'),
    'rokt-calendar/update-event',
  );
  assert.equal(at('https://api.roktcalendar.com/v2/other'), undefined);
  assert.equal(at('{{url}}'), undefined);
});

test('a few common keys are no evidence', () => {
  assert.equal(read('{"email": "a@b.example", "first_name": "A", "last_name": "B"}').partner, null);
  assert.equal(read('{"title": "x", "start": 1}').partner, null);
});

test('an id that no docset knows is said', () => {
  const document = read('---\npartner: rokt-calender/new-event\n---\n{}');
  assert.match(document.problems[0]!.message, /Did you mean 'rokt-calendar\/new-event'/);
});

test('a URL of another call of the partner says more than the payload; a slip in it does not', () => {
  const at = (url: string, body: string) => read(`---\nurl: ${url}\n---\n${body}`).partner?.id ?? null;
  const ticket = '{"ticket": {"subject": "Lost parcel", "comment": {"body": "Where is it?"}}}';
  assert.equal(at('https://shop.zendesk.com/api/v2/requests/41.json', ticket), null);
  assert.equal(at('https://shop.zendesk.com/api/v2/requests/{{ id }}.json', ticket), null);
  assert.equal(at('https://shop.zendesk.com/api/v2/tickets/41.json', ticket), 'zendesk/update-ticket');
  assert.equal(at('https://shop.zendesk.com/api/v2/tickets/{{ id }}.json', ticket), 'zendesk/update-ticket');
  assert.equal(at('https://shop.zendesk.com/api/v2/tickets/41/tags.json', ticket), null);
  assert.equal(at('https://shop.zendesk.com/api/v2/ticket.json', ticket), 'zendesk/create-ticket');
  const push = '{"to": ["U1"], "messages": [{"type": "text", "text": "Hi"}]}';
  assert.equal(at('https://api.line.me/v2/bot/message/multicast', push), null);
  assert.equal(at('https://api.line.me/v2/bot/message/pusch', push), read(push).partner?.id);
});

test('a body is JSON when its header, its partner or its begin says so', () => {
  assert.equal(read('Hi').isJson, false);
  assert.equal(read('{"a": 1}').isJson, true);
  assert.equal(read('[Sale] Hi').isJson, false);
  assert.equal(
    read('---\nurl: https://x.example\nheaders:\n  Content-Type: application/json\n---\n{{x}}').isJson,
    true,
  );
  assert.equal(
    read('---\nurl: https://x.example\nheaders:\n  content-type: application/x-www-form-urlencoded\n---\n{"a": 1}')
      .isJson,
    false,
  );
});

test('a few members of an object are no body, in Markdown; an object that lacks a brace is one', () => {
  const isJson = (text: string): boolean | undefined =>
    readMarkdown('file:///w/a.md', `Of Braze.\n\n\`\`\`json\n${text}\n\`\`\`\n`, {
      docset: builtinDocset,
      config: defaultConfig,
      root: null,
    })[0]?.isJson;
  assert.equal(isJson('"attributes": [{ "external_id": "{{${user_id}}}" }]'), false);
  assert.equal(isJson('"event": "signed_up"\n"email": {{${email_address}}}'), false);
  assert.equal(isJson('{ "email": "{{${email_address}}}" }'), true);
  assert.equal(isJson('"externalId": "{{${user_id}}}", "campaignId": "2xa1" }'), true);
});

test('patterns of URLs', () => {
  for (const [pattern, path, fits] of [
    ['a.example/v1/*', 'a.example/v1/x', true],
    ['a.example/v1/*', 'a.example/v1', false],
    ['a.example/v1/*', 'a.example/v1/x/y', false],
    ['a.example/**', 'a.example/v1/x', true],
    ['*.a.example/v1', 'eu.a.example/v1', true],
    ['*.a.example/v1', 'a.example/v1', false],
  ] as const) {
    assert.equal(matchSegments(pattern.split('/'), path.split('/')) !== null, fits, `${pattern} ${path}`);
  }
});

test('positions of a body behind front matter are those of the file', () => {
  const text = '---\r\nkind: webhook\r\n---\r\n{{x}}';
  const { body } = read(text);
  assert.equal(text.slice(body.map.toFile(0), body.map.toFile(5)), '{{x}}');
  assert.equal(body.map.toField(0), null);
});

test('a message’s subject and preheader are fields of their own, in front matter or in a YAML file beside the body', () => {
  const fields = (document: TemplateDocument): readonly (readonly string[])[] =>
    document.fields.map(({ role, name, map }) => [role, name, document.text.slice(map.file.start, map.file.end)]);
  assert.deepEqual(fields(read('---\nsubject: "Hi {{a}}"\npreheader: {{b}}\ntitle: {{c}}\n---\nBody')), [
    ['text', 'subject', 'Hi {{a}}'],
    ['text', 'preheader', '{{b}}'],
    ['body', 'body', 'Body'],
  ]);
  for (const start of ['', '---\n', '\ufeff']) {
    const document = read(
      `${start}name: welcome\nsubject: 'Hi {{a}}'\nshould_inline_css: true\n`,
      'crm/email_templates/welcome/template.yaml',
    );
    assert.deepEqual(fields(document), [
      ['text', 'subject', 'Hi {{a}}'],
      ['body', 'body', ''],
    ]);
    assert.deepEqual(document.problems, []);
  }
  assert.equal(read('subject: x', 'template.yaml').frontMatter, null);
});
