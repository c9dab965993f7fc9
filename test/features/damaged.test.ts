/** Completion where the text is broken, as it is most of the time that somebody writes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completion } from '../../server/src/features/completion';
import { complete, completeEdit, completeFirst, completeNot, hover, labelsAt } from '../helpers/features';
import { folder } from '../helpers/folder';

/** What is asked at each place of a sound text. */
const PLACES: readonly (readonly [text: string, first: readonly string[]])[] = [
  ['{{ █ }}', ['${first_name}', '${last_name}']],
  ['{{ $█ }}', ['${first_name}']],
  ['{{ ${█} }}', ['first_name', 'last_name']],
  ['{{ ${fi█} }}', ['first_name']],
  ['{{ custom_attribute.█ }}', ['${loyalty_tier}']],
  ['{{ custom_attribute.${█} }}', ['loyalty_tier']],
  ['{{ custom_attribute.${address}.█ }}', ['city', 'geo']],
  ["{{ custom_attribute.${address}['█'] }}", ['city', 'geo']],
  ['{{ custom_attribute.${address}[█] }}', ['city', 'geo']],
  ['{{ event_properties.${songs}[0].█ }}', ['title', 'album']],
  ['{{ campaign.█ }}', ['${api_id}']],
  ['{{ content_blocks.${█} }}', ['footer', 'greeting']],
  ['{{ ${first_name} | upc█ }}', ['upcase']],
  ['{{ ${first_name} | █ }}', ['default', 'capitalize']],
  ["{{ 'now' | date: █ }}", ['%Y-%m-%d']],
  ["{{ 'now' | date: '█' }}", ['%Y-%m-%d']],
  ["{{ 'now' | time_zone: '█' }}", ['UTC']],
  ['{% assi█ %}', ['assign']],
  ['{% if █ %}', ['${first_name}']],
  ['{% if ${language} █ %}', ['==', '!=']],
  ['{% if ${language} == █ %}', ['fr']],
  ["{% if ${language} == '█' %}", ['fr']],
  ['{% assign x = 1 %}{% if x == 1 and █ %}', ['x']],
  ['{% assign y = █ %}', ['${first_name}']],
  ['{% for y in █ %}', ['${first_name}']],
  ['{% catalog_items █ %}', ['games']],
  ['{% catalog_items games █ %}', ['1234']],
  ['{% connected_content █ %}', ['https://api.example.com/weather/*', ':method']],
  ['{% connected_content https://a.com █ %}', [':method', ':body', ':headers']],
  ['{% connected_content https://a.com :█ %}', [':method', ':body', ':headers']],
  ['{% connected_content https://a.com :method █ %}', ['get', 'post']],
  ["{% promotion('█') %}", ['spring']],
];

/** What else may be wrong at the moment: around the place, before it, behind it. */
const DAMAGES: readonly (readonly [name: string, (text: string) => string])[] = [
  ['nothing', (text) => text],
  ['the rest is not there yet', (text) => text.slice(0, text.indexOf('█') + 1)],
  ['the end is missing, and text follows', (text) => `${text.replace(/ ?[%}]\}$/, '')}\nHi {{ \${first_name} }}`],
  ['an open block before', (text) => `{% if true %}{% case \${a} %}{% when 1 %}${text}`],
  ['an open quote before', (text) => `{{ 'a | upcase }}\n${text}`],
  ['an open output before', (text) => `{{ \${last_name}\n${text}`],
  ['stray ends before', (text) => `{% endif %}}} %}${text}`],
  ['in a broken JSON body', (text) => `{"a": [1,, "b": ${text}`],
];

for (const [name, damage] of DAMAGES) {
  test(`${PLACES.length} places: ${name}`, () => {
    for (const [text, first] of PLACES) {
      const marked = damage(text);
      const labels = labelsAt(marked);
      assert.deepEqual(labels.slice(0, first.length), first, marked);
    }
  });
}

test('what is accepted closes what is open', () => {
  completeEdit('{{campaign.█', '${name}', '{{campaign.${name}}}');
  completeEdit('{{campaign.█ Hi', '${name}', '{{campaign.${name}}} Hi');
  completeEdit('{{campaign.$█', '${name}', '{{campaign.${name}}}');
  completeEdit('{{campaign.█}}', '${name}', '{{campaign.${name}}}');
  completeEdit('{{ custom_attribute.█ | upcase }}', '${plan}', '{{ custom_attribute.${plan} | upcase }}');
  completeEdit('{% if campaign.█', '${name}', '{% if campaign.${name}');
  completeEdit('{{ $█', '${first_name}', '{{ ${first_name}}}');
  completeEdit('{{${█', 'first_name', '{{${first_name}}}');
  completeEdit("{{ 'now' | date: '%Y█", '%Y-%m-%d', "{{ 'now' | date: '%Y-%m-%d");
  completeEdit('{{ custom_attribute.${address}[█] }}', 'city', "{{ custom_attribute.${address}['city'] }}");
});

test('headers of a call', () => {
  const call = (headers: string): string => `{% connected_content https://a.com :headers ${headers} :save x %}`;
  completeEdit(call('{█}'), 'Content-Type', call('{"Content-Type": ""}'));
  completeEdit(call('{"Auth█": "x"}'), 'Authorization', call('{"Authorization": "x"}'));
  completeEdit(call('{"Accept": "a", "█"}'), 'Authorization', call('{"Accept": "a", "Authorization"}'));
  completeNot(call('{"accept": "a", "█"}'), ['Accept']);
  completeEdit(call('{"Content-Type": "app█"}'), 'application/json', call('{"Content-Type": "application/json"}'));
  completeEdit(call('{"Content-Type": █}'), 'application/json', call('{"Content-Type": "application/json"}'));
  complete('{% connected_content https://a.com :headers {"█', ['Content-Type', 'Authorization']);
  complete('{% connected_content https://a.com :headers {"X": "{{${a}}}", █ %}', ['Content-Type']);
  complete('{% connected_content https://a.com :headers {"X": "{{${█}}}"} %}', ['first_name']);
  const partner = '{% comment %} partner: rokt-calendar/new-event {% endcomment %}';
  complete(`${partner}{% connected_content https://a.com :headers {"█"} %}`, ['Authorization', 'Content-Type']);
  complete(`${partner}{% connected_content https://a.com :save █ %}`, ['token']);
});

test('a body of a call: texts that were captured before', () => {
  const captured = '{% capture data %}a=b{% endcapture %}{% assign other = 1 %}';
  completeFirst(`${captured}{% connected_content https://a.com :body █ %}`, ['{{data}}', '{{other}}']);
});

test("behind a bare brace the workspace's own attributes are offered too", () => {
  completeEdit('{{${loy█', 'custom_attribute.${loyalty_tier}', '{{custom_attribute.${loyalty_tier}}}');
  completeEdit('{{ ${ loy█ } }}', 'custom_attribute.${loyalty_tier}', '{{ custom_attribute.${loyalty_tier} } }}');
  completeEdit('{{${█}}}', 'custom_attribute.${loyalty_tier}', '{{custom_attribute.${loyalty_tier}}}');
  completeFirst('{{${█}}}', ['first_name', 'last_name']);
  completeNot('{{campaign.${█}}}', ['custom_attribute.${loyalty_tier}']);
  completeNot('{{custom_attribute.${█}}}', ['custom_attribute.${loyalty_tier}']);
});

test('a payload whose partner nothing names yet: by its path and keys', () => {
  const event = '{ "event": { "eventId": "1", "title": "y", ';
  complete(`${event}"█" } }`, ['start', 'timezone', 'notifyBefore']);
  complete(`${event}█`, ['start', 'end']);
  completeNot(`${event}"█" } }`, ['eventId', 'title']);
  complete(`${event}"timezone": "█" } }`, ['Eastern Standard Time']);
  hover('{ "event": { "eventId": "1", "noti█fyBefore": 15 } }', /Rokt/);
  // Nothing says whose this is.
  completeNot('{ "a": 1, "█" }', ['eventId', 'externalId']);
  completeNot('{ "█" }', ['eventId', 'externalId']);
  hover('{ "no█thing": 1 }', null);
});

test('tags and filters by use', () => {
  completeFirst('{% █ %}', ['if', 'assign', 'for']);
  const files = {
    'a.liquid': '{{ ${city} | newline_to_br }}{{ ${city} | █ }}',
    'b.liquid': '{{ ${city} | strip | strip }}',
  };
  const at = folder(files);
  const items = completion(at.document, at.position, at.context);
  const labels = items.sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
  assert.deepEqual(labels.slice(0, 3), ['newline_to_br', 'strip', 'default']);
});

test('sorted by use: what templates of the folder use comes first, of variables the last one made', () => {
  completeFirst('{{ custom_attribute.${█} }}', ['loyalty_tier']);
  completeFirst('{% assign b = 1 %}{% assign a = 2 %}{% for c in a %}{{ █ }}{% endfor %}', ['c', 'a', 'b']);
  completeNot('{% assign mine = █', ['mine']);
  completeNot('{% for mine in █', ['mine']);
  complete('{% assign mine = 1 %}{% assign mine = █', ['mine']);
});
