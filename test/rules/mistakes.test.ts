/** The mistakes that people make when they write messages: one mistake, one finding, at its place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, fixed, type Setting } from '../helpers/check';

/** The errors and warnings of a text as `code "text it stands at"`. */
function loud(text: string, setting?: Setting): readonly string[] {
  return check(text, setting)
    .findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, span }) => `${code} "${text.slice(span.start, span.end)}"`);
}

const webhook = (body: string): string =>
  `---\nmethod: POST\nurl: https://hooks.example.com/in\nheaders:\n  Content-Type: application/json\n---\n${body}`;

const MISTAKES: readonly (readonly [text: string, finding: string])[] = [
  // A block or a front matter that is broken says so once; what stands in it is not judged on top.
  ['{% capture greeting %}Hi {{ greeting }}', 'unclosed-block "{% capture greeting %}"'],
  ['---\nkind: webhook\n\tmethod: POST\n---\n{"a": 1}', 'frontmatter-invalid "\t"'],
  // An email by its channel is one as well as by its kind.
  [
    "---\nchannel: email\n---\n<html><head>{{${city} | default: 'x'}}</head><body>Hi</body></html>",
    'liquid-outside-body "{{${city} | default: \'x\'}}"',
  ],
  ['{% if not {{custom_attribute.${vip}}} %}Hi{% endif %}', 'syntax-error "not"'],
  ['{% if {{custom_attribute.${points}}} &gt; 3 %}Hi{% endif %}', 'syntax-error "&gt;"'],
  ["{% if {{custom_attribute.${last_viewed_shows}}} == 'homeland' %}Hi{% endif %}", 'array-equality "=="'],
  [webhook('{"a": 1 "b": 2}'), 'json-missing-comma "1"'],
  [
    '---\npartner: twilio/send-message\nmethod: GET\nurl: https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json\nheaders:\n' +
      '  Authorization: "Basic {{ \'AC1:secret\' | base64_encode }}"\n  Content-Type: application/x-www-form-urlencoded\n---\n' +
      'To={{${phone_number} | url_param_escape}}&From=%2B15550100&Body=Hi',
    'webhook-method "GET"',
  ],
  [
    '{% connected_content https://api.voucherify.io/v1/publications :headers {"X-App-Token": "VOUCHERIFY-APP-TOKEN"} %}',
    'cc-placeholder "VOUCHERIFY-APP-TOKEN"',
  ],
  [
    '{% connected_content https://api.accuweather.com/x?apikey={your API key} :save weather %}{{weather.a}}',
    'cc-placeholder "{your API key}"',
  ],
];

test('what is counted or set is no list', () => {
  for (const [name, value] of [
    ['email_updates', 'weekly'],
    ['reward_points', 'many'],
    ['marital_status', 'single'],
    ['favorite_sports', 'none'],
    ['sports', 'golf'],
    ['has_kids', 'maybe'],
  ]) {
    const text = `{% if {{custom_attribute.\${${name}}}} == '${value}' %}Hi{% endif %}`;
    assert.deepEqual(loud(text), [], text);
  }
});

test('one mistake, one finding', () => {
  for (const [text, finding] of MISTAKES) assert.deepEqual(loud(text), [finding], text);
});

test('a comma is put where it is right on every path', () => {
  const loop = (body: string): string => `[{% for p in {{event_properties.\${products}}} %}${body}{% endfor %}]`;
  const table: readonly (readonly [code: string, before: string, after: string])[] = [
    ['json-missing-comma', '{"a": 1 "b": 2}', '{"a": 1, "b": 2}'],
    [
      'json-missing-comma',
      '{"a": 1{% if {{${city}}} == "x" %} "b": 2{% endif %}}',
      '{"a": 1{% if {{${city}}} == "x" %} , "b": 2{% endif %}}',
    ],
    [
      'json-missing-comma',
      '{ {% if {{${city}}} == "x" %}"a": 1{% endif %} "b": 2}',
      '{ {% if {{${city}}} == "x" %}"a": 1,{% endif %} "b": 2}',
    ],
    ['json-missing-comma', loop('{"id": 1}'), loop('{"id": 1}{% unless forloop.last %},{% endunless %}')],
    ['json-trailing-comma', '{"a": 1,}', '{"a": 1}'],
    ['json-trailing-comma', loop('{"id": 1},'), loop('{"id": 1}{% unless forloop.last %},{% endunless %}')],
    [
      'json-trailing-comma',
      '{"a": 1,{% if {{${city}}} == "x" %} "b": 2{% endif %}}',
      '{"a": 1{% if {{${city}}} == "x" %} , "b": 2{% endif %}}',
    ],
  ];
  for (const [code, before, after] of table) {
    const result = fixed(webhook(before), code);
    assert.equal(result, webhook(after));
    assert.deepEqual(loud(result), [], after);
  }
});
