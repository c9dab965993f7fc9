import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { defaultLimits } from '../../server/src/render';
import { processorTime } from '../helpers/processorTime';
import { render } from './render';

/** Renders under a short limit; asserts that it ends soon, in time of the processor, and does not throw. */
function ends(template: string, data: Readonly<Record<string, unknown>> = {}) {
  let rendered = render('');
  const took = processorTime(() => {
    rendered = render(template, { data, limits: { ...defaultLimits, time: 300 } });
  });
  assert.ok(took < 1500, `${Math.round(took)} ms: ${template.slice(0, 80)}`);
  assert.ok(rendered.output.length <= defaultLimits.output);
  return rendered;
}

function isStopped(template: string, data: Readonly<Record<string, unknown>> = {}): void {
  assert.deepEqual(
    ends(template, data)
      .problems.filter(({ code }) => code === 'render-limit')
      .map(({ severity }) => severity),
    ['error'],
    template.slice(0, 80),
  );
}

const times = (count: number, text: string) => text.repeat(count);

test('capture doubling stops at the output limit', () => {
  isStopped(`{% assign a = 'aaaaaaaaaaaaaaaa' %}${times(40, '{% capture a %}{{ a }}{{ a }}{% endcapture %}')}`);
});

test('doubling by filters stops at the output limit', () => {
  const start = "{% assign a = 'aaaaaaaaaaaaaaaa' %}";
  isStopped(`${start}${times(40, '{% assign a = a | append: a %}')}`);
  isStopped(`${start}${times(40, '{% assign a = a | prepend: a %}')}`);
  isStopped(`${start}${times(40, "{% assign a = a | replace: 'a', 'aa' %}")}`);
  isStopped(`${start}${times(40, "{% assign a = a | replace: '', a %}")}`);
  isStopped(`${start}${times(40, "{% assign a = a | split: '' | join: a %}")}`);
  isStopped(`{% assign a = 'a,b' | split: ',' %}${times(40, '{% assign a = a | concat: a %}')}`);
});

test('ranges are not unfolded', () => {
  isStopped('{% for i in (1..1000000000) %}{% endfor %}');
  assert.match(ends('a{% for i in (1..1000000000) %}0123456789{% endfor %}').output, /^a(0123456789){1000,}/);
  assert.equal(
    ends('{% for i in (1..1000000000) %}{{ i }}{% if i == 2 %}{% break %}{% endif %}{% endfor %}').output,
    '12',
  );
  isStopped("{{ (1..1000000000) | join: ',' }}");
  isStopped('{{ (1..1000000000) | reverse | size }}');
  isStopped('{% tablerow i in (1..1000000000) %}{% endtablerow %}');
  assert.equal(
    ends('{{ (1..1000000000) | size }}{% for i in (1..1000000000) limit: 2 %}{{ i }}{% endfor %}').output,
    '100000000012',
  );
  assert.equal(
    ends('{% assign r = (1..1000000000) %}{{ r.first }}{{ r.last }}{% if r contains 5 %}y{% endif %}').output,
    '11000000000y',
  );
});

test('nested loops stop at the time limit, and what was rendered stays', () => {
  const loop = (name: string) => `{% for ${name} in (1..1000) %}`;
  const rendered = ends(`start${loop('a')}${loop('b')}${loop('c')}{% assign x = c %}${times(3, '{% endfor %}')}end`);
  assert.equal(rendered.output, 'start');
  assert.deepEqual(
    rendered.problems.map(({ code }) => code),
    ['render-limit'],
  );
});

test('3,000 deep nesting neither throws nor runs over the stack', () => {
  for (const [open, close] of [
    ['{% if true %}', '{% endif %}'],
    ['{% for i in (1..1) %}', '{% endfor %}'],
    ['{% capture x %}', '{% endcapture %}'],
    ['{% case 1 %}{% when 1 %}', '{% endcase %}'],
  ] as const) {
    const { problems } = ends(`${times(3000, open)}x${times(3000, close)}`);
    assert.ok(problems.length > 0, open);
  }
  ends(`{{ a${times(3000, '[a')}${times(3000, ']')} }}`);
  ends(`{% if a${times(3000, ' and a')} %}x{% endif %}`, { a: true });
  ends(`{{ ${times(3000, '{{')}a${times(3000, '}}')} }}`);
  ends(`{{ a${times(3000, ' | upcase')} }}`, { a: 'a' });
});

test('deep data', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 5000; i++) deep = [deep];
  ends('{{ d }}{{ d | join }}{{ d | as_json_string }}{{ d | sort }}{{ d | uniq }}{% if d == d %}{% endif %}', {
    d: deep,
  });
  ends('{{ t | json_parse }}', { t: `${times(5000, '[')}${times(5000, ']')}` });
});

test('prototypes are out of reach', () => {
  const names = [
    'constructor',
    '__proto__',
    'prototype',
    'valueOf',
    'toString',
    'hasOwnProperty',
    '__defineGetter__',
    'then',
    'length',
    'call',
  ];
  const data = { a: { k: 1 }, l: [1], s: 'x', n: 1 };
  for (const name of names) {
    for (const template of [
      `{{ ${name} }}{{ a.${name} }}{{ l.${name} }}{{ s.${name} }}{{ n.${name} }}{{ a['${name}'] }}{{ nothing.${name}.constructor }}`,
      `{{ \${${name}} }}{{custom_attribute.\${${name}}}}{{ ${name}.\${x} }}`,
      `{{ a | map: '${name}' }}{{ l | where: '${name}' }}`.replace(/\{\{ l .*\}\}$/, ''),
      `{{ a | property_accessor: '${name}' }}`,
      `{% for ${name} in l %}{% endfor %}{{ ${name} }}`,
    ]) {
      assert.equal(render(template, { data, user: { attributes: {}, custom_attribute: {} } }).output, '', template);
    }
    assert.equal(render(`{{ s | ${name} }}`, { data }).output, 'x', 'an unknown filter gives back its input');
    assert.equal(render(`{% ${name} %}`, { data }).output, '');
    assert.equal(render(`{% assign ${name} = 'v' %}{{ ${name} }}`, { data }).output, name === '__proto__' ? 'v' : 'v');
  }
  assert.equal(({} as Record<string, unknown>).v, undefined);
});

test('own keys that bear such names are data like any other', () => {
  const data = JSON.parse('{"a":{"__proto__":{"x":1},"constructor":"c"}}') as Record<string, unknown>;
  assert.equal(render('{{ a.__proto__.x }}{{ a.constructor }}{{ a.toString }}', { data }).output, '1c');
});

test('functions and exotic objects in the data are nothing', () => {
  const data = { f: () => 'called', d: new Date(0), s: Symbol('s'), u: undefined };
  assert.equal(render('[{{ f }}{{ s }}{{ u }}]', { data }).output, '[]');
});

test('hostile texts take no longer than others', () => {
  const texts = [
    times(200_000, '<'),
    times(100_000, '<!--'),
    times(60_000, '<script'),
    times(200_000, '&'),
    times(200_000, ' '),
    times(100_000, 'a '),
    times(100_000, '&#'),
    times(50_000, '<style'),
    times(200_000, '%'),
  ];
  for (const text of texts) {
    for (const filter of [
      'strip_html',
      'escape_once',
      'escape',
      'strip',
      'squish',
      'url_decode',
      'truncatewords: 3',
      'newline_to_br',
      "split: ' ' | size",
      'number_with_delimiter',
      'json_escape',
      "date: '%F'",
      'plus: 1',
      'json_parse',
      'base64_decode',
    ]) {
      ends(`{% assign x = t | ${filter} %}`, { t: text });
    }
  }
});

test('LiquidJS is new enough', () => {
  const { version } = JSON.parse(readFileSync('node_modules/liquidjs/package.json', 'utf8')) as { version: string };
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  assert.ok(major > 10 || (major === 10 && (minor > 27 || (minor === 27 && patch >= 1))), version);
});
