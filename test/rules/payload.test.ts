/** The quick fixes of the rules about payloads, and what these rules take for a payload. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes, fixed } from '../helpers/check';

const ROKT = '{% comment %} partner: rokt-calendar/update-event {% endcomment %}';

/** An event with one member in place of another. */
function event(change: Readonly<Record<string, string | null>> = {}): string {
  const members: Record<string, string | null> = {
    eventId: '"e-1"',
    title: '"Sale"',
    start: '"2027-05-20T15:00:00"',
    end: '"2027-05-20T16:00:00"',
    timezone: '"Eastern Standard Time"',
    notifyBefore: '15',
    ...change,
  };
  const lines = Object.entries(members).filter(([, value]) => value !== null);
  return `${ROKT}{\n  "event": {\n${lines.map(([key, value]) => `    "${key}": ${value}`).join(',\n')}\n  }\n}`;
}

test('fixes mend the JSON', () => {
  const cases: readonly (readonly [code: string, before: string, after: string])[] = [
    ['json-comment', '{ "a": 1 } // one', '{ "a": 1 } {% comment %} one {% endcomment %}'],
    ['json-comment', '{ "a": /* one */ 1 }', '{ "a": {% comment %} one {% endcomment %} 1 }'],
    ['json-missing-comma', '{ "a": 1 "b": 2 }', '{ "a": 1, "b": 2 }'],
    ['json-missing-comma', '{ "a": 1; "b": 2 }', '{ "a": 1, "b": 2 }'],
    [
      'json-missing-comma',
      '{% capture m %}"a": 1{% endcapture %}{ {{m}} "b": 2 }',
      '{% capture m %}"a": 1{% endcapture %}{ {{m}}, "b": 2 }',
    ],
    ['json-trailing-comma', '{ "a": 1, }', '{ "a": 1 }'],
    ['json-double-comma', '{ "a": 1,, "b": 2 }', '{ "a": 1, "b": 2 }'],
    ['json-duplicate-key', '{ "a": 1, "b": 2, "a": 3 }', '{ "b": 2, "a": 3 }'],
    ['json-duplicate-key', '{\n  "a": {"x": [1]},\n  "a": 3\n}', '{\n  "a": 3\n}'],
    ['json-unbalanced', '{ "a"": 1 }', '{ "a": 1 }'],
    ['json-unbalanced', '{ "a": ""x", "b": 1 }', '{ "a": "x", "b": 1 }'],
    ['json-unbalanced', '{ "a": "x, "b": 1 }', '{ "a": "x", "b": 1 }'],
    ['json-unbalanced', '{ "a: 1,\n "b": 2 }', '{ "a": 1,\n "b": 2 }'],
    ['json-unbalanced', '{ "a": [1}, "b": 2 }', '{ "a": [1], "b": 2 }'],
    ['json-missing-comma', '{ "a": 1. "b": 2 }', '{ "a": 1, "b": 2 }'],
    ['json-single-quotes', '{ "a": \'x\' }', '{ "a": "x" }'],
    ['json-unbalanced', '{ "a": [1, 2 }', '{ "a": [1, 2] }'],
    ['json-escape', '{ "a": "{{${first_name}}}" }', '{ "a": "{{${first_name} | json_escape}}" }'],
    [
      'json-escape',
      '{% assign n = ${first_name} %}{ "a": "{{ n }}" }',
      '{% assign n = ${first_name} %}{ "a": "{{ n | json_escape }}" }',
    ],
    ['json-unquoted-output', '{ "a": {{event_properties.${n}}} }', '{ "a": {{event_properties.${n} | default: 0}} }'],
  ];
  for (const [code, before, after] of cases) {
    assert.equal(fixed(before, code), after);
    assert.ok(!codes(after).includes(code), after);
  }
});

test('fixes mend the fields', () => {
  const cases: readonly (readonly [code: string, before: string, after: string])[] = [
    ['json-quoted-number', event({ notifyBefore: '"15"' }), event()],
    ['value-outer-space', event({ title: '" Sale "' }), event()],
    ['translated-json-key', event().replace('"title"', '"titre"'), event()],
    ['payload-unknown-field', event({ locaton: '"Shop"' }), event({ location: '"Shop"' })],
    ['payload-type', event({ title: '15' }), event({ title: '"15"' })],
    ['payload-value', event({ timezone: '"Eastern Standart Time"' }), event()],
  ];
  for (const [code, before, after] of cases) {
    assert.deepEqual(codes(before), [code], before);
    assert.equal(fixed(before, code), after);
    assert.deepEqual(codes(after), []);
  }
});

test('a missing field goes behind its siblings', () => {
  const after = fixed(event({ title: null }), 'payload-missing-field');
  assert.match(after, /"notifyBefore": 15,\n {4}"title": ".+"\n {2}\}/);
  assert.ok(!codes(after).includes('payload-missing-field'));
});

test('a misspelt required field is one finding', () => {
  assert.deepEqual(codes(event().replace('"title"', '"titre"')), ['translated-json-key']);
});

test('curly quotes in JSON', () => {
  const body = (text: string): string =>
    `---\nmethod: POST\nurl: https://example.com/a\nheaders:\n  Content-Type: application/json\n---\n${text}`;
  assert.deepEqual(codes(body('{“a”: 1}')), ['curly-quotes']);
  assert.equal(fixed(body('{“a”: “x”}'), 'curly-quotes'), body('{"a": “x”}'));
});

test('placeholders in the URL, in headers and in the body', () => {
  const text = (name: string): string => `---
method: POST
url: https://example.com/${name}
headers:
  Content-Type: application/json
  X-Key: "{{ '${name}' | base64_encode }}"
---
{ "a": "${name}", "b": "<b>bold</b> <br>" }`;
  assert.deepEqual(codes(text('<MY_KEY>')), ['payload-placeholder', 'payload-placeholder', 'payload-placeholder']);
  assert.deepEqual(codes(text('my-key')), []);
});

test('a form is no JSON', () => {
  const form = (body: string): string =>
    `---\nmethod: POST\nurl: https://example.com/a\nheaders:\n  Content-Type: application/x-www-form-urlencoded\n---\n${body}`;
  assert.deepEqual(
    codes(form('To={{${phone_number}}}')).filter((code) => code !== 'missing-default'),
    ['form-body-not-encoded'],
  );
  assert.equal(
    fixed(form('To={{${phone_number}}}'), 'form-body-not-encoded'),
    form('To={{${phone_number} | url_param_escape}}'),
  );
  assert.deepEqual(
    codes(form("{% capture t %}{{${phone_number} | default: '0'}}{% endcapture %}To={{t | url_encode}}")),
    [],
  );
});

test('prose is no payload', () => {
  for (const text of ['Hi {{${first_name} | default: "you"}}, {"a": 1,}', '[Sale] {{x', '<p>{ "a": 1, }</p>']) {
    assert.ok(!codes(text).some((code) => code.startsWith('json-') || code.startsWith('payload-')), text);
  }
});

test('content blocks of the workspace are read', () => {
  const { findings } = check('{ {{content_blocks.${member}}} }', { blocks: { member: '"a": 1,' } });
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['json-trailing-comma'],
  );
});

test('a partner with an empty body', () => {
  const file = (body: string): string => `---\npartner: remerge/none\n---\n${body}`;
  const rokt = event().replace(ROKT, '');
  const head = '---\npartner: rokt-calendar/update-event\n---\n';
  const bodies = (text: string): readonly string[] => codes(text).filter((code) => code === 'payload-invalid');
  assert.deepEqual(bodies(head), ['payload-invalid']);
  assert.deepEqual(bodies(`${head}\n  \n`), ['payload-invalid']);
  assert.deepEqual(bodies(head + rokt), []);
  assert.deepEqual(bodies(file('')), []);
  assert.deepEqual(bodies('---\nkind: webhook\n---\n'), []);
  assert.deepEqual(codes('', { config: { partners: { '**': 'rokt-calendar/update-event' } } }), []);
});
