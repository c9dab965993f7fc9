/** The partners' facts, tested like code: from the docsets themselves, so that a new partner is tested by being there. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test from 'node:test';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { builtinDocset, type FieldEntry, type PartnerTemplate, validateDocset } from '../../server/src/docset';
import { parse } from '../../server/src/liquid';
import { isOf, partnerFiles, partners, pieces, readJson, split, templates } from '../helpers/partners';
import { expandSnippet } from '../helpers/snippet';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const snippetFiles = readdirSync('snippets').sort();
const snippets = snippetFiles.flatMap((file) =>
  Object.entries(readJson(`snippets/${file}`) as Record<string, Snippet>).map(([name, snippet]) => ({
    file,
    name,
    ...snippet,
  })),
);

function* allFields(fields: readonly FieldEntry[], path = ''): Generator<readonly [string, FieldEntry]> {
  for (const field of fields) {
    yield [`${path}${field.name}`, field];
    yield* allFields(field.fields ?? [], `${path}${field.name}.`);
    if (field.items) yield* allFields([field.items], `${path}${field.name}[].`);
  }
}

const fieldsOf = (template: PartnerTemplate): readonly (readonly [string, FieldEntry])[] => [
  ...allFields(template.body?.fields ?? []),
  ...allFields(template.body?.items ? [template.body.items] : []),
  ...(template.calls ?? []).flatMap((call) => [...allFields(call.answer ?? [], `${call.save ?? 'answer'}.`)]),
];

// ── The files ────────────────────────────────────────────────────────────────────────────────────────────────────────

test('every file is named after its partner, is of the format, and is built in', () => {
  partners.forEach((partner, i) => {
    assert.equal(`${partner.partner}.json`, partnerFiles[i]);
    assert.deepEqual(validateDocset(partner), [], partnerFiles[i]);
    assert.ok(builtinDocset.partners.has(partner.partner), `npm run partners takes up ${partner.partner}`);
  });
  assert.equal(builtinDocset.partners.size, partnerFiles.length);
});

test('every partner has its snippet file', () => {
  for (const partner of partners) assert.ok(snippetFiles.includes(`${partner.partner}.json`), partner.partner);
});

test('the templates of the partners that we began with are all there', () => {
  const ids = new Set(templates.map(({ id }) => id));
  const wanted = [
    'rokt-calendar/new-event',
    'rokt-calendar/update-event',
    'passkit/coupon',
    'passkit/membership',
    'passkit/smartpass',
    'passkit/pass-details',
    'inkit/send',
    'movable-ink/product-viewed',
    'movable-ink/category-viewed',
    'movable-ink/identify',
  ];
  assert.deepEqual(
    wanted.filter((id) => !ids.has(id)),
    [],
  );
  assert.ok(partners.length >= 4 + 15, `${partners.length} partners`);
});

test('no id stands twice', () => {
  for (const { partner } of templates) {
    const ids = partner.templates.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, partner.partner);
  }
  const prefixes = snippets.map(({ prefix }) => prefix);
  assert.deepEqual(
    prefixes.filter((prefix, i) => prefixes.indexOf(prefix) !== i),
    [],
  );
});

// ── The facts ────────────────────────────────────────────────────────────────────────────────────────────────────────

test("Rokt's time zones are the Windows ones, with their IANA names", () => {
  const wanted = WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === '001').map(({ windowsName, iana }) => [
    windowsName,
    iana[0],
  ]);
  const rokt = partners.find(({ partner }) => partner === 'rokt-calendar');
  const given = rokt?.valueLists?.['windows-time-zones']?.values.map(({ value, description }) => [value, description]);
  assert.equal(wanted.length, 139);
  assert.deepEqual(new Map(given as [string, string][]), new Map(wanted as [string, string][]));
  assert.equal(given?.length, wanted.length);
});

test('Rokt writes sixteen attributes, all arrays of text', () => {
  const rokt = partners.find(({ partner }) => partner === 'rokt-calendar')!;
  assert.equal(rokt.attributes?.length, 16);
  for (const { name, type, sample } of rokt.attributes ?? []) {
    assert.match(name, /^rokt:/);
    assert.equal(type, 'array<string>');
    assert.ok(Array.isArray(sample) && sample.length > 0, name);
  }
});

test('a SmartPass has sixty-two fields', () => {
  const smartpass = templates.find(({ id }) => id === 'passkit/smartpass')!.template;
  assert.equal(smartpass.body?.fields?.length, 62);
});

const siblings = (fields: readonly FieldEntry[]): readonly (readonly FieldEntry[])[] => [
  fields,
  ...fields.flatMap((field) => [...siblings(field.fields ?? []), ...siblings(field.items?.fields ?? [])]),
];

test('a field that comes after another has that other beside it', () => {
  const level = templates.flatMap(({ template }) => siblings(template.body?.fields ?? []));
  for (const fields of level) {
    const names = fields.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length, names.join());
    for (const { after } of fields) assert.ok(after === undefined || names.includes(after), after);
  }
});

for (const { id, partner, template } of templates) {
  test(`${id}: its fields`, () => {
    for (const [path, field] of fieldsOf(template)) {
      assert.match(field.description, /\.$/, path);
      const lists = field.values && 'list' in field.values ? field.values.list : null;
      if (lists !== null) assert.ok(partner.valueLists?.[lists], `${path}: no list ${lists}`);
      if (field.liquid !== undefined) assert.deepEqual(parse(field.liquid).problems, [], path);
      if (Array.isArray(field.values) && field.example !== undefined)
        assert.ok(field.values.includes(field.example), path);
      for (const wrong of field.misspellings ?? []) assert.notEqual(wrong, field.name, path);
    }
    const names = (template.body?.fields ?? []).map(({ name }) => name);
    const wrong = (template.body?.fields ?? []).flatMap(({ misspellings }) => misspellings ?? []);
    assert.deepEqual(
      wrong.filter((name) => names.includes(name)),
      [],
      'a known key as misspelling',
    );
  });

  test(`${id}: the example answers have the shape that is told of them`, () => {
    const look = (value: unknown, fields: readonly FieldEntry[]): void => {
      for (const field of fields) {
        const inner = (value as Record<string, unknown>)[field.name];
        assert.ok(
          [field.type].flat().some((type) => isOf(inner, type)),
          `${field.name} is ${JSON.stringify(inner)}`,
        );
        if (field.fields) look(inner, field.fields);
        if (field.items?.fields) look((inner as unknown[])[0], field.items.fields);
      }
    };
    for (const { answer, example } of template.calls ?? []) {
      assert.notEqual(example, undefined);
      look(Array.isArray(example) ? example[0] : example, answer ?? []);
    }
  });

  test(`${id}: its headers`, () => {
    for (const { name, value, pattern } of template.headers ?? []) {
      if (value === undefined) continue;
      assert.deepEqual(
        parse(value).problems.filter(({ code }) => !code.includes('placeholder')),
        [],
        name,
      );
      if (pattern === undefined || value.includes('{')) continue;
      assert.match(value.replace(/<[^>]*>/g, 'x'), new RegExp(pattern), name);
    }
  });
}

// ── The right files ──────────────────────────────────────────────────────────────────────────────────────────────────

for (const { id, template } of templates) {
  const { matter, body } = split(template.file);

  test(`${id}: its file parses without a problem`, () => {
    for (const piece of pieces(template.file)) assert.deepEqual(parse(piece).problems, [], piece);
  });

  test(`${id}: its file says what it is`, () => {
    const comment = /^\{% comment %\} partner: (\S+) \{% endcomment %\}/.exec(body)?.[1];
    assert.equal(matter.partner ?? comment, id);
  });

  test(`${id}: its file holds every required field and knows all it holds`, () => {
    const fields = template.body?.fields ?? [];
    const holds = (name: string): boolean =>
      template.body?.format === 'form' ? body.includes(`${name}=`) : body.includes(`"${name}":`);
    const look = (entries: readonly FieldEntry[]): void => {
      for (const field of entries) {
        if (field.required) assert.ok(holds(field.name), field.name);
        if (holds(field.name)) look([...(field.fields ?? []), ...(field.items?.fields ?? [])]);
      }
    };
    look(fields);
    for (const group of template.body?.atLeastOne ?? []) assert.ok(group.some(holds), group.join(' or '));
  });

  test(`${id}: its file has no placeholder that is not explained`, () => {
    const texts = [
      template.file,
      template.url?.template ?? '',
      ...(template.headers ?? []).map(({ value }) => value ?? ''),
    ];
    for (const [placeholder] of texts.join('\n').matchAll(/<[A-Za-z][\w-]*>/g)) {
      assert.ok(template.placeholders?.[placeholder], placeholder);
    }
  });

  if (template.kind === 'webhook') {
    test(`${id}: its file has the method, URL and headers that it asks for`, () => {
      assert.equal(matter.method, template.method);
      const headers = (matter.headers ?? {}) as Record<string, string>;
      for (const { name, required } of template.headers ?? []) if (required) assert.ok(headers[name], name);
      assert.match(String(matter.url), /https:\/\//);
    });
  }
}

// ── The snippets ─────────────────────────────────────────────────────────────────────────────────────────────────────

for (const { file, name, prefix, body, description } of snippets) {
  test(`snippets/${file}: ${name}`, () => {
    assert.match(description, /\.$/);
    assert.match(prefix, /^[a-z0-9-]+$/);
    const text = expandSnippet(body);
    assert.doesNotMatch(text, /\\\$|\$\d/);
    for (const piece of pieces(text)) assert.deepEqual(parse(piece).problems, [], piece);
  });
}

test('the snippet of a template writes its file', () => {
  const written = new Set(snippets.map(({ body }) => expandSnippet(body).trimEnd()));
  for (const { id, template } of templates) assert.ok(written.has(template.file.trimEnd()), id);
});

test('a webhook with a body has a snippet of the body alone', () => {
  const written = new Set(snippets.map(({ body }) => expandSnippet(body).trimEnd()));
  for (const { id, template } of templates) {
    if (template.kind !== 'webhook' || template.body?.format === 'none') continue;
    assert.ok(written.has(split(template.file).body.trimEnd()), id);
  }
});
