import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Previewed, preview } from './preview';

/** Output stretch ← source, of one field; `=` before text as it stands. */
function traceOf({ document, details }: Previewed, name = 'body'): readonly string[] {
  const field = details.fields.find((one) => one.name === name)!;
  return field.trace.map(({ start, end, range, exact }) => {
    const source = document.text.slice(document.lines.offsetAt(range.start), document.lines.offsetAt(range.end));
    return `${field.output.slice(start, end)} ← ${exact ? '=' : ''}${source}`;
  });
}

const body = (text: string, expected: readonly string[], given = {}): void =>
  assert.deepEqual(traceOf(preview(text, given)), expected, text);

const user = { attributes: { first_name: 'Ada' } };

test('every stretch of output knows who wrote it', () => {
  body('Hi {{ ${first_name} }}!', ['Hi  ← =Hi ', 'Ada ← {{ ${first_name} }}', '! ← =!'], { user });
  body('a {{- ${first_name} -}} b', ['a ← =a', 'Ada ← {{- ${first_name} -}}', 'b ← =b'], { user });
  body('{% if ${first_name} %}yes{% endif %}', ['yes ← =yes'], { user });
  body('{{ "" }}', []);
});

test('what a loop writes is traced round by round', () => {
  body('{% for i in (1..2) %}x{{ i }}{% endfor %}', ['x ← =x', '1 ← {{ i }}', 'x ← =x', '2 ← {{ i }}']);
});

test('a captured text leads to where it was written', () => {
  body('{% capture t %}Spring{% endcapture %}<{{ t }}>', ['< ← =<', 'Spring ← =Spring', '> ← =>']);
  body('{% capture t %}Hi {{ ${first_name} }}{% endcapture %}{{ t }}', ['Hi  ← =Hi ', 'Ada ← {{ ${first_name} }}'], {
    user,
  });
  body('{% capture a %}x{% endcapture %}{% capture b %}{{ a }}y{% endcapture %}{{ b }}', ['x ← =x', 'y ← =y']);
  body('{% assign t = "Spring" %}{{ t }}', ['Spring ← =Spring']);
  body('{% capture a %}x{% endcapture %}{% assign b = a %}{{ b }}', ['x ← =x']);
});

test('a filter that changes nothing does not hide it; one that changes it does', () => {
  body('{% capture t %}Spring{% endcapture %}{{ t | json_escape }}', ['Spring ← =Spring']);
  body('{% capture t %}Spring{% endcapture %}{{ t | upcase }}', ['SPRING ← {{ t | upcase }}']);
});

test('a variable that was set again leads to nothing old', () => {
  body('{% capture t %}x{% endcapture %}{% assign t = ${first_name} %}{{ t }}', ['Ada ← {{ t }}'], { user });
  body('{% assign t = "x" %}{% for t in (1..1) %}{{ t }}{% endfor %}', ['1 ← {{ t }}']);
});

test('a content block leads to where it is printed', () => {
  body('a{{ content_blocks.${b} }}', ['a ← =a', 'bc ← {{ content_blocks.${b} }}'], {
    contentBlocks: { b: '{% capture x %}c{% endcapture %}b{{ x }}' },
  });
});

test('front matter values lead into the file, line by line', () => {
  const text = '---\nurl: |-\n  https://a.b/\n  {{ ${first_name} }}\nheaders:\n  X: "a\\tb"\n---\nbody';
  const previewed = preview(text, { user }, 'a.webhook.liquid');
  assert.deepEqual(traceOf(previewed, 'url'), ['https://a.b/\n ← =https://a.b/\n', 'Ada ← {{ ${first_name} }}']);
  assert.deepEqual(traceOf(previewed, 'X'), ['a\tb ← a\\tb']);
  assert.deepEqual(traceOf(previewed), ['body ← =body']);
});

test('a capture that doubles itself has no more pieces than a few', () => {
  const doubled = `{% capture a %}x{{ 1 }}{% endcapture %}${'{% capture a %}{{ a }}{{ a }}{% endcapture %}'.repeat(16)}{{ a }}`;
  const { rendered, details } = preview(doubled);
  assert.equal(rendered[0]!.output.length, 2 ** 17);
  assert.ok(details.fields[0]!.trace.length <= 256);
});

test('stretches stand in order, and what is exact is the very text', () => {
  const piece = fc.constantFrom(
    'a',
    ' b\n',
    '{{ "c" }}',
    '{{ x }}',
    '{% assign x = "d" %}',
    '{% capture x %}e{{ "f" }}{% endcapture %}',
    '{% for i in (1..2) %}g{{ x }}{% endfor %}',
    '{%- if x == "d" -%} h {% endif %}',
    '{% raw %}{{i}}{% endraw %}',
    '{% liquid echo x %}',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const previewed = preview(pieces.join(''));
      const { output, trace } = previewed.details.fields[0]!;
      const { document } = previewed;
      let at = 0;
      for (const { start, end, range, exact } of trace) {
        assert.ok(start === at && end > start);
        at = end;
        const source = document.text.slice(document.lines.offsetAt(range.start), document.lines.offsetAt(range.end));
        if (exact) assert.equal(source, output.slice(start, end));
      }
      assert.equal(at, output.length);
    }),
  );
});

/** The tags of branches, those gone into marked. */
function branchesOf({ document, details }: Previewed): string {
  return details.branches
    .map(({ range, taken }) => {
      const tag = document.text.slice(document.lines.offsetAt(range.start), document.lines.offsetAt(range.end));
      return `${taken ? '+' : '-'}${/\w+/.exec(tag)?.[0]}`;
    })
    .join(' ');
}

test('branches say whether they were gone into', () => {
  const branches = (text: string, expected: string): void =>
    assert.equal(branchesOf(preview(text, { user })), expected, text);
  branches('{% if ${first_name} %}a{% else %}b{% endif %}', '+if -else');
  branches('{% if ${x} %}{% elsif ${first_name} %}{% else %}{% endif %}', '-if +elsif -else');
  branches('{% unless ${first_name} %}a{% endunless %}', '-unless');
  branches('{% case ${first_name} %}{% when "Eve" %}e{% when "Ada" %}a{% else %}x{% endcase %}', '-when +when -else');
  branches(
    '{% for i in (1..3) %}{% if i == 2 %}x{% endif %}{% if i == 9 %}{% endif %}{% else %}none{% endfor %}',
    '+for +if -if -else',
  );
  branches('{% for i in ${none} %}x{% else %}none{% endfor %}', '-for +else');
  branches('{% liquid\nif ${x}\necho 1\nelse\necho 2\nendif %}', '-if +else');
  branches('{% if true %}{% if false %}{% endif %}{% endif %}', '+if -if');
  branches('{% if false %}{% capture a %}{% if true %}x{% endif %}{% endcapture %}{% endif %}', '-if -if');
  branches('plain', '');
});

test("a content block's branches are not the document's", () => {
  const previewed = preview('{% if ${x} %}a{% endif %}{{ content_blocks.${b} }}', {
    user,
    contentBlocks: { b: '{% if true %}x{% endif %}' },
  });
  assert.equal(branchesOf(previewed), '-if');
});

test('an abort is told with its tag; nothing behind it is rendered', () => {
  const { document, details } = preview(
    '---\nurl: "{% abort_message(\'no\') %}"\nheaders:\n  X: "{% if true %}x{% endif %}"\n---\nbody',
    {},
    'a.webhook.liquid',
  );
  const { start, end } = details.abortedAt!;
  assert.equal(
    document.text.slice(document.lines.offsetAt(start), document.lines.offsetAt(end)),
    "{% abort_message('no') %}",
  );
  assert.deepEqual(
    details.fields.map(({ name }) => name),
    ['url'],
  );
  assert.deepEqual(
    details.branches.map(({ taken }) => taken),
    [false],
  );
});
