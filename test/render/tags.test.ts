import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failsAt, render, renders } from './render';

test('conditions are read from the right', () => {
  renders('{% if true or true and false %}T{% else %}F{% endif %}', 'T');
  renders('{% if false and false or true %}T{% else %}F{% endif %}', 'F');
  renders("{% if 0 %}a{% endif %}{% if '' %}b{% endif %}{% if nothing %}c{% endif %}", 'ab');
  renders('{% if nothing < 1 %}a{% elsif a contains 1 %}b{% endif %}', 'b', { a: [1] });
});

test('a number beside a text is an error in place', () => {
  const message = 'Liquid error: comparison of String with 1 failed';
  failsAt("a{% if '2' > 1 %}x{% endif %}b", "{% if '2' > 1 %}x{% endif %}", message, `a${message}b`);
});

test('what lax Ruby does not understand is nothing, and reported', () => {
  const reports = (template: string, output: string) => {
    const rendered = render(template, { data: { n: 5, s: 'x' } });
    assert.equal(rendered.output, output, template);
    assert.notDeepEqual(rendered.problems, [], template);
  };
  reports('{% if n==5 %}T{% else %}F{% endif %}', 'F');
  reports('{% if n== 7 %}T{% else %}F{% endif %}', 'T');
  reports('{% if s == “x” %}T{% else %}F{% endif %}', 'F');
  reports("[{{ 'abc }}]", '[]');
  reports('{% if n %}T{% else %}F{% endif %}{% endif %}', 'T');
  renders('{% if n ==5 %}T{% endif %}', 'T', { n: 5 });
});

test('blank is what Braze calls blank', () => {
  for (const value of [null, false, '', '  \n\u00a0', [], {}])
    renders('{% if v == blank %}T{% else %}F{% endif %}', 'T', { v: value });
  for (const value of [true, 0, 'a', [null], { a: 1 }])
    renders('{% if v != blank %}T{% else %}F{% endif %}', 'T', { v: value });
  renders("{% if '' == empty and v != empty %}T{% endif %}", 'T', { v: ' ' });
});

test('loops go on where they left off', () => {
  renders(
    '{% for i in a limit: 2 %}{{ i }}{% endfor %}-{% for i in a limit: 2 offset: continue %}{{ i }}{% endfor %}',
    '12-34',
    { a: [1, 2, 3, 4, 5] },
  );
  renders(
    '{% for i in a reversed %}{{ forloop.index }}{{ i }}{% unless forloop.last %},{% endunless %}{% endfor %}',
    '13,22,31',
    { a: [1, 2, 3] },
  );
  renders(
    '{% for p in h %}{{ p[0] }}={{ p[1] }};{% else %}none{% endfor %}{% for x in e %}{% else %}none{% endfor %}',
    'a=1;none',
    { h: { a: 1 }, e: [] },
  );
  renders(
    '{% for i in (1..3) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% if i == 3 %}{% break %}{% endif %}{% endfor %}',
    '13',
  );
  renders(
    '{% for i in (1..2) %}{% for j in (1..2) %}{{ forloop.parentloop.index }}{{ forloop.index }} {% endfor %}{% endfor %}',
    '11 12 21 22 ',
  );
  const message = 'Liquid error: invalid integer';
  failsAt(
    "{% for i in (1..2) limit: 'x' %}a{% endfor %}",
    "{% for i in (1..2) limit: 'x' %}a{% endfor %}",
    message,
    message,
  );
});

test('blocks that print nothing leave no white space', () => {
  renders('a{% if true %}  {% assign x = 1 %}  {% endif %}b', 'ab');
  renders('a{% for i in (1..2) %} {% comment %}x{% endcomment %} {% endfor %}b', 'ab');
  renders('a{% if true %} {{ nothing }} {% endif %}b', 'a  b');
  renders('a {%- if true -%} b {%- endif -%} c', 'abc');
});

test('the error of a blank tag is reported, not printed', () => {
  const { output, problems } = render('a{% assign x = 1 | divided_by: 0 %}b');
  assert.equal(output, 'ab');
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['liquid-error'],
  );
});

test('case, cycle, counters, ifchanged, tablerow, raw, liquid', () => {
  renders('{% case x %}{% when 1, 2 %}a{% when 2 or 3 %}b{% else %}c{% endcase %}', 'ab', { x: 2 });
  renders("{% for i in (1..3) %}{% cycle 'a', 'b' %}{% endfor %}{% cycle 'g': 1, 2 %}{% cycle 'g': 1, 2 %}", 'aba12');
  renders('{% increment n %}{% increment n %}{{ n }}{% decrement m %}', '012-1');
  renders('{% for i in a %}{% ifchanged %}{{ i }}{% endifchanged %}{% endfor %}', '121', { a: [1, 1, 2, 1] });
  renders(
    '{% tablerow i in (1..3) cols: 2 %}{{ i }}{% endtablerow %}',
    '<tr class="row1">\n<td class="col1">1</td><td class="col2">2</td></tr>\n<tr class="row2"><td class="col1">3</td></tr>\n',
  );
  renders('{% raw %}{{ x }}{% endraw %}', '{{ x }}');
  renders("{% liquid\nassign x = 'a'\nif x\n  echo x | upcase\nendif\n%}", 'A');
});

test('an unknown tag keeps Braze from reading the message', () => {
  const template = 'a{% nosuch x %}b';
  const { output, problems } = render(template);
  assert.equal(output, 'ab');
  assert.deepEqual(
    problems.map(({ code, span }) => [code, template.slice(span.start, span.end)]),
    [['unknown-tag', 'nosuch']],
  );
});

test('include and render are not served without partials', () => {
  const message = 'Liquid error: This liquid context does not allow includes.';
  failsAt("{% include 'x' %}", "{% include 'x' %}", message, message);
  assert.equal(render("{% include 'x' %}", { partials: { x: 'X' } }).output, 'X');
});
