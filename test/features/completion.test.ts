import { test } from 'node:test';
import { complete, completeEdit, completeFirst, completeNot, completeOnly } from '../helpers/features';

const ROKT = `---
kind: webhook
partner: rokt-calendar/new-event
---
`;
const EVENT = `{% comment %} partner: rokt-calendar/new-event {% endcomment %}
`;

test('attributes: default ones behind ${', () => {
  complete('{{${█', ['first_name', 'email_address', 'user_id']);
  complete('{{${█}}}', ['first_name', 'last_name', 'time_zone']);
  complete('{{${fi█}}}', ['first_name']);
  complete('{{ ${fi█ }}', ['first_name']);
  complete('Hi {{${fi█', ['first_name']);
  complete('{% if ${lang█ == "en" %}{% endif %}', ['language']);
  complete('{% if {{${user█}}} %}{% endif %}', ['user_id']);
  complete('{{ "now" | time_zone: ${ti█} }}', ['time_zone']);
  complete('{% connected_content https://x.com?l=${la█} %}', ['language', 'last_name']);
  completeNot('{{${█}}}', ['custom_attribute', 'address', 'upcase', 'fist_name']);
});

test('attributes: the edit replaces the whole word and adds only what is missing', () => {
  completeEdit('{{${fi█', 'first_name', '{{${first_name}}}');
  completeEdit('{{${fi█}', 'first_name', '{{${first_name}}}');
  completeEdit('{{${fi█}}', 'first_name', '{{${first_name}}}');
  completeEdit('{{${fi█}}}', 'first_name', '{{${first_name}}}');
  completeEdit('{{${fi█rst}}}', 'first_name', '{{${first_name}}}');
  completeEdit('{{${█last_name}}}', 'first_name', '{{${first_name}}}');
  completeEdit('{{${last_na█me}} there', 'last_name', '{{${last_name}}} there');
  completeEdit('{{ ${fi█ }}', 'first_name', '{{ ${first_name} }}');
  completeEdit('{{ ${fi█} }}', 'first_name', '{{ ${first_name} }}');
  completeEdit("{{ ${fi█ | default: 'you' }}", 'first_name', "{{ ${first_name} | default: 'you' }}");
  completeEdit("{{${fi█} | default: 'you'}}", 'first_name', "{{${first_name} | default: 'you'}}");
  completeEdit('{% if ${la█ == "fr" %}{% endif %}', 'language', '{% if ${language} == "fr" %}{% endif %}');
  completeEdit('{% if ${la█} == "fr" %}{% endif %}', 'language', '{% if ${language} == "fr" %}{% endif %}');
  completeEdit('{% if {{${la█}}} == "fr" %}{% endif %}', 'language', '{% if {{${language}}} == "fr" %}{% endif %}');
  completeEdit('{{${fi█\nBye {{${last_name}}}', 'first_name', '{{${first_name}}}\nBye {{${last_name}}}');
  completeEdit('{{custom_attribute.${loy█}}}', 'loyalty_tier', '{{custom_attribute.${loyalty_tier}}}');
  completeEdit('{{custom_attribute.${favorite co█lor}}}', 'favorite color', '{{custom_attribute.${favorite color}}}');
  completeEdit('{{custom_attribute.${█orders[0]}}}', 'address', '{{custom_attribute.${address[0]}}}');
});

test('attributes: without `${` typed', () => {
  completeEdit('{{ fir█ }}', '${first_name}', '{{ ${first_name} }}');
  completeEdit('{{fir█}}', '${first_name}', '{{${first_name}}}');
  completeEdit('{{ $█ }}', '${first_name}', '{{ ${first_name} }}');
  completeEdit('{{ fir█', '${first_name}', '{{ ${first_name}}}');
  completeEdit('{% if lang█ == "en" %}{% endif %}', '${language}', '{% if ${language} == "en" %}{% endif %}');
});

test('namespaces', () => {
  complete('{{ cus█ }}', ['custom_attribute']);
  complete('{{█}}', ['custom_attribute', 'event_properties', 'content_blocks', 'campaign']);
  completeEdit('{{ cus█ }}', 'custom_attribute', '{{ custom_attribute.${} }}');
  completeEdit('{{cus█}}', 'custom_attribute', '{{custom_attribute.${}}}');
  completeEdit('{{cus█', 'custom_attribute', '{{custom_attribute.${}}}');
  completeEdit('{{event█.${plan}}}', 'event_properties', '{{event_properties.${plan}}}');
  completeEdit('{% if cust█ %}{% endif %}', 'custom_attribute', '{% if custom_attribute.${} %}{% endif %}');
  completeEdit('{{ shop█ }}', 'shopping_cart', '{{ shopping_cart }}');
});

test('keys of open namespaces come from the docsets, the templates and the sample users', () => {
  complete('{{custom_attribute.${█}}}', ['rokt:subscription_id', 'loyalty_tier', 'address', 'favorite color']);
  complete('{{custom_attribute.${rokt:█}}}', ['rokt:account_code', 'rokt:subscription_id']);
  completeEdit(
    '{{custom_attribute.${rokt:sub█}}}',
    'rokt:subscription_id',
    '{{custom_attribute.${rokt:subscription_id}}}',
  );
  completeEdit('{{custom_attribute.${rokt:█', 'rokt:subscription_id', '{{custom_attribute.${rokt:subscription_id}}}');
  complete('{{event_properties.${█}}}', ['songs', 'total']);
  completeNot('{{event_properties.${█}}}', ['address', 'first_name']);
  complete('{{campaign.${█}}}', ['name', 'api_id']);
  complete('{{most_recently_used_device.${pl█}}}', ['platform']);
});

test('values of a variable that becomes a field', () => {
  completeEdit(
    `${EVENT}{% assign tz = █ %}{ "event": { "timezone": "{{tz}}" } }`,
    'UTC',
    `${EVENT}{% assign tz = 'UTC' %}{ "event": { "timezone": "{{tz}}" } }`,
  );
  completeEdit(
    `${EVENT}{% assign tz = 'U█' %}{ "event": { "timezone": "{{tz | json_escape}}" } }`,
    'UTC',
    `${EVENT}{% assign tz = 'UTC' %}{ "event": { "timezone": "{{tz | json_escape}}" } }`,
  );
  completeNot(`${EVENT}{% assign other = '█' %}{ "event": { "timezone": "{{tz}}" } }`, ['UTC']);
});

test('keys behind a namespace and a dot', () => {
  complete('{{ content_blocks.█ }}', ['${footer}']);
  completeEdit('{{ content_blocks.fo█ }}', '${footer}', '{{ content_blocks.${footer} }}');
  completeEdit('{{ custom_attribute.$█ }}', '${loyalty_tier}', '{{ custom_attribute.${loyalty_tier} }}');
  completeEdit('{{ custom_attribute.loy█ }}', '${loyalty_tier}', '{{ custom_attribute.${loyalty_tier} }}');
});

test('content blocks', () => {
  completeOnly('{{content_blocks.${█}}}', ['footer', 'greeting']);
  completeOnly('{{content_blocks.${█}}}', ['greeting'], 'file:///w/content_blocks/footer.liquid');
  completeEdit('{{content_blocks.${gr█}}}', 'greeting', '{{content_blocks.${greeting}}}');
});

test('filters', () => {
  complete('{{ name | up█ }}', ['upcase']);
  complete('{{ name | █ }}', ['upcase', 'default', 'date']);
  complete('{{ name |█ }}', ['upcase']);
  complete('{{ name | █', ['upcase']);
  complete('{{ name | upcase | tr█', ['truncate']);
  complete("{% assign a = 'x' | spl█ %}", ['split']);
  complete('{{custom_attribute.${x} | js█}}', ['json_escape', 'json_parse']);
  completeEdit('{{ name | up█ }}', 'upcase', '{{ name | upcase }}');
  completeEdit('{{ name | up█ | strip }}', 'upcase', '{{ name | upcase | strip }}');
  completeEdit('{{ name | █downcase }}', 'upcase', '{{ name | upcase }}');
  completeEdit('{{ name | app█ }}', 'append', '{{ name | append:  }}');
  completeEdit('{{ name | def█ }}', 'default', '{{ name | default:  }}');
  completeEdit("{{ name | def█: 'you' }}", 'default', "{{ name | default: 'you' }}");
  completeNot('{{ na█me }}', ['upcase']);
});

test('filters that take what comes before are ahead', () => {
  completeFirst("{{ 'a,b' | split: ',' | █ }}", [
    'default',
    'json_escape',
    'first',
    'size',
    'as_json_string',
    'compact',
  ]);
  completeFirst('{{ 2 | plus: 1 | █ }}', ['plus', 'default', 'minus', 'times', 'divided_by', 'round', 'abs']);
  completeFirst('{{custom_attribute.${orders} | █}}', [
    'default',
    'json_escape',
    'first',
    'size',
    'as_json_string',
    'compact',
  ]);
  completeNot('{{ x | █ }}', ['']);
  complete('{{ x | █ }}', ['id']);
});

test('filter arguments', () => {
  complete("{{ 'now' | time_zone: █ }}", ['Europe/Paris', 'America/New_York', 'UTC']);
  complete("{{ 'now' | time_zone: 'Europe/█' }}", ['Europe/Paris', 'Europe/Berlin']);
  completeEdit("{{ 'now' | time_zone: 'Eu█' }}", 'Europe/Paris', "{{ 'now' | time_zone: 'Europe/Paris' }}");
  completeEdit("{{ 'now' | time_zone: █ }}", 'Europe/Paris', "{{ 'now' | time_zone: 'Europe/Paris' }}");
  completeEdit("{{ 'now' | date: '█' }}", '%Y-%m-%d', "{{ 'now' | date: '%Y-%m-%d' }}");
  completeEdit('{{ \'now\' | date: "%Y-█%m" }}', '%Y-%m-%d', '{{ \'now\' | date: "%Y-%m-%d" }}');
  complete('{% assign n = 1 %}{{ 2 | plus: █ }}', ['n']);
  complete('{% assign n = 1 %}{{ 2 | plus: {{█}} }}', ['n', 'custom_attribute']);
});

test('tags', () => {
  complete('{% █ %}', ['assign', 'if', 'connected_content', 'abort_message']);
  complete('{%█%}', ['assign', 'if']);
  complete('{% █', ['assign', 'if']);
  complete('{%- as█ -%}', ['assign']);
  completeNot('{% █ %}', ['else', 'when', 'endif', 'elsif']);
  completeEdit('{% as█ %}', 'assign', '{% assign name = value %}');
  completeEdit('{% as█', 'assign', '{% assign name = value %}');
  completeEdit('{% assi█ x = 1 %}', 'assign', '{% assign x = 1 %}');
  completeEdit('{% i█ %}', 'if', '{% if condition %}{% endif %}');
  completeEdit('{% cap█', 'capture', '{% capture name %}{% endcapture %}');
  completeEdit('{% conn█ %}', 'connected_content', '{% connected_content https://example.com/path :save answer %}');
  completeEdit('{%█%}', 'break', '{%break%}');
});

test('ends and branches of the block around come first', () => {
  completeFirst('{% if a %}{% █ %}', ['endif', 'elsif', 'else']);
  completeFirst('{% case a %}{% when 1 %}{% █ %}', ['endcase', 'else', 'when']);
  completeFirst('{% if a %}{% for x in y %}{% end█ %}', ['endfor']);
  completeFirst('{% capture a %}{% e█', ['endcapture']);
  completeEdit('{% if a %}x{% end█', 'endif', '{% if a %}x{% endif %}');
  completeEdit('{% if a %}x{% end█ %}', 'endif', '{% if a %}x{% endif %}');
  completeEdit('{% if a %}x{% en█dif %}', 'endif', '{% if a %}x{% endif %}');
  completeEdit('{% if a %}x{% el█ %}y{% endif %}', 'else', '{% if a %}x{% else %}y{% endif %}');
  completeOnly('{% comment %} x {% end█ %}', ['endcomment']);
  completeOnly('{% raw %} x {% █', ['endraw']);
  complete('{% liquid\n  as█\n%}', ['assign']);
  complete('{% liquid\n  if a\n    █\n  endif\n%}', ['assign', 'endif', 'else']);
});

test('further lines are indented as the first', () => {
  completeEdit('{% liquid\n  i█\n%}', 'if', '{% liquid\n  if condition\n    \n  endif\n%}');
  completeEdit('{% liquid\n  cas█\n%}', 'case', "{% liquid\n  case value\n  when 'a'\n    \n  else\n  endcase\n%}");
  completeEdit('{% liquid\n  assi█\n%}', 'assign', '{% liquid\n  assign name = value\n%}');
  completeEdit('  {% liq█', 'liquid', '  {% liquid\n    assign name = value\n    \n  %}');
  completeEdit(
    '---\nurl: |-\n  {% liq█ %}\n---\n',
    'liquid',
    '---\nurl: |-\n  {% liquid\n    assign name = value\n     %}\n---\n',
  );
});

test('operators and what stands beside them', () => {
  complete('{% if a █ %}{% endif %}', ['==', '!=', 'contains', 'and', 'or']);
  complete('{% if a con█ %}{% endif %}', ['contains']);
  completeEdit('{% if a =█= 1 %}{% endif %}', '==', '{% if a == 1 %}{% endif %}');
  completeEdit('{% if a █!= 1 %}{% endif %}', '==', '{% if a == 1 %}{% endif %}');
  complete('{% if a == 1 █ %}{% endif %}', ['and', 'or']);
  complete('{% if a == b a█ %}{% endif %}', ['and']);
  complete('{% assign b = 1 %}{% if a == █ %}{% endif %}', ['b', 'blank', 'nil', 'true']);
  complete('{% assign b = 1 %}{% if a and █ %}{% endif %}', ['b']);
  completeNot('{% if a == █ %}{% endif %}', ['contains']);
  completeFirst('{% if {{${gender}}} == █ %}{% endif %}', ['M', 'F']);
  completeEdit('{% if ${gender} == █ %}{% endif %}', 'M', "{% if ${gender} == 'M' %}{% endif %}");
  completeEdit("{% if ${gender} == '█' %}{% endif %}", 'F', "{% if ${gender} == 'F' %}{% endif %}");
  completeEdit(
    "{% if custom_attribute.${plan} == '█' %}{% endif %}",
    'gold',
    "{% if custom_attribute.${plan} == 'gold' %}{% endif %}",
  );
  complete("{% case {{${gender}}} %}{% when '█' %}{% endcase %}", ['M', 'F']);
});

test('Connected Content', () => {
  complete('{% connected_content https://x.com :█ %}', [':method', ':save', ':headers', ':retry', ':content_type']);
  complete('{% connected_content https://x.com :█', [':method', ':save']);
  complete('{% connected_content https://x.com █ %}', [':method', ':save']);
  complete('{% connected_content https://x.com :me█ get %}', [':method']);
  complete('{% connected_content https://x.com :retry █ %}', [':save']);
  completeNot('{% connected_content https://x.com :save a :█ %}', [':save']);
  completeOnly('{% connected_content https://x.com :method █ %}', ['get', 'post']);
  completeEdit(
    '{% connected_content https://x.com :method p█ %}',
    'post',
    '{% connected_content https://x.com :method post %}',
  );
  completeEdit(
    '{% connected_content https://x.com :method █get :retry %}',
    'post',
    '{% connected_content https://x.com :method post :retry %}',
  );
  completeEdit(
    '{% connected_content https://x.com :content_type app█ %}',
    'application/json',
    '{% connected_content https://x.com :content_type application/json %}',
  );
  completeEdit('{% connected_content https://x.com :sa█ %}', ':save', '{% connected_content https://x.com :save  %}');
  completeEdit(
    '{% connected_content https://x.com :met█ post %}',
    ':method',
    '{% connected_content https://x.com :method post %}',
  );
  completeEdit('{% connected_content https://x.com :ret█ %}', ':retry', '{% connected_content https://x.com :retry %}');
  complete('{% connected_content https://x.com?e={{${em█}}} %}', ['email_address']);
  complete('{% connected_content █ %}', ['https://api.example.com/weather/*']);
  complete('{% connected_content https://x.com\n  :method post\n  :█\n%}', [':body', ':headers']);
});

test('words of other tags', () => {
  complete('{% catalog_items █ %}', ['games']);
  complete('{% catalog_items games █ %}', ['1234']);
  complete("{% promotion('█') %}", ['spring']);
  completeOnly('{% abort_message(█) %}', []);
  completeEdit('{% promotion(█) %}', 'spring', "{% promotion('spring') %}");
  complete('{% message_extras :█ %}', [':key', ':value']);
  complete('{% for x in y █ %}{% endfor %}', ['limit', 'reversed', 'offset']);
});

test('variables in scope', () => {
  complete("{% assign name = 'a' %}{{ na█ }}", ['name']);
  complete('{% capture body %}x{% endcapture %}{{ █ }}', ['body']);
  complete('{% for item in list %}{{ it█ }}{% endfor %}', ['item']);
  complete('{% for item in list %}{{ █ }}{% endfor %}', ['item', 'forloop']);
  complete('{% connected_content https://x.com :save answer %}{{ an█ }}', ['answer']);
  complete('{% connected_content https://x.com %}{{ █ }}', ['connected']);
  completeNot('{% for item in list %}{% endfor %}{{ █ }}', ['item']);
  completeNot('{{ █ }}{% assign later = 1 %}', ['later']);
  completeEdit("{% assign name = 'a' %}{{ na█me }}", 'name', "{% assign name = 'a' %}{{ name }}");
  completeFirst("{% assign name = 'a' %}{{ █ }}", ['name']);
});

test('what stands behind a dot', () => {
  completeOnly('{{custom_attribute.${address}.█}}', ['city', 'geo']);
  complete('{{custom_attribute.${address}.ci█}}', ['city']);
  complete('{{custom_attribute.${address}.geo.█}}', ['lat', 'lon']);
  complete('{{custom_attribute.${orders}[0].█}}', ['sku', 'price']);
  complete('{{custom_attribute.${orders}.█}}', ['size', 'first', 'last']);
  complete('{{event_properties.${songs}[0].album.█}}', ['name']);
  complete("{{event_properties.${songs}[0]['█']}}", ['title', 'album']);
  complete('{% assign a = {{custom_attribute.${address}}} %}{{ a.█ }}', ['city']);
  complete('{% assign a = custom_attribute.${address} %}{{ a.geo.█ }}', ['lat']);
  complete('{% for o in {{custom_attribute.${orders}}} %}{{ o.█ }}{% endfor %}', ['sku']);
  complete('{% for o in list %}{{ forloop.█ }}{% endfor %}', ['index', 'first', 'last']);
  complete('{% connected_content https://api.example.com/weather/x :save w %}{{ w.█ }}', [
    'sky',
    'days',
    '__http_status_code__',
  ]);
  complete('{% connected_content https://api.example.com/weather/x :save w %}{{ w.days[0].█ }}', ['high']);
  complete('{% catalog_items games 1234 %}{{ items[0].█ }}', ['title', 'price']);
  complete("{% assign parts = 'a,b' | split: ',' %}{{ parts.█ }}", ['size', 'first']);
  complete('{{ shopping_cart.█ }}', ['products']);
  completeEdit('{{custom_attribute.${address}.█city}}', 'geo', '{{custom_attribute.${address}.geo}}');
});

test('nothing in text, comments, raw and numbers', () => {
  completeOnly('Hello █', []);
  completeOnly('{% raw %}{{ na█ }}{% endraw %}', []);
  completeOnly('{% comment %} hello wo█rld {% endcomment %}', []);
  completeOnly('{{ 12█ }}', []);
  completeOnly('{% # no█te %}', []);
  completeOnly('{█', []);
});

test('comments that speak to us', () => {
  complete('{% comment %} partner: █ {% endcomment %}', ['rokt-calendar/new-event']);
  completeEdit(
    '{% comment %} partner: rokt█ {% endcomment %}',
    'rokt-calendar/new-event',
    '{% comment %} partner: rokt-calendar/new-event {% endcomment %}',
  );
  complete('{% comment %} braze-liquid-disable-next-line unk█ {% endcomment %}', ['unknown-filter']);
  complete('{% comment %} braze█ {% endcomment %}', ['braze-liquid-disable-next-line']);
});

test('payload keys', () => {
  completeFirst(`${ROKT}{ "event": { █ } }`, ['eventId', 'title', 'start', 'end', 'timezone', 'notifyBefore']);
  completeNot(`${ROKT}{ "event": { "title": "x", █ } }`, ['title']);
  complete(`${ROKT}{ █ }`, ['event', 'subscriptionIds']);
  complete(`${ROKT}{ "█" }`, ['event', 'subscriptionIds']);
  complete(`${ROKT}{ "event": { "ti█" } }`, ['title', 'timezone']);
  complete(`${EVENT}{ "event": { "ti█" } }`, ['title', 'timezone']);
  completeEdit(`${EVENT}{ "event": { "ti█" } }`, 'title', `${EVENT}{ "event": { "title": "" } }`);
  completeEdit(`${EVENT}{ "event": { ti█ } }`, 'title', `${EVENT}{ "event": { "title": "" } }`);
  completeEdit(`${EVENT}{ "event": { "ti█tel": "x" } }`, 'title', `${EVENT}{ "event": { "title": "x" } }`);
});

test('payload keys bring the commas that are missing', () => {
  completeEdit(
    `${EVENT}{ "event": { "title": "x" █ } }`,
    'location',
    `${EVENT}{ "event": { "title": "x", "location": "" } }`,
  );
  completeEdit(
    `${EVENT}{ "event": {\n  "title": "x"\n  █\n} }`,
    'location',
    `${EVENT}{ "event": {\n  "title": "x",\n  "location": ""\n} }`,
  );
  completeEdit(
    `${EVENT}{ "event": { █ "title": "x" } }`,
    'location',
    `${EVENT}{ "event": { "location": "", "title": "x" } }`,
  );
  completeEdit(
    `${EVENT}{ "event": {\n  "lo█\n  "title": "x"\n} }`,
    'location',
    `${EVENT}{ "event": {\n  "location": "",\n  "title": "x"\n} }`,
  );
  completeEdit(
    `${EVENT}{ "event": { "timezone": █ "title": "x" } }`,
    'UTC',
    `${EVENT}{ "event": { "timezone": "UTC", "title": "x" } }`,
  );
});

test('payload values', () => {
  complete(`${ROKT}{ "event": { "timezone": "█" } }`, ['Eastern Standard Time', 'UTC']);
  complete(`${ROKT}{ "event": { "timezone": █ } }`, ['Eastern Standard Time']);
  completeEdit(
    `${EVENT}{ "event": { "timezone": "East█" } }`,
    'Eastern Standard Time',
    `${EVENT}{ "event": { "timezone": "Eastern Standard Time" } }`,
  );
  completeEdit(
    `${EVENT}{ "event": { "timezone": █ } }`,
    'Eastern Standard Time',
    `${EVENT}{ "event": { "timezone": "Eastern Standard Time" } }`,
  );
  complete(`${ROKT}{% capture tz %}█{% endcapture %}{ "event": { "timezone": "{{tz}}" } }`, ['Eastern Standard Time']);
  completeEdit(
    `${EVENT}{% capture tz %}East█{% endcapture %}{ "event": { "timezone": "{{tz}}" } }`,
    'Eastern Standard Time',
    `${EVENT}{% capture tz %}Eastern Standard Time{% endcapture %}{ "event": { "timezone": "{{tz}}" } }`,
  );
  complete(`${ROKT}{ "event": { "title": "{{${'${'}fi█}}}" } }`, ['first_name']);
});

test('front matter brings what the partner wants', () => {
  const begin = '---\npartner: rokt-calendar/update-event\n';
  completeEdit(
    `${begin}ur█\n---\n`,
    'url',
    `${begin}url: |-\n  {% assign accountCode = {{custom_attribute.\${rokt:account_code}}}[0] | split: '/' | first %}https://api.roktcalendar.com/v1/subscriptionevent/{{accountCode}}/update\n---\n`,
  );
  completeEdit(
    `${begin}hea█\n---\n`,
    'headers',
    `${begin}headers:\n  Authorization: |-\n    Bearer {% connected_content https://api.roktcalendar.com/oauth2/token :method post :basic_auth <Rokt-Calendar-API> :body grant_type=client_credentials :save token :retry %}{{token.access_token}}\n  Content-Type: application/json\n---\n`,
  );
  completeEdit('---\nur█\n---\n', 'url', '---\nurl: |-\n  https://\n---\n');
  complete(
    `${begin}headers:\n  A: |-\n    {% connected_content https://api.roktcalendar.com/oauth2/token :save token %}{{token.█}}\n---\n`,
    ['access_token', '__http_status_code__'],
  );
});

test('front matter', () => {
  complete('---\n█\n---\n', ['kind', 'partner', 'method', 'url', 'headers', 'channel', 'sent-by']);
  completeNot('---\nkind: webhook\n█\n---\n', ['kind']);
  complete('---\nki█\n---\n', ['kind']);
  completeOnly('---\nkind: █\n---\n', ['webhook', 'content-block', 'email', 'message']);
  complete('---\nkind: web█hook\n---\n', ['webhook']);
  complete('---\nmethod: P█\n---\n', ['POST', 'PUT', 'PATCH']);
  completeFirst('---\npartner: rokt-calendar/new-event\nmethod: █\n---\n', ['POST']);
  complete('---\npartner: █\n---\n', ['rokt-calendar/new-event', 'rokt-calendar/update-event']);
  completeEdit('---\npartner: rokt█\n---\n', 'rokt-calendar/new-event', '---\npartner: rokt-calendar/new-event\n---\n');
  completeEdit(
    '---\npartner: rokt█-calendar/up\n---\n',
    'rokt-calendar/new-event',
    '---\npartner: rokt-calendar/new-event\n---\n',
  );
  completeEdit('---\nkind: █message\n---\n', 'webhook', '---\nkind: webhook\n---\n');
  complete('---\nsent-by: c█\n---\n', ['campaign', 'canvas']);
  complete('---\nheaders:\n  █\n---\n', ['Content-Type', 'Authorization']);
  complete('---\nheaders:\n  Content-Type: █\n---\n', ['application/json']);
  completeEdit(
    '---\nheaders:\n  Content-Type: app█\n---\n',
    'application/json',
    '---\nheaders:\n  Content-Type: application/json\n---\n',
  );
  complete('---\nurl: |-\n  https://x.com/{{${us█}}}\n---\n', ['user_id']);
  completeEdit(
    '---\nurl: |-\n  https://x.com/{{${us█}}}\n---\n',
    'user_id',
    '---\nurl: |-\n  https://x.com/{{${user_id}}}\n---\n',
  );
  completeEdit(
    "---\nheaders:\n  X: '{{ a | date: █ }}'\n---\n",
    '%Y-%m-%d',
    "---\nheaders:\n  X: '{{ a | date: ''%Y-%m-%d'' }}'\n---\n",
  );
});
