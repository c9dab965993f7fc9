/** Variables: where they are made, seen and read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtinDocset } from '../../server/src/docset';
import { parse } from '../../server/src/liquid';
import { type Scope, scopeOf } from '../../server/src/rules';
import { cursor } from '../helpers/cursor';

function scope(text: string): Scope {
  return scopeOf(parse(text), builtinDocset.tags);
}

/** The names that can be read at the cursor. */
function visible(marked: string): readonly string[] {
  const { text, offset } = cursor(marked);
  return scope(text)
    .visibleAt(offset)
    .map(({ name }) => name)
    .sort();
}

test('definitions', () => {
  const made = (text: string): readonly string[] => scope(text).definitions.map(({ kind, name }) => `${kind} ${name}`);
  assert.deepEqual(made('{% assign a = 1 %}{% capture b %}x{% endcapture %}'), ['assign a', 'capture b']);
  assert.deepEqual(made('{% increment a %}{% decrement b %}'), ['counter a', 'counter b']);
  assert.deepEqual(made('{% for x in y %}{% endfor %}'), ['helper forloop', 'loop x']);
  assert.deepEqual(made('{% connected_content u :save a %}{% connected_content u %}'), [
    'result a',
    'result connected',
  ]);
  assert.deepEqual(made('{% connected_content u :save %}'), ['result connected']);
  assert.deepEqual(made('{% catalog_items A 1 %}'), ['result items']);
  assert.deepEqual(made('{% liquid\n  assign a = 1\n  for x in a\n  endfor\n%}'), [
    'assign a',
    'helper forloop',
    'loop x',
  ]);
  assert.deepEqual(made('{% raw %}{% assign a = 1 %}{% endraw %}{% comment %}{% assign b = 1 %}{% endcomment %}'), []);
});

test('references', () => {
  const read = (text: string): readonly string[] => scope(text).references.map(({ name }) => name);
  assert.deepEqual(read('{{ a.b[c] | append: d }}{% if e == f.g %}{% endif %}{{ ${h} }}'), ['a', 'c', 'd', 'e', 'f']);
  assert.deepEqual(read('{% connected_content https://x.com/{{a}} :body {{b}} %}'), ['a', 'b']);
  assert.deepEqual(read('{% for x in (1..n) limit: m %}{% endfor %}{% case a %}{% when b %}{% endcase %}'), [
    'n',
    'm',
    'a',
    'b',
  ]);
});

test('what can be read where', () => {
  assert.deepEqual(visible('█{% assign a = 1 %}'), []);
  assert.deepEqual(visible('{% assign a = █1 %}'), []);
  assert.deepEqual(visible('{% assign a = 1 %}█'), ['a']);
  assert.deepEqual(visible('{% capture a %}█{% endcapture %}'), []);
  assert.deepEqual(visible('{% capture a %}{% endcapture %}█'), ['a']);
  assert.deepEqual(visible('{% for x in y %}█{% endfor %}'), ['forloop', 'x']);
  assert.deepEqual(visible('{% for x in y %}{% endfor %} █'), []);
  assert.deepEqual(visible('{% for x in y %}█{% assign a = 1 %}{% endfor %}'), ['a', 'forloop', 'x']);
  assert.deepEqual(visible('{% for x in y %}{% for z in x %}{% endfor %} █{% endfor %}'), ['forloop', 'x']);
  assert.deepEqual(visible('{% for x in y %}█'), ['forloop', 'x']);
});

test('a name is that of the innermost loop, else of the last assignment', () => {
  const resolved = (marked: string): number | undefined => {
    const { text, offset } = cursor(marked);
    return scope(text).resolve('a', offset)?.span.start;
  };
  assert.equal(resolved('{% assign a = 1 %}{% assign a = 2 %}█'), 28);
  assert.equal(resolved('{% assign a = 1 %}█{% assign a = 2 %}'), 10);
  assert.equal(resolved('{% assign a = 1 %}{% for a in b %}█{% endfor %}'), 25);
  assert.equal(resolved('{% assign a = 1 %}{% for a in b %}{% endfor %} █'), 10);
  assert.equal(resolved('{% for a in b %}{% for a in a %}█{% endfor %}{% endfor %}'), 23);
  assert.equal(resolved('{% for a in b %}{% for a in a %}{% endfor %} █{% endfor %}'), 7);
});

test('the look-up agrees with a plain search', () => {
  const piece = fc.constantFrom(
    '{% assign a = 1 %}',
    '{% assign b = a %}',
    '{% for a in b %}',
    '{% for b in a %}',
    '{% endfor %}',
    '{{ a }}',
    '{% capture a %}',
    '{% endcapture %}',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), fc.nat(400), (pieces, at) => {
      const text = pieces.join('');
      const { definitions, resolve } = scope(text);
      const offset = Math.min(at, text.length);
      for (const name of ['a', 'b']) {
        const seen = definitions.filter(
          (one) => one.name === name && one.visible.start <= offset && offset <= one.visible.end,
        );
        const isLocal = (one: { kind: string }): boolean => one.kind === 'loop';
        const expected =
          seen.findLast(isLocal) ??
          seen.findLast((one) => !isLocal(one) && one.span.start <= offset) ??
          seen.find((one) => !isLocal(one)) ??
          null;
        assert.equal(resolve(name, offset)?.span.start, expected?.span.start, text);
      }
    }),
    { numRuns: 500, seed: 1 },
  );
});
