/** Names that the answer of a saved Connected Content call does not have: by docset, by mock, through loops and assigns. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mock } from '../../server/src/workspace/types';
import { check, fixed } from '../helpers/check';

const mock = (url: string, body: unknown, more: object = {}): Mock => ({
  uri: null,
  request: { method: 'GET', url },
  response: { status: 200, body, ...more },
});
const shop = mock('https://api.shop.example/orders/*', {
  total: 2,
  note: null,
  orders: [
    { id: 'o-1', items: [{ sku: 'A', price: { net: 1 } }] },
    { id: 'o-2', gift: true, items: [] },
  ],
  tags: ['a'],
  none: [],
});
const call = '{% connected_content https://api.shop.example/orders/{{${user_id}}} :save r %}';
const passes =
  '{% connected_content https://api-pub1.passkit.io/coupon/singleUse/coupon/externalId/{{${user_id}}} :save passes %}';

/** The findings as `severity: message`. */
const told = (text: string, mocks: readonly Mock[] = [shop]): readonly string[] =>
  check(text, { workspace: { mocks } })
    .findings.filter(({ code }) => code === 'cc-unknown-path')
    .map(({ severity, message }) => `${severity}: ${message}`);
const silent = (text: string, mocks?: readonly Mock[]): void => assert.deepEqual(told(text, mocks), [], text);
const finds = (text: string, ...expected: readonly RegExp[]): void => {
  const found = told(text);
  assert.equal(found.length, expected.length, `${text}: ${found.join('\n')}`);
  for (const [i, pattern] of expected.entries()) assert.match(found[i]!, pattern);
};

test('what a partner documents', () => {
  silent(`${passes}{{passes.status}}{{passes['status']}}{{passes.redemptionDetails.lat}}`);
  silent(`${passes}{% if passes.__http_status_code__ == 200 %}{{passes.redemptionDetails.size}}{% endif %}`);
  finds(
    `${passes}{{passes.stats}}`,
    /^warning: The answer that PassKit documents has no 'stats' in 'passes', so .*Did you mean 'status'\?$/,
  );
  finds(`${passes}{{passes['stats']}}`, /^warning/);
  finds(`${passes}{{passes.barcode}}`, /It has 'status', 'redemptionDetails'\.$/);
  finds(`${passes}{{passes.redemptionDetails.latt}}`, /no 'latt' in 'passes\.redemptionDetails'/);
  finds(`${passes}{{passes.status.code}}`, /no 'code' in 'passes\.status'/);
  finds(`${passes}{% assign d = passes.redemptionDetails %}{{d.code}}`, /no 'code' in 'd'/);
  finds(`${passes}{% if passes.stats == 'X' %}{% endif %}`, /Did you mean/);
  silent(`${passes}{% if passes.errors %}{{passes.errors}}{% endif %}`);
});

test('what a partner documents in part', () => {
  const search = `{% connected_content https://APP-dsn.algolia.net/1/indexes/games/query :method post :body {"query":"a"} :save found %}`;
  silent(`${search}{{found.hits[0].price}}{{found.page}}`);
  finds(`${search}{% for hit in found.hits %}{{hit.objectId}}{% endfor %}`, /^info: .*Did you mean 'objectID'\?$/);
  finds(
    `${search}{{found.hits.name}}`,
    /^warning: 'found\.hits' is a list and has no 'name'.*'found\.hits\[0\]\.name'/,
  );
});

test('what a mock shows', () => {
  silent(`${call}{{r.total}}{{r.orders.size}}{{r.orders.first.id}}{{r.orders[0].gift}}{{r.orders.last.items[0].sku}}`);
  silent(`${call}{{r.note.text}}{{r.none[0].x}}{{r.__http_status_code__}}{{r.total.size}}{{r.tags[0].size}}`);
  finds(`${call}{{r.totl}}`, /^info: The mock that answers this call has no 'totl' in 'r'.*Did you mean 'total'\?$/);
  finds(`${call}{{r.orders[1].sum}}`, /no 'sum' in 'r\.orders\[1\]'.*It has 'id', 'items', 'gift'\.$/);
  finds(`${call}{% for o in r.orders %}{% for i in o.items %}{{i.price.gross}}{% endfor %}{% endfor %}`, /'i\.price'/);
  finds(`${call}{% assign o = r.orders | sort: 'id' | first %}{{o.idd}}`, /Did you mean 'id'/);
  finds(`${call}{{r.orders.id}}`, /^info: 'r\.orders' is a list/);
  finds(`${call}{{r.tags.name}}`, /is a list/);
});

test('where nobody knows', () => {
  silent(`{% connected_content https://other.example/a :save r %}{{r.anything}}`);
  silent(`{% connected_content {{url}} :save r %}{{r.anything}}`);
  silent(`${call}{% assign r = other %}{{r.anything}}`);
  silent(`${call}{% if x %}{% assign r = x %}{% endif %}{{r.anything}}`);
  silent(`${call}{% assign x = r.orders | map: 'id' %}{{x.anything}}`);
  silent(`${call}{% assign x = r.orders | first | default: y %}{{x.anything}}`);
  silent(`${call}{{r[key].anything}}`);
  silent(`{% assign r = r.a %}{{r.b}}`);
  silent(`${call}{% for r in list %}{{r.anything}}{% endfor %}`);
  silent(`${call}{{r.anything}}`, [shop, mock('https://api.shop.example/*', { anything: 1 })]);
  silent(`${call}{{r.anything}}`, [mock('https://api.shop.example/*', 'text')]);
  silent(`${call}{{r.anything}}`, [mock('https://api.shop.example/*', { error: 'x' }, { status: 500 })]);
  silent(`{% connected_content https://api.shop.example/orders/1 :method post :save r %}{{r.anything}}`);
});

test('fixes', () => {
  const setting = { workspace: { mocks: [shop] } };
  assert.equal(fixed(`${call}{{r.totl}}`, 'cc-unknown-path', setting), `${call}{{r.total}}`);
  assert.equal(fixed(`${passes}{{passes['stats']}}`, 'cc-unknown-path'), `${passes}{{passes['status']}}`);
  assert.equal(fixed(`${call}{{r.orders.id}}`, 'cc-unknown-path', setting), `${call}{{r.orders[0].id}}`);
  assert.equal(fixed(`${call}{{r.orders['id']}}`, 'cc-unknown-path', setting), `${call}{{r.orders[0]['id']}}`);
});
