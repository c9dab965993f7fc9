/** Formatting, case by case: the text before and after. What stays as it is says so with `same`. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { formatting, rangeFormatting } from '../../server/src/features/formatting';
import { cursor } from '../helpers/cursor';
import { applyEdits, read } from '../helpers/features';
import { expandSnippet } from '../helpers/snippet';

const options = { tabSize: 2, insertSpaces: true };

function format(text: string, uri?: string): string {
  const document = read(text, uri);
  return applyEdits(document, formatting(document, options));
}
const to = (text: string, expected: string): void => assert.equal(format(text), expected);
const same = (text: string): void => to(text, text);

describe('inside outputs', () => {
  test('one space at the edges, around bars, behind colons and commas', () => {
    to('{{x|upcase}}', '{{ x | upcase }}');
    to('{{  x  |  slice:0,5  }}', '{{ x | slice: 0, 5 }}');
    to("{{ x|default :'a' ,allow_false:true }}", "{{ x | default: 'a', allow_false: true }}");
    to('{{\tx\t}}', '{{ x }}');
    same('{{ x.y[0]["a b"].c | append: "a|b:c,  d" }}');
  });
  test('dashes stay, and what could be read as one', () => {
    to('{{-x-}}', '{{- x -}}');
    to('{{-${first_name}-}}', '{{- ${first_name} -}}');
    same('{{ -1 | abs }}');
  });
  test("Braze's attributes stay as tight as they are written", () => {
    same('{{${first_name}}}');
    same('{{ ${first_name} }}');
    same('{{custom_attribute.${favorite color}[0].x}}');
    same('{{content_blocks.${footer}}}');
    same('{{ ${ first_name } }}');
    to('{{${first_name}|default:"you"}}', '{{${first_name} | default: "you"}}');
    to('{{${first_name} }}', '{{${first_name}}}');
    to('{{ ${first_name}}}', '{{ ${first_name} }}');
  });
  test('so do other outputs in which nothing else is to be done', () => {
    same('{{x}}{{item.title}}{{ x }}');
    same("{{x | default: 'a'}}{{'now' | date: '%Y'}}");
    to('{{x }}{{ x}}', '{{ x }}{{ x }}');
  });
  test('several lines keep their layout', () => {
    same("{{\n  x\n    | append: ', '\n    | append: {{b}}\n}}");
    to('{{ x  \n |upcase}}', '{{ x\n | upcase }}');
    to('{{ x\r\n|upcase}}', '{{ x\r\n| upcase }}');
  });
  test('nothing but its own white space', () => {
    same('{{ a . b }} {{ ( 1 .. 5 ) | join: "#" }}');
    same('{{ x |\u00a0upcase }}');
  });
});

describe('inside tags', () => {
  test('one space at the edges and between words', () => {
    to('{%if x%}{%endif%}', '{% if x %}{% endif %}');
    to('{%-if  x-%}{%-  endif-%}', '{%- if x -%}{%- endif -%}');
    to('{% assign  x=1 %}', '{% assign x = 1 %}');
    to('{% assign x ="a"|split:"," %}', '{% assign x = "a" | split: "," %}');
    to('{% if a ==1  and  b  contains "x" %}{% endif %}', '{% if a == 1 and b contains "x" %}{% endif %}');
    to(
      '{% for x  in  (1..3)  reversed  limit:2,offset :1 %}{% endfor %}',
      '{% for x in (1..3) reversed limit: 2, offset: 1 %}{% endfor %}',
    );
    to('{% case x %}{% when 1,2  or  3 %}{% endcase %}', '{% case x %}{% when 1, 2 or 3 %}{% endcase %}');
    to("{% cycle 'g':'a' ,'b' %}", "{% cycle 'g': 'a', 'b' %}");
    to("{% abort_message  ('a  b') %}", "{% abort_message('a  b') %}");
    to('{%comment%} {{x|y}}  {%endcomment%}', '{% comment %} {{x|y}}  {% endcomment %}');
    to('{%raw%}{{x|y}}{%endraw%}', '{% raw %}{{x|y}}{% endraw %}');
    to('{%#note%}', '{% #note %}');
    same('{% unknown  a=b  c %}');
  });
  test('outputs in tags', () => {
    same('{% if {{${user_id}}} == blank %}{% endif %}');
    to('{% assign x = {{${y}|plus:1}}[0]|upcase %}', '{% assign x = {{${y} | plus: 1}}[0] | upcase %}');
    to('{% if {{ x }} == {{y }} %}{% endif %}', '{% if {{ x }} == {{y}} %}{% endif %}');
  });
  test('a call keeps its URL, headers, body and lines', () => {
    to(
      '{%connected_content   https://a.example/{{x|url_encode}}?b=${c}  :method   post :body a={{b}}&c=  d :save  r%}',
      '{% connected_content https://a.example/{{x|url_encode}}?b=${c} :method post :body a={{b}}&c=  d :save r %}',
    );
    same('{% connected_content\n     https://a.example\n     :headers {\n  "A":  "b"\n}\n  :save r\n%}');
  });
  test('lines of liquid', () => {
    to(
      '{%- liquid\nassign x=1\n  if x ==1\necho x|upcase\n    else\n      echo "a  b"\n  endif\n  comment\n   as  it is\n  endcomment\n  -%}',
      '{%- liquid\n  assign x = 1\n  if x == 1\n    echo x | upcase\n  else\n    echo "a  b"\n  endif\n  comment\n   as  it is\n  endcomment\n-%}',
    );
    to('  {% liquid\necho x\n%}', '  {% liquid\n    echo x\n  %}');
  });
});

describe('what is wrong stays', () => {
  for (const text of [
    '{{x|upcase',
    '{{x|}}',
    '{%if%}{% endif %}',
    '{% if a==b %}{% endif %}',
    '{{${first_name}}}}',
    "{{x|append:'a}}",
    '{{x||y}}',
    '{% if (a  ) %}{% endif %}',
    '{{ “a”|upcase }}',
    '{{${a|upcase}}}',
  ])
    test(text, () => {
      same(text);
      // And the rest is formatted all the same.
      to(`{{y|upcase}} ${text}`, `{{ y | upcase }} ${text}`);
    });
});

test('texts that are sent stay: messages, HTML, captures', () => {
  to('<p>\n      {{x}}\n <b> {%if a%}\n   y{%endif%}', '<p>\n      {{x}}\n <b> {% if a %}\n   y{% endif %}');
  to('{%capture x%}\n   a\n{%endcapture%}', '{% capture x %}\n   a\n{% endcapture %}');
});

describe('the indentation of a JSON body', () => {
  test('a step for brackets and blocks', () => {
    to(
      '{\n"a": [\n1,\n      2\n],\n    {% if x %}\n"b": "{{y}}",\n{% else %}\n"b": {\n"c": 1\n},\n{% endif %}\n"d": []\n}\n',
      '{\n  "a": [\n    1,\n    2\n  ],\n  {% if x %}\n    "b": "{{y}}",\n  {% else %}\n    "b": {\n      "c": 1\n    },\n  {% endif %}\n  "d": []\n}\n',
    );
  });
  test('one step a line', () => {
    to(
      '{ "a": [{\n"b": 1\n}, {\n"b": 2\n}], "c": [{% for x in xs %}\n{{x}},\n{% endfor %}]\n}',
      '{ "a": [{\n  "b": 1\n}, {\n  "b": 2\n}], "c": [{% for x in xs %}\n  {{x}},\n{% endfor %}]\n}',
    );
    same('{\n  "a": [{\n    "b": 1\n  }]\n}');
  });
  test('tabs when wanted', () => {
    const document = read('{\n"a": {\n"b": 1\n}\n}');
    const edits = formatting(document, { tabSize: 4, insertSpaces: false });
    assert.equal(applyEdits(document, edits), '{\n\t"a": {\n\t\t"b": 1\n\t}\n}');
  });
  test('strings, captures, raw, comments and empty lines keep their white space', () => {
    same('{\n  "a": "{% if x %}\n        y\n   {% endif %}"\n}');
    to('{\n"a": "\\"\\\\",\n"b": 1\n}', '{\n  "a": "\\"\\\\",\n  "b": 1\n}');
    to(
      '   {% capture x %}\n  { "\n {% endcapture %}\n{\n\n   \n"a": "{{x}}"\n}',
      '{% capture x %}\n  { "\n {% endcapture %}\n{\n\n   \n  "a": "{{x}}"\n}',
    );
    to('{\n"a": {% raw %}[\n1\n]{% endraw %}\n}', '{\n  "a": {% raw %}[\n1\n]{% endraw %}\n}');
    to('{% comment %}\n {\n{% endcomment %}\n  { "a": 1 }', '{% comment %}\n {\n{% endcomment %}\n{ "a": 1 }');
  });
  test('a body whose brackets do not add up keeps its lines', () => {
    for (const body of [
      '{ "a": {\n "b": 1\n}',
      '{ "a": [\n 1 }\n]',
      '{\n{% if x %}"a": {\n"b": 1{% else %}"a": 2{% endif %}\n}}',
      '{\n"a": "{% if x %}b"{% else %}c{% endif %}\n}',
      '{\n{% if x %}\n"a": 1\n}',
      '{\n"a": 1\n} and\n   more',
      '{\n"a": 1{% endif %}\n}',
    ])
      same(body);
  });
  test('a webhook file: front matter by its fields, the body by its lines', () => {
    to(
      "---\nurl: |-\n  https://a.example/{{x|url_encode}}\nheaders:\n  Authorization: 'Bearer {{t|append:''x''}}'\n  Content-Type: application/json\n---\n{\n\"a\": 1\n}",
      "---\nurl: |-\n  https://a.example/{{ x | url_encode }}\nheaders:\n  Authorization: 'Bearer {{ t | append: ''x'' }}'\n  Content-Type: application/json\n---\n{\n  \"a\": 1\n}",
    );
    // A colon with a space behind it would end the value.
    same("---\nurl: https://a.example/{{ x | append:'b' }}\n---\nHi");
    to('---\nurl: "{{x|append:\\"b\\"}}"\n---\nHi', '---\nurl: "{{ x | append: \\"b\\" }}"\n---\nHi');
    // Lines that YAML folds stay as they are.
    same('---\nurl: "{{x|upcase}}\n  {{y |\n  upcase}}"\n---\nHi');
    same('---\nurl: [\n---\n{{ x }}');
  });
});

test('what a snippet inserts stays as it is', () => {
  for (const file of readdirSync('snippets')) {
    const snippets = JSON.parse(readFileSync(`snippets/${file}`, 'utf8')) as Readonly<
      Record<string, { readonly body: string | readonly string[] }>
    >;
    for (const [name, { body }] of Object.entries(snippets)) {
      const text = expandSnippet(body);
      const uri = `file:///w/a${text.startsWith('---') ? '.webhook' : ''}.liquid`;
      assert.equal(format(text, uri), text, `${file}: ${name}`);
    }
  }
});

test('a range', () => {
  const format = (marked: string): string => {
    const { text, offset, end } = cursor(marked);
    const document = read(text);
    const range = { start: document.lines.positionAt(offset), end: document.lines.positionAt(end) };
    return applyEdits(document, rangeFormatting(document, range, options));
  };
  assert.equal(format('{{a|b}}\n█{{c|d}}█\n{{e|f}}'), '{{a|b}}\n{{ c | d }}\n{{e|f}}');
  assert.equal(format('{\n"a": 1,\n█"b": 2█,\n"c": 3\n}'), '{\n"a": 1,\n  "b": 2,\n"c": 3\n}');
});
