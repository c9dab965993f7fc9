/** Quick fixes: the text after applying them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { fixesFor } from '../../server/src/rules';
import { applied, check, fixed, type Setting } from '../helpers/check';

type Case = readonly [code: string, before: string, after: string, setting?: Setting & { title?: string }];

const TABLE: readonly Case[] = [
  ['curly-quotes', '{{ ‘a’ }}', "{{ 'a' }}"],
  ['unclosed-output', 'Hi {{${first_name}}', 'Hi {{${first_name}}}'],
  ['missing-dollar', '{{custom_attribute.{a}}}', '{{custom_attribute.${a}}}'],
  ['filter-inside-key', "{{${a | default: 'b'}}}", "{{${a} | default: 'b'}}"],
  ['unclosed-block', '{% if true %}a', '{% if true %}a{% endif %}'],
  ['unknown-tag', '{% connected content https://a.com %}', '{% connected_content https://a.com %}'],
  ['unknown-tag', '{% asign a = 1 %}', '{% assign a = 1 %}'],
  ['unknown-tag', '{% si ${city} == blank %}x{% endif %}', '{% if ${city} == blank %}x{% endif %}'],
  ['unquoted-string-compare', '{% if ${city} == vide %}x{% endif %}', '{% if ${city} == blank %}x{% endif %}'],
  ['unknown-filter', '{{ 5 | moins: 2 }}', '{{ 5 | minus: 2 }}'],
  ['unsupported-theme-tag', "{% include 'a_b' %}", '{{content_blocks.${a_b}}}'],
  ['unknown-filter', "{{ 'x' | upcse }}", "{{ 'x' | upcase }}"],
  ['unsupported-filter', "{{ 'x' | lstrip }}", "{{ 'x' | strip }}"],
  ['deprecated-name', "{{ 'x' | hmac_sha1: 'k' }}", "{{ 'x' | hmac_sha1_hex: 'k' }}"],
  ['deprecated-name', '{{canvas_entry_properties.${a}}}', '{{context.${a}}}'],
  ['unknown-namespace', '{{content_block.${a}}}', '{{content_blocks.${a}}}'],
  ['unknown-attribute', '{{${fist_name}}}', '{{${first_name}}}'],
  ['unknown-attribute', '{{${driver_id}}}', '{{custom_attribute.${driver_id}}}', { title: 'custom' }],
  ['missing-key-braces', '{{custom_attribute.a.b}}', '{{custom_attribute.${a}.b}}'],
  ['missing-key-braces', '{{ $first_name | upcase }}', '{{ ${first_name} | upcase }}'],
  ['missing-key-braces', '{{$user_id}}}', '{{${user_id}}}'],
  [
    'cc-malformed-url',
    '{% connected_content https://a.com/\n  b.json?c=1 :save a %}{{a.b}}',
    '{% connected_content https://a.com/b.json?c=1 :save a %}{{a.b}}',
  ],
  [
    'cc-unknown-option',
    '{% connected_content https://a.com : save a %}{{a.b}}',
    '{% connected_content https://a.com :save a %}{{a.b}}',
  ],
  [
    'cc-unknown-option',
    '{% connected_content https://a.com save a :retry %}{{a.b}}',
    '{% connected_content https://a.com :save a :retry %}{{a.b}}',
  ],
  ['missing-key-braces', '{{custom_attribute.$points}}', '{{custom_attribute.${points}}}'],
  ['undefined-variable', '{% assign abcd = 1 %}{{ abdc }}', '{% assign abcd = 1 %}{{ abcd }}'],
  ['undefined-variable', '{{ first_name }}', '{{ ${first_name} }}'],
  ['case-mismatch-variable', '{% assign aB = 1 %}{{ ab }}', '{% assign aB = 1 %}{{ aB }}'],
  ['unquoted-string-compare', '{% if ${city} == Paris %}{% endif %}', "{% if ${city} == 'Paris' %}{% endif %}"],
  [
    'quoted-number-compare',
    "{% if custom_attribute.${a} == 'true' %}{% endif %}",
    '{% if custom_attribute.${a} == true %}{% endif %}',
  ],
  [
    'string-vs-number',
    "{% assign h = 'now' | date: '%H' %}{% if h > 2 %}{% endif %}",
    "{% assign h = 'now' | date: '%H' | plus: 0 %}{% if h > 2 %}{% endif %}",
  ],
  [
    'platform-case',
    "{% if targeted_device.${platform} == 'iOS' %}{% endif %}",
    "{% if targeted_device.${platform} == 'ios' %}{% endif %}",
  ],
  ['invalid-variable-name', '{% assign téléphone = 1 %}{{ téléphone }}', '{% assign telephone = 1 %}{{ telephone }}'],
  ['invalid-variable-name', '{% assign my-name = 1 %}{{ my-name }}', '{% assign my_name = 1 %}{{ my_name }}'],
  ['missing-default', 'Hi {{${first_name} | upcase}}', "Hi {{${first_name} | default: '' | upcase}}"],
  [
    'cc-url-escape',
    '{% connected_content https://a.com?e={{${email_address}}} %}',
    '{% connected_content https://a.com?e={{${email_address} | url_param_escape}} %}',
  ],
  [
    'cc-url-escape',
    '{% connected_content https://a.com?e=${email_address} %}',
    '{% connected_content https://a.com?e={{${email_address} | url_param_escape}} %}',
  ],
  [
    'cc-body-without-post',
    '{% connected_content https://a.com :body a=b %}',
    '{% connected_content https://a.com :method post :body a=b %}',
  ],
  [
    'cc-body-without-post',
    '{% connected_content https://a.com :method get :body a=b %}',
    '{% connected_content https://a.com :method post :body a=b %}',
  ],
  [
    'cc-no-cache-post',
    '{% connected_content https://a.com :method post :no_cache :save a %}',
    '{% connected_content https://a.com :method post :save a %}',
  ],
  ['campaign-name-in-url', 'https://a.com?c={{campaign.${name}}}', 'https://a.com?c={{campaign.${name} | url_encode}}'],
  ['message-extras-shape', '{% message_extras :value 1 :key a %}', '{% message_extras :key a :value 1 %}'],
  [
    'filter-in-condition',
    '{% if {{custom_attribute.${cart}}} | size > 3 %}{% endif %}',
    '{% assign cart_size = {{custom_attribute.${cart}}} | size %}{% if cart_size > 3 %}{% endif %}',
  ],
  [
    'filter-in-condition',
    "{% unless ${city} | upcase contains 'A' %}{% endunless %}",
    "{% assign city_upcase = ${city} | upcase %}{% unless city_upcase contains 'A' %}{% endunless %}",
  ],
  [
    'filter-in-condition',
    '{% if true %}{% elsif custom_attribute.${cart} | size > 3 and ${city} %}{% endif %}',
    '{% assign cart_size = custom_attribute.${cart} | size %}{% if true %}{% elsif cart_size > 3 and ${city} %}{% endif %}',
  ],
  [
    'filter-in-condition',
    "{% if true or 'A' == ${city} | upcase %}{% endif %}",
    "{% assign city_upcase = ${city} | upcase %}{% if true or 'A' == city_upcase %}{% endif %}",
  ],
  [
    'filter-in-condition',
    "{%- case ${city} | downcase %}{% when 'paris' %}x{% endcase %}",
    "{%- assign city_downcase = ${city} | downcase %}{%- case city_downcase %}{% when 'paris' %}x{% endcase %}",
  ],
  [
    'filter-in-condition',
    '{% assign l_sort = 1 %}{% for x in custom_attribute.${l} | sort limit: 3 %}{{x}}{% endfor %}',
    '{% assign l_sort = 1 %}{% assign l_sort_2 = custom_attribute.${l} | sort %}{% for x in l_sort_2 limit: 3 %}{{x}}{% endfor %}',
  ],
  ['multiple-else', '{% if a %}1{% else %}2{% else %}3{% endif %}', '{% if a %}1{% else %}2{% endif %}'],
  [
    'operator-in-assign',
    '{%- assign leap = year | modulo: 4 == "0" -%}',
    '{%- assign leap = year | modulo: 4 %}{% if leap == 0 %}{% assign leap = true %}{% else %}{% assign leap = false %}{% endif -%}',
  ],
  [
    'operator-in-assign',
    "{% assign vip = ${city} == 'a' and ${language} == 'en' %}",
    "{% if ${city} == 'a' and ${language} == 'en' %}{% assign vip = true %}{% else %}{% assign vip = false %}{% endif %}",
  ],
  ['operator-in-assign', "{% assign a = ${first_name} or 'you' %}", "{% assign a = ${first_name} | default: 'you' %}"],
  [
    'operator-in-assign',
    "{% assign a = ${city} == 'x' ? 'b:c' : ${city} %}",
    "{% if ${city} == 'x' %}{% assign a = 'b:c' %}{% else %}{% assign a = ${city} %}{% endif %}",
  ],
  [
    'shadowing-name',
    "{% assign language = 'en' %}{{language}}{% for language in x %}{{language}}{% endfor %}",
    "{% assign my_language = 'en' %}{{my_language}}{% for language in x %}{{language}}{% endfor %}",
  ],
  [
    'blank-check-order',
    '{% if x > 3 %}a{%- elsif x < 1 -%}b{% elsif x == blank %}c{% else %}d{% endif %}',
    '{% if x == blank %}c{% elsif x > 3 %}a{%- elsif x < 1 -%}b{% else %}d{% endif %}',
  ],
  [
    'two-attributes-in-output',
    'Hi {{- ${first_name} | append: {{${last_name}}} }}',
    'Hi {%- assign last_name = {{${last_name}}} %}{{- ${first_name} | append: last_name }}',
  ],
  ['filter-outside-output', '{{${first_name}}} | upcase', '{{${first_name} | upcase}}'],
  ['filter-outside-output', '<b>{{ ${city} }} | strip </b>', '<b>{{ ${city} | strip }} </b>'],
  ['unused-variable', 'a {% assign x = 1 %} b', 'a  b'],
  [
    'time-without-math',
    '{% if {{custom_attribute.${end}}} > now %}{% endif %}',
    "{% assign end_seconds = {{custom_attribute.${end}}} | date: '%s' | plus: 0 %}{% assign now_seconds = 'now' | date: '%s' | plus: 0 %}{% if end_seconds > now_seconds %}{% endif %}",
  ],
  ['cc-malformed-url', '{% connected_content https:/a.com/b %}', '{% connected_content https://a.com/b %}'],
  ['cc-malformed-url', "{% connected_content 'a.com/{{b}}' %}", '{% connected_content https://a.com/{{b}} %}'],
  ['get-with-body', '---\nmethod: GET\nurl: https://a.com\n---\na', '---\nmethod: POST\nurl: https://a.com\n---\na'],
  ['abort-reason-literal', '{% abort_message(no city) %}', "{% abort_message('no city') %}"],
  ['liquid-in-html-comment', '<!-- {{x}} -->', '{% comment %} {{x}} {% endcomment %}'],
];

test('fixes', () => {
  for (const [code, before, after, setting] of TABLE) assert.equal(fixed(before, code, setting), after, code);
});

test('fixes in front matter', () => {
  const file = (url: string): string => `---\nurl: ${url}\nheaders:\n  A: b\n---\ntext`;
  assert.equal(
    fixed(file('{{content_blocks.${a}}}/x'), 'frontmatter-invalid'),
    file('|-\n  {{content_blocks.${a}}}/x'),
  );
  // What is put into a YAML string is written as the string's quotes want it.
  const unquoted = '{% if ${city} == Paris %}x{% endif %}';
  assert.equal(
    fixed(file(`'${unquoted}'`), 'unquoted-string-compare'),
    file(`'${unquoted.replace('Paris', "''Paris''")}'`),
  );
  const curly = (quote: string): string => `"https://a.com/{{ ${quote}b${quote} | upcase }}"`;
  assert.equal(fixed(file(curly('“').replace('“ |', '” |')), 'curly-quotes'), file(curly('\\"')));
  const whitespace = '|-\n  {% assign a = 1 %}\n  https://a.com/{{a}}';
  assert.equal(fixed(file(whitespace), 'webhook-url-whitespace'), file('|-\n  {% assign a = 1 %}https://a.com/{{a}}'));
});

test('a header that is missing is added', () => {
  const file = (headers: string): string => `---\nurl: https://a.com\nheaders:\n${headers}---\n{"a": 1}`;
  assert.equal(
    fixed(file('  A: b\n'), 'content-type-missing', { path: 'a.webhook.liquid' }),
    file('  Content-Type: application/json\n  A: b\n'),
  );
});

const printed = spawnSync(process.execPath, ['scripts/rules-doc.mjs', '--json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 24,
});
const docs = JSON.parse(printed.stdout) as readonly { readonly code: string; readonly bad: readonly string[] }[];

/** Rules whose sample has no certain mending: what is right has to be found out, or thought about, by somebody. */
const NO_FIX: ReadonlySet<string> = new Set([
  'syntax-error',
  'filter-arity',
  'api-trigger-outside',
  'canvas-tags-in-campaign',
  'catalog-items-before-tag',
  'content-block-depth',
  'liquid-outside-body',
  'promotion-in-branch',
  'promotion-in-iam',
  'translation-nesting',
  'cc-inline-secret',
  'cc-placeholder',
  'cc-port',
  'cc-unchecked-result',
  'cc-use-before-call',
  'cc-variable-scope',
  'webhook-url',
  'end-before-start',
  'payload-invalid',
  'payload-placeholder',
]);

/** Fixes that write down what the user has to fill in. */
const TO_BE_FILLED: Readonly<Record<string, string>> = { 'webhook-header': 'cc-placeholder' };

for (const { code, bad } of docs) {
  test(`${code}: each fix of its samples mends what it is for, and brings nothing new`, () => {
    for (const sample of bad) {
      const { document, findings, workspace } = check(sample);
      const context = { docset: builtinDocset, workspace };
      const own = findings.filter((finding) => finding.code === code);
      const fixes = own.flatMap((finding) => fixesFor(finding, document, context));
      if (own.length > 0 && !/^-- /m.test(sample)) assert.equal(fixes.length === 0, NO_FIX.has(code), sample);
      for (const fix of fixes) {
        const text = applied(sample, fix);
        const left = check(text).findings;
        assert.ok(left.filter((finding) => finding.code === code).length < own.length, `${fix.title}: ${text}`);
        const known = new Set([...findings.map((finding) => finding.code), TO_BE_FILLED[code]]);
        const fresh = left.filter((finding) => !known.has(finding.code) && /error|warning/.test(finding.severity));
        assert.deepEqual(
          fresh.map(({ message }) => message),
          [],
          `${fix.title}: ${text}`,
        );
      }
    }
  });
}
