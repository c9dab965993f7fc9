/** Walking a tree, and the nodes at an offset. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { type AnyNode, parse, pathTo, walk } from '../../server/src/liquid';
import { cursor } from '../helpers/cursor';
import { corpus } from './corpus';

test('walk visits every node in text order and leaves it', () => {
  const entered: string[] = [];
  const open: AnyNode[] = [];
  walk(parse('a{% if ${b}[0] == 1 %}{{ c | d: e }}{% else %}f{% endif %}'), {
    enter(node, ancestors) {
      assert.deepEqual(ancestors, open);
      open.push(node);
      entered.push(node.kind);
    },
    leave(node, ancestors) {
      assert.equal(open.pop(), node);
      assert.deepEqual(ancestors, open);
    },
  });
  assert.equal(
    entered.join(' '),
    'template text block branch tag comparison attribute key segment number number ' +
      'output chain variable name filter name argument variable name branch tag text tag',
  );
  assert.equal(open.length, 0);
});

test('walk takes a visitor with one function, and no visitor function at all', () => {
  let count = 0;
  walk(parse('{{ a }}'), { leave: () => count++ });
  walk(parse('{{ a }}'), {});
  assert.equal(count, 5);
});

const innermost = (marked: string): string => {
  const { text, offset } = cursor(marked);
  const path = pathTo(parse(text), offset);
  return path
    .map(({ kind }) => kind)
    .join(' ')
    .replace('template ', '');
};

test('the path to an offset', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['█', 'template'],
    ['a█b', 'text'],
    ['{{ us█er.name }}', 'output chain variable name'],
    ['{{ user█.name }}', 'output chain variable name'],
    ['{{ user.█name }}', 'output chain variable segment name'],
    ['{{ user.█ }}', 'output chain variable segment'],
    ['{{ user.name█ }}', 'output chain variable segment name'],
    ['{{ a | up█case }}', 'output chain filter name'],
    ['{{ a | upcase█}}', 'output chain filter name'],
    ['{{ a | █ }}', 'output chain filter'],
    ['{{ a | █', 'output chain filter'],
    ["{{ a | date: '█%Y' }}", 'output chain filter argument string'],
    ["{{ a | date: '%Y'█ }}", 'output chain filter argument string'],
    ['{{ ${█first} }}', 'output chain attribute key'],
    ['{{ ${first█} }}', 'output chain attribute key'],
    ['{{ ${first}█ }}', 'output chain attribute key'],
    ['{{ custom█_attribute.${a} }}', 'output chain attribute name'],
    ['{{ ${fi█', 'output chain attribute key'],
    ['{{ █', 'output chain'],
    ['{{ fi█ and more', 'output chain variable name'],
    ['█{{ a }}', 'output'],
    ['b█{{ a }}', 'output'],
    ['{{ a }}█b', 'text'],
    ['{{ a }}█{{ b }}', 'output'],
    ['{% assign █x = 1 %}', 'tag name'],
    ['{% if a █%}b{% endif %}', 'block branch tag'],
    ['{% if a %}█b{% endif %}', 'block branch text'],
    ['{% if a %}b{% en█dif %}', 'block tag'],
    ['{% connected_content https://x█.io :save r %}', 'tag interpolated text'],
    ['{% connected_content u :sa█ve r %}', 'tag option name'],
    ['{% connected_content u :save r█ %}', 'tag option interpolated text'],
    ['{% assign a = {{custom_attribute.${x█}}}[0] %}', 'tag chain nested output chain attribute key'],
    ['{% liquid\n  echo a█\n%}', 'tag tag chain variable name'],
  ];
  for (const [marked, path] of cases) assert.equal(innermost(marked), path, marked);
});

test('a path is outermost first, each node in the one before, and holds the offset', () => {
  for (const { text } of corpus) {
    const template = parse(text);
    for (let offset = 0; offset <= text.length; offset++) {
      const path = pathTo(template, offset);
      assert.equal(path[0], template);
      for (const [index, node] of path.entries()) {
        assert.ok(node.start <= offset && offset <= node.end);
        const outer = path[index - 1];
        assert.ok(!outer || (outer.start <= node.start && node.end <= outer.end));
      }
    }
  }
});

test('no path outside', () => {
  assert.deepEqual(pathTo(parse('a'), 2), []);
  assert.deepEqual(pathTo(parse('a'), -1), []);
});
