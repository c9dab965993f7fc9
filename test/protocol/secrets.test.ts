/**
 * Canaries: credentials in every place of a template, a mock and a sample user where people put them, each with a name of
 * its own. They may stand in what the server renders, which is what Braze would send, and nowhere behind it.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { forPage } from '../../client/src/preview/forPage';
import { maskRendering } from '../../client/src/preview/mask';
import { type PageState, TABS } from '../../client/src/preview/messages';
import { textOf } from '../../client/src/preview/node';
import { DEFAULT_UI } from '../../client/src/preview/ui';
import { view } from '../../client/src/preview/view';
import { answerText } from '../../client/src/sendTest/answer';
import { dialogOf } from '../../client/src/sendTest/dialog';
import { planSend } from '../../client/src/sendTest/plan';
import { samplePayload } from '../../server/src/preview/samplePayload';
import { webhookObject } from '../../server/src/preview/webhookObject';
import {
  type MockFile,
  mockRequest,
  type OutcomesResult,
  outcomesRequest,
  type RenderResult,
  renderRequest,
} from '../../server/src/protocol';
import { toCurl } from '../../server/src/render/curl';
import { inFolder } from '../helpers/cli';
import { type Client, startClient } from '../helpers/client';

const canary = (place: string): string => `canary-${place}-5d41402abc4b`;
const basic = (place: string): string => Buffer.from(`ada:${canary(place)}`).toString('base64');

const CALL = `{% connected_content https://ada:${canary('callUser')}@cc.example.com/token?client_secret=${canary('callQuery')} :method post :headers {"Authorization": "Bearer ${canary('callHeader')}", "X-Api-Key": "${canary('callKey')}"} :body grant_type=password&password=${canary('callBody')} :save token %}`;

const WEBHOOK = `---
kind: webhook
method: POST
url: https://ada:${canary('urlUser')}@api.example.com/v1?api_key=${canary('query')}&echo=${canary('key')}
headers:
  Authorization: |-
    ${CALL}Bearer {{token.access_token}}
  X-Api-Key: ${canary('key')}
  X-Basic-Auth: Basic ${basic('basic')}
  X-Echo: told ${canary('key')}
  Cookie: session=${canary('cookie')}
  Content-Type: application/json
---
{% connected_content https://other.example.com/x?token=${canary('unanswered')} :save x %}
{"api_key": "${canary('body')}", "password": "{{custom_attribute.\${api_token}}}", "echo": "{{custom_attribute.\${api_token}}}",
 "again": "${canary('key')}", "name": "{{\${first_name}}}" {% if custom_attribute.\${api_token} == 'none' %},{% endif %} }
`;

const FILES = {
  'send.webhook.liquid': WEBHOOK,
  'aborts.webhook.liquid': WEBHOOK.replace(
    '---\n{% connected',
    "---\n{% abort_message('No: {{custom_attribute.${api_token}}}') %}{% connected",
  ),
  'token.mock.json': JSON.stringify({
    request: { method: 'POST', url: 'https://*cc.example.com/token*' },
    response: { status: 200, body: { access_token: canary('mocked') } },
  }),
  'ada.user.json': JSON.stringify({
    label: 'Ada',
    attributes: { first_name: 'Ada' },
    custom_attributes: { api_token: canary('user') },
  }),
};

interface World {
  readonly client: Client;
  readonly logged: readonly string[];
  uri(name: keyof typeof FILES): string;
  render(name: keyof typeof FILES): Promise<RenderResult>;
}

function inWorld(use: (world: World) => Promise<void>): Promise<void> {
  return inFolder(FILES, async (folder) => {
    const root = pathToFileURL(folder).href;
    const client = await startClient(root);
    const logged: string[] = [];
    for (const method of ['window/logMessage', 'window/showMessage', '$/logTrace', 'telemetry/event'])
      client.connection.onNotification(method, (params: unknown) => void logged.push(JSON.stringify(params)));
    const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
    try {
      for (const name of ['send.webhook.liquid', 'aborts.webhook.liquid'] as const)
        await client.open(uri(name), FILES[name]);
      const user: unknown = JSON.parse(FILES['ada.user.json']);
      const render = (name: string) =>
        client.connection.sendRequest<RenderResult>(renderRequest, {
          textDocument: { uri: uri(name) },
          user,
          details: true,
        });
      await use({ client, logged, uri, render });
    } finally {
      await client.stop();
    }
  });
}

/** Which canaries a text holds. */
const leaks = (text: string): readonly string[] => [
  ...new Set([
    ...[...text.matchAll(/canary-(\w+)-5d41/g)].map((match) => match[1]!),
    ...(text.includes(basic('basic')) ? ['basic'] : []),
  ]),
];

const none = (text: string, what: string): void => assert.deepEqual(leaks(text), [], `${what}: ${text.slice(0, 4000)}`);

test('the rendering is what Braze would send: with all of them', () =>
  inWorld(async ({ render }) => {
    const result = await render('send.webhook.liquid');
    const places = ['urlUser', 'query', 'mocked', 'key', 'cookie', 'body', 'user', 'basic'];
    assert.deepEqual(leaks(JSON.stringify(result.request)).toSorted(), places.toSorted());
    const called = ['callUser', 'callQuery', 'callHeader', 'callKey', 'callBody', 'unanswered'];
    assert.deepEqual(leaks(JSON.stringify(result.calls)).toSorted(), called.toSorted());
  }));

test('none is in what the preview’s page gets or shows, whatever its tab', () =>
  inWorld(async ({ render, client, uri }) => {
    for (const name of ['send.webhook.liquid', 'aborts.webhook.liquid'] as const) {
      const outcomes = await client.connection.sendRequest<OutcomesResult>(outcomesRequest, {
        textDocument: { uri: uri(name) },
      });
      assert.equal(outcomes.rows[0]!.label, 'Ada');
      none(JSON.stringify(outcomes), 'the outcomes');
      const result = forPage(maskRendering(await render(name)));
      const state: PageState = {
        uri: uri(name),
        fileName: name,
        users: [{ key: 'ada', label: 'Ada', file: 'ada.user.json' }],
        activeUser: 'ada',
        result,
        broken: [],
        failure: null,
        conditions: { now: null, language: null, timeZone: null, seed: null },
        locked: false,
        remote: false,
        marks: [],
        outcomes,
        comparison: { key: 'ada', result },
        note: null,
      };
      none(JSON.stringify(state), 'the message to the page');
      for (const tab of TABS)
        none(
          view(state, { ...DEFAULT_UI, tab })
            .map(textOf)
            .join('\n'),
          `the tab ${tab}`,
        );
    }
  }));

test('none is in what is copied or made into a mock', () =>
  inWorld(async ({ render, client, uri }) => {
    const raw = await render('send.webhook.liquid');
    const masked = maskRendering(raw);
    none(toCurl(masked.request!), 'cURL');
    none(JSON.stringify(webhookObject(masked.request!)), 'the webhook object');
    none(masked.request!.body, 'the body');
    none(samplePayload({ ...masked, output: masked.request!.body }), 'the sample payload');
    for (const { method, url, save } of raw.calls) {
      const params = { textDocument: { uri: uri('send.webhook.liquid') }, call: { method, url, save } };
      const { fileName, text } = await client.connection.sendRequest<MockFile>(mockRequest, params);
      none(`${fileName}\n${text}`, 'the mock');
    }
  }));

test('none is in the dialog of a test send or in an answer that repeats the request', () =>
  inWorld(async ({ render }) => {
    const plan = planSend(await render('send.webhook.liquid'), 'Ada', []);
    assert.ok(!('refusal' in plan));
    const { message, detail } = dialogOf(plan);
    none(`${message}\n${detail}`, 'the dialog');
    const { headers, url, body } = plan.request;
    for (const echo of [
      JSON.stringify({ headers, url, data: body }),
      `${url}\n${Object.values(headers).join('\n')}\n${body}`,
    ]) {
      const answer = { status: 200, statusText: 'OK', headers: Object.entries(headers), cut: null, duration: 1 };
      none(answerText(plan, { ...answer, body: new TextEncoder().encode(echo) }, ''), 'the answer');
    }
    const refused = planSend(await render('aborts.webhook.liquid'), 'Ada', []);
    assert.ok('refusal' in refused);
    none(refused.refusal, 'the refusal');
  }));

test('none is in a finding, in the server’s error output or its log', () =>
  inWorld(async ({ client, logged, uri, render }) => {
    for (const name of ['send.webhook.liquid', 'aborts.webhook.liquid'] as const) {
      const findings = await client.diagnostics(uri(name));
      assert.ok(findings.length > 0);
      none(
        JSON.stringify(findings.map(({ message, relatedInformation }) => [message, relatedInformation])),
        'the findings',
      );
      await render(name);
      await client.change(uri(name), 2, `${FILES[name]}{{ ${canary('broken')} | nope }}{% if`);
      none(
        JSON.stringify((await client.diagnostics(uri(name))).map(({ message }) => message)).replaceAll(
          canary('broken'),
          '',
        ),
        'the findings of a broken file',
      );
      await render(name);
    }
    none(client.errors(), 'the error output');
    none(logged.join('\n'), 'the log');
  }));
