import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patternsMeet } from '../../server/src/docset';
import { dataReferences, dataRename, prepareDataRename } from '../../server/src/features/dataFiles';
import { definition } from '../../server/src/features/definition';
import { documentLinks } from '../../server/src/features/documentLink';
import { editsForRenamedFile } from '../../server/src/features/fileRename';
import { references } from '../../server/src/features/references';
import { prepareRename, rename } from '../../server/src/features/rename';
import { finish } from '../../server/src/features/steps';
import { written } from '../../server/src/features/uses';
import { drawn, edited, type Files, folder, ROOT } from '../helpers/folder';

function refers(files: Files, expected: Files, includeDeclaration = true): void {
  const at = folder(files);
  const found = finish(references(at.document, at.position, { includeDeclaration }, at.context));
  assert.deepEqual(drawn(at, found), expected);
}

function defines(files: Files, expected: Files): void {
  const at = folder(files);
  assert.deepEqual(drawn(at, finish(definition(at.document, at.position, at.context))), expected);
}

function renames(files: Files, newName: string, expected: Files): void {
  const at = folder(files);
  const prepared = finish(prepareRename(at.document, at.position, at.context));
  assert.ok('placeholder' in prepared, JSON.stringify(prepared));
  const edit = finish(rename(at.document, at.position, newName, at.context));
  assert.ok(!('refusal' in edit), JSON.stringify(edit));
  assert.deepEqual(edited(at, edit), expected);
}

function refuses(files: Files, newName: string, reason: RegExp): void {
  const at = folder(files);
  const edit = finish(rename(at.document, at.position, newName, at.context));
  assert.match('refusal' in edit ? edit.refusal : `renamed: ${JSON.stringify(edit)}`, reason);
}

test('references of a content block are in all files', () => {
  refers(
    {
      'a.liquid': '{{content_blocks.${foot█er}}}',
      'b.liquid': 'x\n{{content_blocks.${footer} | id: "cb1"}}{{content_blocks.${other}}}',
      'c.webhook.liquid': '---\nurl: "https://x/{{content_blocks.${footer}}}"\n---\n{}',
      'content_blocks/footer.liquid': 'Bye',
    },
    {
      'a.liquid': '{{content_blocks.${‹footer›}}}',
      'b.liquid': 'x\n{{content_blocks.${‹footer›} | id: "cb1"}}{{content_blocks.${other}}}',
      'c.webhook.liquid': '---\nurl: "https://x/{{content_blocks.${‹footer›}}}"\n---\n{}',
    },
  );
});

test('references of an attribute are in templates, sample users and registries', () => {
  const files = {
    'a.liquid': '{{custom_attribute.${pl█an}}} {{${plan}}} {{event_properties.${plan}}}',
    'b.webhook.liquid': "---\nurl: 'https://x/{{custom_attribute.${plan} | default: ''no''}}'\n---\n",
    'u/ada.user.json':
      '{"label": "Ada", "custom_attributes": {"plan": "gold", "plans": 1}, "event_properties": {"plan": 1}}',
    'u/export.user.json': '{"users": [{"external_id": "1", "custom_attributes": {"plan": "x"}}]}',
    'u/track.user.json': '{"attributes": [{"external_id": "1", "plan": "x"}]}',
    'custom_attributes/registry.yaml':
      'attributes:\n  - name: plan\n    type: string\n  - name: "other"\n    type: time\n',
  };
  refers(files, {
    'a.liquid': '{{custom_attribute.${‹plan›}}} {{${plan}}} {{event_properties.${plan}}}',
    'b.webhook.liquid': "---\nurl: 'https://x/{{custom_attribute.${‹plan›} | default: ''no''}}'\n---\n",
    'u/ada.user.json':
      '{"label": "Ada", "custom_attributes": {"‹plan›": "gold", "plans": 1}, "event_properties": {"plan": 1}}',
    'u/export.user.json': '{"users": [{"external_id": "1", "custom_attributes": {"‹plan›": "x"}}]}',
    'u/track.user.json': '{"attributes": [{"external_id": "1", "‹plan›": "x"}]}',
    'custom_attributes/registry.yaml':
      'attributes:\n  - name: ‹plan›\n    type: string\n  - name: "other"\n    type: time\n',
  });
  defines(files, {
    'custom_attributes/registry.yaml':
      'attributes:\n  - name: ‹plan›\n    type: string\n  - name: "other"\n    type: time\n',
  });
  refers(
    files,
    {
      'a.liquid': '{{custom_attribute.${‹plan›}}} {{${plan}}} {{event_properties.${plan}}}',
      'b.webhook.liquid': "---\nurl: 'https://x/{{custom_attribute.${‹plan›} | default: ''no''}}'\n---\n",
    },
    false,
  );
  defines(
    { 'a.liquid': '{{event_properties.${pl█an}}}', 'u/ada.user.json': '{"event_properties": {"plan": 1}}' },
    { 'u/ada.user.json': '{"event_properties": {"‹plan›": 1}}' },
  );
});

test('a variable that a content block makes is one with that of the template', () => {
  const files = {
    'a.liquid': '{{content_blocks.${setup}}}{{ to█tal | plus: 1 }}{% for total in x %}{{ total }}{% endfor %}',
    'b.liquid': '{{content_blocks.${wrap}}}{{ total }}',
    'c.liquid': '{{ total }}',
    'content_blocks/setup.liquid': '---\ndescription: Sets\n---\n{% assign total = 1 %}',
    'content_blocks/wrap.liquid': '{{content_blocks.${setup}}}',
  };
  defines(files, { 'content_blocks/setup.liquid': '---\ndescription: Sets\n---\n{% assign ‹total› = 1 %}' });
  refers(files, {
    'a.liquid': '{{content_blocks.${setup}}}{{ ‹total› | plus: 1 }}{% for total in x %}{{ total }}{% endfor %}',
    'b.liquid': '{{content_blocks.${wrap}}}{{ ‹total› }}',
    'content_blocks/setup.liquid': '---\ndescription: Sets\n---\n{% assign ‹total› = 1 %}',
  });
  renames(files, 'sum', {
    'a.liquid': '{{content_blocks.${setup}}}{{ sum | plus: 1 }}{% for total in x %}{{ total }}{% endfor %}',
    'b.liquid': '{{content_blocks.${wrap}}}{{ sum }}',
    'content_blocks/setup.liquid': '---\ndescription: Sets\n---\n{% assign sum = 1 %}',
  });
  refuses({ ...files, 'b.liquid': '{{content_blocks.${wrap}}}{{ total }}{{ sum }}' }, 'sum', /'b\.liquid'.*one/);
  refers(
    { 'a.liquid': '{% assign who = 1 %}{{content_blocks.${greet}}}', 'content_blocks/greet.liquid': 'Hi {{ wh█o }}' },
    {
      'a.liquid': '{% assign ‹who› = 1 %}{{content_blocks.${greet}}}',
      'content_blocks/greet.liquid': 'Hi {{ ‹who› }}',
    },
  );
  refuses({ 'a.liquid': '{{content_blocks.${gone}}}{{ x█ }}' }, 'y', /content block/);
});

test('rename of a content block changes its file and all uses', () => {
  renames(
    {
      'a.liquid': '{{content_blocks.${foot█er}}}',
      'b.liquid': '{{ content_blocks.${footer} }}{% if content_blocks.${footer} %}{% endif %}',
      'content_blocks/footer.braze.liquid': 'Bye',
    },
    'end',
    {
      'a.liquid': '{{content_blocks.${end}}}',
      'b.liquid': '{{ content_blocks.${end} }}{% if content_blocks.${end} %}{% endif %}',
      'content_blocks/end.braze.liquid': 'Bye',
    },
  );
  renames({ 'a.liquid': '{{content_blocks.${f█}}}', 'content_blocks/other.liquid': '---\nname: "f"\n---\nBye' }, 'g', {
    'a.liquid': '{{content_blocks.${g}}}',
    'content_blocks/other.liquid': '---\nname: "g"\n---\nBye',
  });
  renames({ 'content_blocks/f.liquid': '---\nname: f█\n---\nBye', 'a.liquid': '{{content_blocks.${f}}}' }, 'g', {
    'content_blocks/g.liquid': '---\nname: g\n---\nBye',
    'a.liquid': '{{content_blocks.${g}}}',
  });
  const two = { 'a.liquid': '{{content_blocks.${f█}}}', 'content_blocks/f.liquid': '', 'content_blocks/g.liquid': '' };
  refuses(two, 'g', /already/);
  refuses(two, 'a/b', /cannot be the name/);
  refuses(two, 'a}', /braces/);
  refuses({ 'a.liquid': '{{content_blocks.${f█}}}' }, 'g', /no file/);
  const at = folder(two);
  const edit = finish(rename(at.document, at.position, 'h', at.context, false));
  assert.match('refusal' in edit ? edit.refusal : '', /does not rename/);
});

test('rename of an attribute writes it as each file wants it', () => {
  renames(
    {
      'a.liquid': '{{custom_attribute.${pl█an}}}',
      'b.webhook.liquid':
        '---\nurl: \'https://x/{{custom_attribute.${plan}}}\'\nheaders:\n  A: "{{custom_attribute.${plan}}}"\n---\n',
      'u.user.json': '{"custom_attributes": {"plan": 1}}',
      'custom_attributes/registry.yaml': 'attributes:\n  - name: plan\n',
    },
    'it\'s "on"',
    {
      'a.liquid': '{{custom_attribute.${it\'s "on"}}}',
      'b.webhook.liquid':
        '---\nurl: \'https://x/{{custom_attribute.${it\'\'s "on"}}}\'\nheaders:\n  A: "{{custom_attribute.${it\'s \\"on\\"}}}"\n---\n',
      'u.user.json': '{"custom_attributes": {"it\'s \\"on\\"": 1}}',
      'custom_attributes/registry.yaml': 'attributes:\n  - name: "it\'s \\"on\\""\n',
    },
  );
  refuses({ 'a.liquid': '{{${first█_name}}}' }, 'x', /name in Braze/);
  refuses({ 'a.liquid': '{{campaign.${na█me}}}' }, 'x', /name in Braze/);
  refuses({ 'a.liquid': '{{custom_attribute.${rokt:account█_code}}}' }, 'x', /partner/);
  refuses(
    { 'a.liquid': '{{custom_attribute.${a█}}}', 'u.user.json': '{"custom_attributes": {"a": 1, "b": 1}}' },
    'b',
    /twice/,
  );
  assert.equal(written('yes', 'yaml'), '"yes"');
  assert.equal(written('a b', 'yaml'), 'a b');
});

test('a content block file that is renamed takes its uses along', () => {
  const at = folder({
    'a.liquid': '{{content_blocks.${f}}}',
    'content_blocks/f.liquid': 'x',
    'content_blocks/named.liquid': '---\nname: n\n---\nx',
  });
  const edit = (from: string, to: string) => editsForRenamedFile(ROOT + from, ROOT + to, at.context);
  assert.deepEqual(edited(at, edit('content_blocks/f.liquid', 'content_blocks/my%20g.liquid')!), {
    'a.liquid': '{{content_blocks.${my g}}}',
  });
  assert.equal(edit('content_blocks/f.liquid', 'content_blocks/sub/f.liquid'), null);
  assert.equal(edit('content_blocks/f.liquid', 'f.liquid'), null);
  assert.equal(edit('content_blocks/named.liquid', 'content_blocks/g.liquid'), null);
  assert.equal(edit('a.liquid', 'b.liquid'), null);
});

test('a call leads to its mock and to the other calls that it answers', () => {
  const files = {
    'a.liquid': '{% connected_content https://api.exam█ple.com/u/1 :save x %}',
    'b.liquid':
      '{% connected_content https://api.example.com/u/{{ id }} :save y %}{% connected_content https://other.example %}',
    'm/u.mock.json': '{"request": {"url": "https://api.example.com/u/*"}, "response": {"body": 1}}',
  };
  const mock = '{"request": {"url": "‹https://api.example.com/u/*›"}, "response": {"body": 1}}';
  defines(files, { 'm/u.mock.json': mock });
  refers(files, {
    'a.liquid': '{% connected_content ‹https://api.example.com/u/1› :save x %}',
    'b.liquid':
      '{% connected_content ‹https://api.example.com/u/{{ id }}› :save y %}{% connected_content https://other.example %}',
    'm/u.mock.json': mock,
  });
  const at = folder(files);
  assert.deepEqual(
    documentLinks(at.document, at.context).map(({ target }) => target),
    [`${ROOT}m/u.mock.json`],
  );
  refuses(files, 'x', /Variables, content blocks/);
});

test('two patterns meet where a text fits both', () => {
  for (const [a, b] of [
    ['a', 'a'],
    ['a*', 'abc'],
    ['a*c', '*b*'],
    ['*', ''],
    ['https://x/*/y', 'https://x/1/*'],
    ['a*b*c', 'ab*bc'],
  ] as const) {
    assert.ok(patternsMeet(a, b) && patternsMeet(b, a), `${a} and ${b}`);
  }
  for (const [a, b] of [
    ['a', 'b'],
    ['a*', 'b*'],
    ['*a', '*b'],
    ['a*c', 'ab'],
    ['abc*', 'ab'],
  ] as const) {
    assert.ok(!patternsMeet(a, b) && !patternsMeet(b, a), `${a} and ${b}`);
  }
});

test('a variable that nothing else shares stays in its file', () => {
  refers({ 'a.liquid': '{% assign x = 1 %}{{ x█ }}{{ y }}' }, { 'a.liquid': '{% assign ‹x› = 1 %}{{ ‹x› }}{{ y }}' });
});

test('the same from a sample user, a registry, a mock', () => {
  const user = '{"custom_attributes": {"pl█an": 1}}';
  const at = folder({ 'u.user.json': user, 'a.liquid': '{{custom_attribute.${plan}}}' });
  const uri = `${ROOT}u.user.json`;
  assert.deepEqual(drawn(at, dataReferences(uri, at.position, { includeDeclaration: false }, at.context)), {
    'a.liquid': '{{custom_attribute.${‹plan›}}}',
  });
  assert.deepEqual(prepareDataRename(uri, at.position, at.context), {
    range: { start: { line: 0, character: 24 }, end: { line: 0, character: 28 } },
    placeholder: 'plan',
  });
  const edit = dataRename(uri, at.position, 'tier', at.context);
  assert.deepEqual('refusal' in edit ? edit : edited(at, edit), {
    'a.liquid': '{{custom_attribute.${tier}}}',
    'u.user.json': '{"custom_attributes": {"tier": 1}}',
  });
  const mocked = folder({
    'm.mock.json': '{"request": {"url": "https://a.example/█*"}, "response": {}}',
    'a.liquid': '{% connected_content https://a.example/{{ x }} %}',
  });
  const calls = dataReferences(`${ROOT}m.mock.json`, mocked.position, { includeDeclaration: false }, mocked.context);
  assert.deepEqual(drawn(mocked, calls), { 'a.liquid': '{% connected_content ‹https://a.example/{{ x }}› %}' });
  const nothing = folder({ 'u.user.json': '{"la█bel": "Ada"}' });
  assert.match(JSON.stringify(prepareDataRename(uri, nothing.position, nothing.context)), /refusal/);
});

test('Markdown: uses in its templates count, in each of them', () => {
  const guide =
    'Use `x`:\n\n```liquid\n{{content_blocks.${footer}}}\n```\n\n```liquid\nHi {{custom_attribute.${plan}}}{{content_blocks.${footer}}}\n```\n';
  const files = {
    'a.liquid': '{{content_blocks.${foo█ter}}}',
    'docs/guide.md': guide,
    'content_blocks/footer.liquid': 'Bye',
  };
  refers(files, {
    'a.liquid': '{{content_blocks.${‹footer›}}}',
    'docs/guide.md': guide.replaceAll('footer', '‹footer›'),
  });
  renames(files, 'end', {
    'a.liquid': '{{content_blocks.${end}}}',
    'docs/guide.md': guide.replaceAll('footer', 'end'),
    'content_blocks/end.liquid': 'Bye',
  });
});
