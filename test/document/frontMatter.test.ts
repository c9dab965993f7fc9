import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readFrontMatter } from '../../server/src/document/frontMatter';

/** Reads `url: …` lines and returns the URL's text with, for each unit, the file text it stands on. */
function url(yaml: string): { text: string; under: string; problems: readonly string[] } {
  const file = `---\n${yaml}\n---\nbody`;
  const reading = readFrontMatter(file);
  const value = reading.values.find((entry) => entry.role === 'url');
  const under = [...Array(value?.text.length ?? 0).keys()].map((offset) => file[value!.map.toFile(offset)]).join('');
  return { text: value?.text ?? '', under, problems: reading.problems.map((problem) => problem.message) };
}

test('every way to write a value keeps its positions', () => {
  for (const [yaml, text, under] of [
    ['url: https://a.example/{{x}}', 'https://a.example/{{x}}', 'https://a.example/{{x}}'],
    ['url: "https://a.example/{{x}}"', 'https://a.example/{{x}}', 'https://a.example/{{x}}'],
    ["url: 'it''s {{x}}'", "it's {{x}}", "it's {{x}}"],
    ['url: "a\\"b\\u00e9c {{x}}"', 'a"béc {{x}}', 'a\\b\\c {{x}}'],
    [
      'url: |-\n  {% assign a = 1 %}https://x/{{a}}',
      '{% assign a = 1 %}https://x/{{a}}',
      '{% assign a = 1 %}https://x/{{a}}',
    ],
    ['url: |-\n  one\n    two\n\n  three {{x}}', 'one\n  two\n\nthree {{x}}', 'one\n  two\n\nthree {{x}}'],
    ['url: |\n  one {{x}}\n', 'one {{x}}\n', 'one {{x}}\n'],
    ['url: >-\n  one\n  {{x}}', 'one {{x}}', 'one\n{{x}}'],
    ['url: one\n  {{x}}', 'one {{x}}', 'one\n{{x}}'],
    ["url: 'a\n  append: {{x}} b'", 'a append: {{x}} b', 'a\nappend: {{x}} b'],
  ] as const) {
    const read = url(yaml);
    assert.equal(read.text, text, yaml);
    assert.equal(read.under, under, yaml);
    assert.deepEqual(read.problems, [], yaml);
  }
});

test('line breaks of Windows are line breaks', () => {
  const file = '---\r\nurl: |-\r\n  a\r\n  {{x}}\r\nmethod: POST\r\n---\r\nbody';
  const reading = readFrontMatter(file);
  const value = reading.values[0]!;
  assert.equal(value.text, 'a\n{{x}}');
  assert.equal(file.slice(value.map.toFile(2), value.map.toFile(7)), '{{x}}');
  assert.equal(file.slice(reading.bodyStart), 'body');
});

test('any text in any style maps back to itself', () => {
  const words = fc.stringMatching(/^[a-zA-Zé{}%$"'\\:#\n -]{1,40}$/);
  const style = fc.constantFrom('BLOCK_LITERAL', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'PLAIN', 'BLOCK_FOLDED');
  fc.assert(
    fc.property(words, style, (text, type) => {
      const yaml = stringify({ method: 'POST', url: text }, { defaultStringType: type as 'PLAIN', lineWidth: 0 });
      const file = `---\n${yaml}---\nbody`;
      const value = readFrontMatter(file).values.find((entry) => entry.role === 'url');
      if (!value) return;
      let last = value.map.file.start;
      for (let offset = 0; offset < value.text.length; offset++) {
        const at = value.map.toFile(offset);
        assert.ok(at >= last && at <= value.map.file.end, `${JSON.stringify(file)} at ${offset}`);
        if (/\S/.test(value.text[offset]!) && file[at] !== '\\')
          assert.equal(file[at], value.text[offset], JSON.stringify(file));
        assert.equal(value.map.toFile(value.map.toField(at)!), at);
        last = at;
      }
    }),
    { numRuns: 500 },
  );
});

test('a line of a block scalar is no key, whatever quotes the key above it', () => {
  for (const key of ['url', '"url"', "'url'"]) {
    const { values, problems } = readFrontMatter(`---\n${key}: |-\n  a: {%- assign x = 1 %}\n  : {{x}}\n---\n`);
    assert.deepEqual([values.map(({ text }) => text), problems], [['a: {%- assign x = 1 %}\n: {{x}}'], []]);
  }
});

test('a value that starts with Liquid is reported, read all the same, and gets a block scalar', () => {
  const file =
    '---\nkind: webhook\nurl: {% assign a = 1 %}https://x/{{a}}\nheaders:\n  Authorization: {{token}}\n---\n{}';
  const reading = readFrontMatter(file);
  assert.deepEqual(
    reading.problems.map((problem) => [problem.code, file.slice(problem.span.start, problem.span.end)]),
    [
      ['frontmatter-invalid', '{% assign a = 1 %}https://x/{{a}}'],
      ['frontmatter-invalid', '{{token}}'],
    ],
  );
  assert.deepEqual(
    reading.values.map((value) => [value.name, value.text]),
    [
      ['url', '{% assign a = 1 %}https://x/{{a}}'],
      ['Authorization', '{{token}}'],
    ],
  );
  assert.equal(reading.frontMatter?.values.kind, 'webhook');
  assert.deepEqual(
    (reading.problems[1]?.data as { blockScalar: string } | undefined)?.blockScalar,
    '|-\n    {{token}}',
  );
});

test('a colon in an unquoted value costs one message and nothing else', () => {
  const reading = readFrontMatter(
    '---\nmethod: POST\nheaders:\n  A: Bearer {% connected_content x :headers {"a": "b"} %}\n  B: b\n---\n',
  );
  assert.equal(reading.problems.length, 1);
  assert.deepEqual(
    reading.values.map((value) => value.text),
    ['Bearer {% connected_content x :headers {"a": "b"} %}', 'b'],
  );
});

test('wrong values and near misses of keys are said', () => {
  const say = (yaml: string): readonly string[] =>
    readFrontMatter(`---\n${yaml}\n---\n`).problems.map((problem) => problem.message);
  assert.match(say('kind: webook')[0]!, /Did you mean 'webhook'/);
  assert.match(say('method: PSOT')[0]!, /Did you mean 'POST'/);
  assert.match(say('metod: POST')[0]!, /Did you mean 'method'/);
  assert.match(say('kind: "x')[0]!, /no valid YAML/);
  assert.match(say('headers: none')[0]!, /one header a line/);
  assert.deepEqual(say('layout: default\nauthor: Ada'), []);
  assert.deepEqual(say('method: post'), []);
});

test('what is no front matter stays body', () => {
  for (const text of ['', 'Hi', '--- \nHi\nthere', '\n---\nkind: webhook\n---\n', '----\nkind: webhook\n---\n']) {
    assert.equal(readFrontMatter(text).frontMatter, null, JSON.stringify(text));
  }
  assert.match(readFrontMatter('---\nkind: webhook\n{}').problems[0]!.message, /no end/);
});

test('no prefix of a file throws', () => {
  const file = '---\nkind: webhook\nurl: |-\n  {{x}}\nheaders:\n  "A": \'b\'\n  C: >\n    d\n---\n{"a": 1}';
  for (let end = 0; end <= file.length; end++) readFrontMatter(file.slice(0, end));
});

test('what stands twice is said; headers in any letter case', () => {
  const say = (yaml: string): readonly string[] =>
    readFrontMatter(`---\n${yaml}\n---\n`).problems.map((problem) => problem.message);
  assert.deepEqual(say('method: GET\nmethod: POST'), ["The key 'method' stands here twice. Take one of them out."]);
  assert.deepEqual(say('headers:\n  Content-Type: a\n  content-type: b'), [
    "The header 'content-type' stands here twice: above as 'Content-Type'. Take one of them out.",
  ]);
  assert.deepEqual(say('headers:\n  A: a\n  B: a'), []);
});

test('ten times the headers, far from a hundred times the time', () => {
  const time = (count: number, value: string): number => {
    const headers = Array.from({ length: count }, (_, index) => `  X-${index}: ${value}\n`).join('');
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      readFrontMatter(`---\nurl: https://a.example\nheaders:\n${headers}---\n`);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  for (const value of ['b', '{{b}}', '"{{b}}"', 'a{{b}}']) {
    // On a busy machine a measurement can be off by any factor: a square would show in each of them.
    const ratios: number[] = [];
    while (ratios.length < 4 && (ratios.at(-1) ?? 100) >= 35) {
      ratios.push(time(10_000, value) / Math.max(time(1_000, value), 2));
    }
    assert.ok(ratios.at(-1)! < 35, `${value}: ${ratios.map((ratio) => ratio.toFixed(0)).join(', ')} times as long`);
  }
});
