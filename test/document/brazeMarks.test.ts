import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsBrazeAttribute } from '../../server/src/document/brazeMarks';

const braze: readonly string[] = [
  '<p>Hi {{${first_name}}}</p>',
  '{{ ${first_name} | default: "you" }}',
  '{{custom_attribute.${plan}}}',
  "{% if ${country} == 'US' %}",
  "{{ a }} {% assign b = 'x' %}\n{%- if\n ${language} -%}",
  '<script>const a = `${b}`;</script>{{${city}}}',
];
const other: readonly string[] = [
  '',
  '{',
  '<p>Hi {{ customer.first_name }}</p>',
  '<script>const a = `${b}`;</script>',
  '{{ a }} costs ${5}',
  '{% if a %}${b}{% endif %}',
  '<div style={{ width: `${w}px` }}>',
  '{{ `${a}` }}',
];

for (const text of braze) test(`Braze's: ${text}`, () => assert.ok(holdsBrazeAttribute(text)));
for (const text of other) test(`another's: ${text}`, () => assert.ok(!holdsBrazeAttribute(text)));
