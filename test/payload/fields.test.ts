/** What the proof says of a partner's fields: missing, blank, unknown, of another type or value. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/liquid';
import { provePayload } from '../../server/src/payload';
import { checkCarets } from '../helpers/carets';
import { booking, partnered } from './booking';

const quiet: ReadonlySet<string> = new Set(['json-escape', 'json-unquoted-output']);
const find = (body: string, context = partnered) =>
  provePayload(parse(body), context).problems.filter(({ code }) => !quiet.has(code));
const judged = (annotated: string, context = partnered): void => checkCarets(annotated, (body) => find(body, context));
const right = (body: string, context = partnered): void => {
  assert.deepEqual(find(body, context), [], body);
  assert.equal(provePayload(parse(body), context).verdict, 'right', body);
};

const ok = '"hotel": "h", "guest": "g"';

/** A member behind `ok`, with carets under `mark` in it. */
const member = (text: string, mark: string, finding: string): void => {
  const body = `{ ${ok}, ${text} }`;
  judged(`${body}\n${' '.repeat(body.lastIndexOf(mark))}${'^'.repeat(mark.length)} ${finding}`);
};

test('fields that are missing', () => {
  judged('{ "guest": "g" }\n^ payload-missing-field: The required field \'hotel\' is missing.');
  judged(`{ "guest": "g"{% if \${city} %}, "hotel": "h"{% endif %} }
^ payload-missing-field: The required field 'hotel' is missing when \`\${city}\` is not set.`);
  right(`{ "guest": "g", {% if \${city} %}"hotel": "h"{% else %}"hotel": "i"{% endif %} }`);
  right(`{ "guest": "g"{% if \${city} %}, "hotel": "h"{% endif %}{% unless \${city} %}, "hotel": "i"{% endunless %} }`);
  right(`{ "guest": "g", "{{\${city}}}": 1 }`);
  judged('{ "hotel": "h" }\n^ payload-missing-field: One of \'guest\' or \'room\' has to stand here.');
  member(
    '"guests": [{ "name": "n" }, {}]',
    '{',
    "payload-missing-field: The required field 'name' is missing in 'guests'",
  );
});

test('fields that are blank', () => {
  judged('{ "hotel": "", "guest": "g" }\n           ^^ payload-missing-field: The required field \'hotel\' is blank.');
  judged(
    '{% capture h %}  {% endcapture %}{ "hotel": "{{h}}", "guest": "g" }\n                                            ^^^^^^^ payload-missing-field',
  );
  judged(
    '{% assign h = missing %}{ "hotel": "{{h}}", "guest": "g" }\n                                   ^^^^^^^ payload-missing-field',
  );
  judged(`{% if \${city} == blank %}{% assign x = 1 %}{% endif %}{ "hotel": "{{\${city}}}", "guest": "g" }
                                                                 ^^^^^^^^^^^^^ payload-missing-field: The required field 'hotel' is blank when \`\${city}\` is blank`);
  right('{ "hotel": "{{${city}}}", "guest": "g" }');
  right('{ "hotel": "{{${city} | default: \'x\'}}", "guest": "g" }');
  const [problem] = find('{% capture h %}{% endcapture %}{ "hotel": "{{h}}", "guest": "g" }');
  assert.deepEqual(problem?.related, [{ message: 'This is blank', span: { start: 0, end: 31 } }]);
});

test('arrays that are empty', () => {
  const { body } = booking;
  const item = { name: 'tag', type: 'string', description: '' } as const;
  const required = { name: 'tags', type: 'array', required: true, description: '', items: item } as const;
  const fields = [...(body?.fields ?? []), required];
  const context = { ...partnered, template: { ...booking, body: { ...body, format: 'json' as const, fields } } };
  const tags = (list: string, before = ''): string => `${before}{ ${ok}, "tags": ${list} }`;
  const empty = (list: string, before = '', path = ''): void => {
    const whole = tags(list, before);
    const carets = ' '.repeat(whole.lastIndexOf(list)) + '^'.repeat(list.length);
    judged(`${whole}\n${carets} payload-missing-field: The required field 'tags' is empty${path}`, context);
  };
  for (const list of ['[ ]', '[""]', '["", " "]', '["{{nothing}}"]', '[{{nothing}}]']) empty(list, '', '.');
  empty('["{{t}}"]', '{% capture t %} {% endcapture %}', '.');
  empty('[{% for x in nothing %}"{{x}}"{% endfor %}]', '', '.');
  empty('[{% if ${city} %}"a"{% endif %}]', '', ' when `${city}` is not set');
  empty('["{% if ${city} %}a{% endif %}"]', '', ' when `${city}` is not set');
  for (const list of [
    '["a"]',
    '["", "a"]',
    '[{% for x in ${xs} %}"{{x}}"{% unless forloop.last %},{% endunless %}{% endfor %}]',
    '["{{custom_attribute.${tags} | join: \'","\'}}"]',
    '["{{${city}}}"]',
    '[{% if ${city} %}"a"{% else %}"b"{% endif %}]',
  ]) {
    right(tags(list), context);
  }
});

test('fields that nobody knows', () => {
  member(
    '"nigths": 2',
    '"nigths"',
    "payload-unknown-field: The partner does not know the field 'nigths'. Did you mean 'nights'?",
  );
  member('"extra[4].name": "x"', '"extra[4].name"', 'payload-unknown-field');
  judged('{ "hôtel": "h", "guest": "g" }\n  ^^^^^^^ translated-json-key');
  right(`{ ${ok}, "extra[2].name": "x" }`);
});

test('values of another type', () => {
  member('"room": 12', '12', 'payload-type');
  member('"paid": "yes"', '"yes"', 'payload-type');
  member('"nights": "2"', '"2"', 'payload-type');
  member('"room": {}', '{', 'payload-type');
  member('"price": "2.50"', '"2.50"', 'json-quoted-number');
  member('"price": "{{event_properties.${p}}}"', '"{{event_properties.${p}}}"', 'json-quoted-number');
});

test('values that a field does not take', () => {
  member(
    '"kind": "triple"',
    'triple',
    "payload-value: 'triple' is no value of 'kind'. It is one of 'single', 'double'.",
  );
  member('"nights": 31', '31', 'payload-value');
  member('"mail": "nobody"', 'nobody', 'payload-value');
  member('"from": "2026-02-30T10:00:00"', '2026-02-30T10:00:00', 'payload-value');
  member('"room": " 12"', ' 12', 'value-outer-space');
  right(`{ ${ok}, "kind": "<ROOM_KIND>" }`);
  judged(`{% capture z %}Eastern Standart Time{% endcapture %}{ ${ok}, "zone": "{{z}}" }
               ^^^^^^^^^^^^^^^^^^^^^ payload-value: 'Eastern Standart Time' is no value of 'zone'. Did you mean 'Eastern Standard Time'?`);
  judged(`{% if \${city} == 'x' %}{% assign k = 'triple' %}{% else %}{% assign k = 'double' %}{% endif %}{ ${ok}, "kind": "{{k}}" }
                                      ^^^^^^ payload-value: 'triple' is no value of 'kind' when \`\${city}\` is 'x'`);
});

test('data that cannot be what a field takes', () => {
  const day = "{{ 'now' | date: '%Y-%m-%d' }}";
  member(
    `"from": "${day}"`,
    `"${day}"`,
    "payload-value: This prints texts such as '2026-03-01', which do not fit 'from'. Write a time without offset",
  );
  member('"from": "{{ \'now\' | date: \'%FT%T%z\' }}"', "\"{{ 'now' | date: '%FT%T%z' }}\"", 'payload-value');
  member('"zone": "{{${time_zone}}}"', '"{{${time_zone}}}"', "payload-value: This prints texts such as 'Europe/Paris'");
  member('"room": {{custom_attribute.${r} | size}}', '{{custom_attribute.${r} | size}}', 'payload-type');
  for (const value of [
    '"from": "{{ \'now\' | date: \'%Y-%m-%dT%H:%M:%S\' }}"',
    '"from": "{{ \'now\' | date: \'%F\' }}T10:00:00"',
    '"from": "{{event_properties.${from} | date: \'%F %R\'}}"',
    '"zone": "{{custom_attribute.${zone}}}"',
    '"kind": "{{${language}}}"',
    '"room": "{{custom_attribute.${r} | size}}"',
    '"nights": {{custom_attribute.${r} | size}}',
  ]) {
    right(`{ ${ok}, ${value} }`);
  }
});

test('an end that is not after its start', () => {
  member('"from": "2026-03-01T10:00:00", "to": "2026-03-01T10:00:00"', '2026-03-01T10:00:00', 'end-before-start');
  right(`{ ${ok}, "from": "2026-03-01T10:00:00", "to": "2026-03-01T10:00:01" }`);
  const times = (day: number): string =>
    `{% assign s = '2026-03-0${day}T10:00:00' %}{% assign e = '2026-03-0${day}T11:00:00' %}`;
  right(`{% if \${city} %}${times(1)}{% else %}${times(2)}{% endif %}{ ${ok}, "from": "{{s}}", "to": "{{e}}" }`);
});

test('seconds for milliseconds', () => {
  const now = "{{ 'now' | date: '%s' }}";
  member(`"sent": ${now}`, now, 'timestamp-unit');
  member('"sent": 1767225600', '1767225600', 'timestamp-unit');
  right(`{ ${ok}, "sent": {{ 'now' | date: '%s' | times: 1000 }} }`);
  right(`{ ${ok}, "sent": ${now}000 }`);
});

test('a payload in a capture, where the docset says so', () => {
  const body = { ...booking.body, format: 'json' as const, capture: 'data' };
  const context = { ...partnered, template: { ...booking, body } };
  right(`{% capture data %}{ ${ok} }{% endcapture %}Look: {{link}}`, context);
  judged(
    '{% capture data %}{ "guest": "g" }{% endcapture %}Look: {{link}}\n                  ^ payload-missing-field',
    context,
  );
});
