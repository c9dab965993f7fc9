import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonLines } from '../../client/src/preview/json';

const indented = (json: string) =>
  jsonLines(json)
    ?.map(({ depth, tokens }) => '  '.repeat(depth) + tokens.map((token) => token.text).join(''))
    .join('\n') ?? null;

test('JSON is indented as JSON.stringify does it', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
      const value = JSON.parse(json);
      // Numbers stay as they are spelled; those that fc.json writes are spelled as JSON.stringify spells them.
      assert.equal(indented(JSON.stringify(value, null, indent)), JSON.stringify(value, null, 2));
    }),
  );
});

test('each part knows where it stands in the rendered text, and each object that opens closes', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const lines = jsonLines(json)!;
      for (const { text, at } of lines.flatMap((line) => line.tokens))
        assert.equal(json.slice(at, at + text.trim().length), text.trim());
      assert.equal(lines.filter((line) => line.opens !== null).length, lines.filter((line) => line.closes).length);
    }),
  );
});

test('a fold is told by where it is, not by its line', () => {
  const paths = jsonLines('{"a":{"b":1},"c":[{"d":2},{}, {"e":3}]}')?.flatMap(({ opens }) =>
    opens === null ? [] : [opens],
  );
  assert.deepEqual(paths, ['', '/a', '/c', '/c/0', '/c/2']);
});

test('numbers, doubled keys and order stay as they were rendered', () => {
  assert.equal(indented('{"b":1.0,"a":1e2,"a":"\\u00e9"}'), '{\n  "b": 1.0,\n  "a": 1e2,\n  "a": "\\u00e9"\n}');
});

test('what is no JSON is not indented', () => {
  for (const json of ['', '{', '{"a":}', "{'a':1}", '{"a":1,}', 'text']) assert.equal(indented(json), null);
});

test('keys, strings, numbers and literals are told apart', () => {
  const parts = jsonLines('{"a":["b",-1,true,null]}')
    ?.flatMap((line) => line.tokens)
    .filter(({ part }) => part !== 'other');
  assert.deepEqual(
    parts?.map(({ text, part }) => `${part} ${text}`),
    ['key "a"', 'string "b"', 'number -1', 'literal true', 'literal null'],
  );
});
