import assert from 'node:assert/strict';
import test from 'node:test';
import { globSync } from 'tinyglobby';
import {
  builtinDocset,
  type Docset,
  type DocsetFile,
  findByExportName,
  findPartnerTemplate,
  loadDocset,
  partnerTemplateIds,
} from '../../server/src/docset';

const acme: DocsetFile = {
  partner: 'acme',
  name: 'Acme',
  description: 'Sends gifts.',
  href: 'https://acme.example/docs',
  attributes: [{ name: 'acme:tier', namespace: 'custom_attribute', type: 'string', description: 'Tier.' }],
  templates: [{ id: 'gift', name: 'Gift', kind: 'webhook', description: 'Sends a gift.', file: '{}' }],
};

const findAttribute = (docset: Docset, namespace: string, key: string) =>
  docset.attributes.get(namespace)?.get(key) ?? null;

test('nothing added gives the built-in docset itself', () => {
  assert.equal(loadDocset(), builtinDocset);
  assert.equal(loadDocset([]), builtinDocset);
});

test('a partner of the workspace stands beside ours', () => {
  const docset = loadDocset([acme]);
  assert.equal(findPartnerTemplate(docset, 'acme/gift')?.partner.name, 'Acme');
  assert.equal(findAttribute(docset, 'custom_attribute', 'acme:tier')?.description, 'Tier.');
  assert.equal(docset.partners.size, builtinDocset.partners.size + 1);
  assert.equal(findPartnerTemplate(builtinDocset, 'acme/gift'), null);
});

test('an entry of the workspace takes the place of ours, all others stay', () => {
  const docset = loadDocset([{ filters: [{ ...builtinDocset.filters.get('upcase')!, description: 'Louder.' }] }]);
  assert.equal(docset.filters.get('upcase')?.description, 'Louder.');
  assert.equal(docset.filters.size, builtinDocset.filters.size);
  assert.notEqual(builtinDocset.filters.get('upcase')?.description, 'Louder.');
});

test('attributes of a namespace that nobody declared are found all the same', () => {
  const docset = loadDocset([{ attributes: [{ name: 'a', namespace: 'loyalty', type: 'any', description: 'A.' }] }]);
  assert.equal(findAttribute(docset, 'loyalty', 'a')?.name, 'a');
});

test('an attribute has the channels of its namespace unless it names its own', () => {
  assert.deepEqual(findAttribute(builtinDocset, 'targeted_device', 'os')?.channels, [
    'push',
    'in-app-message',
    'banner',
  ]);
  assert.equal(findAttribute(builtinDocset, 'campaign', 'dispatch_id')?.channels?.includes('in-app-message'), false);
  assert.equal(findAttribute(builtinDocset, '', 'first_name')?.channels, undefined);
});

test('every partner that has a file is built in', () => {
  const files = globSync('server/docsets/partners/*.json').map((file) => file.replace(/^.*\/|\.json$/g, ''));
  assert.deepEqual([...builtinDocset.partners.keys()].sort(), files.sort());
});

const templates: readonly (readonly [string, string | null])[] = [
  ['rokt-calendar/new-event', 'new-event'],
  ['rokt-calendar/update-event', 'update-event'],
  ['rokt-calendar/', null],
  ['rokt-calendar', null],
  ['/new-event', null],
  ['', null],
  ['constructor/toString', null],
  ['rokt-calendar/new-event/x', null],
];
for (const [id, expected] of templates) {
  test(`template '${id}'`, () => assert.equal(findPartnerTemplate(builtinDocset, id)?.template.id ?? null, expected));
}

test('every listed template id is found', () => {
  const ids = partnerTemplateIds(builtinDocset);
  assert.ok(ids.length >= 2);
  for (const id of ids) assert.notEqual(findPartnerTemplate(builtinDocset, id), null, id);
});

const exportNames: readonly (readonly [string, string | null])[] = [
  ['email', 'email_address'],
  ['external_id', 'user_id'],
  ['phone', 'phone_number'],
  ['dob', 'date_of_birth'],
  ['home_city', 'city'],
  ['random_bucket', 'random_bucket_number'],
  ['last_coordinates', 'most_recent_location'],
  ['email_subscribe', 'email_global'],
  ['first_name', null],
  ['__proto__', null],
];
for (const [name, expected] of exportNames) {
  test(`export name ${name}`, () => assert.equal(findByExportName(builtinDocset, name)?.name ?? null, expected));
}

test('names of Object.prototype are no attributes', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    assert.equal(findAttribute(builtinDocset, '', name), null);
    assert.equal(findAttribute(builtinDocset, name, name), null);
    assert.equal(builtinDocset.filters.get(name), undefined);
  }
});
