import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { builtinDocset, suggest, suggestAttribute, suggestEntry } from '../../server/src/docset';

const { filters, tags, namespaces, operators } = builtinDocset;

const near: readonly (readonly [string, readonly string[], string | null])[] = [
  ['upcse', ['upcase', 'downcase'], 'upcase'],
  ['UPCASE', ['upcase'], 'upcase'],
  ['timezone', ['date', 'time_zone'], 'time_zone'],
  ['Time-Zone', ['time_zone'], 'time_zone'],
  ['time_zone.$', ['time_zone'], 'time_zone'],
  ['szie', ['sort', 'size'], 'size'],
  ['eventTitel', ['eventTitle'], 'eventTitle'],
  ['Eastern Standart Time', ['Eastern Standard Time', 'Western Standard Time'], 'Eastern Standard Time'],
  ['size', ['size'], null],
  ['banana', ['upcase', 'downcase', 'date'], null],
  ['if', ['of', 'in'], null],
  ['IF', ['if'], 'if'],
  ['', ['a'], null],
  ['&&', ['||', '=='], null],
  ['a'.repeat(81), ['a'.repeat(80)], null],
];
for (const [word, candidates, expected] of near) {
  test(`'${word.slice(0, 30)}' among ${candidates.join(', ').slice(0, 40)}`, () => {
    assert.equal(suggest(word, candidates), expected);
  });
}

const meant: readonly (readonly [string, string | null, string | null])[] = [
  ['filter uppercase', suggestEntry(filters, 'uppercase'), 'upcase'],
  ['filter timezone', suggestEntry(filters, 'timezone'), 'time_zone'],
  ['filter json', suggestEntry(filters, 'json'), 'as_json_string'],
  ['filter defualt', suggestEntry(filters, 'defualt'), 'default'],
  ['filter hmac_sha1_hx: the current name before the old one', suggestEntry(filters, 'hmac_sha1_hx'), 'hmac_sha1_hex'],
  [
    'filter hmac_sha: an old name is better than none',
    suggestEntry(filters, 'hmac_sha') !== null ? 'some' : null,
    'some',
  ],
  ['filter lstripp: never the unsupported lstrip', suggestEntry(filters, 'lstripp'), 'strip'],
  ['tag elseif', suggestEntry(tags, 'elseif'), 'elsif'],
  ['tag asign', suggestEntry(tags, 'asign'), 'assign'],
  ['tag connected-content', suggestEntry(tags, 'connected-content'), 'connected_content'],
  ['tag includes: never an unsupported tag', suggestEntry(tags, 'includes'), null],
  ['namespace content_block', suggestEntry(namespaces, 'content_block'), 'content_blocks'],
  ['namespace customer_attribute', suggestEntry(namespaces, 'customer_attribute'), 'custom_attribute'],
  ['namespace whatsapp', suggestEntry(namespaces, 'whatsapp'), 'whats_app'],
  ['namespace context_properties', suggestEntry(namespaces, 'context_properties'), 'context'],
  [
    'namespace canvas_entry_property: the old name that was meant',
    suggestEntry(namespaces, 'canvas_entry_property'),
    'canvas_entry_properties',
  ],
  ['operator Contains', suggestEntry(operators, 'Contains'), 'contains'],
  ['attribute email', suggestAttribute(builtinDocset, '', 'email'), 'email_address'],
  ['attribute external_id', suggestAttribute(builtinDocset, '', 'external_id'), 'user_id'],
  ['attribute frist_name', suggestAttribute(builtinDocset, '', 'frist_name'), 'first_name'],
  ['attribute birthday', suggestAttribute(builtinDocset, '', 'birthday'), 'date_of_birth'],
  ['attribute of campaign', suggestAttribute(builtinDocset, 'campaign', 'nmae'), 'name'],
  ['attribute of an unknown namespace', suggestAttribute(builtinDocset, 'nowhere', 'name'), null],
];
for (const [title, actual, expected] of meant) test(title, () => assert.equal(actual, expected));

test('every listed misspelling leads to its entry, and is no name itself', () => {
  for (const entries of [filters, tags, namespaces, ...builtinDocset.attributes.values()]) {
    for (const entry of entries.values()) {
      for (const wrong of entry.misspellings ?? []) {
        assert.ok(!entries.has(wrong), `${wrong} is a name`);
        if (entry.status !== 'unsupported') assert.equal(suggestEntry(entries, wrong), entry.name);
      }
    }
  }
});

test('an answer is one of the candidates, never the word itself, and comes for any text', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
      const answer = suggest(word, candidates);
      assert.ok(answer === null || (candidates.includes(answer) && answer !== word));
    }),
  );
});
