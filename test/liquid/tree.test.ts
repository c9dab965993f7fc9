/** The trees of small texts: each pair is a template and its dump (see `liquid/dump.ts`). */
import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from '../../server/src/liquid';
import { dumpTemplate } from '../helpers/dump';

type Pairs = readonly (readonly [string, string])[];

function check(pairs: Pairs): void {
  for (const [text, tree] of pairs) assert.equal(dumpTemplate(parse(text)), tree, text);
}

test('values, paths and filters', () => {
  check([
    ['a {{ b }} c', '"a " {{b}} " c"'],
    ['{{${first_name}}}', '{{${first_name}}}'],
    ['{{ ${first_name} }}', '{{${first_name}}}'],
    ["{{custom_attribute.${zip code}.a['b c'][0][i]}}", "{{custom_attribute.${zip code}.a['b c'][0][i]}}"],
    ['{{event_properties.${categories}[0].id}}', '{{event_properties.${categories}[0].id}}'],
    ['{{custom_attribute.${rokt:account_code}}}', '{{custom_attribute.${rokt:account_code}}}'],
    ["{{${x}| join: ','}}", "{{${x} | join: ','}}"],
    [`{{ 'a' | f: 1, -2.5, "b", k: true, nil }}`, `{{'a' | f: 1, -2.5f, "b", k=#true, #nil}}`],
    ["{{ a | default: 'b', allow_false: true | upcase }}", "{{a | default: 'b', allow_false=#true | upcase}}"],
    ['{{ x | plus: {{balance}} | times: 2 }}', '{{x | plus: {{balance}} | times: 2}}'],
    [
      '{{custom_attribute.${a} | plus: {{custom_attribute.${b}}}}}',
      '{{custom_attribute.${a} | plus: {{custom_attribute.${b}}}}}',
    ],
    ['{{ x | time_zone: ${time_zone} }}', '{{x | time_zone: ${time_zone}}}'],
    ['${{price}}', '"$" {{price}}'],
    ['{{ "}}" }}', '{{"…}} "\\" }}"'],
    ["{{ '{{' }}", "{{'{{'}}"],
    ["{{ '${x}' }}", "{{'${x}'}}"],
    ["{{ a.b-c.d? }}{{ a . b }}{{ a ['x'] }}", "{{a.b-c.d?}} {{a.b}} {{a['x']}}"],
    ["{{ ['odd name'].x }}{{ [a[b.c]] }}", "{{['odd name'].x}} {{[a[b.c]]}}"],
    ['{{ 1 }}{{ -1 }}{{ 1.50 }}{{ 007 }}{{ 2019-02-21 }}{{ 1a }}', '{{1}} {{-1}} {{1.5f}} {{7}} {{2019-02-21}} {{1a}}'],
    [
      '{{ nil }}{{ null }}{{ true }}{{ blank }}{{ empty }}{{ empty.x }}{{ blank? }}{{ nilly }}',
      '{{#nil}} {{#nil}} {{#true}} {{#blank}} {{#empty}} {{empty.x}} {{blank?}} {{nilly}}',
    ],
    ["{{ (1..5) }}{{ ( a .. b.c ) | join: '#' }}{{ (1.4..x) }}", "{{(1..5)}} {{(a..b.c) | join: '#'}} {{(1.4f..x)}}"],
    ['{{- a -}}{{--1-}}{%- assign b = 1 -%}', '{{-a-}} {{--1-}} {%-assign b = 1-%}'],
  ]);
});

test('tags', () => {
  check([
    [
      "{% assign a = {{custom_attribute.${x}}}[0] | split: '/' | first %}",
      "{%assign a = {{custom_attribute.${x}}}[0] | split: '/' | first%}",
    ],
    [
      '{% assign n = {{custom_attribute.${p} | plus: 50}} %}{% assign n={{p}}|plus:50 %}',
      '{%assign n = {{custom_attribute.${p} | plus: 50}}%} {%assign n = {{p}} | plus: 50%}',
    ],
    ["{% assign a.b = 'x' %}", "{%assign a.b = 'x'%}"],
    [
      "{% if {{${user_id}}} %}a{% elsif ${b} == 'c' %}d{% else %}e{% endif %}",
      `({%if {{\${user_id}}}%} "a" {%elsif [\${b} == 'c']%} "d" {%else%} "e" {%endif%})`,
    ],
    ['{% if a and b or c and d %}{% endif %}', '({%if [a and [b or [c and d]]]%} {%endif%})'],
    [
      "{% if a=='b' %}{% endif %}{% if a<=1 %}{% endif %}{% if a contains 'b' %}{% endif %}",
      "({%if [a == 'b']%} {%endif%}) ({%if [a <= 1]%} {%endif%}) ({%if [a contains 'b']%} {%endif%})",
    ],
    [
      '{% if s endswith t %}{% endif %}{% if a <> b %}{% endif %}{% if not a %}{% endif %}',
      '({%if [s endswith t]%} {%endif%}) ({%if [a <> b]%} {%endif%}) ({%if [not a ?]%} {%endif%})',
    ],
    [
      '{% if (a or b) and (c == 1) %}{% endif %}{% if (true) %}{% endif %}',
      '({%if [a or [b and [c == 1]]]%} {%endif%}) ({%if true%} {%endif%})',
    ],
    [
      '{% if a && b or c %}{% endif %}{% if a | size > 3 and b %}{% endif %}',
      '({%if [a or c]%} {%endif%}) ({%if [a and b]%} {%endif%})',
    ],
    ['{% if a == (1..2) %}{% endif %}', '({%if [a == (1..2)]%} {%endif%})'],
    ['{% unless a %}b{% else %}c{% endunless %}', '({%unless a%} "b" {%else%} "c" {%endunless%})'],
    [
      "{% case a.b %} {% when 1, 'x' or y %}p{% when z %}q{% else %}r{% endcase %}",
      `({%case a.b%} " " {%when 1, 'x', y%} "p" {%when z%} "q" {%else%} "r" {%endcase%})`,
    ],
    [
      '{% for x in {{custom_attribute.${Brands Viewed}}} limit:5 %}a{% else %}b{% endfor %}',
      '({%for x in {{custom_attribute.${Brands Viewed}}} limit=5%} "a" {%else%} "b" {%endfor%})',
    ],
    [
      '{% for i in (1..n) reversed, limit: 2 offset: continue %}{% endfor %}',
      '({%for i in (1..n) reversed limit=2, offset=continue%} {%endfor%})',
    ],
    ['{% for x in a limit: 2 reversed %}{% endfor %}', '({%for x in a limit=2%} {%endfor%})'],
    ['{% tablerow x in xs cols: 2 %}{% endtablerow %}', '({%tablerow x in xs cols=2%} {%endtablerow%})'],
    [
      "{% cycle 'a', b, 1 %}{% cycle 'g': 'a', 'b' %}{% cycle a: 1 %}",
      "{%cycle 'a', b, 1%} {%cycle 'g': 'a', 'b'%} {%cycle a: 1%}",
    ],
    [
      "{% capture a %}b{% endcapture %}{% capture 'q' %}{% endcapture %}{% increment n %}{% decrement n %}",
      '({%capture a%} "b" {%endcapture%}) ({%capture q%} {%endcapture%}) {%increment n%} {%decrement n%}',
    ],
    ['{% echo a | upcase %}{% echo %}{% break %}', '{%echo a | upcase%} {%echo%} {%break%}'],
    [
      "{% include 'a' with b as c, d: 1, e: (1..2) %}{% render 'a' for b %}{% include x k: 1 %}",
      "{%include 'a' with b as c d=1, e=(1..2)%} {%render 'a' for b%} {%include x k=1%}",
    ],
  ]);
});

test('verbatim text', () => {
  check([
    [
      '{% raw %}{{ a }}{% endraw %}{%- raw -%} %} {% }} {{ {%- endraw -%}b',
      '({%raw%} "{{ a }}" {%endraw%}) ({%-raw-%} " %} {% }} {{ " {%-endraw-%}) "b"',
    ],
    [
      '{% comment %}a{% comment %}b{% endcomment %}c{% raw %}{% endcomment %}{% endraw %}{% endcomment %}d',
      '({%comment%} "a{% comment %}b{% endcomment %}c{% raw %}{% endcomment %}{% endraw %}" {%endcomment%}) "d"',
    ],
    ['{% doc %}{{ a {% b {% enddoc %}c', '({%doc%} "{{ a {% b " {%enddoc%}) "c"'],
    ["{% # a {{ b }} %}{%#%}{%- # {% echo 'x' %} -%}", '{%#%} {%#%} {%-#%} " -%}"'],
  ]);
});

test('liquid tags', () => {
  check([
    [
      '{% liquid\n# c\nassign a = 1\nif a\n  echo b | f: 1\nelse\n  liquid echo c\nendif\ncomment\n x\nendcomment\n%}',
      '{%liquid {%#%} {%assign a = 1%} ({%if a%} {%echo b | f: 1%} {%else%} {%liquid {%echo c%}%} {%endif%}) ({%comment%} "x" {%endcomment%})%}',
    ],
    [
      '{% liquid\nfor a in b\n raw\n {{ x }}\n endraw\nendfor %}',
      '{%liquid ({%for a in b%} ({%raw%} "{{ x }}" {%endraw%}) {%endfor%})%}',
    ],
  ]);
});

test("Braze's tags", () => {
  check([
    [
      `{% abort_message %}{% abort_message() %}{% abort_message ('a') %}{% abort_message("b") %}{% abort_message(not same) %}{% abort_message 'c' %}`,
      `{%abort_message%} {%abort_message ()%} {%abort_message ('a')%} {%abort_message ("b")%} {%abort_message ()%} {%abort_message 'c'%}`,
    ],
    ["{% promotion('list') %}{% promotion(x) %}", "{%promotion ('list')%} {%promotion (x)%}"],
    [
      "{% connected_content https://x.io/{{ a | b: 'c' }}/d?e=${f g}&h=custom_attribute.${i} :method post :retry :save r %}",
      `{%connected_content <"https://x.io/"{{a | b: 'c'}}"/d?e="\${f g}"&h="custom_attribute.\${i}> :method <"post"> :retry :save <"r">%}`,
    ],
    [
      '{% connected_content https://${host}.x.io/v1.${a} %}{% connected_content {{url}} :rerender %}',
      '{%connected_content <"https://"${host}".x.io/v1."${a}>%} {%connected_content <{{url}}> :rerender%}',
    ],
    [
      '{% connected_content u :headers {"a": {"b": ":save c"}, "d": "{{ e | f: ":g h" }}"} :body a={{b}}&c=d e :save f %}',
      '{%connected_content <"u"> :headers <"{\\"a\\": {\\"b\\": \\":save c\\"}, \\"d\\": \\""{{e | f: ":g h"}}"\\"}"> :body <"a="{{b}}"&c=d e"> :save <"f">%}',
    ],
    [
      '{% connected_content u :headers {"a": "b" :save c %}',
      '{%connected_content <"u"> :headers <"{\\"a\\": \\"b\\""> :save <"c">%}',
    ],
    [
      '{% connected_content u\n  :basic_auth <Rokt-Calendar-API>\n  :body {{ body }} %}',
      '{%connected_content <"u"> :basic_auth <"<Rokt-Calendar-API>"> :body <{{body}}>%}',
    ],
    [
      '{% message_extras :key a b :value {{c}} %}{% catalog_items Games 1 {{ w[0] }} :rerender %}',
      '{%message_extras :key <"a b"> :value <{{c}}>%} {%catalog_items <"Games"> <"1"> <{{w[0]}}> :rerender%}',
    ],
    [
      '{% translation id_1 %}a{% endtranslation %}{% random 10 %}{% landing_page_url h-1 %}{% form_field_name :email_global_state %}',
      '({%translation <"id_1">%} "a" {%endtranslation%}) {%random <"10">%} {%landing_page_url <"h-1">%} {%form_field_name :email_global_state%}',
    ],
    [
      '{% nosuch thing %}a{% endnosuch %}{% schema %}{ {{ }{% endschema %}',
      '{%nosuch%} "a" {%endnosuch%} ({%schema%} "{ {{ }" {%endschema%})',
    ],
  ]);
});

test('broken blocks', () => {
  check([
    ['{% if a %}{% for x in y %}b{% endif %}c', '({%if a%} ({%for x in y%} "b" ?) {%endif%}) "c"'],
    [
      '{% if a %}{% for x in y %}b{% elsif c %}d{% endif %}',
      '({%if a%} ({%for x in y%} "b" ?) {%elsif c%} "d" {%endif%})',
    ],
    ['a{% endif %}{% else %}', '"a" {%endif%} {%else%}'],
    ['{% if a %}b{% capture c %}', '({%if a%} "b" ({%capture c%} ?) ?)'],
  ]);
});

test('broken markup is read as lax Ruby reads it', () => {
  check([
    ['{{ a b | c d: 1 | e }}{{ a | b "x" | c }}', '{{a | c: 1 | e}} {{a | b | c}}'],
    ['{{ a | b: 1 2, 3 : 4 }}', '{{a | b: 1, 3=4}}'],
    ['{{ a | b: , 1,, 2, }}', '{{a | b: 1, 2}}'],
    ['{{ a | b | }}', '{{a | b | ?}}'],
    [
      "{{ @a.b }}{{ a[0]b }}{{ a..b }}{{ a.['b'] }}{{ a. }}{{ a.[ }}",
      "{{a.b}} {{a[0].b}} {{a.b}} {{a['b']}} {{a.?}} {{a[?]}}",
    ],
    ['{{ ‘a b’ | x: “c }}', '{{‘a b‘ | x: “c…}}'],
    ["{{ a | b: 'c }}", "{{a | b: 'c…}}"],
    ['{{ ${a }}{{ ${a }', '{{${a}… {{${a}…'],
    ['{{ ${a} and {{ b }}', '{{${a}… " and " {{b}}'],
    ['{{{a}}}{{custom_attribute.{b}}}', '{{a}} "}" {{custom_attribute.${b}}}'],
    ['{% if {a.${b}} == 1 %}{% endif %}', '({%if [{{a.${b}… == 1]%} {%endif%})'],
    ['{% if {{a == 1 %}{% endif %}', '({%if [{{a… == 1]%} {%endif%})'],
    ['{% if {{a)) == 1 %}{% endif %}', '({%if [{{a… == 1]%} {%endif%})'],
    ['{% if a', '({%if a… ?)'],
    ['{% assign x 1 %}{% assign = 1 %}{% assign x = %}', '{%assign x = %} {%assign ? = 1%} {%assign x = %}'],
    ['{"a": {"b": {{x}}}}', '"{\\"a\\": {\\"b\\": " {{x}} "}}"'],
    ['{{a.b.${c}}}', '{{a.b.${c}}}'],
  ]);
});

test('names and numbers that touch a sign', () => {
  check([
    ['{{ 1. }}{{ .5 }}{{ +true }}', '{{1f}} {{5}} {{true}}'],
    ['{% capture y z %}{% endcapture %}{% assign my var = 1 %}', '({%capture y%} {%endcapture%}) {%assign var = 1%}'],
    ['{% assign y == s %}', '{%assign y = %}'],
    ['{% for i in 1..5 %}{% endfor %}', '({%for i in 1%} {%endfor%})'],
  ]);
});

test('line breaks of Windows', () => {
  check([
    ['a\r\n{{ b\r\n  | c }}\r\n', '"a\\r\\n" {{b | c}} "\\r\\n"'],
    ['{% liquid\r\n  if a\r\n    echo b\r\n  endif\r\n%}', '{%liquid ({%if a%} {%echo b%} {%endif%})%}'],
  ]);
});
