import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { Schema } from '@cfworker/json-schema';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import configSchema from '../../schemas/config.schema.json';
import mockSchema from '../../schemas/mock.schema.json';
import userSchema from '../../schemas/user.schema.json';
import { builtinDocset, validateDocset, validateJson } from '../../server/src/docset';

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** `path: message`, as a person would read it. */
const told = (problems: ReturnType<typeof validateDocset>): readonly string[] =>
  problems.map(({ path, message }) => `${path.join('/')}: ${message}`);

const docsets = globSync(['server/docsets/*.json', 'server/docsets/partners/*.json']).filter(
  (file) => !file.endsWith('docset.schema.json'),
);
for (const file of docsets) test(`${file} is right`, () => assert.deepEqual(told(validateDocset(readJson(file))), []));

for (const file of globSync(['examples/**/*.user.json', 'server/docsets/users/*.user.json'])) {
  test(`${file} is right`, () => assert.deepEqual(told(validateJson(userSchema as Schema, readJson(file))), []));
}
for (const file of globSync('examples/**/*.mock.json')) {
  test(`${file} is right`, () => assert.deepEqual(told(validateJson(mockSchema as Schema, readJson(file))), []));
}
for (const file of globSync('examples/**/braze-liquid.json')) {
  test(`${file} is right`, () => assert.deepEqual(told(validateJson(configSchema as Schema, readJson(file))), []));
}

const fences = [...readFileSync('docs/docset.md', 'utf8').matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json!);
test('docs/docset.md has its examples', () => assert.equal(fences.length, 4));
for (const [i, json] of fences.entries()) {
  test(`example ${i + 1} of docs/docset.md is right`, () =>
    assert.deepEqual(told(validateDocset(JSON.parse(json))), []));
}

/** The least a partner's docset can be. */
const acme = {
  partner: 'acme',
  name: 'Acme',
  description: 'Sends gifts.',
  href: 'https://acme.example/docs',
  templates: [],
};
const field = { name: 'id', type: 'string', description: 'Its id.' };
const template = { id: 'gift', name: 'Gift', kind: 'webhook', description: 'Sends a gift.', file: '{}' };
const withFields = (fields: unknown, more = {}) => ({
  ...acme,
  ...more,
  templates: [{ ...template, body: { format: 'json', fields } }],
});
const at = 'templates/0/body/fields';

const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['the least partner', acme, []],
  ['the least additions', {}, []],
  ['no object', [], [': This has to be an object.']],
  ['a missing key', { ...acme, href: undefined }, [": 'href' is missing."]],
  ['a mistyped key', { ...acme, template: [] }, ["template: 'template' is not known here. Did you mean 'templates'?"]],
  [
    'an address that is none',
    { ...acme, href: 'acme' },
    ['href: This has to be an address that begins with https://.'],
  ],
  [
    'an id with blanks',
    { ...acme, partner: 'My Acme' },
    ['partner: This has to be small letters, digits and hyphens, as in movable-ink.'],
  ],
  ['an empty description', { ...acme, description: '' }, ['description: This must not be empty.']],
  ['a wrong JSON type', { ...acme, name: 1 }, ['name: This has to be a string.']],
  [
    'a value outside its set',
    { ...acme, templates: [{ ...template, kind: 'web-hook' }] },
    ["templates/0/kind: This is none of the values it may have. Did you mean 'webhook'?"],
  ],
  [
    'an unknown field type',
    withFields([{ ...field, type: 'text' }]),
    [`${at}/0/type: This has to be one of string, number, integer, boolean, object, array, null or a list of them.`],
  ],
  ['several field types', withFields([{ ...field, type: ['string', 'null'] }]), []],
  [
    'a header pattern that is none',
    { ...acme, templates: [{ ...template, headers: [{ name: 'A', description: 'A.', pattern: '(' }] }] },
    ['templates/0/headers/0/pattern: This is no regular expression.'],
  ],
  [
    'an unknown value list',
    withFields([{ ...field, values: { list: 'zone' } }], {
      valueLists: { zones: { description: 'Zones.', values: [{ value: 'UTC' }] } },
    }),
    [`${at}/0/values/list: There is no value list 'zone' here. Did you mean 'zones'?`],
  ],
  ['values in place', withFields([{ ...field, values: ['a', 1, true] }]), []],
  [
    'a field after one that is not there',
    withFields([{ ...field, after: 'start' }]),
    [`${at}/0/after: There is no field 'start' here.`],
  ],
  ['a field twice', withFields([field, field]), [`${at}/1: 'id' stands here twice.`]],
  [
    'a fault deep inside',
    withFields([
      { ...field, type: 'array', items: { ...field, type: 'object', fields: [{ ...field, required: 'yes' }] } },
    ]),
    [`${at}/0/items/fields/0/required: This has to be a boolean.`],
  ],
  ['a template id twice', { ...acme, templates: [template, template] }, ["templates/1: 'gift' stands here twice."]],
  [
    'additions with a filter that lacks its origin',
    { filters: [{ name: 'f', description: 'F.', category: 'string', parameters: [], returns: 'string' }] },
    ["filters/0: 'origin' is missing."],
  ],
  [
    'a key with a slash and a percent',
    { ...acme, 'a/b%c': 1, valueLists: { 'x/y%': { description: 'X.', values: [] } } },
    ['valueLists/x/y%/values: This needs 1 or more items.', "a/b%c: 'a/b%c' is not known here."],
  ],
  ['a key with quotes', { 'say "hi"': 1 }, [`say "hi": 'say "hi"' is not known here.`]],
  ['a key with half a character', { '\ud800': 1 }, ['\ud800: This key holds half a character.']],
];
for (const [title, value, expected] of cases) {
  test(title, () => {
    const problems = told(validateDocset(JSON.parse(JSON.stringify(value))));
    assert.equal(problems.length, expected.length, problems.join('\n'));
    for (const [i, problem] of problems.entries()) assert.ok(problem.startsWith(expected[i]!), problem);
  });
}

test('what nests too deeply is refused, not walked', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  assert.deepEqual(
    validateDocset({ syntax: deep }).map(({ message }) => message),
    ['This is nested too deeply to be read.'],
  );
});

test('very many faults are told by the first', () => {
  const problems = told(validateDocset({ filters: Array.from({ length: 50_000 }, () => ({})) }));
  assert.ok(problems.includes("filters/0: 'name' is missing."), problems.slice(0, 3).join());
});

test('any JSON value gets an answer', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void validateDocset(value)));
  fc.assert(fc.property(fc.jsonValue(), (value) => void validateDocset({ ...acme, templates: [value] })));
});

const configs: readonly (readonly [unknown, readonly string[]])[] = [
  [
    {
      partners: { 'rokt/*.liquid': 'rokt-calendar/new-event' },
      rules: { 'unknown-filter': 'off' },
      ignore: ['old/**'],
    },
    [],
  ],
  [
    { rules: { 'unknown-filter': 'err' } },
    ['rules/unknown-filter: This has to be "error", "warning", "info", "hint" or "off".'],
  ],
  [{ rules: { Unknown_Filter: 'off' } }, ["rules/Unknown_Filter: 'Unknown_Filter' is no name that may stand here."]],
  [
    { partners: { '*': 'rokt' } },
    ['partners/*: This has to be a partner and its template, as in rokt-calendar/new-event.'],
  ],
  [{ user: [] }, ["user: 'user' is not known here. Did you mean 'users'?"]],
];
for (const [value, expected] of configs) {
  test(`config ${JSON.stringify(value)}`, () =>
    assert.deepEqual(told(validateJson(configSchema as Schema, value)), expected));
}

const mocks: readonly (readonly [unknown, readonly string[]])[] = [
  [{ request: { url: 'https://a.example/*' }, response: { body: [1] } }, []],
  [{ request: {}, response: {} }, ["request: 'url' is missing."]],
  [
    { request: { url: 'https://a.example' }, response: { status: 42 } },
    ['response/status: This has to be 100 or more.'],
  ],
];
for (const [value, expected] of mocks) {
  test(`mock ${JSON.stringify(value)}`, () =>
    assert.deepEqual(told(validateJson(mockSchema as Schema, value)), expected));
}

test('a sample user may be an export, one user of it, or a users/track body', () => {
  const exported = { external_id: 'u', email: null, custom_attributes: { a: 1 }, devices: [], apps: [], whatever: 1 };
  for (const user of [
    { users: [exported] },
    exported,
    { attributes: [{ external_id: 'u' }], events: [{ name: 'e', properties: {} }] },
  ]) {
    assert.deepEqual(told(validateJson(userSchema as Schema, user)), []);
  }
  assert.deepEqual(told(validateJson(userSchema as Schema, { catalogs: { games: [] } })), [
    'catalogs/games: This has to be an object.',
  ]);
});

test('the schema of sample users knows every attribute, by its Liquid name and its export name', () => {
  const top = userSchema.properties as Readonly<Record<string, { readonly properties?: object }>>;
  for (const attributes of builtinDocset.attributes.values()) {
    for (const { namespace, name, exportName } of attributes.values()) {
      if (namespace === 'custom_attribute') continue;
      assert.ok(name in (top[namespace || 'attributes']?.properties ?? {}), `${namespace}.${name}`);
      if (exportName !== undefined) assert.ok(exportName in top, exportName);
    }
  }
});
