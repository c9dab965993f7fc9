/** Examples and snippets of the docsets, put through the parser. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { builtinDocset, type Entry } from '../../server/src/docset';
import { parse } from '../../server/src/liquid';

const { filters, tags, operators, namespaces, attributes, syntax } = builtinDocset;

const entries: readonly Entry[] = [
  ...[filters, tags, operators, namespaces, syntax, ...attributes.values()].flatMap((map) => [...map.values()]),
  ...[...tags.values()].flatMap((tag) => tag.options ?? []),
];

for (const { name, examples } of entries) {
  for (const { code } of examples ?? []) {
    test(`${name}: ${code}`, () => assert.deepEqual(parse(code).problems, []));
  }
}

/** What a snippet inserts when every tab stop is left as it is: `${1:name}` → `name`, `${1|a,b|}` → `a`, `\$` → `$`. */
function expand(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}

test('every tag that can be used has a snippet, which closes what it opens', () => {
  for (const tag of tags.values()) {
    if (tag.snippet === undefined) {
      assert.notEqual(tag.status ?? 'supported', 'supported', tag.name);
      continue;
    }
    const outer = tag.within?.[0];
    const inserted = `{% ${expand(tag.snippet)}`;
    const whole = outer === undefined ? inserted : `{% ${outer} x %}${inserted}{% end${outer} %}`;
    assert.ok(!/\$\{\d|\$\d/.test(inserted), inserted);
    assert.deepEqual(parse(whole).problems, [], whole);
    if (tag.end !== undefined) assert.ok(inserted.includes(`{% ${tag.end} %}`), whole);
  }
});
