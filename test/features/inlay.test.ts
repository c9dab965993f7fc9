import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inlayHints, type Printed } from '../../server/src/features/inlayHint';
import { tokenEdits } from '../../server/src/features/semanticTokensDelta';
import { renderText } from '../../server/src/render';
import { type Files, folder } from '../helpers/folder';
import { contextOf } from '../render/render';

/** The text with each hint in `«»` at its place. */
function hinted(files: Files, printed: Printed | null, expected: string): void {
  const { document, context } = folder(files);
  const range = { start: { line: 0, character: 0 }, end: document.lines.positionAt(document.text.length) };
  const hints = inlayHints(document, range, context, printed)
    .map(({ position, label }) => [document.lines.offsetAt(position), String(label)] as const)
    .sort((a, b) => b[0] - a[0]);
  const drawn = hints.reduce((text, [at, label]) => `${text.slice(0, at)}«${label}»${text.slice(at)}`, document.text);
  assert.equal(drawn, expected);
}

test('the types of attributes', () => {
  const data = {
    'u.user.json': '{"custom_attributes": {"points": 1, "tags": ["a"]}}',
    'custom_attributes/registry.yaml': 'attributes:\n  - {name: since, type: time}\n',
  };
  hinted({ 'a.liquid': '{{${first_name}}}', ...data }, null, '{{${first_name}«: string»}}');
  hinted(
    { 'a.liquid': '{{custom_attribute.${points} | plus: 1}}{% if custom_attribute.${since} %}{% endif %}', ...data },
    null,
    '{{custom_attribute.${points}«: integer» | plus: 1}}{% if custom_attribute.${since}«: time» %}{% endif %}',
  );
  hinted(
    { 'a.liquid': '{{custom_attribute.${unknown}}}{{custom_attribute.${tags}[0]}}{{content_blocks.${x}}}', ...data },
    null,
    '{{custom_attribute.${unknown}}}{{custom_attribute.${tags}[0]}}{{content_blocks.${x}}}',
  );
});

test('what outputs print', () => {
  const text =
    "{{ 'ab' | upcase }}{{ nothing }}{% for i in (1..3) %}{{ i }}{% endfor %}{% if false %}{{ 'no' }}{% endif %}";
  const { output, trace } = renderText(text, contextOf());
  const values = new Map<number, string>();
  for (const { start, end, source } of trace)
    if (!values.has(source.start)) values.set(source.start, output.slice(start, end));
  hinted(
    { 'a.liquid': text },
    [values],
    "{{ 'ab' | upcase }}« AB»{{ nothing }}{% for i in (1..3) %}{{ i }}« 123»{% endfor %}{% if false %}{{ 'no' }}{% endif %}",
  );
  hinted({ 'a.liquid': '{{ a }}' }, [new Map([[0, `${'x'.repeat(60)}\n`]])], `{{ a }}« ${'x'.repeat(39)}…»`);
});

test('property: the edits of tokens make the new ones of the old', () => {
  const tokens = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 });
  fc.assert(
    fc.property(tokens, tokens, (before, after) => {
      const edits = tokenEdits(before, after);
      const made = [...before];
      for (const { start, deleteCount, data } of edits) made.splice(start, deleteCount, ...(data ?? []));
      assert.deepEqual(made, after);
      assert.equal(edits.length === 0, JSON.stringify(before) === JSON.stringify(after));
    }),
  );
});
