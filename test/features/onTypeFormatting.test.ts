/** On type: the text before and after, `█` where the character was just typed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onTypeFormatting } from '../../server/src/features/onTypeFormatting';
import { cursor } from '../helpers/cursor';
import { applyEdits, context, read } from '../helpers/features';
import { corpus } from '../liquid/corpus';

const options = { tabSize: 2, insertSpaces: true };

function type(marked: string, expected: string | null): void {
  const { text, offset } = cursor(marked);
  const document = read(text);
  // An editor's own indentation may stand behind the line break.
  const typed = /\n[ \t]*$/.test(text.slice(0, offset)) ? '\n' : text.charAt(offset - 1);
  const edits = onTypeFormatting(document, document.lines.positionAt(offset), typed, options, context);
  if (expected === null) assert.deepEqual(edits, [], marked);
  else assert.equal(applyEdits(document, edits), expected, marked);
}

describe('the end tag behind an opening tag', () => {
  test('of every block, with its dashes', () => {
    type('{% if x %}█', '{% if x %}{% endif %}');
    type('{%- for x in xs -%}█', '{%- for x in xs -%}{%- endfor -%}');
    type('Hi {% capture x %}█\nrest', 'Hi {% capture x %}{% endcapture %}\nrest');
    type('{% raw %}█ ', '{% raw %}{% endraw %} ');
    type('{"a": "{% unless x %}█"}', '{"a": "{% unless x %}{% endunless %}"}');
    type('<p>{% case x %}█</p>', '<p>{% case x %}{% endcase %}</p>');
  });
  test('where an outer block has lost its own', () => {
    type('{% if a %}\n{% if b %}█\n{% endif %}', '{% if a %}\n{% if b %}{% endif %}\n{% endif %}');
    type(
      '{% if a %}x{% else %}{% for i in y %}{% if b %}█\n{% endfor %}{% endif %}',
      '{% if a %}x{% else %}{% for i in y %}{% if b %}{% endif %}\n{% endfor %}{% endif %}',
    );
  });
  test('in front matter', () => {
    type('---\nurl: "{% if x %}█"\n---\n', '---\nurl: "{% if x %}{% endif %}"\n---\n');
  });
  test('only where none is', () => {
    type('{% if x %}█{% endif %}', null);
    type('{% if x %}█ y {% endif %}', null);
    type('{% endif %}█', null);
    type('{% if x %}{% else %}█{% endif %}', null);
    type('{% assign x = 1 %}█', null);
    type('{{ x }}█', null);
    type('{% form x %}█', null);
    type('{"a": 1}█', null);
  });
  test('not before a text that may belong into the block', () => {
    type('{% if x %}█Hello', null);
    type('{% if x %}█ Hello', null);
    type('{% if x %}█{{ y }}', null);
  });
});

describe('Enter', () => {
  test('between an opening tag and its end, one step in', () => {
    type('{% if x %}\n█{% endif %}', '{% if x %}\n  \n{% endif %}');
    type('  {% for x in y %}\n  █  {% endfor %}', '  {% for x in y %}\n    \n  {% endfor %}');
    type('{% if x %}\n█{% else %}a{% endif %}', '{% if x %}\n  \n{% else %}a{% endif %}');
    type('{% if x %}\r\n█{% endif %}', '{% if x %}\r\n  \r\n{% endif %}');
  });
  test('behind an opening tag without an end', () => {
    type('{% if x %}\n█', '{% if x %}\n  \n{% endif %}');
    type('{% if x %}\n█\nmore', '{% if x %}\n  \n{% endif %}\nmore');
  });
  test('between brackets of a JSON body', () => {
    type('{\n█}', '{\n  \n}');
    type('{\n  "a": [\n█]\n}', '{\n  "a": [\n    \n  ]\n}');
    type('{\n  "a": {\n█\n  }\n}', '{\n  "a": {\n    \n  }\n}');
    type('{\n  {% if x %}\n█\n  {% endif %}\n  "a": 1\n}', '{\n  {% if x %}\n    \n  {% endif %}\n  "a": 1\n}');
  });
  test('an editor that has done so already', () => {
    type('{% if x %}\n  █\n{% endif %}', null);
    type('{\n  █\n}', null);
  });
  test('nowhere else', () => {
    type('a\n█b', null);
    type('a {\n█}', null);
    type('{{ x }}\n█', null);
    type('{% capture x %}\n█{% endcapture %}', null);
    type('{% if x %}\n█text{% endif %}', null);
    type('Hi {% if x %}\n█\n{% endif %}', null);
    type('█', null);
  });
});

test('anywhere in any template: at most one edit, around the cursor, and one block more is closed', () => {
  let closed = 0;
  const samples = [...corpus.map(({ text }) => text), '{\n  "a": {% if x %}[{% for y in z %}\n{}\n]'];
  for (const text of samples) {
    for (let offset = 1; offset <= text.length; offset++) {
      const typed = text[offset - 1]!;
      if (typed !== '}' && typed !== '\n') continue;
      const document = read(text.slice(0, offset));
      const position = document.lines.positionAt(offset);
      const edits = onTypeFormatting(document, position, typed, options, context);
      if (edits.length === 0) continue;
      assert.equal(edits.length, 1);
      const after = read(applyEdits(document, edits));
      const unclosed = (read: typeof document): number =>
        read.fields.flatMap(({ tree }) => tree.problems).filter(({ code }) => code === 'unclosed-block').length;
      assert.ok(unclosed(after) <= unclosed(document), text.slice(0, offset));
      if (edits[0]!.newText.includes('{%')) {
        closed++;
        assert.equal(unclosed(after), unclosed(document) - 1, text.slice(0, offset));
      }
    }
  }
  assert.ok(closed > 30, String(closed));
});
