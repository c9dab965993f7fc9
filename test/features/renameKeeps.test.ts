/** What rename and the content-block refactorings promise: nothing that is sent changes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinDocset, findPartnerTemplate, partnerTemplateIds } from '../../server/src/docset';
import { refactorings } from '../../server/src/features/refactor';
import { rename } from '../../server/src/features/rename';
import { finish } from '../../server/src/features/steps';
import { scopeOf } from '../../server/src/rules/scope';
import { completeUser } from '../../server/src/workspace';
import { edited, type Files, folder } from '../helpers/folder';
import { NOW, render } from '../render/render';

const given = { user: completeUser.data, now: NOW };
const templates = partnerTemplateIds(builtinDocset).map((id) => findPartnerTemplate(builtinDocset, id)!.template.file);
const BLOCK = 'content_blocks/part.liquid';

/** What a webhook sends as its body, content blocks put in. */
function sent(files: Files): string {
  const { document, context } = folder(files);
  const contentBlocks = Object.fromEntries(
    [...context.workspace.contentBlocks].map(([name, block]) => [name, block.text]),
  );
  return render(document.body.text, { ...given, contentBlocks }).output;
}

test('a variable with another name, everywhere in its field', () => {
  let tried = 0;
  for (const text of templates) {
    const files = { 'a.webhook.liquid': text };
    const at = folder(files);
    for (const field of at.document.fields) {
      for (const definition of scopeOf(field.tree, builtinDocset.tags).definitions) {
        if (!definition.written) continue;
        const position = at.document.lines.positionAt(field.map.toFile(definition.span.start));
        const edit = finish(rename(at.document, position, 'another_name', at.context));
        assert.ok(!('refusal' in edit), `${definition.name}: ${JSON.stringify(edit)}`);
        assert.equal(sent(edited(at, edit)), sent(files), definition.name);
        tried++;
      }
    }
  }
  assert.ok(tried > 30, String(tried));
});

test('a variable that a content block makes', () => {
  const files = {
    'a.liquid': '{{content_blocks.${part}}}{% for x in list %}{{ x }}{% endfor %}{{ x }}',
    [BLOCK]: "{% assign list = 'a,b' | split: ',' %}{% assign x = 9 %}",
  };
  for (const name of ['list', 'x']) {
    const at = folder({ ...files, [BLOCK]: files[BLOCK]!.replace(`assign ${name}`, `assign █${name}`) });
    const edit = finish(rename(at.document, at.position, 'another_name', at.context));
    assert.ok(!('refusal' in edit));
    assert.equal(sent({ ...files, ...edited(at, edit) }), 'ab9', name);
  }
});

test('a stretch that becomes a content block, and comes back', () => {
  let tried = 0;
  for (const text of templates) {
    const files = { 'a.webhook.liquid': text, 'content_blocks/other.liquid': '' };
    const at = folder(files);
    const { body, lines } = at.document;
    for (const node of body.tree.children) {
      if (node.kind === 'text' && body.text.slice(node.start, node.end).trim() === '') continue;
      const range = {
        start: lines.positionAt(body.map.toFile(node.start)),
        end: lines.positionAt(body.map.toFile(node.end)),
      };
      const extract = refactorings(at.document, range, at.context, true).find(({ title }) => /^Extract to/.test(title));
      // Not where a dash takes white space away over the stretch's edge.
      if (!extract?.edit) continue;
      const extracted = edited(at, extract.edit);
      assert.equal(sent({ ...files, ...extracted }), sent(files));
      const use = extracted['a.webhook.liquid']!.indexOf('${new_block}');
      const marked = `${extracted['a.webhook.liquid']!.slice(0, use)}█${extracted['a.webhook.liquid']!.slice(use)}`;
      const back = folder({ ...extracted, 'a.webhook.liquid': marked });
      const inline = refactorings(back.document, { start: back.position, end: back.end }, back.context, true).find(
        ({ title }) => /^Inline/.test(title),
      );
      assert.ok(inline?.edit);
      assert.equal(edited(back, inline.edit)['a.webhook.liquid'], text);
      tried++;
    }
  }
  assert.ok(tried > 100, String(tried));
});
