import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { completionList, resolvedItem } from '../../server/src/features/completionList';
import { itemsAt } from '../helpers/features';

/** The items as a client of LSP 3.17 understands the list. */
function understood(list: ReturnType<typeof completionList>): CompletionItem[] {
  return list.items.map(({ textEditText, data: _, ...item }) => ({
    filterText: item.label,
    ...item,
    textEdit: item.textEdit ?? {
      range: list.itemDefaults!.editRange as TextEdit['range'],
      newText: textEditText ?? item.label,
    },
  }));
}

const PLACES = [
  '{{ █',
  '{{${fi█',
  '{% █ %}',
  "{{ 'a' | up█ }}",
  '{% connected_content https://x :█ %}',
  '---\nme█\n---\n',
];

test('a small list says the same', () => {
  for (const place of PLACES) {
    const items = [...itemsAt(place).items];
    assert.ok(items.length > 0, place);
    const list = completionList(items, { editRange: true, lazyDocs: false }, 1);
    assert.ok(list.itemDefaults, place);
    assert.deepEqual(understood(list), items, place);
    const lazy = completionList(items, { editRange: true, lazyDocs: true }, 7);
    assert.ok(lazy.items.every((item) => item.documentation === undefined));
    const resolved = { ...lazy, items: lazy.items.map((item) => resolvedItem(item, { list: 7, items })) };
    assert.deepEqual(understood(resolved), items, place);
    assert.ok(JSON.stringify(lazy).length < JSON.stringify(items).length / 2, place);
  }
});

test('a client that knows none of it gets whole items', () => {
  const items = [...itemsAt('{{ █').items];
  const plain = completionList(items, { editRange: false, lazyDocs: false }, 1);
  assert.equal(plain.itemDefaults, undefined);
  assert.deepEqual(understood(plain), items);
  const stale = { label: 'a', data: { list: 1, index: 0 } };
  assert.equal(resolvedItem(stale, { list: 2, items }), stale);
});
