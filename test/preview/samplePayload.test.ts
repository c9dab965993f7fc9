import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { samplePayload } from '../../server/src/preview/samplePayload';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const ada = Object.entries({
  first_name: 'Ada',
  last_name: 'Lovelace',
  email_address: 'ada@love.example',
  user_id: 'u-77',
  city: 'London',
});
const reads = ada.map(([name, value]) => ({ name: `\${${name}}`, value, range }));
const sample = (body: unknown): unknown => JSON.parse(samplePayload({ output: JSON.stringify(body), reads }));

test('personal data goes, structure and types stay', () => {
  assert.deepEqual(
    sample({
      person: {
        firstName: 'Ada',
        surname: 'Lovelace',
        emailAddress: 'ada@love.example',
        phone: '+44 20 7946 0000',
        birthDate: '1815-12-10',
        zip: 'W1 4AB',
      },
      event: { name: 'Sale', title: 'Hello Ada Lovelace!', price: 7.5, ids: ['u-77_x', 1], vip: true, none: null },
      externalId: 'u-77',
      phoneNumber: 442079460000,
    }),
    {
      person: {
        firstName: 'Alex',
        surname: 'Sample',
        emailAddress: 'person1@example.com',
        phone: '+15550100001',
        birthDate: '1990-01-01',
        zip: 'A0 0AA',
      },
      event: { name: 'Sale', title: 'Hello Alex Sample!', price: 7.5, ids: ['user-1_x', 1], vip: true, none: null },
      externalId: 'user-1',
      phoneNumber: 555555555555,
    },
  );
});

test('the same person stays the same, two stay two', () => {
  const out = sample({ a: 'x@a.com', b: 'y@a.com', c: 'X@A.com' }) as Record<string, string>;
  assert.equal(out.a, out.c);
  assert.notEqual(out.a, out.b);
});

test('dates keep their form', () => {
  assert.deepEqual(sample({ dob: '12/10/1815', birth_date: '1815-12-10T09:30:00Z' }), {
    dob: '01/01/1990',
    birth_date: '1990-01-01T00:00:00Z',
  });
});

test('secrets go too', () => {
  assert.deepEqual(sample({ api_token: 'abcdefgh12345' }), { api_token: '***' });
});

test('what merely looks like it stays', () => {
  const body = {
    name: 'Adaptor',
    city_id: 3,
    address_count: 2,
    version: '1.2.3',
    time: '+02:00',
    sku: '4006381333931',
  };
  assert.deepEqual(sample(body), body);
});

test('text that is no JSON', () => {
  assert.equal(
    samplePayload({ output: 'Dear Ada, write to ada@love.example.', reads }),
    'Dear Alex, write to person1@example.com.',
  );
});

test('is JSON of the same shape for any JSON, and the same each time', () => {
  const shape = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shape)
      : typeof value === 'object' && value !== null
        ? Object.values(value).map(shape)
        : value === null
          ? 'null'
          : typeof value;
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('email', 'phone', 'name', 'dob', 'lat', 'x'), fc.jsonValue()), (body) => {
      const output = JSON.stringify(body);
      const out = samplePayload({ output, reads: [] });
      assert.deepEqual(shape(JSON.parse(out)), shape(JSON.parse(output)));
      assert.equal(samplePayload({ output, reads: [] }), out);
    }),
  );
});
