/** The sample workspace: everything in it is read without a problem and renders for every user. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import {
  defaultLimits,
  type RenderContext,
  type RenderMock,
  renderDocument,
  renderText,
} from '../../server/src/render';
import {
  bundledUsers,
  defaultConfig,
  readConfig,
  readContentBlock,
  readMock,
  readUserFile,
} from '../../server/src/workspace';
import { readJson } from '../helpers/partners';

const root = 'file:///examples';
const paths = readdirSync('examples', { recursive: true, encoding: 'utf8' }).sort();
const read = (path: string): string => readFileSync(`examples/${path}`, 'utf8');
const templatePaths = paths.filter((path) => path.endsWith('.liquid'));
const users = paths
  .filter((path) => path.endsWith('.user.json'))
  .flatMap((path) => readUserFile(`${root}/${path}`, read(path), builtinDocset));
const mocks = paths
  .filter((path) => path.endsWith('.mock.json'))
  .map((path) => readMock(readJson(`examples/${path}`), `${root}/${path}`) as RenderMock);
const blocks = paths
  .filter((path) => path.startsWith('content_blocks/'))
  .map((path) => readContentBlock(`${root}/${path}`, read(path)));

const render = (path: string, user: Readonly<Record<string, unknown>>) => {
  const context: RenderContext = {
    user,
    contentBlocks: Object.fromEntries(blocks.map(({ name, text }) => [name, text])),
    mocks,
    now: '2026-11-22T12:00:00Z',
    seed: 0,
    limits: { ...defaultLimits, time: 10_000 },
  };
  const document = readDocument(`${root}/${path}`, read(path), { docset: builtinDocset, config: defaultConfig, root });
  return {
    document,
    ...renderDocument(
      document,
      context,
      document.fields.map(({ tree }) => renderText(tree, context)),
    ),
  };
};

test('there are webhooks, a body, a message, a content block, users and a mock', () => {
  assert.deepEqual(templatePaths, [
    'content_blocks/event_description.liquid',
    'rokt/new-event-body.liquid',
    'rokt/new-event.webhook.liquid',
    'rokt/update-event.webhook.liquid',
    'welcome.liquid',
  ]);
  assert.deepEqual(
    users.map(({ label, notes }) => [label, notes]),
    [
      ['Ada', []],
      ['Grace Hopper', []],
    ],
  );
  assert.equal(mocks.length, 1);
  assert.deepEqual(readConfig(read('braze-liquid.json')).problems, []);
});

for (const path of templatePaths) {
  test(`${path}: renders for every user`, () => {
    for (const user of [...users, ...bundledUsers]) {
      const { aborted, problems, output, request, document } = render(path, user.data);
      assert.deepEqual(problems, [], user.label);
      if (path.startsWith('rokt/')) assert.match(document.partner?.id ?? '', /^rokt-calendar\//);
      if (user.label.startsWith('Nobody') && path.startsWith('rokt/')) assert.ok(aborted);
      else assert.equal(aborted, null, user.label);
      if (aborted) continue;
      if (path.startsWith('rokt/')) assert.ok((JSON.parse(output) as { event: object }).event, user.label);
      else assert.match(output, /\w/);
      if (path.endsWith('.webhook.liquid')) {
        assert.match(request?.url ?? '', /^https:\/\/api\.roktcalendar\.com\/v1\/subscriptionevent\/[^\s"\\]+$/);
        assert.equal(request?.headers.Authorization, 'Bearer sample-access-token');
      }
    }
  });
}
