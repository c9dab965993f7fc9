/** Whether a body is JSON by how it begins, and which keys stand in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/liquid';
import { beginsAsJson, payloadKeys } from '../../server/src/payload';

test('what begins as JSON does', () => {
  for (const text of [
    '{}',
    '{"a',
    ' \n{ "a": 1 }',
    '[1]',
    '["a"]',
    '[{',
    '[[',
    '[-1.5,',
    '[true]',
    '[]',
    '{% assign x = 1 %}{ "a": 1 }',
    '{ {{member}} "a": 1 }',
    '{% if x %}{ "a": 1 }{% else %}Hi{% endif %}',
    '// one\n{ "a": 1 }',
    '{% capture t %}Hi{% endcapture %}{"a":1}',
  ]) {
    assert.equal(beginsAsJson(parse(text)), true, text);
  }
});

test('and what does not', () => {
  for (const text of [
    '',
    'Hi',
    '[Sale] Hi',
    '{x}',
    '{',
    '[',
    '[{{x}}] Hi',
    '<b>{"a":1}</b>',
    '[truely]',
    '{% capture t %}{"a":1}{% endcapture %}Hi',
    '{% comment %}{"a":1}{% endcomment %}',
  ]) {
    assert.equal(beginsAsJson(parse(text)), false, text);
  }
});

test('keys of all depths, of captures too', () => {
  const text =
    '{% capture m %}"a": 1{% endcapture %}{ {{m}}, "b": { "c": ["d", { "e" : "f" }] }, "{{x}}": 1, "g": "{% if y %}"{% endif %} }';
  assert.deepEqual([...payloadKeys(parse(text))], ['b', 'c', 'e', 'g', 'a']);
});
