/** Where in a half-typed body the cursor stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/liquid';
import { type PayloadCursor, payloadCursor } from '../../server/src/payload';
import { cursor } from '../helpers/cursor';

function at(marked: string): PayloadCursor | null {
  const { text, offset } = cursor(marked);
  return payloadCursor(parse(text), offset);
}

/** `key a.b <what an edit replaces>` or `value a.b.c <…>`. */
function where(marked: string): string | null {
  const found = at(marked);
  if (!found) return null;
  const { text } = cursor(marked);
  return `${found.at} ${found.path.join('.')} <${text.slice(found.replace.start, found.replace.end)}>`;
}

test('keys', () => {
  const cases: Readonly<Record<string, string | null>> = {
    '{ █ }': 'key  <>',
    '{ "█" }': 'key  <"">',
    '{ "ti█" }': 'key  <"ti">',
    '{ "ti█': 'key  <"ti>',
    '{ ti█ }': 'key  <ti>',
    '{ "ti█tle": "x" }': 'key  <"title">',
    '{ "a": 1, █ }': 'key  <>',
    '{ "a": 1\n  █\n}': 'key  <>',
    '{ "a": { "b": { █ } } }': 'key a.b <>',
    '{ "a": [{ "b": 1 }, { "█" }] }': 'key a.1 <"">',
    '{ "ti█\n  "start": "x"\n}': 'key  <"ti>',
    '{ {% if x %}"a": 1, █{% else %}"b": 2{% endif %} }': 'key  <>',
    '{ "x": "{{y}}", "z█": 1 }': 'key  <"z">',
    '{ {{y}}, █ }': 'key  <>',
  };
  for (const [marked, expected] of Object.entries(cases)) assert.equal(where(marked), expected, marked);
});

test('values', () => {
  const cases: Readonly<Record<string, string | null>> = {
    '{ "a": █ }': 'value a <>',
    '{ "a": "█" }': 'value a <"">',
    '{ "a": "x█y", "b": 1 }': 'value a <"xy">',
    '{ "a": "x {{y}}█" }': 'value a <"x {{y}}">',
    '{ "a": 1█2 }': 'value a <12>',
    '{ "a": tr█': 'value a <tr>',
    '{ "a": [1, █] }': 'value a.1 <>',
    '{ "a": { "b": "█" } }': 'value a.b <"">',
    '{ "a": {% if x %}"p"{% else %}"█"{% endif %} }': 'value a <"">',
  };
  for (const [marked, expected] of Object.entries(cases)) assert.equal(where(marked), expected, marked);
});

test('outside of JSON, and in Liquid', () => {
  for (const marked of [
    '█{ "a": 1 }',
    '{ "a": 1 } █',
    '{ "a": "{{ x█ }}" }',
    '{% if x█ %}{ }{% endif %}',
    '{% comment %}{ █ }{% endcomment %}',
  ]) {
    assert.equal(where(marked), null, marked);
  }
});

test('captures go on from where they are printed', () => {
  assert.equal(where('{% capture m %}"a█"{% endcapture %}{ "x": { {{m}} } }'), 'key x <"a">');
  assert.equal(where('{% capture m %}"a": 1, █{% endcapture %}'), 'key  <>');
  assert.equal(where('{% capture m %}{ "a": "█" }{% endcapture %}Look: {{link}}'), 'value a <"">');
  assert.equal(where('{% capture m %}Hello █{% endcapture %}{ "a": "{{m}}" }'), null);
});

test('what stands around', () => {
  assert.deepEqual(at('{ "a": 1, "█": 2, "c": { "d": 1 }, "e": 3 }')?.siblings, ['a', 'c', 'e']);
  assert.deepEqual(at('{ {% if x %}"a": 1,{% else %}"b": 1,{% endif %} "█" }')?.siblings, ['a', 'b']);
  const pick = ({ quoted, closed, colon, commaBefore, commaAfter, hole }: PayloadCursor) => ({
    quoted,
    closed,
    colon,
    commaBefore,
    commaAfter,
    hole,
  });
  const facts = (marked: string) => pick(at(marked) as PayloadCursor);
  const none = { quoted: false, closed: false, colon: false, commaBefore: false, commaAfter: false, hole: false };
  assert.deepEqual(facts('{ █ }'), none);
  assert.deepEqual(facts('{ "a█": 1 }'), { ...none, quoted: true, closed: true, colon: true });
  assert.deepEqual(facts('{ "a": 1 █ }'), { ...none, commaBefore: true });
  assert.deepEqual(facts('{ █ "a": 1 }'), { ...none, commaAfter: true });
  assert.deepEqual(facts('{ "a": "{{x}}█" }'), { ...none, quoted: true, closed: true, hole: true });
});

test('any half-typed body has an answer', () => {
  const body =
    '{% capture m %}"a": 1{% endcapture %}{ {{m}}, "b": [1, {"c": "{{x | join: \',\'}}"}], {% if y %}"d": tr{% endif %} }';
  for (let end = 0; end <= body.length; end += 1) {
    const tree = parse(body.slice(0, end));
    for (let offset = 0; offset <= end; offset += 1) {
      const found = payloadCursor(tree, offset);
      if (found) assert.ok(found.replace.start <= offset && offset <= found.replace.end);
    }
  }
});
