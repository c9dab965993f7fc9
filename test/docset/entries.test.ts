/** The facts themselves: that every name Braze documents is there, once, with all that help needs. */
import assert from 'node:assert/strict';
import test from 'node:test';
import braze from '../../server/docsets/braze.json';
import liquid from '../../server/docsets/liquid.json';
import { builtinDocset, type Entry } from '../../server/src/docset';

const { filters, tags, operators, namespaces, attributes, syntax } = builtinDocset;
const key = ({ namespace, name }: { readonly namespace?: string; readonly name: string }): string =>
  namespace === undefined ? name : `${namespace}.${name}`;

test('no name stands twice', () => {
  const kinds: readonly (readonly { readonly name: string; readonly namespace?: string }[])[] = [
    [...liquid.filters, ...braze.filters],
    [...liquid.tags, ...braze.tags],
    liquid.operators,
    liquid.syntax,
    braze.namespaces,
    braze.attributes,
  ];
  for (const entries of kinds) {
    const names = entries.map(key);
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
  }
});

test('how many there are', () => {
  assert.deepEqual(
    {
      filters: filters.size,
      tags: tags.size,
      operators: operators.size,
      namespaces: namespaces.size,
      syntax: syntax.size,
      attributes: braze.attributes.length,
      'connected content options': tags.get('connected_content')?.options?.length,
    },
    {
      filters: 110,
      tags: 44,
      operators: 24,
      namespaces: 20,
      syntax: 11,
      attributes: 77,
      'connected content options': 11,
    },
  );
});

const standardFilters = `abs append at_least at_most base64_decode base64_encode base64_url_safe_decode base64_url_safe_encode capitalize ceil
  compact concat date default divided_by downcase escape escape_once find find_index first floor has join last lstrip map minus modulo
  newline_to_br plus prepend reject remove remove_first remove_last replace replace_first replace_last reverse round rstrip size slice
  sort sort_natural split strip strip_html strip_newlines sum times truncate truncatewords uniq upcase url_decode url_encode where`;
const brazeFilters = `as_json_string hmac_sha1 hmac_sha1_base64 hmac_sha1_hex hmac_sha256 hmac_sha256_base64 hmac_sha256_hex hmac_sha512
  json_escape json_parse md5 money number_with_delimiter property_accessor id lid sha1 sha2 time_zone url_escape url_param_escape`;
const refusedFilters = `camelize camelcase color_to_rgb color_modify find_index font_face font_modify font_url format_address handle
  handleize highlight lstrip rstrip money_with_currency money_without_currency pluralize`;
const words = (text: string): readonly string[] => text.split(/\s+/);

test('the filters of Ruby Liquid and of Braze are known, and those that Braze refuses are marked', () => {
  for (const name of [...words(standardFilters), ...words(brazeFilters)]) assert.ok(filters.has(name), name);
  for (const name of words(refusedFilters)) assert.equal(filters.get(name)?.status, 'unsupported', name);
});

test('the tags are known', () => {
  const known = `assign capture if elsif else unless case when for break continue cycle tablerow ifchanged increment decrement comment #
    doc raw echo liquid render include section layout form paginate style stylesheet javascript schema connected_content abort_message
    message_extras catalog_items catalog_selection_items promotion translation random landing_page_url shopping_cart form_field_name`;
  for (const name of words(known)) assert.ok(tags.has(name), name);
});

test('no parameter that must stand follows one that need not', () => {
  for (const { name, parameters } of filters.values()) {
    const optional = parameters.findIndex(({ required }) => !required);
    assert.ok(optional < 0 || parameters.slice(optional).every(({ required }) => !required), name);
  }
});

/** Each entry with the words that tell which it is. */
const entries: readonly (readonly [string, Entry])[] = [
  ...[...filters.values()].map((entry) => [`filter ${entry.name}`, entry] as const),
  ...[...tags.values()].map((entry) => [`tag ${entry.name}`, entry] as const),
  ...[...tags.values()].flatMap((tag) =>
    (tag.options ?? []).map((entry) => [`option ${tag.name} :${entry.name}`, entry] as const),
  ),
  ...[...operators.values()].map((entry) => [`operator ${entry.name}`, entry] as const),
  ...[...syntax.values()].map((entry) => [`syntax ${entry.name}`, entry] as const),
  ...[...namespaces.values()].map((entry) => [`namespace ${entry.name}`, entry] as const),
  ...[...attributes.values()].flatMap((keys) =>
    [...keys.values()].map((entry) => [`attribute ${key(entry)}`, entry] as const),
  ),
];

test('every entry says in whole sentences what it is, and where that is documented', () => {
  for (const [title, entry] of entries) {
    assert.match(entry.description, /^\S[\s\S]{3,}[.!?`)]$/, title);
    assert.match(entry.href ?? '', /^https:\/\/\S+$/, title);
    if (entry.note !== undefined) assert.match(entry.note, /[.!?`)]$/, title);
  }
});

test('what can be used has an example with its result', () => {
  for (const [title, entry] of entries) {
    const needed = /^(filter|tag|operator|syntax|namespace)/.test(title) && !('invalid' in entry);
    if (!needed || (entry.status ?? 'supported') !== 'supported') continue;
    assert.ok((entry.examples ?? []).length > 0, `${title} has no example`);
    for (const { code, output, checked } of entry.examples ?? []) {
      assert.ok(output !== undefined || checked === false, `${title}: ${code}`);
    }
  }
});

test('a replacement is a supported name of the same kind', () => {
  for (const [title, entry] of entries) {
    if (entry.replacement === undefined) continue;
    const kind = title.slice(0, title.indexOf(' '));
    const others = entries.filter(([other]) => other.startsWith(`${kind} `)).map(([, other]) => other);
    assert.ok(
      others.some(({ name, status }) => name === entry.replacement && status === undefined),
      title,
    );
  }
});
