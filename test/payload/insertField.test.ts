/** The missing field goes in as its siblings stand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldEntry } from '../../server/src/docset';
import { parse } from '../../server/src/liquid';
import { fieldAt, fieldsAt, fieldValue, insertMissingFields } from '../../server/src/payload';
import { booking } from './booking';

const field: FieldEntry = { name: 'x', type: 'string', description: '', liquid: '"{{x}}"' };

/** Inserts into the last object that opens before `at`. */
function inserted(text: string, open = text.lastIndexOf('{ ') < 0 ? text.indexOf('{') : text.indexOf('{')): string {
  return insertMissingFields(parse(text), [field], open).reduceRight(
    (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
    text,
  );
}

test('with its comma and indentation', () => {
  assert.equal(inserted('{ "a": 1 }'), '{ "a": 1, "x": "{{x}}" }');
  assert.equal(inserted('{\n  "a": 1,\n  "b": [1, 2]\n}'), '{\n  "a": 1,\n  "b": [1, 2],\n  "x": "{{x}}"\n}');
  assert.equal(inserted('{\n  "a": 1,\n}'), '{\n  "a": 1,\n  "x": "{{x}}",\n}');
  assert.equal(inserted('{}'), '{"x": "{{x}}"}');
  assert.equal(inserted('{\n}'), '{\n  "x": "{{x}}"\n}');
  assert.equal(inserted('{ "a": "{{y}}" }'), '{ "a": "{{y}}", "x": "{{x}}" }');
});

test('several at once', () => {
  const two = (text: string): string => {
    const [edit] = insertMissingFields(parse(text), [field, { ...field, name: 'y' }], text.indexOf('{'));
    return text.slice(0, edit!.span.start) + edit!.newText + text.slice(edit!.span.end);
  };
  assert.equal(two('{ "a": 1 }'), '{ "a": 1, "x": "{{x}}", "y": "{{x}}" }');
  assert.equal(two('{\n  "a": 1,\n}'), '{\n  "a": 1,\n  "x": "{{x}}",\n  "y": "{{x}}",\n}');
  assert.equal(two('{}'), '{"x": "{{x}}", "y": "{{x}}"}');
  assert.equal(two('{\n}'), '{\n  "x": "{{x}}",\n  "y": "{{x}}"\n}');
});

test('before members that are not always there', () => {
  assert.equal(
    inserted('{\n  "a": 1{% if y %},\n  "b": 2{% endif %}\n}'),
    '{\n  "x": "{{x}}",\n  "a": 1{% if y %},\n  "b": 2{% endif %}\n}',
  );
});

test('nothing where no object opens', () => assert.deepEqual(insertMissingFields(parse('[1]'), [field], 0), []));

test('a value for every type', () => {
  const value = (more: Partial<FieldEntry>): string =>
    fieldValue({ name: 'v', type: 'string', description: '', ...more });
  assert.equal(value({ example: 'a"b' }), '"a\\"b"');
  assert.deepEqual(
    (['string', 'number', 'integer', 'boolean', 'array', 'null'] as const).map((type) => value({ type })),
    ['""', '0', '0', 'false', '[]', 'null'],
  );
  assert.equal(
    value({
      type: 'object',
      fields: [
        { ...field, required: true },
        { ...field, name: 'y' },
      ],
    }),
    '{"x": "{{x}}"}',
  );
});

test('fields by path', () => {
  assert.equal(fieldAt(booking, ['hotel'])?.name, 'hotel');
  assert.equal(fieldAt(booking, ['guests', 0, 'name'])?.required, true);
  assert.equal(fieldAt(booking, ['extra[3].name'])?.name, 'extra[N].name');
  assert.equal(fieldAt(booking, ['extra[4].name']), null);
  assert.equal(fieldAt(booking, ['hotel', 'x']), null);
  assert.equal(fieldAt(null, ['hotel']), null);
  assert.deepEqual(
    fieldsAt(booking, ['guests', 1]).map(({ name }) => name),
    ['name'],
  );
});
