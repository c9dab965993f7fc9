/** What help promises is what the preview shows: examples parsed, checked and rendered, snippets put through the parser. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { builtinDocset, type Entry, type Example } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import { parse } from '../../server/src/liquid';
import { renderText } from '../../server/src/render/renderText';
import { defaultLimits } from '../../server/src/render/types';
import { checkDocument } from '../../server/src/rules';
import { emptyWorkspace, readSampleUser } from '../../server/src/workspace';

const { filters, tags, operators, namespaces, attributes, syntax } = builtinDocset;

const entries: readonly Entry[] = [
  ...[filters, tags, operators, namespaces, syntax, ...attributes.values()].flatMap((map) => [...map.values()]),
  ...[...tags.values()].flatMap((tag) => tag.options ?? []),
];

for (const { name, examples } of entries) {
  for (const example of examples ?? []) {
    test(`${name}: ${example.code}`, () => {
      assert.deepEqual(parse(example.code).problems, []);
      assert.deepEqual(complaints(example.code), []);
      if (example.checked !== false) assert.equal(render(example), example.output);
    });
  }
}

/** Arguments that a filter needs, of each type. */
const argumentsOf: Readonly<Record<string, string>> = { string: "'x'", number: '2', integer: '1', array: 'none' };

for (const { name, parameters, onNil } of filters.values()) {
  if (onNil === undefined) continue;
  const printed = /^Gives `(.*)`/.exec(onNil)?.[1] ?? (/nothing|nil|empty/.test(onNil) ? '' : null);
  if (printed === null) continue;
  const needed = parameters.filter(({ required }) => required).map(({ type }) => argumentsOf[type] ?? "'x'");
  test(`nil | ${name}: ${onNil}`, () => {
    const filter = needed.length === 0 ? name : `${name}: ${needed.join(', ')}`;
    assert.equal(render({ code: `{{ missing | ${filter} }}` }), printed);
  });
}

/** What the rules have against a template, but for hints and the like. */
function complaints(code: string): readonly string[] {
  const context = { docset: builtinDocset, config: emptyWorkspace.config, root: null };
  const document = readDocument('file:///example.liquid', code, context);
  return checkDocument(document, { docset: builtinDocset, workspace: emptyWorkspace })
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, message }) => `${code}: ${message}`);
}

function render({ code, user }: Example): string {
  const sample = readSampleUser({ label: 'example', ...user }, builtinDocset, null, 'example');
  return renderText(code, {
    user: sample?.data ?? {},
    contentBlocks: {},
    mocks: [],
    now: '2026-11-22T09:30:00Z',
    seed: 0,
    limits: defaultLimits,
  }).output;
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
