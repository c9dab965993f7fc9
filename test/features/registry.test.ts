import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completion } from '../../server/src/features/completion';
import { hover } from '../../server/src/features/hover';
import { checkDocument } from '../../server/src/rules';
import { readRegistry } from '../../server/src/workspace/registry';
import { folder } from '../helpers/folder';

const REGISTRY = `# kept by a tool
attributes:
  - name: points
    type: number
    description: How many points she has.
  - name: "old: one"
    type: string
    deprecated: true
  - {name: orders, type: object_array}
  - type: string
`;
const FILES = { 'custom_attributes/registry.yaml': REGISTRY };

test('a registry is read with the places of its names', () => {
  assert.deepEqual(
    readRegistry(REGISTRY).map(({ name, type, deprecated, span }) => [
      name,
      type,
      deprecated,
      REGISTRY.slice(span.start, span.end),
    ]),
    [
      ['points', 'number', false, 'points'],
      ['old: one', 'string', true, 'old: one'],
      ['orders', 'object_array', false, 'orders'],
    ],
  );
  for (const broken of ['', 'attributes', 'attributes:\n  - ', '{', 'attributes: {a: 1}', '- a\n\t- b'])
    assert.deepEqual(readRegistry(broken), [], broken);
});

test('its attributes are completed, explained and judged', () => {
  const at = folder({ ...FILES, 'a.liquid': '{{custom_attribute.${po█}}}' });
  const item = completion(at.document, at.position, at.context).find(({ label }) => label === 'points');
  assert.equal(item?.labelDetails?.description, 'number');
  const over = folder({ ...FILES, 'a.liquid': '{{custom_attribute.${po█ints}}}' });
  assert.match(JSON.stringify(hover(over.document, over.position, over.context)), /How many points she has/);
  const old = folder({ ...FILES, 'a.liquid': '{{custom_attribute.${old: one█} | default: 1}}' });
  const finding = checkDocument(old.document, old.context).find(({ code }) => code === 'deprecated-name');
  assert.match(finding?.message ?? '', /'old: one' is marked as deprecated where this workspace declares it/);
});

test("what a registry says of a partner's attribute does not take away its docs", () => {
  const at = folder({
    'custom_attributes/registry.yaml': 'attributes:\n  - name: rokt:account_code\n    type: array\n',
    'a.liquid': '{{custom_attribute.${rokt:acc█ount_code}}}',
  });
  const entry = at.context.docset.attributes.get('custom_attribute')?.get('rokt:account_code');
  assert.equal(entry?.type, 'array<string>');
  assert.doesNotMatch(entry?.description ?? '', /custom attribute of this workspace/);
});
