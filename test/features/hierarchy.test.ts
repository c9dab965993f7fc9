import assert from 'node:assert/strict';
import { test } from 'node:test';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/src/features/callHierarchy';
import { workspaceSymbols } from '../../server/src/features/workspaceSymbol';
import { type Files, folder } from '../helpers/folder';

const BLOCKS = {
  'a.liquid': '{{content_blocks.${wrap}}}',
  'b.liquid': 'Hi\n{{content_blocks.${wrap}}}{{content_blocks.${wrap}}}',
  'content_blocks/wrap.liquid': '{{content_blocks.${foot}}}{{content_blocks.${gone}}}',
  'content_blocks/other.liquid': '---\nname: foot\n---\nBye',
};

function calls(files: Files) {
  const at = folder(files);
  const [item] = prepareCallHierarchy(at.document, at.position, at.context) ?? [];
  assert.ok(item);
  return {
    name: item.name,
    from: incomingCalls(item, at.context).map(({ from, fromRanges }) => `${from.name} ${fromRanges.length}`),
    to: outgoingCalls(item, at.context).map(({ to, fromRanges }) => `${to.name} ${fromRanges.length}`),
  };
}

test('the call hierarchy of content blocks', () => {
  assert.deepEqual(calls({ ...BLOCKS, 'a.liquid': '{{content_blocks.${wr█ap}}}' }), {
    name: 'wrap',
    from: ['a 1', 'b 2'],
    to: ['foot 1'],
  });
  assert.deepEqual(calls({ ...BLOCKS, 'a.liquid': '█{{content_blocks.${wrap}}}' }), {
    name: 'a',
    from: [],
    to: ['wrap 1'],
  });
  assert.deepEqual(calls({ ...BLOCKS, 'content_blocks/other.liquid': '---\nname: foot\n---\nB█ye' }), {
    name: 'foot',
    from: ['wrap 1'],
    to: [],
  });
});

test('workspace symbols', () => {
  const { context } = folder({
    ...BLOCKS,
    'c.webhook.liquid': '{{custom_attribute.${plan}}}{{${first_name}}}{{event_properties.${planned on}}}',
    'ada.user.json': '{"label": "Ada", "custom_attributes": {"plan": 1}}',
    'm.mock.json': '{"request": {"url": "https://plans.example/*"}, "response": {}}',
  });
  const named = (query: string) =>
    workspaceSymbols(query, context).map(
      ({ name, containerName, location }) => `${name} (${containerName}) ${location.uri.replace(/.*\//, '')}`,
    );
  assert.deepEqual(named('plan'), [
    'plan (custom_attribute) ada.user.json',
    'planned on (event_properties) c.webhook.liquid',
    'https://plans.example/* (mock) m.mock.json',
  ]);
  assert.deepEqual(named('FT'), ['foot (content block) other.liquid']);
  assert.deepEqual(named('first_name'), []);
  assert.ok(
    named('').includes('Ada (sample user) ada.user.json') && named('').includes('c (template) c.webhook.liquid'),
  );
});
