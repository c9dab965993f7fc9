/** What rules say and what they leave alone, a line a case. Hints and information are only looked at where they are meant. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { readMarkdown } from '../../server/src/document';
import { checkDocument } from '../../server/src/rules';
import { emptyWorkspace } from '../../server/src/workspace';
import { check, type Setting } from '../helpers/check';

/** The errors and warnings of a text, with what they stand at: `code "text"`. */
function unclean(text: string, setting?: Setting): readonly string[] {
  return check(text, setting)
    .findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, span }) => `${code} "${text.slice(span.start, span.end)}"`);
}

/** Whether a code is found, whatever its severity. */
function has(code: string, text: string, setting?: Setting): boolean {
  return check(text, setting).findings.some((finding) => finding.code === code);
}

function cases(title: string, table: readonly (readonly [string, readonly string[], Setting?])[]): void {
  test(title, () => {
    for (const [text, expected, setting] of table) assert.deepEqual(unclean(text, setting), expected, text);
  });
}

const BLOCK = { path: 'content_blocks/a.liquid' };

cases('filters behind the braces', [
  ['{{${city}}} | upcase', ['filter-outside-output "| upcase"']],
  ['"{{${city}}} | upcase"', ['filter-outside-output "| upcase"']],
  ["{{${city}}} | default: 'x' there", ['filter-outside-output "| default: \'x\'"']],
  ['{{${city}}} | Sale', []],
  ['{{${city}}} | sale', []],
  ['{{${city}}} | size matters', []],
  ['{{${city}}} | plus', []],
  ['{{${city}}} | {{${country}}}', []],
]);

cases('names of variables', [
  ['{{ nobody }}', ['undefined-variable "nobody"']],
  ['{{ first_name }}', ['undefined-variable "first_name"']],
  ['{% assign a = 1 %}{{ a }}', []],
  ['{{ a }}{% assign a = 1 %}', ['undefined-variable "a"']],
  ['{% assign a = a | plus: 1 %}{{ a }}', ['undefined-variable "a"']],
  ['{% for x in (1..3) %}{{ x }}{{ forloop.index }}{% endfor %}', []],
  ['{% for x in (1..3) %}{% endfor %}{{ x }}', ['undefined-variable "x"']],
  ['{% for x in (1..3) %}{{ x }}{% endfor %}{{ forloop.index }}', ['undefined-variable "forloop"']],
  ['{% for x in (1..3) %}{{ last }}{% assign last = x %}{% endfor %}', []],
  ['{% tablerow x in (1..3) %}{{ x }}{{ tablerowloop.col }}{% endtablerow %}', []],
  ['{% increment n %}{{ n }}', []],
  ['{% if a %}{% endif %}', ['undefined-variable "a"']],
  ['{% liquid\n  assign a = 1\n  echo a\n%}{{ a }}', []],
  ['{{ shopping_cart.products[0].price }}', []],
  ['{{ card.title }}', ['missing-key-braces "card.title"']],
  ['{{ card.title }}', [], BLOCK],
  ['{{ context }}{{ api_trigger_properties }}', []],
  ['{{$first_name}}', ['missing-key-braces "$first_name"']],
  ['{{$user_id}}}', ['missing-key-braces "$user_id}}}"']],
  ["{% if {{$time_zone}}} == 'yy' %}a{% endif %}", ['missing-key-braces "$time_zone}}}"']],
  ['{{ $frist_name | default: "x" }}', ['missing-key-braces "$frist_name"']],
  ['{% if $language == "de" %}Hallo{% endif %}', ['missing-key-braces "$language"']],
  ['{{custom_attribute.$points | plus: 1}}', ['missing-key-braces "$points"']],
  ['{{ "now" | time_zone: $time_zone | date: "%H" }}', ['missing-key-braces "$time_zone"']],
  ['{{ custom_attribute.title }}', ['missing-key-braces "custom_attribute.title"'], BLOCK],
  ['{{ passData | base64_encode }}', [], BLOCK],
  ['{% assign greeting = 1 %}{{ greting }}', ['undefined-variable "greting"'], BLOCK],
  ['{% assign event1 = 1 %}{{ event2 }}', [], BLOCK],
  ['{% capture passData %}x{% endcapture %}{{ passdata }}', ['case-mismatch-variable "passdata"'], BLOCK],
  ['{{content_blocks.${unknown}}}{{ title }}', []],
  ['{{content_blocks.${Header}}}', ['case-mismatch-content-block "Header"'], { blocks: { header: 'x' } }],
  ['{{content_blocks.${known}}}{{ title }}', [], { blocks: { known: '{% assign title = 1 %}' } }],
  [
    '{{content_blocks.${known}}}{{ titel }}',
    ['undefined-variable "titel"'],
    { blocks: { known: '{% assign title = 1 %}' } },
  ],
  [
    '{{content_blocks.${outer}}}{{ title }}',
    [],
    { blocks: { outer: '{{content_blocks.${inner}}}', inner: '{% assign title = 1 %}' } },
  ],
]);

cases('answers of Connected Content', [
  ['{% connected_content https://example.com %}{{ connected.title }}', []],
  ['{% connected_content https://example.com :save a %}{{ a.title }}', []],
  ['{{ a.title }}{% connected_content https://example.com :save a %}', ['cc-use-before-call "a"']],
  ['{% connected_content https://example.com :save a %}{{ connected.x }}', ['undefined-variable "connected"']],
  ['{% connected_content https://example.com?q={{custom_attribute.${q} | url_param_escape}} %}', []],
  ['{% connected_content https://example.com?id={{${user_id}}} %}', []],
  ['{% connected_content https://example.com/{{${email_address}}} %}', []],
  ['{% connected_content https://example.com:443/a %}', []],
  ['{% connected_content {{content_blocks.${base}}}/a %}', []],
  ['{% connected_content %}', ['cc-malformed-url "connected_content"']],
  ['{% connected_content <CERTONA_REST_URL> :save r %}{{ r.x }}', ['cc-placeholder "<CERTONA_REST_URL>"']],
  [
    '{% connected_content YOUR_BRAZE_ENDPOINT/users/export/ids :save r %}{{ r.x }}',
    ['cc-placeholder "YOUR_BRAZE_ENDPOINT"'],
  ],
  ['{% connected_content YOUR API ENDPOINT/v1?id={{${user_id}}} :save r %}{{ r.x }}', ['cc-placeholder "YOUR API"']],
  ['{% connected_content https://[insert_host].example.com/a :save r %}{{ r.x }}', ['cc-placeholder "[insert_host]"']],
  [
    '{% connected_content https://example.com :headers {"auth-token": "YOUR_DOTS.ECO_TOKEN"} %}',
    ['cc-placeholder "YOUR_DOTS.ECO_TOKEN"'],
  ],
  ['{% connected_content https://example.com<br> :save r %}{{ r.x }}', []],
  ['{% connected_content https://example.com/a b=1 :save r %}{{ r.x }}', ['cc-malformed-url "b=1"']],
  [
    '{% connected_content https://example.com/\n  a?b={{${user_id}}} :save r %}{{ r.x }}',
    ['cc-malformed-url "a?b={{${user_id}}}"'],
  ],
  [
    '{% connected_content https://example.com/a save r %}{{ r.x }}',
    ['cc-unknown-option "save"', 'undefined-variable "r"'],
  ],
  ['{% connected_content https://example.com :headers {"apikey": "xxxxx"} %}', []],
  ['{% connected_content https://example.com :cache_max_age :retry %}', []],
  ['{% connected_content https:/<host>/a :save r %}{{ r.x }}', ['cc-malformed-url "https:/<host>/a"']],
  ['{% connected_content https://example.com?lat={{${most_recent_location}.latitude}} %}', []],
  [
    '{% connected_content https://example.com?q={{${most_recent_location}.city}} %}',
    ['cc-url-escape "{{${most_recent_location}.city}}"'],
  ],
  ['{% connected_content https://example.com?q={{custom_attribute.${city_lng}}} %}', []],
  ['{% connected_content https://example.com?apikey={{content_blocks.${key}}} %}', []],
  [
    '{% connected_content https://example.com :headers {"Authorization": "Bearer {{x}}"} %}',
    ['undefined-variable "x"'],
  ],
  ['{% connected_content https://example.com :headers {{content_blocks.${headers}}} %}', []],
  ['{% connected_content https://example.com :headers {"A": {{content_blocks.${value}}}} %}', []],
  ['{% connected_content https://example.com :method post :body {"a":"b"} %}', []],
  ["{% connected_content https://example.com :method post :body a={{${city} | append: ' x'}} %}", []],
  ['{% connected_content https://example.com :method {{content_blocks.${m}}} :body a=b %}', []],
  ['{% connected_content https://example.com :cache_max_age 14400 %}', []],
  ['{% connected_content https://example.com :cache_max_age 14401 %}', ['cc-cache-range "14401"']],
]);

cases('attributes and namespaces', [
  ['{{${fist_name} | default: "x"}}', ['unknown-attribute "fist_name"']],
  ['{{${time_zone.$} | default: "x"}}', ['unknown-attribute "time_zone.$"']],
  ['{{campaign.${user_id}}}', ['unknown-attribute "user_id"']],
  ['{{custom_attribute.${anything at: all} | default: 1}}', []],
  ['{{subscribed_state.${12345678-1234-1234-1234-123456789012}}}', []],
  ['{{customer_attribute.${x}}}', ['unknown-namespace "customer_attribute"']],
  ['{{custom_attribute.${a[0]} | default: 1}}', ['index-inside-key "[0]"']],
  ['{{${}}}', ['syntax-error "${}"']],
]);

cases('filters', [
  ["{{ 'x' | nofilter }}", ['unknown-filter "nofilter"']],
  ["{{ 'x' | lstrip }}", ['unsupported-filter "lstrip"']],
  ["{{ 'x' | base64_decode }}", []],
  ["{{ 'x' | append }}", ['filter-arity "append"']],
  ["{{ 'x' | upcase: 1 }}", ['filter-arity "upcase: 1"']],
  ["{{ 'x' | default: 'y', allow_false: true }}", []],
  ["{{ 'x' | replace: 'a' }}", []],
  ["{{ 'x' | slice: 1, 2, 3 }}", ['filter-arity "slice: 1, 2, 3"']],
  ["{{ 'x' | }}", ['syntax-error "|"']],
]);

cases('tags', [
  ['{% foo %}', ['unknown-tag "foo"']],
  ['{% elseif %}', ['unknown-tag "elseif"']],
  ['{% render "x" %}', ['unsupported-theme-tag "render"']],
  ['{% # a comment %}{% comment %} {% foo %} {% endcomment %}{% raw %}{% foo %}{% endraw %}', []],
  ['{% assign list = "a" | split: "" %}{% list %}', ['cc-output-as-tag "list"']],
  ['{% abort_message %}{% abort_message() %}{% abort_message("x") %}{% abort_message () %}', []],
  ['{% abort_message(reason) %}', ['abort-reason-literal "reason"']],
  ['{% abort_message("for {{${user_id}}}") %}', ['abort-reason-literal ""for {{${user_id}}}""']],
  ['{% message_extras :key a :value {{${user_id}}} %}', []],
  ['{% message_extras :key a %}', ['message-extras-shape "message_extras :key a"']],
  ['{% translation a %}x{% endtranslation %}{% translation a %}y{% endtranslation %}', ['translation-nesting "a"']],
  ['{% catalog_items Games 1234 abc {{custom_attribute.${id}}} %}{{items[0].title}}', []],
  ['{% promotion("a") %}{% promotion("b") %}', []],
  ['{% if true %}{% promotion("a") %}{% else %}{% promotion("a") %}{% endif %}', []],
  ['{% if true %}{% promotion("a") %}{% promotion("b") %}{% endif %}', []],
]);

cases('conditions', [
  ["{% if ${language} == 'en' and ${city} == 'Paris' and ${country} == 'FR' %}{% endif %}", []],
  [
    "{% if ${language} == 'en' or ${city} == 'Paris' and ${country} == 'FR' %}{% endif %}",
    ["mixed-and-or \"${language} == 'en' or ${city} == 'Paris' and ${country} == 'FR'\""],
  ],
  ['{% if ${city} == Paris %}{% endif %}', ['unquoted-string-compare "Paris"']],
  ['{% case ${city} %}{% when Paris %}{% endcase %}', ['unquoted-string-compare "Paris"']],
  ["{% assign paris = 'x' %}{% if ${city} == Paris %}{{paris}}{% endif %}", ['case-mismatch-variable "Paris"']],
  ["{% if custom_attribute.${zip} == '12345' %}{% endif %}", []],
  ["{% if custom_attribute.${points} > '100' %}{% endif %}", ['quoted-number-compare "\'100\'"']],
  ["{% if ${random_bucket_number} == '100' %}{% endif %}", ['quoted-number-compare "\'100\'"']],
  ["{% if ${first_name} == 'true' %}{% endif %}", []],
  ["{% assign y = 'now' | date: '%Y' %}{% if y == '2026' %}{% endif %}", []],
  ["{% assign y = 'now' | date: '%Y' %}{% if y >= 2026 %}{% endif %}", ['string-vs-number "y"']],
  ["{% assign y = 'now' | date: '%Y' | plus: 0 %}{% if y >= 2026 %}{% endif %}", []],
  ["{% assign y = 'now' | date: '%Y' | times: 1 %}{% if y >= 2026 %}{% endif %}", []],
  ["{% assign n = 'a,b' | split: ',' | size %}{% if n > 1 %}{% endif %}", []],
  ['{% capture n %}5{% endcapture %}{% if n > 1 %}{% endif %}', ['string-vs-number "n"']],
  ['{% if true %}{% assign n = 5 %}{% else %}{% capture n %}5{% endcapture %}{% endif %}{% if n > 1 %}{% endif %}', []],
  [
    "{% if ${last_used_app_date} > '2026-01-01' %}{% endif %}",
    ['time-without-math "${last_used_app_date} > \'2026-01-01\'"'],
  ],
  ["{% if targeted_device.${platform} == 'ios' or targeted_device.${platform} == '' %}{% endif %}", []],
  ["{% case {{most_recently_used_device.${platform}}} %}{% when 'IOS' %}{% endcase %}", ['platform-case "\'IOS\'"']],
  ["{% if sms.${inbound_media_urls} == 'x' %}{% endif %}", ['array-equality "=="']],
  [
    "{{ custom_attribute.${tags} | join: ',' | default: '' }}{% if custom_attribute.${tags} == 'x' %}{% endif %}",
    ['array-equality "=="'],
  ],
  ["{% if custom_attribute.${status} == 'x' %}{% endif %}", []],
]);

test('an array by its name, unless a sample user knows better', () => {
  const codes = (key: string, setting?: Setting): readonly string[] =>
    unclean(`{% if custom_attribute.\${${key}} == 'x' %}{% endif %}`, setting);
  const user = (values: Readonly<Record<string, unknown>>): Setting => ({
    workspace: { users: [{ label: 'Ada', uri: null, data: { custom_attributes: values }, notes: [] }] },
  });
  const found = ['array-equality "=="'];
  assert.deepEqual(codes('shows'), []);
  assert.deepEqual(codes('shows', user({ shows: ['a'] })), found);
  assert.deepEqual(codes('last_viewed_shows'), found);
  assert.deepEqual(codes('last_viewed_shows', user({ last_viewed_shows: 'a' })), []);
});

cases('URLs and HTML', [
  ['utm_campaign={{campaign.${name}}}', []],
  [
    '<a href="https://example.com/?utm_campaign={{campaign.${name}}}">',
    ['campaign-name-in-url "{{campaign.${name}}}"'],
  ],
  [
    '<a href="https://example.com/?a=1&c={{canvas.${variant_name}}}">',
    ['campaign-name-in-url "{{canvas.${variant_name}}}"'],
  ],
  ['{{content_blocks.${url}}}?utm_campaign={{campaign.${name}}}', ['campaign-name-in-url "{{campaign.${name}}}"']],
  ['{% assign url = "https://example.com" %}https://x.com/?next={{url | url_encode}}', []],
  ['{% assign url = "https://example.com" %}<a href="{{url | url_encode}}">', ['url-encode-whole-url "url_encode"']],
  ['<!--[if mso]>{{${city} | default: 1}}<![endif]-->', []],
  ['<!-- {{${city} | default: 1}} -->', ['liquid-in-html-comment "{{${city} | default: 1}}"']],
  ['{% if true %}<!-- {{${city} | default: 1}} -->{% endif %}', ['liquid-in-html-comment "{{${city} | default: 1}}"']],
  ['{% comment %}<!-- {{x}} -->{% endcomment %}<!-- {% comment %}{{x}}{% endcomment %} -->', []],
  ['---\nkind: email\n---\n{{${city} | default: 1}}', []],
  ['---\nkind: email\n---\n{% if true %}<body>{{${city} | default: 1}}</body>{% endif %}', []],
  ['---\nkind: email\n---\n<body>x</body>{{${city} | default: 1}}', ['liquid-outside-body "{{${city} | default: 1}}"']],
]);

test('rules of channels and senders stay silent where neither is known', () => {
  for (const text of [
    '{{targeted_device.${id} | default: 1}}',
    '{{campaign.${dispatch_id}}}',
    '{{canvas.${name}}}',
    '{{event_properties.${x} | default: 1}}',
    '{{api_trigger_properties.${x} | default: 1}}',
    "{% promotion('x') %}",
    '{% connected_content https://example.com :retry %}',
  ]) {
    assert.deepEqual(unclean(text), [], text);
  }
});

test('a default value is asked for where nothing looks before', () => {
  const asks = (text: string): boolean => has('missing-default', text);
  assert.ok(asks('{{${first_name}}}'));
  assert.ok(asks('{{custom_attribute.${x} | upcase}}'));
  assert.ok(asks('{{event_properties.${a}[0].b}}'));
  assert.ok(!asks("{{${first_name} | default: 'x'}}"));
  assert.ok(!asks('{% if ${first_name} != blank %}{{${first_name}}}{% endif %}'));
  assert.ok(!asks('{% if {{${first_name}}} == blank %}{% abort_message() %}{% endif %}{{${first_name}}}'));
  assert.ok(!asks('{{campaign.${name}}}{{content_blocks.${x}}}{{${set_user_to_subscribed_url}}}'));
  assert.ok(!asks('{% assign x = ${first_name} %}'));
});

test('a name in other letter case is one mistake', () => {
  const found = check("{% assign eventTZ = 'UTC' %}{{ eventTz }}").findings;
  assert.deepEqual(
    found.map(({ code }) => code),
    ['case-mismatch-variable'],
  );
});

test('hints', () => {
  assert.ok(has('integer-division', '{{ 7 | divided_by: 2 }}'));
  assert.ok(!has('integer-division', '{{ 7.0 | divided_by: 2 }}'));
  assert.ok(!has('integer-division', '{{ 7 | times: 1.0 | divided_by: 2 }}'));
  assert.ok(!has('integer-division', '{{ 7 | divided_by: 2 | floor }}'));
  assert.ok(has('cc-unchecked-result', '{% connected_content https://a.com :save a %}{{a.b}}'));
  assert.ok(!has('cc-unchecked-result', "{% connected_content https://a.com :save a %}{{a.b | default: 'x'}}"));
  assert.ok(!has('cc-unchecked-result', '{% connected_content https://a.com :save a %}{% if a.b %}{{a.b}}{% endif %}'));
  assert.ok(has('unused-variable', '{% assign a = 1 %}'));
  assert.ok(!has('unused-variable', '{% assign a = 1 %}', BLOCK));
  assert.ok(!has('unused-variable', '{% assign a = 1 %}{{content_blocks.${x}}}'));
  assert.ok(!has('unused-variable', '{% assign a = 1 %}{{content_blocks.${x}}}', { blocks: { x: '{{a}}' } }));
  assert.ok(has('unused-variable', '{% assign a = 1 %}{{content_blocks.${x}}}', { blocks: { x: '' } }));
  assert.ok(!has('default-on-whitespace', "{% capture a %}{{x}}{% endcapture %}{{a | default: 'x'}}"));
  assert.ok(!has('default-on-whitespace', "{%- capture a -%} {{x}} {%- endcapture -%}{{a | default: 'x'}}"));
});

test('content blocks nested too deep', () => {
  const blocks = {
    a: '{{content_blocks.${b}}}',
    b: '{{content_blocks.${c}}}',
    c: 'x',
    self: '{{content_blocks.${self}}}',
  };
  const deep = (text: string, setting?: Setting): boolean => has('content-block-depth', text, { blocks, ...setting });
  assert.ok(deep('{{content_blocks.${a}}}'));
  assert.ok(!deep('{{content_blocks.${b}}}'));
  assert.ok(deep('{{content_blocks.${b}}}', BLOCK));
  assert.ok(!deep('{{content_blocks.${c}}}', BLOCK));
  assert.ok(deep('{{content_blocks.${self}}}'));
});

const ROKT = (url: string, more = ''): string => `---
partner: rokt-calendar/update-event
${more}url: |-
  ${url}
headers:
  Authorization: |-
    Bearer {% connected_content https://api.roktcalendar.com/oauth2/token :method post :basic_auth rokt :body grant_type=client_credentials :save token :retry %}{{token.access_token}}
  Content-Type: application/json
---
{"event": {"eventId": "Event_0001", "title": "Sale", "start": "2027-05-20T15:00:00", "end": "2027-05-20T16:00:00", "timezone": "UTC", "notifyBefore": 15}}
`;

test('the URL of a partner', () => {
  const wrong = (url: string): boolean => has('webhook-url', ROKT(url), { path: 'a.webhook.liquid' });
  const right = 'https://api.roktcalendar.com/v1/subscriptionevent/';
  assert.ok(!wrong(`${right}acme/update`));
  assert.ok(!wrong(`${right}{{custom_attribute.\${a}}}/update`));
  assert.ok(!wrong('{{content_blocks.${base}}}/update'));
  assert.ok(!wrong(`{% if true %}${right}{% else %}{{content_blocks.\${base}}}{% endif %}x/update`));
  assert.ok(!wrong(`{% assign a = 'x' %}{% if a == blank %}{% abort_message('no') %}{% endif %}${right}{{a}}/update`));
  assert.ok(
    wrong(
      `{% assign a = 'x' %}{% if a == blank %}{% abort_message('no') %}{% endif %}https://api.roktcalendar.com/v2/{{a}}`,
    ),
  );
  assert.ok(wrong(`${right}acme`));
  assert.ok(wrong('http://api.roktcalendar.com/v1/subscriptionevent/acme/update'));
});

test('a body alone gets no findings about URL, method and headers', () => {
  const text = '---\npartner: rokt-calendar/update-event\n---\n{"event": {}}';
  const found = check(text, { path: 'a.webhook.liquid' }).findings.map(({ code }) => code);
  assert.deepEqual(
    found.filter((code) => /^webhook-|content-type/.test(code)),
    [],
  );
});

test('headers', () => {
  const text = ROKT('https://api.roktcalendar.com/v1/subscriptionevent/a/update');
  const path = { path: 'a.webhook.liquid' };
  assert.deepEqual(unclean(text, path), []);
  assert.deepEqual(unclean(text.replace('Authorization', 'Autorisation'), path), [
    'translated-header-name "Autorisation"',
  ]);
  assert.deepEqual(
    unclean(text.replace('Bearer', 'Porteur'), path).map((one) => one.split(' ')[0]),
    ['webhook-header'],
  );
  assert.deepEqual(unclean(text.replace('application/json', 'text/plain'), path)[0], 'webhook-header "text/plain"');
  assert.deepEqual(unclean(text.replace('  Content-Type: application/json\n', ''), path), ['webhook-header "headers"']);
  assert.deepEqual(unclean(ROKT('https://api.roktcalendar.com/v1/subscriptionevent/a/update', 'method: PUT\n'), path), [
    'webhook-method "PUT"',
  ]);
});

test('a condition that asks for blank too misses nothing', () => {
  const code = 'empty-string-vs-blank';
  assert.equal(has(code, '{% if ${first_name} != blank and ${first_name} != null %}a{% endif %}'), false);
  assert.equal(has(code, "{% if ${first_name} == '' or {{${first_name}}} == blank %}a{% endif %}"), false);
  assert.equal(has(code, '{% if ${last_name} != blank and ${first_name} != null %}a{% endif %}'), true);
  assert.equal(has(code, '{% if ${first_name} != blank %}{% elsif ${first_name} != nil %}a{% endif %}'), true);
});

test('names that a page leaves open for another tool are no variables', () => {
  const onPage = (markdown: string): readonly string[] => {
    const place = { docset: builtinDocset, config: emptyWorkspace.config, root: 'file:///w' };
    return readMarkdown('file:///w/a.md', markdown, place)
      .flatMap((document) => checkDocument(document, { docset: builtinDocset, workspace: emptyWorkspace }))
      .flatMap(({ code, severity }) => (severity === 'error' || severity === 'warning' ? [code] : []));
  };
  const fence = (text: string): string => `# Braze\n\n\`\`\`liquid\n${text}\n\`\`\`\n`;
  assert.deepEqual(onPage(fence('GET https://{{instance_url}}/users/track?prompt={{prompt}}')), []);
  assert.deepEqual(onPage(fence('Hi {{first_name}}')), ['undefined-variable']);
  assert.deepEqual(onPage(fence('{{passDatapassData | base64_encode}}')), ['undefined-variable']);
  assert.deepEqual(onPage(fence('Hi {{${first_name}}}, {{prompt}}')), ['undefined-variable']);
  assert.deepEqual(onPage(fence('{% assign a = 1 %}{{ b }}')), ['undefined-variable']);
});

test('attributes in the text without braces', () => {
  const code = 'bare-attribute';
  for (const bare of [
    'Hi ${first_name},',
    '{"external_id": "${user_id}"}',
    'You have custom_attribute.${points} points',
    '<p>${language}</p><script>let a = 1</script>',
  ]) {
    assert.ok(has(code, bare), bare);
  }
  for (const fine of [
    '{{${first_name}}}',
    '{% if ${first_name} == blank %}a{% endif %}',
    '{% connected_content https://example.com?l=${language} :rerender %}',
    'Only ${price} today, `${name}`',
    '<script>const a = `${language}`</script>',
    '{% raw %}${first_name}{% endraw %}{% comment %}${first_name}{% endcomment %}',
    '{${first_name}}',
    '$' + '{{${first_name}}}',
  ]) {
    assert.equal(has(code, fine), false, fine);
  }
});

cases('a slip in the name of a tag is told once, where it stands', [
  ["{% unles ${language} == 'de' %}Hallo{% else %}Hello{% endunless %}", ['unknown-tag "unles"']],
  ["{% asign city = 'Bonn' %}{{ city }}, {{ city }}", ['unknown-tag "asign"']],
  ["{% asign city = 'Bonn' %}{{ town }}", ['unknown-tag "asign"', 'undefined-variable "town"']],
  ["{% asign city = 'Bonn' %}{% endif %}", ['unknown-tag "asign"', 'stray-end-tag "{% endif %}"']],
  [
    "{% unles ${language} == 'de' %}Hallo{% endunless %}{% endunless %}",
    ['unknown-tag "unles"', 'stray-end-tag "{% endunless %}"'],
  ],
  ["{{ city }}{% asign city = 'Bonn' %}", ['undefined-variable "city"', 'unknown-tag "asign"']],
]);

cases('Liquid in the language of a translated page', [
  ["{% si ${language} == 'fr' %}Salut{% sinon %}Hello{% endif %}", ['unknown-tag "si"', 'unknown-tag "sinon"']],
  ["{% wenn ${language} == 'de' %}Hallo{% endif %}", ['unknown-tag "wenn"']],
  ['{% if custom_attribute.${town} == vide %}x{% endif %}', ['unquoted-string-compare "vide"']],
  ['{% assign n = 5 | moins: 2 %}{{ n }}', ['unknown-filter "moins"']],
]);

test('a content block that the workspace has under nearly this name', () => {
  const blocks = { header: 'x', footer_1: 'x' };
  const is = (name: string): boolean => has('missing-content-block', `{{content_blocks.\${${name}}}}`, { blocks });
  assert.deepEqual(['heder', 'header', 'Header', 'footer_2', 'legal'].map(is), [true, false, false, false, false]);
});
