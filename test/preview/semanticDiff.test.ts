import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineDiff } from '../../server/src/preview/lineDiff';
import { semanticDiff } from '../../server/src/preview/semanticDiff';

/** Each change in a word: `+a`, `-b`, `c: 1 → 2`. */
function changes(a: unknown, b: unknown): readonly string[] {
  const found = semanticDiff(JSON.stringify(a), JSON.stringify(b, null, 3));
  assert.equal(found.kind, 'json');
  return (found.kind === 'json' ? found.changes : []).map(({ kind, path, before, after }) =>
    kind === 'added'
      ? `+${path}`
      : kind === 'removed'
        ? `-${path}`
        : `${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  );
}

test('paths added, removed, changed', () => {
  assert.deepEqual(changes({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 4, c: 2, e: 5 } }), ['-a', 'b.d: 3 → 4', '+b.e']);
  assert.deepEqual(changes([1, { x: 1 }], [1, { x: 2 }, 3]), ['[1].x: 1 → 2', '+[2]']);
  assert.deepEqual(changes({ 'a b': 1 }, { 'a b': 2 }), ['["a b"]: 1 → 2']);
  assert.deepEqual(changes(1, 'x'), [': 1 → "x"']);
  assert.deepEqual(changes({ a: [] }, { a: {} }), ['a: [] → {}']);
  assert.deepEqual(changes({ a: null }, {}), ['-a']);
});

test('order of keys and white space are no difference', () => {
  assert.deepEqual(changes({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }), []);
});

test('names of prototypes are names', () => {
  const found = semanticDiff('{"__proto__": 1, "constructor": 2}', '{"toString": 3}');
  assert.deepEqual(found.kind === 'json' && found.changes.map(({ kind, path }) => `${kind} ${path}`), [
    'removed __proto__',
    'removed constructor',
    'added toString',
  ]);
});

test('what is no JSON is compared line by line', () => {
  const found = semanticDiff('a\nb\nc', '{"a": 1}');
  assert.equal(found.kind, 'text');
});

test('a body that is very deep', () => {
  const deep = (inner: string): string => `${'['.repeat(5000)}${inner}${']'.repeat(5000)}`;
  const found = semanticDiff(deep('1'), deep('2'));
  assert.equal(found.kind === 'json' && found.changes.length, 1);
});

test('equal JSON has no changes; and changes name every difference', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
      const same = semanticDiff(x, x);
      assert.deepEqual(same, { kind: 'json', changes: [] });
      const found = semanticDiff(x, y);
      const sorted = (value: unknown): string =>
        JSON.stringify(value, (_, item: unknown) =>
          typeof item === 'object' && item !== null && !Array.isArray(item)
            ? Object.fromEntries(Object.entries(item).sort(([p], [q]) => (p < q ? -1 : 1)))
            : item,
        );
      assert.equal(
        found.kind === 'json' && found.changes.length === 0,
        sorted(JSON.parse(x)) === sorted(JSON.parse(y)),
      );
    }),
  );
});

const marks = { same: ' ', removed: '-', added: '+' };
const shown = (a: string, b: string): readonly string[] =>
  lineDiff(a, b).map(({ kind, text }) => `${marks[kind]}${text}`);

test('lines', () => {
  assert.deepEqual(shown('a\nb\nc', 'a\nx\nc'), [' a', '-b', '+x', ' c']);
  assert.deepEqual(shown('', 'a'), ['+a']);
  assert.deepEqual(shown('a\r\nb', 'a\nb'), [' a', ' b']);
  assert.deepEqual(shown('a\nb\nc\nd', 'b\nd\ne'), ['-a', ' b', '-c', ' d', '+e']);
});

test('a line diff keeps both texts, and as many lines in common as can be', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
  const common = (a: readonly string[], b: readonly string[]): number => {
    const row = new Array<number>(b.length + 1).fill(0);
    for (const line of a) {
      let corner = 0;
      b.forEach((other, j) => {
        const above = row[j + 1]!;
        row[j + 1] = line === other ? corner + 1 : Math.max(above, row[j]!);
        corner = above;
      });
    }
    return row[b.length]!;
  };
  fc.assert(
    fc.property(text, text, (a, b) => {
      const lines = lineDiff(a, b);
      const of = (...kinds: readonly string[]): readonly string[] =>
        lines.filter(({ kind }) => kinds.includes(kind)).map((line) => line.text);
      const [linesA, linesB] = [a, b].map((whole) => (whole === '' ? [] : whole.split('\n')));
      assert.deepEqual(of('same', 'removed'), linesA);
      assert.deepEqual(of('same', 'added'), linesB);
      assert.equal(of('same').length, common(linesA!, linesB!));
    }),
  );
});

test('two large texts that have nothing in common', () => {
  const text = (name: string): string => Array.from({ length: 20_000 }, (_, i) => `${name}${i}`).join('\n');
  assert.equal(lineDiff(text('a'), text('b')).length, 40_000);
});
