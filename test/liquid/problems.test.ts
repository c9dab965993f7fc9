/** What the parser reports, and where: one broken template a case, carets below. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from '../../server/src/liquid';
import { checkCarets } from '../helpers/carets';

const problems = (text: string) => parse(text).problems;
const check = (annotated: string) => () => checkCarets(annotated, problems);

test('outputs that do not end', async (t) => {
  const cases: Record<string, string> = {
    'one brace': `
{{\${email_address}}
^^^^^^^^^^^^^^^^^^^ unclosed-output: A closing brace is missing`,
    'no brace, text behind': `
Hi {{ \${first_name} and welcome
   ^^^^^^^^^^^^^^^^ unclosed-output: This output is not closed`,
    'no brace, an output behind': `
Hi {{ name and {{ x }}!
   ^^^^^^^ unclosed-output`,
    'a lone brace, an output behind': `
Hi {{ \${first_name} } and {{ x }}!
   ^^^^^^^^^^^^^^^^^^ unclosed-output`,
    'in JSON the next line stays JSON': `
{ "a": "{{ \${x}",
        ^^^^^^^ unclosed-output
  "b": "{{ \${y} }}" }`,
    'before a tag': `
{{ x {% if a %}b{% endif %}
^^^^ unclosed-output`,
    'in a condition': `
{% if {{x} == 1 %}a{% endif %}
      ^^^^ unclosed-output`,
    'a key without its brace': `
{% if \${language == 'en' %}a{% endif %}
      ^^^^^^^^^^ unclosed-output: The name has no closing brace`,
    'ended by a tag end': `
{{ x | append: {{y}} %}
^^^^^^^^^^^^^^^^^^^^^^^ mismatched-delimiters`,
    'ended by parentheses': `
{% if {{month)) == 'May' %}a{% endif %}
             ^^ paren-closes-brace`,
    'ended by a parenthesis and a brace': `
{{month)}
       ^^ paren-closes-brace`,
  };
  for (const [name, annotated] of Object.entries(cases)) await t.test(name, check(annotated));
});

test('braces and dollars', async (t) => {
  const cases: Record<string, string> = {
    'three before': `
{{{name}}}
  ^ surplus-brace`,
    'three before, a filter outside': `
{{{custom_attribute.\${items}}} | join: ', '}
  ^ surplus-brace`,
    'three behind in prose': `
Hi {{\${first_name}}}}!
                    ^ surplus-brace`,
    'in an assign': `
{% assign x = {{y}}} %}
                   ^ surplus-brace`,
    'JSON may follow an output': `{"a": {"b": {{x}}}}`,
    'JSON may follow an attribute': `{"a": {"b": {{custom_attribute.\${x}}}}}`,
    'CSS and scripts are text': `<style>a { color: {{c}} }</style><script>if (x) { y = \`\${z}\`; }</script>`,
    'braces of a capture before': `{% capture a %}{ "x": {% endcapture %}{{a}}{{b}}}`,
    'in a string of JSON': `
{"a": "{{\${x}}}}"}
               ^ surplus-brace`,
    'behind a JSON value whose object began elsewhere': `"a": {{x}}}`,
    'one brace in text': `
Hi {\${first_name}}!
   ^^^^^^^^^^^^^^^ single-brace-variable: One brace is not enough: this is sent as text`,
    'one brace and a namespace in text': `
Hi {custom_attribute.\${a b}}.
   ^^^^^^^^^^^^^^^^^^^^^^^^^ single-brace-variable`,
    'template strings of scripts': '<script>\nconst a = `{${x}}`;\nb({${c}});</script>',
    'a parenthesis for the brace of a key': `
{{\${first_name)}}
              ^ paren-closes-brace`,
    'one brace in a condition': `
{% if {targeted_device.\${carrier}} contains "v" %}a{% endif %}
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ single-brace-variable`,
    'no dollar': `
{{custom_attribute.{aaid}}}
                   ^^^^^^ missing-dollar`,
    'an output in an output': `
{% assign m = {{{{interest}} | split: ""}} %}
                ^^^^^^^^^^^^ nested-output-braces`,
    'an output in quotes': `
{{ x | append: "a{{y}}" }}
                 ^^^^^ nested-output-braces`,
    'an output as an argument is right': `{{ x | plus: {{y}} }}{{custom_attribute.\${a} | plus: {{balance}}}}`,
    'an index in a key': `
{{custom_attribute.\${items[0]}}}
                          ^^^ index-inside-key`,
    'a path in a key': `
{{custom_attribute.\${address.city}}}
                            ^^^^^ index-inside-key`,
    'a filter in a key': `
{{\${first_name | default: 'there'}}
               ^^^^^^^^^^^^^^^^^^ filter-inside-key`,
    'an empty key': `
{{\${}}}
  ^^^ syntax-error`,
    'keys with spaces, colons, dashes, other scripts': `{{custom_attribute.\${zip code}}}{{custom_attribute.\${rokt:account_code}}}{{subscribed_state.\${1234-ab}}}{{custom_attribute.\${prénom}}}`,
  };
  for (const [name, annotated] of Object.entries(cases)) {
    await t.test(name, check(annotated));
  }
});

test('strings and quotes', async (t) => {
  const cases: Record<string, string> = {
    curly: `
{% if x == ‘en’ %}a{% endif %}
           ^^^^ curly-quotes`,
    'curly and straight': `
{% case ‘today' %}{% when 'Monday' %}M{% endcase %}
        ^^^^^^^ curly-quotes`,
    'straight and curly': `
{{ x | default: 'there’ }}
                ^^^^^^^ curly-quotes`,
    'curly in a text is text': `« Bonjour » “{{ x }}” l’été {{ x | default: 'l’ami' }}`,
    'no closing quote': `
{{t | date: "%Y-%m}}
            ^^^^^^ missing-string-close`,
    'an apostrophe in quotes': `
{{ x | default: 'it's' }}
                     ^ missing-string-close`,
    'no closing quote in a tag': `
{% assign x = 'a %}
              ^^ missing-string-close`,
  };
  for (const [name, annotated] of Object.entries(cases)) await t.test(name, check(annotated));
});

test('tags and blocks', async (t) => {
  const cases: Record<string, string> = {
    'not closed': `
{% if x %}a
^^^^^^^^^^ unclosed-block: 'if' is not closed. Put '{% endif %}'`,
    'closed by an outer one': `
{% if x %}{% for a in b %}{% endif %}
          ^^^^^^^^^^^^^^^^ unclosed-block: 'for' is not closed before 'endif'`,
    'crossed: one finding': `
{% if x %}{% for a in b %}{% endif %}{% endfor %}
          ^^^^^^^^^^^^^^^^ unclosed-block`,
    'a stray end tag': `
There are {{d}} days!{% endif %}
                     ^^^^^^^^^^^ stray-end-tag`,
    'a stray branch': `
a{% when 1 %}b
 ^^^^^^^^^^^^ stray-end-tag: 'when' stands in no 'case'`,
    'two else': `
{% if a %}1{% else %}2{% else %}3{% endif %}
                      ^^^^^^^^^^ multiple-else`,
    'several else of a case are right': `{% case a %}{% else %}1{% else %}2{% endcase %}`,
    'else with a condition': `
{% if a %}1{% else {{t}} < 604799 %}2{% endif %}
                   ^^^^^^^^^^^^^^ else-with-condition`,
    'not ended': `
{% if x {% endif %}
^^^^^^^ unclosed-tag
{{ a }}`,
    'ended by braces': `
{% assign x = 1 }}
^^^^^^^^^^^^^^^^^^ mismatched-delimiters
a {{ x }}`,
    empty: `
{% %}
^^^^^ syntax-error: This tag is empty`,
    'an output in a tag': `
{% {{ x }} %}
^^^^^^^^^^^^^ syntax-error: A tag begins with its name`,
    'an unknown tag is left to the rules': '{% nosuchthing %}{% endnosuchthing %}',
    'raw takes nothing': `
{% raw x %}{% endraw %}
       ^ syntax-error`,
    'a broken tag in a comment swallows its end, as in Ruby': `
{% comment %}{% assign foo = '1'{% endcomment %}
^^^^^^^^^^^^^ unclosed-block`,
    'a comment over lines': `
{% # one
  two %}
  ^^^ syntax-error: Each line of this comment has to begin with '#'`,
    'an end tag in a liquid tag closes nothing outside': `
{% if true %}{% liquid
^^^^^^^^^^^^^ unclosed-block
  endif
  ^^^^^ stray-end-tag
%}`,
  };
  for (const [name, annotated] of Object.entries(cases)) await t.test(name, check(annotated));
});

test('conditions', async (t) => {
  const cases: Record<string, string> = {
    'a filter': `
{% if a | size > 3 %}b{% endif %}
        ^^^^^^^^^^ filter-in-condition`,
    '&&': `
{% if h >= 19 && h < 20 %}b{% endif %}
              ^^ c-style-operator`,
    '||': `
{% if a || b %}b{% endif %}
        ^^ c-style-operator`,
    '!': `
{% if !a %}b{% endif %}
      ^ c-style-operator`,
    OR: `
{% if a == 'x' OR b == 'y' %}b{% endif %}
               ^^ uppercase-operator`,
    CONTAINS: `
{% if a CONTAINS 'x' %}b{% endif %}
        ^^^^^^^^ uppercase-operator`,
    '=': `
{% if x = 1 %}b{% endif %}
        ^ assignment-as-compare`,
    'parentheses, once': `
{% if (a or b) and (c or d) %}b{% endif %}
      ^ parentheses-in-condition`,
    'no space before an operator': `
{% if a=='b' and 'c'==d and e ==5 %}b{% endif %}
       ^^ operator-spacing`,
    'nothing to compare with': `
{% if x == %}b{% endif %}
        ^^ syntax-error`,
    'no condition': `
{% if %}b{% endif %}
   ^^ syntax-error`,
    'an unknown operator': `
{% if s endswith t %}b{% endif %}
        ^^^^^^^^ syntax-error`,
    not: `
{% if not a %}b{% endif %}
      ^^^ syntax-error`,
    'two different mistakes': `
{% if a && b or c = 1 %}b{% endif %}
        ^^ c-style-operator
                  ^ assignment-as-compare`,
    'all operators are right': `{% if a == 1 and b != 2 or c <> 3 and d < 4 or e > 5 and f <= 6 or g >= 7 and h contains '8' %}b{% endif %}`,
  };
  for (const [name, annotated] of Object.entries(cases)) await t.test(name, check(annotated));
});

test('markup', async (t) => {
  const cases: Record<string, string> = {
    'a comparison in an assign': `
{% assign leap = {{y | modulo: 4}} != "0" %}
                                   ^^^^^^ operator-in-assign`,
    arithmetic: `
{% assign x = 1 + 2 %}
                ^^^ syntax-error`,
    'a word too many': `
{{ a b c }}
     ^^^ syntax-error`,
    'a filter without a name': `
{{ a | }}
     ^ syntax-error`,
    'a filter without its colon': `
{{ a | date '%Y' }}
       ^^^^ syntax-error: A colon is missing behind 'date'`,
    'a doubled bar': `
{{ a || default: 1 }}
     ^^ syntax-error`,
    'surplus commas are no harm': `{{ a | slice: 1,, 2, }}{{ a | default: , 'x' }}`,
    'no equals sign': `
{% assign x 1 %}
          ^^^ syntax-error`,
    'nothing to assign': `
{% assign x = %}
          ^^^ syntax-error`,
    'a name with accents': `
{% assign téléphone = 1 %}
          ^^^^^^^^^ invalid-variable-name`,
    'a name with a hyphen': `
{% capture a-b %}x{% endcapture %}
           ^^^ invalid-variable-name`,
    'a loop without in': `
{% for x of y %}a{% endfor %}
       ^^^^^^ syntax-error`,
    'a filter in a loop': `
{% for x in y | sort %}a{% endfor %}
              ^^^^^^ filter-in-condition`,
    'modifiers in any order': `{% for x in (1..6), limit: 4, offset: 2, %}a{% endfor %}{% for x in {{y}} reversed offset:1 limit:2 %}a{% endfor %}`,
    'a filter behind an output': `
{{custom_attribute.\${one}}} | plus: 1
                            ^^^^^^^^^ filter-outside-output`,
    'a bar between two things is text': `{{brand}} | {{title}} | Sale: 50% | {{ x }} | more`,
    'a word behind an index': `
{{ products[0]title }}
              ^^^^^ syntax-error: A dot is missing`,
    'a position behind a dot': `
{{ products.0.title }}
           ^^ syntax-error: Items of a list`,
    'a filter in brackets': `
{{ a[b | plus: 1] }}
       ^^^^^^^^^ filter-in-condition`,
    'empty when': `
{% case a %}{% when %}b{% endcase %}
               ^^^^ syntax-error`,
  };
  for (const [name, annotated] of Object.entries(cases)) await t.test(name, check(annotated));
});

/** Applies the edits that a problem carries. */
function mend(text: string): string {
  const edits = parse(text).problems.flatMap(
    ({ data }) => (data as { edits?: { start: number; end: number; newText: string }[] })?.edits ?? [],
  );
  let mended = text;
  for (const { start, end, newText } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    mended = mended.slice(0, start) + newText + mended.slice(end);
  }
  return mended;
}

test('edits mend', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{{${a}}', '{{${a}}}'],
    ['Hi {{ a and', 'Hi {{ a}} and'],
    ['{{ a %}', '{{ a }}'],
    ['{% if a }}b{% endif %}', '{% if a %}b{% endif %}'],
    ['{% if {{a)) == 1 %}b{% endif %}', '{% if {{a}} == 1 %}b{% endif %}'],
    ['{{{a}}}', '{{a}}'],
    ['Hi {{${a}}}}!', 'Hi {{${a}}}!'],
    ['{{custom_attribute.{a}}}', '{{custom_attribute.${a}}}'],
    ['{% if {a} == 1 %}b{% endif %}', '{% if {{a}} == 1 %}b{% endif %}'],
    ['{% assign m = {{{{i}} | split: ""}} %}', '{% assign m = {{i | split: ""}} %}'],
    ['{{custom_attribute.${a[0]}}}', '{{custom_attribute.${a}[0]}}'],
    ["{{${a | default: 'b'}}", "{{${a} | default: 'b'}}"],
    ["{{${a | default: 'b'}}}", "{{${a} | default: 'b'}}"],
    ['{% if a == ‘en’ %}b{% endif %}', "{% if a == 'en' %}b{% endif %}"],
    ["{% if a == “it's” %}b{% endif %}", '{% if a == "it\'s" %}b{% endif %}'],
    ['{{a | date: "%Y}}', '{{a | date: "%Y"}}'],
    ['{% if a && b %}c{% endif %}', '{% if a and b %}c{% endif %}'],
    ['{% if a||b %}c{% endif %}', '{% if a or b %}c{% endif %}'],
    ['{% if a OR b %}c{% endif %}', '{% if a or b %}c{% endif %}'],
    ["{% if a=='b' %}c{% endif %}", "{% if a == 'b' %}c{% endif %}"],
    ['{% if a = b %}c{% endif %}', '{% if a == b %}c{% endif %}'],
    ['{{${a}}} | plus: 1', '{{${a} | plus: 1}}'],
    ['{{ a }} | plus: 1!', '{{ a | plus: 1 }}!'],
    ['{% assign é = 1 %}', '{% assign e = 1 %}'],
    ['{% if a %}b', '{% if a %}b{% endif %}'],
    ['{% if a %}1{% else b %}2{% endif %}', '{% if a %}1{% elsif b %}2{% endif %}'],
    ['{% if a %}1{% else if b %}2{% endif %}', '{% if a %}1{% elsif b %}2{% endif %}'],
    ['Hi {${a}}!', 'Hi {{${a}}}!'],
    ['{{${a)}}', '{{${a}}}'],
    ['{% assign a = 1 }', '{% assign a = 1 %}'],
    ['{% assign a = 1 %', '{% assign a = 1 %}'],
    ['{% assign a = 1', '{% assign a = 1 %}'],
    ['{{ a.0.b }}', '{{ a[0].b }}'],
    ['{{ a | date "%Y" }}', '{{ a | date: "%Y" }}'],
    ["{{ a default: 'b' }}", "{{ a | default: 'b' }}"],
    ['{{ a upcase }}', '{{ a | upcase }}'],
    ['{{% assign a = 1 %}"b": 1 }', '{ {% assign a = 1 %}"b": 1 }'],
    ['{{ if a == 1 }}b{{ endif }}', '{% if a == 1 %}b{% endif %}'],
    ['{% if a %}1{{else}}2{% endif %}', '{% if a %}1{%else%}2{% endif %}'],
    ['{% if a &gt; 3 %}b{% endif %}', '{% if a > 3 %}b{% endif %}'],
    ['{{ a | default: &quot;b&quot; }}', '{{ a | default: "b" }}'],
  ];
  for (const [broken, right] of cases) assert.equal(mend(broken), right);
});

test('what people write for an operator', async (t) => {
  const cases: Record<string, string> = {
    'not, before an output': `
{% if not {{custom_attribute.\${vip}}} %}a{% endif %}
      ^^^ syntax-error: Liquid has no 'not'`,
    'not, before a name': `
{% if not vip %}a{% endif %}
      ^^^ syntax-error: Liquid has no 'not'`,
    'an entity of an HTML editor': `
{% if {{custom_attribute.\${points}}} &gt;= 3 %}a{% endif %}
                                     ^^^^ syntax-error: '&gt;' is HTML`,
  };
  for (const [name, annotated] of Object.entries(cases)) await t.test(name, check(annotated));
});
