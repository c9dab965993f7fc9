import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { patch } from '../../client/src/preview/dom';
import { h, type Node } from '../../client/src/preview/node';
import { describe, FakeElement, installFakeDom } from './fakeDom';

installFakeDom();

function page(): { readonly root: FakeElement; show(next: readonly Node[]): void } {
  const root = new FakeElement('div');
  let shown: readonly Node[] = [];
  return {
    root,
    show(next) {
      patch(root as never, shown, next);
      shown = next;
    },
  };
}

const nodes = fc.letrec<{ node: Node; list: Node[] }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('', 'a', '<b>'),
    fc
      .record({
        tag: fc.constantFrom('p', 'details', 'option'),
        id: fc.constantFrom(null, 'x', 'y'),
        title: fc.constantFrom(null, 's', 't'),
        children: tie('list'),
      })
      .map(({ tag, id, title, children }) => h(tag, { id, title }, ...children)),
  ),
  list: fc.array(tie('node'), { maxLength: 4 }),
}));

test('whatever was shown, the page ends up as the new nodes say', () => {
  fc.assert(
    fc.property(fc.array(nodes.list, { minLength: 1, maxLength: 4 }), (pages) => {
      const { root, show } = page();
      for (const next of pages) {
        show(next);
        assert.deepEqual(root.childNodes.map(describe), next);
      }
    }),
  );
});

test('a section keeps its element when another comes and goes before it', () => {
  const { root, show } = page();
  const [first, second] = [h('details', { id: 'first' }, 'a'), h('details', { id: 'second' }, 'b')];
  show([second]);
  const kept = root.childNodes[0];
  show([first, second]);
  assert.equal(root.childNodes[1], kept);
  show([second]);
  assert.equal(root.childNodes[0], kept);
});

test('what a person did to an element stays until the state says otherwise', () => {
  const { root, show } = page();
  show([h('details', { open: true }, 'a')]);
  (root.childNodes[0] as FakeElement).removeAttribute('open');
  show([h('details', { open: true }, 'b')]);
  assert.deepEqual(describe(root.childNodes[0]!), { tag: 'details', attributes: {}, children: ['b'] });
});

test('the chosen option is the one the state names, whatever was clicked', () => {
  const { root, show } = page();
  const options = (active: string) => ['a', 'b'].map((key) => h('option', { value: key, selected: key === active }));
  show(options('a'));
  show(options('b'));
  assert.deepEqual(
    root.childNodes.map((option) => (option as never as { selected: boolean }).selected),
    [false, true],
  );
});
