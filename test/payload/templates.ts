/** Right bodies in the styles that people write, and the users that their paths are made for. */

/** Attributes and custom attributes that the templates read. */
export interface Reader {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly custom_attribute: Readonly<Record<string, unknown>>;
  readonly event_properties: Readonly<Record<string, unknown>>;
}

export const readers: readonly Reader[] = [
  { attributes: {}, custom_attribute: {}, event_properties: {} },
  {
    attributes: { first_name: 'Ann', user_id: 'u-1', city: 'Rome', email_address: 'ann@example.com', language: 'en' },
    custom_attribute: {
      tier: 'gold',
      tags: ['a', 'b'],
      points: 12,
      visits: [
        { id: 1, name: 'x' },
        { id: 2, name: 'y' },
        { id: 3, name: 'z' },
      ],
    },
    event_properties: {
      price: 12.5,
      name: 'Shoe',
      sku: 's-1',
      items: [
        { sku: 'a', qty: 2 },
        { sku: 'b', qty: 1 },
      ],
    },
  },
  {
    attributes: { first_name: 'Bo', user_id: '', city: 'Oslo', language: 'fr' },
    custom_attribute: { tier: 'silver', tags: ['a'], points: 3, visits: [{ id: 1, name: 'x' }] },
    event_properties: { price: 3, name: '', items: [{ sku: 'a', qty: 2 }] },
  },
  {
    attributes: { user_id: 'u-3', language: 'de' },
    custom_attribute: { tier: 'bronze', tags: ['a', 'b', 'c'], points: 7 },
    event_properties: {
      items: [
        { sku: 'a', qty: 2 },
        { sku: 'b', qty: 1 },
        { sku: 'c', qty: 5 },
      ],
    },
  },
];

export const templates: Readonly<Record<string, string>> = {
  'plain members': `{
  "id": "e-1",
  "name": "{{\${first_name} | default: 'friend' | json_escape}}",
  "count": 3,
  "ratio": -0.5,
  "live": true,
  "note": null,
  "address": { "city": "{{\${city} | json_escape}}", "zip": ["1", "2"] },
  "text": "one \\"quoted\\" word, and: more"
}`,
  'one line': `{"id":"e-1","user":{"name":"{{\${first_name} | json_escape}}","tier":"{{custom_attribute.\${tier} | default: 'none' | json_escape}}"},"tags":["a","b"],"ok":true}`,
  'commas first': `{
    "event": "view"
  {% if \${user_id} != blank %}
  , "user_id": "{{\${user_id} | json_escape}}"
  {% endif %}
  {% if \${city} != blank %}
  , "city": "{{\${city} | json_escape}}"
  {% endif %}
  , "points": {{custom_attribute.\${points} | default: 0}}
}`,
  'commas last': `{
  {% if \${user_id} != blank %}
    "user_id": "{{\${user_id} | json_escape}}",
  {% else %}
    "anonymous_id": "{{ 'now' | date: '%s' }}",
  {% endif %}
  {% unless custom_attribute.\${tier} == blank %}"tier": "{{custom_attribute.\${tier} | json_escape}}",{% endunless %}
  "type": "identify"
}`,
  'a loop of texts': `{
  "subscriptionIds": [{% for id in {{custom_attribute.\${tags}}} %}"{{id | json_escape}}"{% unless forloop.last %}, {% endunless %}{% endfor %}],
  "event": { "title": "Sale", "notifyBefore": 15 }
}`,
  'a loop of objects': `{
  "products": [
    {% for item in {{event_properties.\${items}}} %}
      {% if forloop.first == false %},{% endif %}
      { "sku": "{{item.sku | json_escape}}", "quantity": {{item.qty | default: 1}} }
    {% endfor %}
  ],
  "total": {{event_properties.\${items} | size}}
}`,
  'a loop with its comma before': `{ "visits": [{% for v in custom_attribute.\${visits} %}{% unless forloop.first %}, {% endunless %}{ "id": {{v.id | default: 0}}, "name": "{{v.name | json_escape}}" }{% endfor %}], "n": 1 }`,
  'a join': `{ "tags": ["{{custom_attribute.\${tags} | join: '", "'}}"], "first": "{{custom_attribute.\${tags} | first | json_escape}}", "k": [1, 2, 3] }`,
  'an identifier in a capture': `{% if {{\${user_id}}} != blank %}
{% capture user_identifier %}"user_id": "{{\${user_id} | json_escape}}"{% endcapture %}
{% else %}
{% capture user_identifier %}"anonymous_id": "{{custom_attribute.\${tier} | default: 'nobody' | json_escape}}"{% endcapture %}
{% endif %}
{
  "type": "track",
  "event": "Product Viewed",
  {{user_identifier}},
  "timestamp": {{ 'now' | date: '%s' | times: 1000 }},
  "properties": {
    "name": "{{event_properties.\${name} | json_escape}}",
    "price": {{event_properties.\${price} | default: 0}},
    "meta": [
      { "key": "color", "value": "red" },
      { "key": "size", "value": "xl" }
    ]
  }
}`,
  'a coupon': `{% assign stamp = 'now' | date: '%s' %}
{% if {{\${user_id}}} == blank %}{% abort_message('no user') %}{% endif %}
{
  "externalId": "{{\${user_id} | json_escape}}",
  "campaignId": "2xa1lRy8dBz4eEElBfmIz8",
  "offerId": "3xa1",
  "person": {
    "externalId": "{{\${user_id} | json_escape}}",
    "displayName": "{{\${first_name} | default: 'Guest' | json_escape}}"{% if \${email_address} != blank %},
    "emailAddress": "{{\${email_address} | json_escape}}"{% endif %}
  },
  "metaData": { "tier": "{{custom_attribute.\${tier} | json_escape}}", "stamp": "{{stamp}}" },
  "redemptions": {{custom_attribute.\${points} | plus: 1}}
}`,
  'a case': `{
  "lang": {% case \${language} %}{% when 'en', 'de' %}"{{\${language}}}"{% when 'fr' %}"fr-FR"{% else %}null{% endcase %},
  "level": {% if custom_attribute.\${points} > 10 %}3{% elsif custom_attribute.\${points} > 5 %}2{% else %}1{% endif %},
  "greeting": "{% if \${first_name} %}Hi {{\${first_name} | json_escape}}{% else %}Hello{% endif %}, welcome"
}`,
  'a list of actions': `{
  "messages": [
    {
      "type": "template",
      "template": {
        "type": "buttons",
        "text": "Pick one",
        "actions": [
          { "type": "uri", "label": "Open", "uri": "https://example.com/a?b=1" },
          { "type": "message", "label": "Later", "text": "later" }
        ]
      }
    },
    { "type": "text", "text": "{{\${first_name} | default: 'you' | json_escape}}" }
  ]
}`,
  'assigned pieces': `{% assign open = '{' %}{% assign name = \${first_name} | default: 'Ann' | json_escape %}
{% capture tail %}"b": [true, false]{% if \${city} %}, "c": "{{\${city} | json_escape}}"{% endif %}{% endcapture %}
{{open}} "a": "{{name}}", {{tail}} }`,
  'white space trimmed': `{%- assign n = 2 -%}
{
  "a": {{- n -}},
  {%- if \${city} == 'Rome' -%}
    "b": "x",
  {%- elsif \${city} == 'Oslo' -%}
    "b": "y", "e": [],
  {%- endif -%}
  {%- comment -%} "no": 1, {%- endcomment -%}
  "d": {% raw %}"{{raw}}"{% endraw %}
}`,
  'an array': `[
  { "attributes": [{ "external_id": "{{\${user_id} | json_escape}}", "seen": true }] },
  { "events": [{ "name": "viewed", "time": "{{ 'now' | date: '%Y-%m-%dT%H:%M:%SZ' }}", "properties": {} }] }
]`,
};
