import assert from 'node:assert/strict';
import { test } from 'node:test';
import { userFile, withOverrides } from '../../server/src/preview/userFile';
import { usesOf } from '../../server/src/preview/uses';
import { bundledUsers, randomUser, readSampleUser } from '../../server/src/workspace';
import { docset, documentOf } from './preview';

const wanted = (template: string, blocks: Readonly<Record<string, string>> = {}) =>
  usesOf(
    documentOf(template),
    docset,
    new Map(Object.entries(blocks).map(([name, text]) => [name, { name, uri: null, text }])),
  ).attributes;

/** The values that random users have for an attribute, over many seeds. */
function values(template: string, namespace: string, key: string): readonly unknown[] {
  const attributes = wanted(template);
  return Array.from(
    { length: 60 },
    (_, seed) => (randomUser(seed, docset, attributes).data[namespace] as Record<string, unknown> | undefined)?.[key],
  );
}
const set = (all: readonly unknown[]): readonly unknown[] => all.filter((value) => value !== undefined);

test('the same seed makes the same user', () => {
  const template = wanted('{{ custom_attribute.${tier} }}{{ event_properties.${total} | plus: 1 }}');
  assert.deepEqual(randomUser(7, docset, template), randomUser(7, docset, template));
  assert.notDeepEqual(randomUser(7, docset, template), randomUser(8, docset, template));
});

test('what the template reads gets values in all namespaces, and is unset now and then', () => {
  const template =
    '{{ custom_attribute.${zz} }}{{ event_properties.${zz} }}{{ context.${zz} }}{{ api_trigger_properties.${zz} }}{{ canvas_entry_properties.${zz} }}';
  for (const namespace of [
    'custom_attribute',
    'event_properties',
    'context',
    'api_trigger_properties',
    'canvas_entry_properties',
  ]) {
    const all = values(template, namespace, 'zz');
    const count = set(all).length;
    assert.ok(count > 35 && count < 60, `${namespace}: ${count} of 60`);
  }
});

test('types follow from use', () => {
  const all = (template: string, key: string, is: (value: unknown) => boolean): void => {
    const found = set(values(template, 'event_properties', key));
    assert.ok(found.length > 0 && found.every(is), `${template}: ${JSON.stringify(found.find((value) => !is(value)))}`);
  };
  all('{{ event_properties.${x} | plus: 1 }}', 'x', (value) => typeof value === 'number');
  all('{% if event_properties.${x} > 5 %}{% endif %}', 'x', (value) => typeof value === 'number');
  all("{{ event_properties.${x} | date: '%F' }}", 'x', (value) => !Number.isNaN(Date.parse(String(value))));
  all("{{ event_properties.${x} | split: '/' | first }}", 'x', (value) => String(value).includes('/'));
  all('{{ event_properties.${x}[0].id }}', 'x', Array.isArray);
  all('{% for i in event_properties.${x} %}{{ i.price | times: 2 }}{% endfor %}', 'x', (value) =>
    (value as { price: unknown }[]).every(({ price }) => typeof price === 'number'),
  );
  all('{% assign o = event_properties.${x} %}{{ o.customer.email }}', 'x', (value) =>
    /@example\.com$/.test((value as { customer: { email: string } }).customer.email),
  );
  all("{% if event_properties.${x} contains 'vip' %}{% endif %}", 'x', (value) => typeof value === 'string');
});

test('literals that the template tests for are met', () => {
  const found = values(
    "{% case event_properties.${x} %}{% when 'lost' %}{% when 'found' %}{% endcase %}",
    'event_properties',
    'x',
  );
  assert.ok(found.includes('lost') && found.includes('found'));
});

test('content blocks are looked into', () => {
  const [attribute] = wanted('{{ content_blocks.${b} }}', {
    b: '{{ custom_attribute.${tier} }}{{ content_blocks.${b} }}',
  });
  assert.deepEqual([attribute?.namespace, attribute?.key], ['custom_attribute', 'tier']);
});

test('a user written as a file is the same user when read', () => {
  for (const user of [...bundledUsers, randomUser(3, docset, wanted('{{ context.${a} }}'))]) {
    const file = JSON.parse(JSON.stringify(userFile(user, docset))) as Record<string, unknown>;
    assert.deepEqual(readSampleUser(file, docset, null, '')?.data, JSON.parse(JSON.stringify(user.data)));
    assert.ok(!('custom_attribute' in file));
  }
});

test('language and time zone can be switched', () => {
  const { attributes } = withOverrides(
    { attributes: { first_name: 'Ada', language: 'en' } },
    { language: 'pt-BR', timeZone: 'Asia/Tokyo' },
  );
  assert.deepEqual(attributes, {
    first_name: 'Ada',
    language: 'pt',
    most_recent_locale: 'pt_BR',
    time_zone: 'Asia/Tokyo',
  });
});
