/** What holds for every text: the tree tiles it, parsing never fails, and costs linear time. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type AnyNode, children, type Node, parse, type Span, type Template, walk } from '../../server/src/liquid';
import { corpus } from './corpus';

/** Checks all that the tree promises about spans. */
function checkTree(template: Template): void {
  const { text } = template;
  checkTiles(template.children, 0, text.length);
  walk(template, {
    enter(node) {
      assert.ok(
        0 <= node.start && node.start <= node.end && node.end <= text.length,
        `${node.kind} ${node.start}-${node.end}`,
      );
      let last = node.start;
      for (const child of children(node)) {
        const inside = last <= child.start && child.end <= node.end;
        assert.ok(
          inside,
          `${child.kind} ${child.start}-${child.end} in ${node.kind} ${node.start}-${node.end} behind ${last}`,
        );
        last = child.end;
      }
      if (node.kind === 'interpolated') checkTiles(node.parts, node.start, node.end);
      if (node.kind === 'name' && !inQuotes(text, node)) assert.equal(node.text, text.slice(node.start, node.end));
      if (node.kind === 'key') assert.equal(node.text, text.slice(node.textSpan.start, node.textSpan.end));
      if (node.kind === 'string') assert.ok(text.slice(node.start, node.end).includes(node.value));
    },
  });
  for (const { span, message, data } of template.problems) {
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, message);
    assert.doesNotThrow(() => JSON.stringify(data));
  }
}

const inQuotes = (text: string, node: Span): boolean => /['"]/.test(text.charAt(node.start - 1));

function checkTiles(nodes: readonly Span[], start: number, end: number): void {
  let at = start;
  for (const node of nodes) {
    assert.equal(node.start, at);
    at = node.end;
  }
  assert.equal(at, end);
}

/** Nodes of a block tile it; inside `{% liquid %}` they do not. */
function checkBlocks(nodes: readonly Node[]): void {
  for (const node of nodes) {
    if (node.kind !== 'block') continue;
    checkTiles(node.close ? [...node.branches, node.close] : node.branches, node.start, node.end);
    for (const branch of node.branches) {
      checkTiles([branch.tag, ...branch.children], branch.start, branch.end);
      checkBlocks(branch.children);
    }
  }
}

function check(text: string): void {
  const template = parse(text);
  checkTree(template);
  checkBlocks(template.children);
}

test('every prefix and every suffix of the corpus', () => {
  for (const { text } of corpus) {
    for (let end = 0; end <= text.length; end++) check(text.slice(0, end));
    for (let start = 0; start < text.length; start += 3) check(text.slice(start));
  }
});

test('templates without mistakes have no problems', () => {
  for (const { name, text, broken } of corpus) {
    const codes = parse(text).problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
    if (broken) assert.notEqual(codes.length, 0, name);
    else assert.deepEqual(codes, [], name);
  }
});

const fragments = [
  '{{',
  '}}',
  '{%',
  '%}',
  '${',
  '}',
  '{',
  '-',
  ' ',
  '\n',
  '"',
  "'",
  '“',
  '’',
  '|',
  ':',
  ',',
  '.',
  '..',
  '[',
  ']',
  '(',
  ')',
  'if',
  'endif',
  'else',
  'elsif',
  'for',
  'in',
  'endfor',
  'assign',
  '=',
  '==',
  'and',
  'or',
  'raw',
  'endraw',
  'comment',
  'endcomment',
  'liquid',
  'case',
  'when',
  'endcase',
  'connected_content',
  ':save',
  ':headers',
  'x',
  'a.b',
  '1',
  '-1.5',
  'é',
  '🙂',
  'abort_message',
  'cycle',
  'include',
  'with',
  '#',
  'capture',
  'endcapture',
  '\u00a0',
  '<',
  '>',
  '!',
  '&&',
  '||',
  'custom_attribute.',
];

test('any sequence of fragments', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 60 }), (parts) => {
      check(parts.join(''));
      check(`{% ${parts.join(' ')} %}`);
      check(`{{ ${parts.join(' ')} }}`);
      check(`{% if ${parts.join(' ')} %}{% endif %}`);
    }),
    { numRuns: 1500 },
  );
});

test('any edit of the corpus', () => {
  const edit = fc.record({
    sample: fc.constantFrom(...corpus),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(12),
    insert: fc.array(fc.constantFrom(...fragments), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(edit, ({ sample: { text }, at, remove, insert }) => {
      const offset = Math.floor(at * text.length);
      check(text.slice(0, offset) + insert.join('') + text.slice(offset + remove));
    }),
    { numRuns: 1500 },
  );
});

test('any characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => check(text)),
    { numRuns: 500 },
  );
});

test('a mistake costs nothing outside itself', () => {
  const tail = '\n{% if a == 1 %}{{ ${b} | upcase }}{% endif %}\n';
  const broken = [
    '{{',
    '{{ x',
    '{{ x }',
    '{%',
    '{% if x }',
    '{% assign',
    "{{ 'x",
    '{{ x | y: "',
    '${',
    '{{ ${',
    '{% if a && %}{% endif %}',
    '{{ )) }}',
  ];
  for (const start of broken) {
    const template = parse(start + tail);
    const output = find(
      template,
      (node) => node.kind === 'output' && template.text.slice(node.start, node.end) === '{{ ${b} | upcase }}',
    );
    assert.ok(output, start);
    assert.ok(
      template.problems.every(({ span }) => span.end <= start.length + 1),
      start,
    );
  }
});

function find(root: AnyNode, fits: (node: AnyNode) => boolean): AnyNode | null {
  let found: AnyNode | null = null;
  walk(root, {
    enter(node) {
      if (fits(node)) found = node;
    },
  });
  return found;
}

test('deep nesting ends in one problem, not in an overflow', () => {
  const depth = 3000;
  const cases: readonly string[] = [
    '{% if a %}'.repeat(depth) + '{% endif %}'.repeat(depth),
    `{{ ${'a['.repeat(depth)}0${']'.repeat(depth)} }}`,
    `{% assign a = ${'{{a | plus: '.repeat(depth)}1${'}}'.repeat(depth)} %}`,
    `{% ${'liquid '.repeat(depth)}echo 1 %}`,
  ];
  for (const text of cases) {
    check(text);
    assert.ok(parse(text).problems.filter(({ code }) => code === 'nesting-too-deep').length <= 1);
  }
  const joined = `{% if ${'a and '.repeat(depth)}b %}{% endif %}`;
  assert.deepEqual(
    parse(joined).problems.map(({ code }) => code),
    ['nesting-too-deep'],
  );
});

/** Texts made to be slow: runs of openers, quotes and blocks that never end. */
const hostile: Record<string, (size: number) => string> = {
  braces: (size) => '{'.repeat(size),
  outputs: (size) => '{{ '.repeat(size / 3),
  keys: (size) => '{{${'.repeat(size / 4),
  parentheses: (size) => `{{${'('.repeat(size)}}}`,
  'parentheses in a condition': (size) => `{% if ${'('.repeat(size)} %}`,
  brackets: (size) => `{{ ${'a['.repeat(size / 2)}}}`,
  quotes: (size) => '{{ "'.repeat(size / 4),
  'quotes over lines': (size) => "{{ '\n".repeat(size / 5),
  arguments: (size) => `{{ a${' | f: {{a: '.repeat(size / 11)}}}`,
  tags: (size) => '{% x '.repeat(size / 5),
  'a long line': (size) => '<td>{{ x }}</td> {{ a b '.repeat(size / 24),
  'open blocks': (size) => '{% if x %}'.repeat(size / 10),
  comments: (size) => '{% comment %}'.repeat(size / 13),
  options: (size) => `{% connected_content u${' :a { '.repeat(size / 6)}%}`,
  lines: (size) => `{% liquid\n${'comment\n'.repeat(size / 8)}%}`,
  operators: (size) => `{% if ${'a and '.repeat(size / 6)}b %}`,
  text: (size) => '<p>{ "a": { } }</p>'.repeat(size / 19),
  templates: (size) => '{% if a == "b" %}{{ ${c} | d: 1 }}{% endif %}'.repeat(size / 45),
};

/**
 * 64 times the text. A linear parse takes some 64 times as long, and several times that where the garbage collector has a
 * large tree to move; a quadratic one takes four thousand times as long.
 */
test('time grows with the size', () => {
  for (const [name, make] of Object.entries(hostile)) {
    const small = make(16_000);
    const large = make(1_024_000);
    const base = time(small, 20);
    let ratio = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 3 && ratio > 1000; attempt++) ratio = time(large, 1) / base;
    assert.ok(ratio <= 1000, `${name}: 64 times the text takes ${ratio.toFixed(0)} times as long`);
  }
});

/** Milliseconds of one parse, as the mean of several. */
function time(text: string, runs: number): number {
  const start = performance.now();
  for (let run = 0; run < runs; run++) parse(text);
  return (performance.now() - start) / runs;
}
