/** The runner: what is found is in order, at its place in the file, and as loud as config and comments want it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/liquid';
import { ruleOf, rules } from '../../server/src/rules';
import { check, codes } from '../helpers/check';

const BAD = '{{ 1 | nofilter }}';

test('a config sets severities and switches rules off', () => {
  const severity = (setting: 'error' | 'hint'): string | undefined =>
    check(BAD, { config: { rules: { 'unknown-filter': setting } } }).findings[0]?.severity;
  assert.equal(check(BAD).findings[0]?.severity, 'warning');
  assert.equal(severity('error'), 'error');
  assert.equal(severity('hint'), 'hint');
  assert.deepEqual(codes(BAD, { config: { rules: { 'unknown-filter': 'off' } } }), []);
  assert.deepEqual(codes('{{${x', { config: { rules: { 'unclosed-output': 'off', 'unknown-attribute': 'off' } } }), []);
  assert.deepEqual(codes('{% assign a-b = 1 %}{{a-b}}', { config: { rules: { 'invalid-variable-name': 'error' } } }), [
    'invalid-variable-name',
  ]);
});

test('hyphens alone make a variable name a warning, other characters an error', () => {
  assert.equal(check('{% assign a-b = 1 %}').findings[0]?.severity, 'warning');
  assert.equal(check('{% assign é = 1 %}').findings[0]?.severity, 'error');
});

test('comments suppress findings', () => {
  const next = (list = ''): string => `{% comment %} braze-liquid-disable-next-line ${list} {% endcomment %}\n${BAD}\n`;
  assert.deepEqual(codes(next('unknown-filter')), []);
  assert.deepEqual(codes(next('other, unknown-filter')), []);
  assert.deepEqual(codes(next('other unknown-filter -- because of this')), []);
  assert.deepEqual(codes(next()), []);
  assert.deepEqual(codes(next('other')), ['unknown-filter']);
  assert.deepEqual(codes(next('other -- unknown-filter')), ['unknown-filter']);
  assert.deepEqual(codes(`${next()}${BAD}`), ['unknown-filter']);
  assert.deepEqual(codes(`${BAD}\n${next()}`), ['unknown-filter']);
  assert.deepEqual(codes(`{% # braze-liquid-disable-next-line unknown-filter %}\r\n${BAD}`), []);
  assert.deepEqual(codes(`{%- comment -%}braze-liquid-disable-next-line unknown-filter{%- endcomment -%}\n${BAD}`), []);
});

test('YAML comments suppress findings of the front matter', () => {
  const webhook = (above: string, below = ''): readonly string[] =>
    codes(
      `---\nkind: webhook\n${above}method: GET\nurl: |-\n  https://a.example/{{ 1 | nofilter }}\n${below}headers:\n  A: b\n---\nbody`,
    );
  const all = ['get-with-body', 'unknown-filter'];
  assert.deepEqual(webhook(''), all);
  assert.deepEqual(webhook('# braze-liquid-disable-next-line get-with-body\n'), ['unknown-filter']);
  assert.deepEqual(webhook('# braze-liquid-disable-next-line other, get-with-body -- legacy\r\n'), ['unknown-filter']);
  assert.deepEqual(webhook('#braze-liquid-disable-next-line\n'), ['unknown-filter']);
  assert.deepEqual(webhook('# braze-liquid-disable-next-line\n'), ['unknown-filter']);
  assert.deepEqual(webhook('# braze-liquid-disable-next-line other\n'), all);
  assert.deepEqual(webhook('# braze-liquid-disable\n'), []);
  assert.deepEqual(webhook('# braze-liquid-disable\n# braze-liquid-enable unknown-filter\n'), ['unknown-filter']);
  assert.deepEqual(webhook('', '# braze-liquid-disable\n'), all);
});

test('the next line of a YAML comment is the next entry, whatever lines its value has', () => {
  const text = (comment: string): string =>
    `---\n${comment}url: |-\n  https://a.example/\n  {{ 1 | nofilter }}\n---\nbody`;
  assert.deepEqual(codes(text('')), ['webhook-url-whitespace', 'unknown-filter']);
  assert.deepEqual(codes(text('# braze-liquid-disable-next-line\n')), []);
  assert.deepEqual(
    codes('---\nurl: |-\n  https://a.example\n  # braze-liquid-disable-next-line\n  {{ 1 | nofilter }}\n---\nbody'),
    ['webhook-url-whitespace', 'webhook-url-whitespace', 'webhook-url-whitespace', 'unknown-filter'],
  );
});

test('what is said of the first line is suppressed above the first entry', () => {
  const text = (comment: string): string => `---\n${comment}kind: webhook\nmethod: PUT\npartner: passkit/coupon\n---\n`;
  assert.ok(codes(text('')).includes('webhook-url'));
  assert.ok(!codes(text('# braze-liquid-disable-next-line webhook-url\n')).includes('webhook-url'));
  assert.ok(codes(text('# braze-liquid-disable-next-line webhook-url\n')).includes('webhook-header'));
});

test('comments suppress findings from one place to another', () => {
  const off = (list = ''): string => `{% # braze-liquid-disable ${list} %}`;
  const on = (list = ''): string => `{% # braze-liquid-enable ${list} %}`;
  assert.deepEqual(codes(`${off()}${BAD}\n${BAD}`), []);
  assert.deepEqual(codes(`${off()}${BAD}${on()}${BAD}`), ['unknown-filter']);
  assert.deepEqual(codes(`${off('unknown-filter')}${BAD}${on()}${BAD}`), ['unknown-filter']);
  assert.deepEqual(codes(`${off()}${BAD}${on('unknown-filter')}${BAD}{% foo %}`), ['unknown-filter']);
  assert.deepEqual(codes(`${off('unknown-filter')}${BAD}{% foo %}`), ['unknown-tag']);
  assert.deepEqual(codes(`${off('unknown-filter')}${BAD}${on('other')}${BAD}`), []);
  assert.deepEqual(codes(`${off().replace('disable', 'disabled')}${BAD}`), ['unknown-filter']);
});

test('findings come in the order of the file, at their place in it', () => {
  const text = `---
url: "https://example.com/{{ 'a' | foo }}\\u0041{{ 'b' | bar }}"
headers:
  X-A: '{{ ''c'' | baz }}'
  X-B: |-
    one
    {{ 'd' | qux }}
---
text {{ 'e' | quux }}`;
  const { findings } = check(text);
  assert.deepEqual(
    findings.map(({ span }) => text.slice(span.start, span.end)),
    ['foo', 'bar', 'baz', 'qux', 'quux'],
  );
  assert.deepEqual(
    findings.map(({ field }) => field?.name),
    ['url', 'url', 'X-A', 'X-B', 'body'],
  );
  assert.ok(findings.every(({ href }) => href?.startsWith('https://www.braze.com/docs/')));
});

test('variables do not pass between fields', () => {
  const text = (body: string): string => `---
url: |-
  {% assign a = 1 %}{% connected_content https://example.com/t :save t %}https://example.com/{{a}}/{{t.x}}
---
${body}`;
  assert.deepEqual(codes(text('{{a}}')), ['cc-unchecked-result', 'undefined-variable']);
  assert.deepEqual(codes(text('{{t.x}}')), ['cc-unchecked-result', 'cc-variable-scope']);
});

test('one place has one finding', () => {
  assert.deepEqual(codes('{% capture longUrl %}{% endcapture %}{% if ${city} == longurl %}{% endif %}'), [
    'case-mismatch-variable',
  ]);
  assert.deepEqual(codes('{% if {{custom_attribute.${end}}} > now %}{% endif %}'), ['time-without-math']);
  assert.deepEqual(codes('{% connected_content https://e.com :headers {“a”: “b”} :save a %}{% if a %}{% endif %}'), [
    'cc-headers-json',
  ]);
  assert.deepEqual(codes('{% connected_content https://e.com?c={{campaign.${name}}} :save a %}{% if a %}{% endif %}'), [
    'campaign-name-in-url',
  ]);
});

test('every problem of the parser has a rule', () => {
  const texts = rules.flatMap(({ code }) => [code]);
  assert.equal(new Set(texts).size, texts.length);
  // Broken texts of every sort; the codes that they bring about all have their rule.
  const pieces = [
    '{{',
    '}}',
    '{%',
    '%}',
    '${',
    '}',
    '{',
    'if',
    'else',
    'endif',
    'assign',
    'for',
    'in',
    'case',
    'when',
    '=',
    '==',
    '|',
    ':',
    '&&',
    'OR',
    '(',
    ')',
    '[',
    ']',
    '"',
    '‘',
    '’',
    'x',
    '.',
    ' ',
    '\n',
    'abort_message',
    'connected_content',
    'liquid',
  ];
  let seed = 7;
  const chance = (limit: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % limit;
  };
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: 2 + chance(24) }, () => pieces[chance(pieces.length)]).join(chance(2) ? ' ' : '');
    for (const { code } of parse(text).problems) assert.ok(ruleOf(code), `${code} of ${JSON.stringify(text)}`);
    check(text);
  }
});
