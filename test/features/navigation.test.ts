import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definition } from '../../server/src/features/definition';
import { documentHighlights } from '../../server/src/features/documentHighlight';
import { documentLinks } from '../../server/src/features/documentLink';
import { linkedEditingRanges } from '../../server/src/features/linkedEditingRange';
import { references } from '../../server/src/features/references';
import { prepareRename, rename } from '../../server/src/features/rename';
import { finish } from '../../server/src/features/steps';
import { cursor } from '../helpers/cursor';
import { applyEdits, context, read } from '../helpers/features';

function at(marked: string) {
  const { text, offset } = cursor(marked);
  const document = read(text);
  return { document, position: document.lines.positionAt(offset) };
}

/** The template with each place in `‹›`. */
function draw(marked: string, spans: readonly { start: number; end: number }[]): string {
  const { text } = cursor(marked);
  return [...spans]
    .sort((a, b) => b.start - a.start)
    .reduce((drawn, { start, end }) => `${drawn.slice(0, start)}‹${drawn.slice(start, end)}›${drawn.slice(end)}`, text);
}

function highlights(marked: string, expected: string): void {
  const { document, position } = at(marked);
  const found = documentHighlights(document, position, context).map(({ range }) => ({
    start: document.lines.offsetAt(range.start),
    end: document.lines.offsetAt(range.end),
  }));
  assert.equal(draw(marked, found), expected);
}

function definesAt(marked: string, expected: string): void {
  const { document, position } = at(marked);
  const found = finish(definition(document, position, context)).map(({ uri, range }) =>
    uri === document.uri ? `${document.lines.offsetAt(range.start)} ${document.lines.getText(range)}` : uri,
  );
  assert.deepEqual(found.join(', '), expected);
}

function renames(marked: string, newName: string, expected: string): void {
  const { document, position } = at(marked);
  const edit = finish(rename(document, position, newName, context));
  assert.ok(!('refusal' in edit), JSON.stringify(edit));
  assert.equal(applyEdits(document, edit.changes?.[document.uri] ?? []), expected);
}

function refuses(marked: string, newName: string, reason: RegExp): void {
  const { document, position } = at(marked);
  const edit = finish(rename(document, position, newName, context));
  assert.match('refusal' in edit ? edit.refusal : 'renamed', reason);
}

test('highlights of variables', () => {
  highlights(
    '{% assign a█ = 1 %}{{ a }}{{ b }}{{ a | plus: a }}',
    '{% assign ‹a› = 1 %}{{ ‹a› }}{{ b }}{{ ‹a› | plus: ‹a› }}',
  );
  highlights('{% assign a = 1 %}{{ █a }}', '{% assign ‹a› = 1 %}{{ ‹a› }}');
  highlights('{% for x in y %}{{ x█ }}{% endfor %}{{ x }}', '{% for ‹x› in y %}{{ ‹x› }}{% endfor %}{{ x }}');
  highlights(
    '{% connected_content https://x.com :save t█ok %}{{ tok.a }}',
    '{% connected_content https://x.com :save ‹tok› %}{{ ‹tok›.a }}',
  );
});

test('highlights of attributes and of the tags of a block', () => {
  highlights(
    '{{${first█_name}}} {{${last_name}}} {% if ${first_name} %}{% endif %}',
    '{{${‹first_name›}}} {{${last_name}}} {% if ${‹first_name›} %}{% endif %}',
  );
  highlights('{% i█f a %}{% else %}{% endif %}', '{% ‹if› a %}{% ‹else› %}{% ‹endif› %}');
  highlights(
    '{% if a %}{% if b %}{% endif %}{% el█se %}{% endif %}',
    '{% ‹if› a %}{% if b %}{% endif %}{% ‹else› %}{% ‹endif› %}',
  );
  highlights('{% for a in b %}{% end█for %}', '{% ‹for› a in b %}{% ‹endfor› %}');
  highlights('te█xt {% if a %}{% endif %}', 'text {% if a %}{% endif %}');
});

test('definition', () => {
  definesAt('{% assign total = 1 %}{{ to█tal }}', '10 total');
  definesAt('{% assign a = 1 %}{% assign a = 2 %}{{ a█ }}', '28 a');
  definesAt('{% for x in y %}{{ x█ }}{% endfor %}', '7 x');
  definesAt('{{content_blocks.${foot█er}}}', 'file:///w/content_blocks/footer.liquid');
  definesAt('{{ nothing█ }}', '');
  definesAt('{{ ${first█_name} }}', '');
  // From a block's tag to its other end.
  definesAt('{% i█f a %}{% if b %}{% endif %}{% else %}{% endif %}', '44 endif');
  definesAt('{% if a %}{% el█se %}{% endif %}', '3 if');
  definesAt('{% if a %}{% if b %}{% endif %}{% else %}{% end█if %}', '3 if');
  definesAt('{% end█if %}', '');
});

test('references', () => {
  const { document, position } = at('{% assign a = 1 %}{{ a█ }}{{ a }}');
  assert.equal(finish(references(document, position, { includeDeclaration: false }, context)).length, 2);
  assert.equal(finish(references(document, position, { includeDeclaration: true }, context)).length, 3);
});

test('rename', () => {
  renames(
    '{% assign a = 1 %}{{ a█ }}{% if a > 2 %}{{ x | plus: a }}{% endif %}',
    'total',
    '{% assign total = 1 %}{{ total }}{% if total > 2 %}{{ x | plus: total }}{% endif %}',
  );
  renames('{% capture bo█dy %}x{% endcapture %}{{body}}', 'text', '{% capture text %}x{% endcapture %}{{text}}');
  renames(
    '{% for x in y %}{{ x█.a }}{% endfor %}{{ x }}',
    'item',
    '{% for item in y %}{{ item.a }}{% endfor %}{{ x }}',
  );
  renames(
    '---\nurl: |-\n  {% assign a = 1 %}{{ a█ }}\n---\n{{ a }}',
    'b',
    '---\nurl: |-\n  {% assign b = 1 %}{{ b }}\n---\n{{ a }}',
  );
});

test('rename is refused with a reason', () => {
  refuses('{% assign a = 1 %}{% assign b = 2 %}{{ a█ }}', 'b', /already/);
  refuses('{% assign a = 1 %}{{ a█ }}', 'not good', /no name/);
  refuses('{% assign a = 1 %}{{ a█ }}', 'blank', /something else/);
  refuses('{% connected_content https://x.com %}{{ con█nected }}', 'a', /connected_content/);
  refuses('{{${first█_name}}}', 'a', /Braze/);
  refuses('te█xt', 'a', /Variables, content blocks/);
  const { document, position } = at('{% assign a = 1 %}{{ a█ }}');
  const prepared = finish(prepareRename(document, position, context));
  assert.equal('placeholder' in prepared && prepared.placeholder, 'a');
});

test('links and linked editing', () => {
  const { document } = at('█{{content_blocks.${footer}}}{{content_blocks.${none}}}');
  assert.deepEqual(
    documentLinks(document, context).map((link) => [document.lines.getText(link.range), link.target]),
    [['footer', 'file:///w/content_blocks/footer.liquid']],
  );
  const linked = (marked: string) => {
    const { document, position } = at(marked);
    return linkedEditingRanges(document, position)?.ranges.map((range) => document.lines.getText(range)) ?? null;
  };
  assert.deepEqual(linked('{% i█f a %}{% endif %}'), ['if', 'if']);
  assert.deepEqual(linked('{% for a in b %}{% endf█or %}'), ['for', 'for']);
  assert.equal(linked('{% if a█ %}{% endif %}'), null);
});

const addresses: readonly (readonly [text: string, links: readonly string[]])[] = [
  ['https://a.example/{{custom_attribute.${code}}}/b', ['https://a.example/']],
  ['<a href="https://a.example/x?id={{ ${user_id} }}&b={{b}}">', ['https://a.example/x?id=']],
  ['(HTTP://a.example/?{% if a %}b{% endif %})', ['HTTP://a.example/?']],
  [
    '---\nurl: https://a.example/v1/{{a}}\n---\n{"b": "https://b.example/{{c}}"}',
    ['https://a.example/v1/', 'https://b.example/'],
  ],
  ['{% connected_content https://a.example/{{${user_id}}} :save b %}', ['https://a.example/']],
  ['https://a.example/b {{c}} https://a.example/{b}', []],
  ['https://{{host}}/a', []],
  ['https://a.example{{path}}', []],
  ['ftp://a.example/{{b}} www.example.com/{{b}}', []],
];
for (const [text, links] of addresses)
  test(`of ${JSON.stringify(text)} ${links.length === 0 ? 'no address leads on' : `${links.join(' and ')} is a link`}`, () => {
    const { document } = at(`█${text}`);
    const found = documentLinks(document, context);
    assert.deepEqual(
      found.map(({ target }) => target),
      links,
    );
    assert.deepEqual(
      found.map(({ range }) => document.lines.getText(range)),
      links,
    );
  });
