import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinDocset, findPartnerTemplate, partnerTemplateIds } from '../../server/src/docset';
import { refactorings } from '../../server/src/features/refactor';
import { walk } from '../../server/src/liquid';
import { completeUser } from '../../server/src/workspace';
import { edited, type Files, folder } from '../helpers/folder';
import { NOW, render } from '../render/render';

function actions(files: Files) {
  const at = folder(files);
  return { at, found: refactorings(at.document, { start: at.position, end: at.end }, at.context, true) };
}

/** The files after the action whose title matches. */
function gives(files: Files, title: RegExp, expected: Files): void {
  const { at, found } = actions(files);
  const action = found.find((candidate) => title.test(candidate.title));
  assert.ok(action?.edit, `no ${title}: ${found.map((one) => one.title).join(', ')}`);
  assert.deepEqual(edited(at, action.edit), expected);
}

const one = (text: string, title: RegExp, expected: string): void =>
  gives({ 'a.liquid': text }, title, { 'a.liquid': expected });

function not(text: string, title: RegExp, path = 'a.liquid'): void {
  const { found } = actions({ [path]: text, 'content_blocks/x.liquid': 'X' });
  assert.deepEqual(
    found.map((action) => action.title).filter((name) => title.test(name)),
    [],
    text,
  );
}

test('extract to a content block', () => {
  gives({ 'a.liquid': 'Hi █{% if a %}b{% endif %} c█ d' }, /^Extract to/, {
    'content_blocks/new_block.liquid': '{% if a %}b{% endif %} c',
    'a.liquid': 'Hi {{content_blocks.${new_block}}} d',
  });
  gives(
    {
      'a.webhook.liquid': '---\nurl: https://x\n---\n{% if a %}x █{{ b }}█{% endif %}',
      'braze-liquid.json': '{"contentBlocks": ["./blocks/"]}',
      'blocks/new_block.liquid': '',
    },
    /^Extract to/,
    {
      'blocks/new_block_2.liquid': '{{ b }}',
      'a.webhook.liquid': '---\nurl: https://x\n---\n{% if a %}x {{content_blocks.${new_block_2}}}{% endif %}',
    },
  );
  not('█{% if a %}b█{% endif %}', /^Extract to/);
  not('{% if a %}█b{% else %}c█{% endif %}', /^Extract to/);
  not('{{ █a█ }}', /^Extract to/);
  not('a█ {{ b }}', /^Extract to/);
  not('█   █', /^Extract to/);
  not('{% assign a = 1 -%}█ b█', /^Extract to/);
  not('a █{{- b }}█', /^Extract to/);
  not('a █{{content_blocks.${x}}}█', /^Extract to/, 'content_blocks/y.liquid');
});

test('inline a content block', () => {
  gives(
    {
      'a.liquid': 'Hi {{content_blocks.${f█} | id: "cb1"}}!',
      'content_blocks/f.liquid': '---\ndescription: d\n---\n{{ x }}\n',
    },
    /^Inline/,
    { 'a.liquid': 'Hi {{ x }}\n!' },
  );
  gives(
    {
      'a.webhook.liquid': '---\nurl: "https://x/{{content_blocks.${f█}}}"\n---\n',
      'content_blocks/f.liquid': 'a"b',
    },
    /^Inline/,
    { 'a.webhook.liquid': '---\nurl: "https://x/a\\"b"\n---\n' },
  );
  not('{{content_blocks.${gone█}}}', /^Inline/);
  not('{{- content_blocks.${x█} }}', /^Inline/);
  not('{{ content_blocks.${x█} | upcase }}', /^Inline/);
});

test('assign to a variable', () => {
  one(
    'Hi {{ ${first█_name} | upcase }}',
    /^Assign/,
    'Hi {% assign first_name = ${first_name} | upcase %}{{ first_name }}',
  );
  one(
    '{{custom_attribute.${Favorite color█}[0]}}',
    /^Assign/,
    '{% assign favorite_color = custom_attribute.${Favorite color}[0] %}{{favorite_color}}',
  );
  one('a {{- a.b█ -}} b', /^Assign/, 'a {%- assign b = a.b %}{{- b -}} b');
  one(
    "{% assign value = 1 %}{{ 'x█' | upcase }}",
    /^Assign/,
    "{% assign value = 1 %}{% assign value_2 = 'x' | upcase %}{{ value_2 }}",
  );
  not('{{ a█ }}', /^Assign/);
  not('te█xt', /./);
});

test('print only if not blank', () => {
  one(
    '{{ ${first█_name} | upcase }}',
    /^Print/,
    '{% if ${first_name} != blank %}{{ ${first_name} | upcase }}{% endif %}',
  );
  one(
    '{{- {{custom_attribute.${a}}}█ -}}',
    /^Print/,
    '{%- if custom_attribute.${a} != blank %}{{- {{custom_attribute.${a}}} -}}{% endif -%}',
  );
  not("{{ 'a█' }}", /^Print/);
});

test('add a default', () => {
  one('{{ ${first█_name} | upcase }}', /^Add/, "{{ ${first_name} | default: '' | upcase }}");
  one('{{${first█_name}}}', /^Add/, "{{${first_name} | default: ''}}");
  not("{{ ${first█_name} | default: 'you' }}", /^Add/);
});

test('escape for where it stands', () => {
  one('{ "a": "{{ ${first█_name} }}" }', /JSON/, '{ "a": "{{ ${first_name} | json_escape }}" }');
  one('<p>{{ a█ }}</p>', /HTML/, '<p>{{ a | escape }}</p>');
  one('<a href="https://x/?a={{ a█ }}">x</a>', /a URL/, '<a href="https://x/?a={{ a | url_param_escape }}">x</a>');
  one('<a title="{{ a█ }}">x</a>', /HTML/, '<a title="{{ a | escape }}">x</a>');
  one(
    '{% connected_content https://x/?a={{ a█ }} :save b %}',
    /a URL/,
    '{% connected_content https://x/?a={{ a | url_param_escape }} :save b %}',
  );
  gives({ 'a.webhook.liquid': "---\nurl: 'https://x/{{ a█ }}'\n---\n" }, /a URL/, {
    'a.webhook.liquid': "---\nurl: 'https://x/{{ a | url_param_escape }}'\n---\n",
  });
  not('Hi {{ a█ }}', /^Escape/);
  not('{ "a": {{ a█ }} }', /^Escape/);
  not('<p>{{ a█ | escape }}</p>', /^Escape/);
});

test('no refactoring changes what is sent to a user who has all', () => {
  const given = { user: completeUser.data, now: NOW };
  let tried = 0;
  for (const id of partnerTemplateIds(builtinDocset)) {
    const text = findPartnerTemplate(builtinDocset, id)!.template.file;
    const { document, context } = folder({ 'a.webhook.liquid': text, 'content_blocks/x.liquid': '' });
    const { body } = document;
    const before = render(body.text, given).output;
    walk(body.tree, {
      enter(node) {
        if (node.kind !== 'output') return;
        const position = document.lines.positionAt(body.map.toFile(node.value.start));
        for (const action of refactorings(document, { start: position, end: position }, context, true)) {
          if (!/^Assign|^Print/.test(action.title)) continue;
          const after = edited(
            { document, context, position, end: position, files: { 'a.webhook.liquid': text } },
            action.edit!,
          );
          const changed = folder(after).document.body.text;
          assert.notEqual(changed, body.text);
          assert.equal(render(changed, given).output, before, `${id}: ${action.title}`);
          tried++;
        }
      },
    });
  }
  assert.ok(tried > 100, String(tried));
});
