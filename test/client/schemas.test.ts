/**
 * What the editor offers in the JSON files of ours. The names in the config's schema, of rules and of partners' templates,
 * are ours to know: UPDATE_EXPECT=1 writes them, `npm run format` makes them readable.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Schema } from '@cfworker/json-schema';
import { builtinDocset, validateJson } from '../../server/src/docset';
import { rules } from '../../server/src/rules';

interface JsonSchema {
  [key: string]: unknown;
  title?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  examples?: unknown[];
  defaultSnippets?: { label: string; description?: string; body: unknown }[];
}

const read = (name: string): JsonSchema => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));
const names = ['config', 'user', 'mock'];

function withNames(schema: JsonSchema): JsonSchema {
  const { rules: own, partners } = schema.properties!;
  const templates = [...builtinDocset.partners.values()].flatMap(({ partner, templates }) =>
    templates.map(({ id }) => `${partner}/${id}`),
  );
  const of = Object.fromEntries(
    rules
      .map(
        ({ code, title, severity }) =>
          [code, { $ref: '#/definitions/severity', description: `${title}. By itself: ${severity}.` }] as const,
      )
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    ...schema,
    properties: {
      ...schema.properties,
      partners: {
        ...partners,
        additionalProperties: { ...(partners!.additionalProperties as JsonSchema), examples: templates },
      },
      rules: { ...own, properties: of },
    },
  };
}

test('the config offers every rule and every partner’s template', () => {
  const schema = read('config');
  const wanted = withNames(schema);
  if (process.env.UPDATE_EXPECT) writeFileSync('schemas/config.schema.json', JSON.stringify(wanted));
  else
    assert.deepEqual(
      schema,
      wanted,
      'node scripts/rules-doc.mjs writes the rules; UPDATE_EXPECT=1 npm run unit -- client/schemas and npm run format all.',
    );
});

/** What a snippet inserts when nothing is typed: `${1:name}` is `name`, `"^${1:5}"` is `5`, `$0` is nothing. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') {
    const text = value
      .replace(/\$\{\d+:([^}]*)\}/g, '$1')
      .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
      .replace(/\$\d/g, '');
    return text.startsWith('^') ? JSON.parse(text.slice(1)) : text;
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [String(plain(key)), plain(inner)]));
}

/** Each part of a schema that describes a place, with its path. */
function* parts(schema: JsonSchema, path = ''): Generator<readonly [string, JsonSchema]> {
  yield [path, schema];
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* parts(inner, `${path}/${name}`);
  if (typeof schema.additionalProperties === 'object') yield* parts(schema.additionalProperties, `${path}/*`);
  if (schema.items) yield* parts(schema.items, `${path}/[]`);
}

for (const name of names) {
  const schema = read(name);
  const { definitions } = schema;
  const wrong = (part: JsonSchema, value: unknown): readonly string[] =>
    validateJson({ ...part, definitions } as Schema, value).map(({ message }) => message);

  test(`${name}: all of it is described`, () => {
    for (const [path, part] of parts(schema))
      if (!path.endsWith('*') && !path.endsWith('[]') && !('$ref' in part)) assert.ok(part.description, path);
  });

  test(`${name}: its examples and snippets are right`, () => {
    let snippets = 0;
    for (const [path, part] of parts(schema)) {
      for (const example of part.examples ?? []) assert.deepEqual(wrong(part, example), [], path);
      for (const { label, body } of part.defaultSnippets ?? []) {
        assert.deepEqual(wrong(part, plain(body)), [], `${path}: ${label}`);
        snippets++;
      }
    }
    assert.ok(snippets > 0);
  });
}
