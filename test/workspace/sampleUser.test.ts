import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { randomUser, readSampleUser, readSampleUsers } from '../../server/src/workspace';

const read = (value: unknown) => readSampleUser(value, builtinDocset, null, 'file name');

test('our own form keeps its namespaces under their Liquid names', () => {
  const user = read({
    label: 'Ada',
    attributes: { first_name: 'Ada' },
    custom_attributes: { 'rokt:account_code': ['acme/f'] },
    event_properties: { a: 1 },
    whats_app: { inbound_message_body: 'Hi' },
    catalogs: { games: {} },
  });
  assert.equal(user?.label, 'Ada');
  assert.deepEqual(user?.data, {
    attributes: { first_name: 'Ada' },
    custom_attribute: { 'rokt:account_code': ['acme/f'] },
    event_properties: { a: 1 },
    whats_app: { inbound_message_body: 'Hi' },
    catalogs: { games: {} },
  });
  assert.deepEqual(user?.notes, []);
});

test('an unknown key is kept and noted', () => {
  const user = read({ attributes: {}, atributes: { x: 1 } });
  assert.deepEqual(user?.data.atributes, { x: 1 });
  assert.match(user?.notes[0] ?? '', /^'atributes'/);
});

test('an answer of users/export/ids gets Liquid names', () => {
  const exported = {
    external_id: 'u-1',
    first_name: 'Ada',
    email: 'ada@example.com',
    phone: '+15550001',
    dob: '1990-01-02',
    home_city: 'Paris',
    random_bucket: 7,
    email_subscribe: 'opted_in',
    custom_attributes: { points: 3 },
    devices: [{ model: 'Pixel 8', os: 'Android 15', carrier: 'Orange', device_id: 'd-1' }],
    apps: [{ last_used: '2026-01-02T00:00:00Z' }, { last_used: '2026-03-04T00:00:00Z' }],
    custom_events: [{ name: 'x' }],
    loyalty: 'gold',
  };
  for (const value of [{ users: [exported], message: 'success' }, exported]) {
    const user = read(value);
    assert.deepEqual(user?.data.attributes, {
      user_id: 'u-1',
      first_name: 'Ada',
      email_address: 'ada@example.com',
      phone_number: '+15550001',
      date_of_birth: '1990-01-02',
      city: 'Paris',
      random_bucket_number: 7,
      last_used_app_date: '2026-03-04T00:00:00Z',
    });
    assert.deepEqual(user?.data.custom_attribute, { points: 3 });
    assert.deepEqual(user?.data.subscribed_state, { email_global: 'opted_in' });
    assert.equal((user?.data.most_recently_used_device as { id: string } | undefined)?.id, 'd-1');
    assert.equal(user?.data.loyalty, 'gold');
    assert.equal(user?.notes.length, 1);
    assert.equal(user?.label, 'Ada');
  }
});

test('in a users/track body, what Braze does not define is a custom attribute', () => {
  const user = read({
    attributes: [{ external_id: 'u-2', email: 'b@example.com', points: 5 }],
    events: [{ external_id: 'u-2', name: 'rented', properties: { title: 'Up' } }],
  });
  assert.deepEqual(user?.data.attributes, { user_id: 'u-2', email_address: 'b@example.com' });
  assert.deepEqual(user?.data.custom_attribute, { points: 5 });
  assert.deepEqual(user?.data.event_properties, { title: 'Up' });
});

const all = (value: unknown) => readSampleUsers(value, builtinDocset, 'file:///many.user.json', 'many');

test('an export holds all the users it answers for, each with a label of its own', () => {
  const users = all({
    users: [
      { external_id: 'u-1', first_name: 'Ada' },
      { external_id: 'u-2', first_name: 'Ada' },
      { external_id: 'u-3' },
      { external_id: 'u-4' },
      { custom_attributes: {} },
      { custom_attributes: {} },
      'none',
    ],
  });
  assert.deepEqual(
    users.map(({ label }) => label),
    ['Ada', 'Ada (u-2)', 'many', 'many (u-4)', 'many 5', 'many 6'],
  );
  assert.deepEqual(users[1]?.data.attributes, { user_id: 'u-2', first_name: 'Ada' });
});

test('a users/track body holds all the users it sets, each with its own events', () => {
  const users = all({
    attributes: [
      { external_id: 'u-1', first_name: 'Ada' },
      { external_id: 'u-2', first_name: 'Bob', points: 5 },
    ],
    events: [
      { external_id: 'u-2', name: 'rented', properties: { title: 'Up' } },
      { external_id: 'u-1', name: 'bought', properties: { title: 'Tales' } },
    ],
  });
  assert.deepEqual(
    users.map(({ label, data }) => [label, data.custom_attribute, data.event_properties]),
    [
      ['Ada', {}, { title: 'Tales' }],
      ['Bob', { points: 5 }, { title: 'Up' }],
    ],
  );
});

test('of any value, the first of its users is its user', () => {
  for (const value of [
    { users: [{ first_name: 'A' }, {}] },
    { attributes: { first_name: 'A' } },
    { attributes: [{}, {}] },
  ])
    assert.deepEqual(all(value)[0], readSampleUser(value, builtinDocset, 'file:///many.user.json', 'many'));
  for (const value of [null, [], 7, { users: [] }, { users: [1] }]) assert.deepEqual(all(value), []);
});

test('what is no user is none', () => {
  for (const value of [null, [], 'x', 3, { users: [] }]) assert.equal(read(value), null, JSON.stringify(value));
});

test('a random user is the same for the same seed, another for another', () => {
  assert.deepEqual(randomUser(7, builtinDocset), randomUser(7, builtinDocset));
  const labels = new Set([...Array(20).keys()].map((seed) => JSON.stringify(randomUser(seed, builtinDocset).data)));
  assert.equal(labels.size, 20);
});
