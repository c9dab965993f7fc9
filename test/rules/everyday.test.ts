/** What people send every day is free of errors and warnings: a false alarm here is a defect. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../helpers/check';

const MESSAGES: Readonly<Record<string, string>> = {
  push1: "Hey {{${first_name} | default: 'there'}}, your cart misses you! 🛒",
  push2:
    "{% if {{${language}}} == 'de' %}Hallo {{${first_name} | default: 'du'}}{% else %}Hi {{${first_name} | default: 'you'}}{% endif %}",
  push3: 'Nur noch {{custom_attribute.${points} | default: 0}} Punkte – jetzt einlösen!',
  push4:
    "{{ ${first_name} | default: 'Valued User' }}, you've earned {{custom_attribute.${reward_points} | default: 0 | number_with_delimiter}} points.",
  sms: "{{custom_attribute.${store_name} | default: 'Our store'}}: your order {{event_properties.${order_id}}} is ready. Reply STOP to opt out.",
  caseLang: `{% case {{\${language}}} %}
{% when 'en' %}
Hello!
{% when 'de', 'at' %}
Hallo!
{% when 'fr' or 'be' %}
Bonjour !
{% else %}
Hi!
{% endcase %}`,
  countdown: `{% assign event_date = '2026-12-24' | date: "%s" %}
{% assign today = 'now' | date: "%s" %}
{% assign difference = event_date | minus: today %}
{% assign difference_days = difference | divided_by: 86400 %}
{% if difference_days > 0 %}
There are {{ difference_days }} days until your trip!
{% elsif difference_days == 0 %}
It is today!
{% else %}
{% abort_message('event passed') %}
{% endif %}`,
  countdown2: `{% assign start = {{custom_attribute.\${trial_start}}} | date: "%s" %}
{% assign end = start | plus: 1209600 %}
{% assign now_s = "now" | date: "%s" | plus: 0 %}
{% assign left = end | minus: now_s | divided_by: 86400.0 | round %}
Your trial ends in {{ left }} day{% if left != 1 %}s{% endif %}.`,
  birthday: `{% assign this_month = 'now' | date: "%B" %}
{% assign birth_month = {{\${date_of_birth}}} | date: "%B" %}
{% if this_month == birth_month %}
Happy birthday, {{\${first_name} | default: 'friend'}}!
{% else %}
{% abort_message('not their birthday month') %}
{% endif %}`,
  loop: '{% for product in {{custom_attribute.${recently_viewed}}} limit: 3 %}{{ product }}{% unless forloop.last %}, {% endunless %}{% endfor %}',
  loop2: `{% assign items = {{event_properties.\${products}}} %}
<ul>
{% for item in items %}
  <li>{{ item.name | escape }} × {{ item.quantity }} – {{ item.price | times: item.quantity }}</li>
{% else %}
  <li>No items</li>
{% endfor %}
</ul>`,
  loopComma:
    'You bought {% for p in {{event_properties.${products}}} %}{% if forloop.first %}{% elsif forloop.last %} and {% else %}, {% endif %}{{ p.title }}{% endfor %}.',
  catalog: `{% catalog_items Games {{custom_attribute.\${wishlist}[0]}} %}
{{ items[0].title }} is on sale for {{ items[0].price }}!`,
  catalog2: `{% catalog_items Games 1234 5678 %}
{% for item in items %}{{ item.title }}: {{ item.price }}
{% endfor %}`,
  catalog3: `{% catalog_selection_items Games sale-games %}
{% for item in items %}<a href="{{ item.url }}">{{ item.title }}</a>{% endfor %}`,
  cc1: `{% connected_content https://api.openweathermap.org/data/2.5/weather?q={{\${city} | url_param_escape}}&units=metric :save weather :cache_max_age 900 %}
{% if weather.__http_status_code__ == 200 %}
It is {{ weather.main.temp | round }}°C in {{\${city} | default: 'your city'}}.
{% else %}
{% abort_message('no weather') %}
{% endif %}`,
  cc2: `{% capture body %}{"user_id": "{{\${user_id} | json_escape}}"}{% endcapture %}
{% connected_content https://api.example.com/recs
   :method post
   :headers { "X-App": "braze" }
   :auth_credentials recs_api
   :body {{body}}
   :content_type application/json
   :save recs
   :retry %}
{% if recs.__http_status_code__ != 200 or recs.items.size == 0 %}
  {% abort_message('No recommendations') %}
{% endif %}
{% for r in recs.items limit: 2 %}{{ r.title }} {% endfor %}`,
  ccChain: `{% connected_content https://auth.example.com/token :method post :basic_auth my_cred :body grant_type=client_credentials :save token %}
{% if token.access_token == blank %}{% abort_message('no token') %}{% endif %}
{% connected_content https://api.example.com/v1/me?id={{\${user_id} | url_param_escape}} :headers {"Authorization": "Bearer {{token.access_token}}"} :save me %}
{% if me.__http_status_code__ == 200 %}Hi {{ me.nick | default: 'you' }}{% endif %}`,
  ccText: '{% connected_content https://www.example.com/motd.txt %}',
  blocks: `{{content_blocks.\${header}}}
Hello
{{content_blocks.\${footer} | id: 'cb1'}}`,
  email: `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<style>
  @media (max-width: 600px) { .col { width: 100% !important; } }
  .btn { color: #fff; background: #f00 }
</style>
</head>
<body>
<script type="application/ld+json">{"@context":"http://schema.org","@type":"EmailMessage"}</script>
<p style="margin:0">Hi {{\${first_name} | default: 'there'}},</p>
{% comment %} hero {% endcomment %}
<a href="https://shop.example.com/?utm_source=braze&utm_campaign={{campaign.\${name} | url_encode}}">Shop</a>
<!-- footer -->
<p><a href="{{\${set_user_to_unsubscribed_url}}}">Unsubscribe</a></p>
</body>
</html>`,
  emailJs:
    "<html><body><script>function f(a){ if (a) { return {x: {y: 1}}; } }</script><p>{{${city} | default: 'Somewhere'}}</p></body></html>",
  gmailMso: '<body><!--[if mso]><table><tr><td><![endif]--><p>Hi</p><!--[if mso]></td></tr></table><![endif]--></body>',
  jsonText: 'Use {"code": "SPRING"} at checkout',
  bracket: '[Sale] Everything 20% off, {{${first_name} | default: "friend"}}',
  bracketOut: '[{{${first_name} | default: "friend"}}] your weekly digest',
  braces: 'Use code {SPRING26} today. }} is not Liquid alone {',
  abort: "{% if {{custom_attribute.${opted_out}}} == true %}{% abort_message('opted out') %}{% endif %}Hello",
  abort2: '{% abort_message %}',
  abort3: '{% unless {{custom_attribute.${vip}}} == true %}{% abort_message("not VIP") %}{% endunless %}VIP news',
  extras: '{% message_extras :key promo :value SPRING %}Hi',
  extras2: '{% message_extras :key store :value {{custom_attribute.${store}}} %}Hi',
  promo: "Your code: {% promotion('spring-26') %}",
  liquidtag: `{% liquid
  assign greeting = 'Hi'
  if {{\${first_name}}} == blank
    echo greeting
  else
    echo 'Hello'
  endif
%}`,
  raw: '{% raw %}{{ not liquid }} {% nope %}{% endraw %}',
  inlinec: '{% # a note %}Hi',
  ws: `{%- assign a = 1 -%}
{{- a -}}`,
  crlf: `{% if {{\${gender}}} == 'F' %}\r
Ms\r
{% else %}\r
Mx\r
{% endif %}\r
`,
  bom: "\uFEFFHi {{${first_name} | default: 'you'}}",
  tabs: "\t{%\tif\t{{${country}}}\t==\t'US'\t%}\tHi\t{%\tendif\t%}",
  nonascii:
    "こんにちは、{{${first_name} | default: 'お客様'}}さん。{{custom_attribute.${お気に入り} | default: 'なし'}}",
  spacekey: "{{custom_attribute.${Favorite Color} | default: 'blue'}}",
  dates: "{{ 'now' | time_zone: 'Europe/Berlin' | date: '%d.%m.%Y %H:%M' }}",
  dates2: "{{ 'now' | time_zone: ${time_zone} | date: '%A' }}",
  dates3:
    "{% assign h = 'now' | time_zone: 'America/New_York' | date: '%H' | plus: 0 %}{% if h >= 9 and h < 17 %}open{% else %}closed{% endif %}",
  money: '{{ event_properties.${total} | money }}',
  math: '{% assign p = {{custom_attribute.${points} | default: 0}} %}{% assign left = 1000 | minus: p %}{% if left > 0 %}{{ left }} to go{% endif %}',
  assignAttr:
    "{% assign fav = {{custom_attribute.${favorite_team}}} | downcase %}{% if fav == 'reds' %}Go Reds{% endif %}",
  containsArr: "{% if {{custom_attribute.${interests}}} contains 'golf' %}Tee time{% endif %}",
  sizeVar: '{% assign n = {{custom_attribute.${cart_items}}} | size %}{% if n > 3 %}Free shipping{% endif %}',
  andor:
    "{% if {{${country}}} == 'US' and {{${language}}} == 'en' %}a{% endif %}{% if {{${country}}} == 'US' or {{${country}}} == 'CA' %}b{% endif %}",
  nestedIf:
    '{% if {{${first_name}}} != blank %}{% if {{${last_name}}} != blank %}{{${first_name}}} {{${last_name}}}{% else %}{{${first_name}}}{% endif %}{% else %}Customer{% endif %}',
  captureP:
    '{% capture name %}{% if {{${first_name}}} != blank %}{{${first_name}}}{% else %}friend{% endif %}{% endcapture %}Hi {{ name | strip }}!',
  nilcmp: '{% if {{custom_attribute.${x}}} != nil and {{custom_attribute.${x}}} != blank %}y{% endif %}',
  split:
    "{% assign parts = 'a|b|c' | split: '|' %}{{ parts[1] }} {{ parts | join: ', ' }} {{parts.first}} {{parts.last}} {{parts.size}}",
  range: '{% for i in (1..3) %}{{ i }}{% endfor %}',
  cycle: "{% for i in (1..4) %}{% cycle 'odd', 'even' %}{% endfor %}",
  incr: '{% increment c %}{% decrement d %}',
  tablerow: '<table>{% tablerow i in (1..4) cols: 2 %}{{ i }}{% endtablerow %}</table>',
  brk: '{% for i in (1..9) %}{% if i == 4 %}{% break %}{% elsif i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}',
  nested: "{{event_properties.${order}.items[0].name | default: 'your item'}}",
  ctx: '{{context.${order_id}}}',
  canvasprop: '{{canvas_entry_properties.${product_name}}}',
  apitrig: '{{api_trigger_properties.${code}}}',
  subs: "{% if {{subscribed_state.${email_global}}} == 'subscribed' %}x{% endif %}",
  subs2: "{% if {{subscribed_state.${email_global}}} == 'opted_in' %}x{% endif %}",
  device:
    "{% if {{most_recently_used_device.${platform}}} == 'ios' %}App Store{% elsif {{most_recently_used_device.${platform}}} == 'android' %}Play{% endif %}",
  device2: "{% if {{targeted_device.${os}}} == 'iOS' %}x{% endif %}",
  hash2:
    "{{ ${email_address} | md5 }} {{ ${email_address} | sha1 }} {{ 'x' | hmac_sha256_hex: 'key' }} {{ 'x' | base64_encode }}",
  url: "https://example.com/?e={{${email_address} | url_param_escape}}&n={{ 'a b' | url_encode }}",
  propaccess: "{% assign list = {{custom_attribute.${prefs}}} %}{{ list | property_accessor: 'color' }}",
  jsonparse: '{% assign o = {{custom_attribute.${json}}} | json_parse %}{{ o.name }}',
  translation: '{% translation greeting %}Hello{% endtranslation %}',
  cnt: '{{campaign.${name}}} {{campaign.${api_id}}} {{app.${name}}}',
  card: '{{card.${name}}}',
  uniq: '{% assign u = {{custom_attribute.${a}}} | uniq | sort | reverse %}{{ u | first }}',
  strs: "{{ 'x' | append: 'y' | prepend: 'z' | replace: 'x', 'q' | upcase | truncate: 5, '…' | slice: 0, 2 | remove: 'z' | capitalize }}",
  quoteIn: '{{ "it\'s" }} {{ \'say "hi"\' }}',
  emptyTag: '{{ "" }}',
  trueFalse:
    '{% if {{custom_attribute.${is_vip}}} %}VIP{% endif %}{% if {{custom_attribute.${is_vip}}} == true %}VIP{% endif %}',
  yamlStyles1: `---
kind: email
channel: email
---
<html><body>{{\${city} | default: 'x'}}</body></html>`,
  yamlStyles2: `---
# a comment
kind:    'message'
channel: "push"

---
Hi`,
  yamlFlow: `---
{kind: message, channel: push}
---
Hi`,
  yamlEmpty: `---
---
Hi`,
  yamlCrlf: `---\r
kind: message\r
---\r
Hi {{\${first_name} | default: 'x'}}\r
`,
  notFm: `Hi
---
foo: bar
---
`,
  cb: `---
name: footer
description: Footer with address
tags: [footer, legal]
---
<p>Example Ltd</p>`,
  cb2: `---
name: footer
tags:
  - footer
  - legal
---
<p>{{\${country} | default: 'x'}}</p>`,
  whUnknown: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"id": "{{\${user_id} | json_escape}}", "n": 3, "ok": true, "list": [1, 2], "x": null}`,
  whUnknownGet: `---
kind: webhook
method: GET
url: https://hooks.example.com/in?id={{\${user_id} | url_param_escape}}
headers:
  Accept: application/json
---
`,
  whForm: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/x-www-form-urlencoded
---
To={{\${phone_number} | url_param_escape}}&Body={{ "Hi there" | url_encode }}&n=1`,
  whXml: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: text/xml
---
<?xml version="1.0"?><user id="{{\${user_id} | escape}}"><name>{{\${first_name} | escape}}</name></user>`,
  whArr: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
[{% for p in {{event_properties.\${products}}} %}{"id": "{{p.id | json_escape}}", "q": {{p.quantity | default: 1}}}{% unless forloop.last %},{% endunless %}{% endfor %}]`,
  whAsJson: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"name": {{\${first_name} | as_json_string}}, "items": {{event_properties.\${products} | as_json_string}}}`,
  whIf: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{
  "id": "{{\${user_id} | json_escape}}"
  {% if {{\${email_address}}} != blank %}, "email": "{{\${email_address} | json_escape}}"{% endif %}
  {% if {{\${phone_number}}} != blank %}, "phone": "{{\${phone_number} | json_escape}}"{% endif %}
}`,
  whDelete: `---
kind: webhook
method: DELETE
url: https://hooks.example.com/in/{{\${user_id} | url_param_escape}}
headers:
  Authorization: Bearer {{content_blocks.\${token}}}
---
`,
  whKV: `---
kind: webhook
method: PUT
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
  Authorization: Basic {{ 'user:pass' | base64_encode }}
---
{"a":"b"}`,
  whEmpty: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{}`,
  whAbort: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% if {{\${user_id}}} == blank %}{% abort_message('no id') %}{% endif %}
{"id": "{{\${user_id} | json_escape}}"}`,
  whJoin: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"ids": ["{{custom_attribute.\${ids} | join: '","'}}"]}`,
  whCase: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"lang": {% case {{\${language}}} %}{% when 'de' %}"DE"{% when 'fr' %}"FR"{% else %}"EN"{% endcase %}}`,
  whTime: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"ts": {{ 'now' | date: '%s' }}, "iso": "{{ 'now' | date: '%Y-%m-%dT%H:%M:%SZ' }}", "tz": "Europe/Berlin"}`,
  whCapture: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% capture msg %}Hello {{\${first_name} | default: 'you'}}
bye{% endcapture %}{"msg": "{{ msg | json_escape }}", "m2": {{ msg | as_json_string }}}`,
  slack: `---
kind: webhook
method: POST
url: https://hooks.slack.com/services/T000/B000/XXXX
headers:
  Content-Type: application/json
---
{"text": "New lead: {{\${email_address} | json_escape}}", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*hi*"}}]}`,
  jsonBodyOnly: '{"message": "hi", "user": "{{${user_id} | json_escape}}"}',
  emptyFile: '',
  onlyspace: `

  `,
  plain: 'Just text, no Liquid.',
  mso: '<body><!--[if mso]><a href="https://x.com/?u={{${user_id} | url_encode}}">x</a><![endif]--></body>',
  ldjson:
    '<html><body><script type="application/ld+json">{"@type":"Order","name":"{{${first_name} | json_escape}}"}</script></body></html>',
  data: '<div data-x=\'{"a": "{{${city} | default: \'x\'}}"}\'></div>',
  css: `<style>
.a{color:{{custom_attribute.\${color} | default: '#fff'}}}
@media screen{.b{width:10px}}
</style>`,
  mjml: "<mjml><mj-body><mj-text>Hi {{${first_name} | default: 'x'}}</mj-text></mj-body></mjml>",
  ws1: "{{    ${first_name}   |  default:'x'  }}",
  ws2: '{%if ${first_name}%}Hi{%else%}Yo{%endif%}',
  subject: "{{${first_name} | default: 'You'}} | Shop of the week",
  where:
    '{% assign liked = {{custom_attribute.${items}}} | where: "status", "active" | map: "name" | join: ", " %}{{ liked }}',
  blocksVar: '{% assign productId = 1 %}{{content_blocks.${product_card}}}',
  abortEmpty: '{% abort_message() %}',
  abortDq: '{% abort_message("It\'s over") %}',
  dateadd: '{{ "now" | date: "%s" | plus: 86400 | date: "%B %d" }}',
  path: "{{custom_attribute.${orders}[0].items[1].name}} {{custom_attribute.${orders}[0]['name']}}",
  firstFlag: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% assign first = true %}[{% for p in {{event_properties.\${products}}} %}{% if first == false %},{% endif %}{% assign first = false %}{"id": {{p.id | default: 0}}}{% endfor %}]`,
  commaFirst: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
[{% for p in {{event_properties.\${products}}} %}{% unless forloop.first %},{% endunless %}{"id": {{p.id | default: 0}}}{% endfor %}]`,
  capArr: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% capture items %}[{% for p in {{event_properties.\${products}}} %}"{{p.name | json_escape}}"{% unless forloop.last %},{% endunless %}{% endfor %}]{% endcapture %}{"items": {{items}}}`,
  nullDef: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"a": {{custom_attribute.\${x} | default: 'null'}}}`,
  plus0: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"price": {{event_properties.\${price} | plus: 0}}, "cents": {{event_properties.\${price} | times: 100 | round}}}`,
  bool: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"vip": {% if {{custom_attribute.\${vip}}} == true %}true{% else %}false{% endif %}}`,
  keyIf: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{
{% if {{\${email_address}}} != blank %}
"email": "{{\${email_address} | json_escape}}",
{% endif %}
"id": "{{\${user_id} | json_escape}}"
}`,
  assignJson: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% assign name = {{\${first_name}}} | default: 'x' | json_escape %}{"name": "{{name}}"}`,
  nestedCap: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% capture user %}{"id": "{{\${user_id} | json_escape}}"}{% endcapture %}{% capture body %}{"user": {{user}}, "n": 1}{% endcapture %}{{body}}`,
  unless: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"a": 1{% unless {{\${phone_number}}} == blank %}, "b": "{{\${phone_number} | json_escape}}"{% endunless %}}`,
  elsif: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"tier": {% if {{custom_attribute.\${p}}} > 100 %}"gold"{% elsif {{custom_attribute.\${p}}} > 50 %}"silver"{% else %}"bronze"{% endif %}}`,
  forElse: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"a": [{% for x in {{custom_attribute.\${list}}} %}"{{x | json_escape}}"{% unless forloop.last %}, {% endunless %}{% else %}"none"{% endfor %}]}`,
  rawJson: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% raw %}{"a": "{{not}}"}{% endraw %}`,
  commentJson: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% comment %} a note with "quotes" and { {% endcomment %}{"a": 1}`,
  split1: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% assign tags = 'a,b,c' | split: ',' %}{"tags": [{% for t in tags %}"{{t}}"{% unless forloop.last %},{% endunless %}{% endfor %}]}`,
  cc: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{% connected_content https://a.example.com/x :save r %}{% if r.__http_status_code__ != 200 %}{% abort_message('x') %}{% endif %}{"v": "{{r.v | json_escape}}"}`,
  dateJ: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"at": "{{ 'now' | date: '%Y-%m-%dT%H:%M:%SZ' }}", "ms": {{ 'now' | date: '%s' | times: 1000 }}}`,
  unicode: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"greeting": "Grüß dich 👋 \\u00e9 \\n"}`,
  deep: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"a":{"b":{"c":[[[1,2],[3]],{}]}},"e":[]}`,
  num: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
{"a": -1.5e10, "b": 0, "c": [true,false,null]}`,
  str: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
"just a string"`,
  numBody: `---
kind: webhook
method: POST
url: https://hooks.example.com/in
headers:
  Content-Type: application/json
---
42`,
  fold: `---
kind: webhook
method: GET
url: >-
  https://api.example.com/v1/users?id={{\${user_id} | url_param_escape}}
headers:
  Accept: application/json
---
`,
  flowHeaders: `---
kind: webhook
method: POST
url: "https://api.example.com/v1"
headers: {Content-Type: application/json, X-App: "a"}
---
{"a":1}`,
  dq: `---
kind: webhook
method: POST
url: "https://api.example.com/v1?x={{\${user_id} | url_param_escape}}"
headers:
  Content-Type: "application/json"
  Authorization: 'Bearer {{content_blocks.\${token}}}'
---
{"a":1}`,
  sq: `---
kind: webhook
method: POST
url: 'https://api.example.com/v1'
headers:
  Content-Type: application/json
  Authorization: 'Basic {{ ''user:pass'' | base64_encode }}'
---
{"a":1}`,
  comments: `---
# who: crm team
kind: webhook # the kind
method: POST
url: https://api.example.com/v1 # prod
headers:
  # json
  Content-Type: application/json; charset=utf-8
---
{"a":1}`,
  bs: `---
kind: webhook
method: POST
url: |
  https://api.example.com/v1
headers:
  Content-Type: |
    application/json
---
{"a":1}`,
  crlfWh: `---\r
kind: webhook\r
method: POST\r
url: "https://api.example.com/v1?x={{\${user_id} | url_param_escape}}"\r
headers:\r
  Content-Type: "application/json"\r
  Authorization: 'Bearer {{content_blocks.\${token}}}'\r
---\r
{"a":1}`,
  order: `---
headers:
  Content-Type: application/json
url: https://api.example.com/v1
method: POST
---
{"a":1}`,
  email2: `---
kind: email
---
<html><body>{% if {{\${language}}} == 'de' %}<p>Hallo</p>{% else %}<p>Hi</p>{% endif %}</body></html>`,
  emailWrap: `---
kind: email
---
{% if {{\${language}}} == 'de' %}<html><body>x</body></html>{% else %}<html><body>y</body></html>{% endif %}`,
  emailFragment: `---
kind: email
---
<p>Hi {{\${city} | default: 'x'}}</p>`,
  emailAssignTop: `---
kind: email
---
<html><body>{% assign a = 1 %}{{a}}</body></html>`,
  amp: '<a href="https://x.com?a=1&amp;b={{${user_id} | url_encode}}">x</a>',
  unsub:
    '<a href="{{${set_user_to_unsubscribed_url}}}">u</a> <a href="{{preference_center.${MyCenter}}}">p</a> {{${email_footer}}}',
  random: '{{ ${random_bucket_number} }}',
  modulo: '{% assign r = {{${random_bucket_number}}} | modulo: 2 %}{% if r == 0 %}A{% else %}B{% endif %}',
  randomTag:
    "{% assign options = 'a,b,c' | split: ',' %}{% assign n = 'now' | date: '%N' | modulo: 3 %}{{ options[n] }}",
  hours:
    "{% assign t = 'now' | time_zone: {{${time_zone}}} | date: '%H' | plus: 0 %}{% if t < 12 %}Morning{% elsif t < 18 %}Afternoon{% else %}Evening{% endif %}",
  leap: "{% assign dob = {{${date_of_birth}}} | date: '%m-%d' %}{% assign today = 'now' | date: '%m-%d' %}{% if dob == today %}🎂{% endif %}",
  dow: "{% assign d = 'now' | date: '%u' %}{% if d == '5' %}Friday!{% endif %}",
  ctx2: '{% if context.${order_total} > 50 %}Free{% endif %}',
  ctxObj: '{{context.${order}.total}}',
  cart: '{% for item in {{context.${cart}}} %}{{ item.product_name }}{% endfor %}',
  shopping:
    '{% shopping_cart {{context.${cart_id}}} %}{% for p in shopping_cart.products %}{{ p.product_name }}{% endfor %}',
  sms2: '{{sms.${inbound_message_body}}}',
  wa: '{{whats_app.${inbound_message_body}}}',
  ifNum: '{% if {{custom_attribute.${age}}} >= 18 %}adult{% endif %}',
  ifStrNum: "{% if {{custom_attribute.${zip}}} == '10001' %}NYC{% endif %}",
  boolEq: "{% if {{custom_attribute.${subscribed}}} == 'yes' %}x{% endif %}",
  nest3:
    '{% if true %}{% for i in (1..2) %}{% case i %}{% when 1 %}{% unless false %}{{ i }}{% endunless %}{% endcase %}{% endfor %}{% endif %}',
  echo: "{% echo 'x' | upcase %}",
  ifchanged: '{% for i in (1..3) %}{% ifchanged %}{{ i }}{% endifchanged %}{% endfor %}',
  doc: '{% doc %} hi {% enddoc %}x',
  codeInText: 'Use `{` and `}` or {a: 1}; css .a{b:c} and function(){ return {}; }',
  handlebars: 'Price: $ {100}',
  percentText: '50 % off, 100%! {5%}',
  mergeTagEscape: '{% raw %}{{unsubscribe}}{% endraw %}',
  emoji: "{% if {{custom_attribute.${mood}}} == '😀' %}👩🏽‍💻{% endif %}",
  rtl: "שלום {{${first_name} | default: 'חבר'}}",
  assignCap: "{% assign a = 'x' %}{% capture b %}{{ a }}y{% endcapture %}{% assign c = b | upcase %}{{ c }}",
  loopAssign:
    '{% assign total = 0 %}{% for p in {{event_properties.${products}}} %}{% assign total = total | plus: p.price %}{% endfor %}{{ total | round: 2 }}',
  counter:
    '{% assign n = 0 %}{% for i in (1..5) %}{% if n < 3 %}{% assign n = n | plus: 1 %}{{ i }}{% endif %}{% endfor %}',
  catalogVar:
    "{% assign ids = {{custom_attribute.${wishlist}}} | join: ',' %}{% catalog_items Games {{ ids }} %}{{ items[0].title }}",
  catalogRerender: '{% catalog_items Games 1 :rerender %}{{ items[0].title }}',
  recs: '{% catalog_selection_items Shop for-you %}{{ items[0].name }}',
  brsync: "{{content_blocks.${header}}}{{content_blocks.${footer} | id: 'cb2'}}",
  opSpace:
    '{% if {{${language}}} == "en" and {{custom_attribute.${a}}} != blank and {{custom_attribute.${b}}} contains "x" %}a{% endif %}',
  sizeProp: "{% assign list = 'a,b' | split: ',' %}{% if list.size > 1 %}x{% endif %}",
  nilElse: '{% if {{${most_recent_app_version}}} == nil %}x{% endif %}',
  emptyCase:
    "{% case {{custom_attribute.${tier}}} %}{% when 'gold', 'platinum' %}G{% when blank %}-{% else %}S{% endcase %}",
  bodyEmptyGet: `---
kind: webhook
method: GET
url: https://a.example.com/x
headers:
  Accept: "*/*"
---

`,
  head: `---
kind: webhook
method: POST
url: https://a.example.com/x
headers:
  Content-Type: text/plain
---
hello {{\${first_name} | default: "x"}}`,
  graphql: `---
kind: webhook
method: POST
url: https://a.example.com/graphql
headers:
  Content-Type: application/json
---
{"query": "query { user(id: \\"{{\${user_id} | json_escape}}\\") { name } }"}`,
  teams: `---
kind: webhook
method: POST
url: https://outlook.office.com/webhook/abc
headers:
  Content-Type: application/json
---
{"@type": "MessageCard", "text": "Hi **{{\${first_name} | default: 'x' | json_escape}}**"}`,
  segment: `---
kind: webhook
method: POST
url: https://api.segment.io/v1/track
headers:
  Content-Type: application/json
  Authorization: Basic {{ 'KEY123:' | base64_encode }}
---
{"userId": "{{\${user_id} | json_escape}}", "event": "Braze", "properties": {"n": 1}}`,
  bulk: `---
kind: webhook
method: POST
url: https://a.example.com/x
headers:
  Content-Type: application/x-ndjson
---
{"index":{}}
{"a":1}
`,
  csv: `---
kind: webhook
method: POST
url: https://a.example.com/x
headers:
  Content-Type: text/csv
---
id,name
1,"x, y"
`,
};

for (const [name, text] of Object.entries(MESSAGES)) {
  test(`clean: ${name}`, () => {
    const loud = check(text).findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    assert.deepEqual(
      loud.map(({ code, message }) => `${code}: ${message}`),
      [],
    );
  });
}
