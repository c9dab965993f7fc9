/**
 * The texts that are measured: made by a seeded generator, so that every run and every machine has the same bytes. All
 * are ASCII (a byte is a UTF-16 unit) and exactly as long as asked for.
 */

export const KB = 1024;
export const SIZES = { '1 KB': KB, '10 KB': 10 * KB, '100 KB': 100 * KB, '1 MB': 1024 * KB };

/** Mulberry32: numbers from 0 up to 1, the same for the same seed. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS =
  'spring order summer gift member today offer points ticket delivery account reward window friend season basket'.split(
    ' ',
  );

/** What a block of a template is made with: a number of its own and words. */
function maker(seed) {
  const next = random(seed);
  const word = () => WORDS[Math.floor(next() * WORDS.length)];
  const words = (count) => Array.from({ length: count }, word).join(' ');
  return { word, words, choose: (list) => list[Math.floor(next() * list.length)] };
}

/** Blocks until the next would not fit, then white space: `before` + blocks joined + `after`, `size` long. */
function assemble(size, { before = '', after = '', between = '\n', blocks }, seed) {
  const make = maker(seed);
  const parts = [];
  let length = before.length + after.length;
  for (let number = 0; ; number++) {
    const block = blocks[(number * 7 + number * number) % blocks.length](make, number);
    const more = block.length + (number === 0 ? 0 : between.length);
    if (length + more > size) break;
    parts.push(block);
    length += more;
  }
  return before + parts.join(between) + ' '.repeat(Math.max(size - length, 0)) + after;
}

// ── Plain Liquid in an HTML e-mail ───────────────────────────────────────────────────────────────────────────────────

const EMAIL = [
  (m, n) => `<h2 class="title-${n}">{{ product.title | default: '${m.word()}' | capitalize }}</h2>
<p style="color:#333333;font-size:14px">Hello {{ customer.first_name | default: 'friend' | escape }}, ${m.words(18)}.</p>`,
  (m, n) => `{% assign price_${n} = product.price | times: ${n + 1} | divided_by: 100 %}
<p>${m.words(9)}: {{ price_${n} | round: 2 }} instead of {{ product.compare_at_price }}.</p>`,
  (m, n) => `{% if customer.tags contains '${m.word()}' and cart.item_count > ${n % 9} %}
  <table role="presentation" width="600"><tr><td align="center">${m.words(12)} {{ cart.total_price | divided_by: 100.0 }}</td></tr></table>
{% elsif customer.orders_count == ${n % 5} %}
  <p>${m.words(14)}</p>
{% else %}
  <p>${m.words(7)} {{ shop.name | upcase }}</p>
{% endif %}`,
  (_m, n) => `<table role="presentation" cellpadding="0">
{% for item in cart.items limit: ${(n % 6) + 2} %}
  <tr><td><img src="{{ item.image }}" alt="{{ item.title | escape }}" width="80" height="80"></td>
  <td>{{ item.quantity }} &times; {{ item.title | truncate: 40 }}{% unless forloop.last %}, {% endunless %}</td></tr>
{% endfor %}
</table>`,
  (m, n) => `{% capture line_${n} %}${m.words(4)} {{ product.vendor | downcase | replace: ' ', '-' }}{% endcapture %}
<p>{{ line_${n} | strip | append: '.' }}</p>`,
  (m) =>
    `{% case product.type %}{% when '${m.word()}', '${m.word()}' %}<b>${m.words(5)}</b>{% when '${m.word()}' %}<i>${m.words(4)}</i>{% else %}${m.words(3)}{% endcase %}`,
  (m) => `{% comment %} ${m.words(12)} {% endcomment %}
<div style="padding:0 12px;background:#ffffff"><a href="https://shop.example.com/${m.word()}?from={{ customer.id | url_encode }}">${m.words(6)}</a></div>`,
  (m) => `<p>{{ 'now' | date: '%Y-%m-%d' }}: ${m.words(30)}. ${m.words(20)}.</p>`,
];

/** An HTML e-mail with Liquid that every dialect knows. */
export const email = (size) => assemble(size, { blocks: EMAIL }, 1);

// ── JSON with Liquid in its strings ──────────────────────────────────────────────────────────────────────────────────

const JSON_MEMBERS = [
  (m, n) => `  "title_${n}": "${m.words(3)} {{ product.title | default: '${m.word()}' }}"`,
  (_m, n) =>
    `  "price_${n}": { "amount": ${n * 5}, "text": "{{ product.price | times: ${n + 1} }} EUR", "rounded": false }`,
  (m, n) =>
    `  "lines_${n}": ["${m.words(4)}", "{% if cart.item_count > ${n % 9} %}${m.words(3)}{% else %}${m.words(2)}{% endif %}", null]`,
  (m, n) => `  "note_${n}": "${m.words(16)}."`,
  (_m, n) => `  "items_${n}": "{% for item in cart.items %}{{ item.title | escape }}, {% endfor %}"`,
];

/** JSON that stays JSON because all Liquid stands in strings. */
export const jsonWithStrings = (size) =>
  assemble(size, { before: '{\n', after: '\n}\n', between: ',\n', blocks: JSON_MEMBERS }, 2);

// ── A Braze webhook: JSON with Liquid in Braze's spelling anywhere ───────────────────────────────────────────────────

const WEBHOOK_HEAD = `---
kind: webhook
method: POST
url: https://api.example.com/v1/events/{{\${user_id} | url_param_escape}}
headers:
  Content-Type: application/json
  Authorization: Bearer {{custom_attribute.\${api_key}}}
---
`;
const WEBHOOK_MEMBERS = [
  (m, n) => `  "name_${n}": "{{\${first_name} | default: '${m.word()}' | json_escape}}"`,
  (_m, n) =>
    `  "city_${n}": {% if custom_attribute.\${city_${n}} != blank %}"{{custom_attribute.\${city_${n}} | json_escape}}"{% else %}null{% endif %}`,
  (_m, n) =>
    `  "list_${n}": [{% for item in {{custom_attribute.\${items_${n}}}} %}"{{item | json_escape}}"{% unless forloop.last %}, {% endunless %}{% endfor %}]`,
  (_m, n) => `  "start_${n}": {{ 'now' | date: '%s' | plus: ${n * 60} }}`,
  (m, n) => `  "text_${n}": "${m.words(14)}."`,
  (m, n) =>
    `  "event_${n}": { "id": "{{event_properties.\${id_${n}} | json_escape}}", "kind": "${m.word()}", "count": ${n} }`,
  (m, n) =>
    `  "segment_${n}": "{% case {{custom_attribute.\${tier}}} %}{% when 'gold' %}${m.word()}{% when 'blue' %}${m.word()}{% else %}${m.word()}{% endcase %}"`,
];

/** A webhook file whose body is JSON on every path, in Braze's dialect. */
export const webhook = (size) =>
  assemble(size, { before: `${WEBHOOK_HEAD}{\n`, after: '\n}\n', between: ',\n', blocks: WEBHOOK_MEMBERS }, 3);

const BRAZE_EMAIL = [
  (m) => `<h2>{{\${first_name} | default: '${m.word()}' | capitalize}}</h2>
<p style="color:#333333;font-size:14px">${m.words(22)} {{custom_attribute.\${city} | default: 'your city' | escape}}.</p>`,
  (m, n) => `{% assign points_${n} = {{custom_attribute.\${points}}} | plus: ${n} %}
<p>${m.words(9)}: {{points_${n} | number_with_delimiter}}.</p>`,
  (m) => `{% if {{custom_attribute.\${tier}}} == '${m.word()}' and \${language} == 'en' %}
  <table role="presentation" width="600"><tr><td align="center">${m.words(12)}</td></tr></table>
{% elsif \${country} == 'FR' %}
  <p>${m.words(14)}</p>
{% else %}
  <p>${m.words(7)}</p>
{% endif %}`,
  (_m, n) => `<table role="presentation" cellpadding="0">
{% for item in event_properties.\${items} limit: ${(n % 6) + 2} %}
  <tr><td>{{item.quantity}} &times; {{item.title | truncate: 40}}{% unless forloop.last %}, {% endunless %}</td></tr>
{% endfor %}
</table>`,
  (m, n) => `{% capture line_${n} %}${m.words(4)} {{\${last_name} | default: 'there' | downcase}}{% endcapture %}
<p>{{line_${n} | strip | append: '.'}}</p>`,
  (m) => `{% comment %} ${m.words(12)} {% endcomment %}
<div style="padding:0 12px"><a href="https://shop.example.com/${m.word()}?from={{\${user_id} | url_param_escape}}">${m.words(6)}</a></div>`,
  (m) => `<p>{{ 'now' | date: '%Y-%m-%d' }}: ${m.words(30)}. ${m.words(20)}.</p>`,
];

/** The same e-mail as a marketer writes it for Braze. */
export const brazeEmail = (size) => assemble(size, { blocks: BRAZE_EMAIL }, 4);

// ── Bodies with many branches, for the proof ─────────────────────────────────────────────────────────────────────────

const members = (count, member) => `{\n${Array.from({ length: count }, (_, n) => member(n)).join(',\n')}\n}`;

/** Shapes of bodies that have `count` branches, loops or captures; each is JSON on every path. */
export const BRANCHES = {
  'ifs in a row': (count) =>
    members(count, (n) => `"f${n}": {% if custom_attribute.\${a${n}} == 'x' %}"yes"{% else %}null{% endif %}`),
  'ifs that add a member': (count) =>
    `{ "first": 1\n${Array.from({ length: count }, (_, n) => `{% if custom_attribute.\${a${n}} != blank %}, "f${n}": "{{custom_attribute.\${a${n}} | json_escape}}"{% endif %}`).join('\n')} }`,
  'ifs on one attribute': (count) =>
    members(count, (n) => `"f${n}": {% if custom_attribute.\${a} == 'x${n}' %}1{% else %}0{% endif %}`),
  'elsifs of one if': (count) =>
    `{ "f": ${Array.from({ length: count }, (_, n) => `{% ${n === 0 ? 'if' : 'elsif'} custom_attribute.\${a} == 'x${n}' %}${n}`).join('')}{% else %}null{% endif %} }`,
  'ifs in ifs': (count) =>
    `{ "f": ${Array.from({ length: count }, (_, n) => `{% if custom_attribute.\${a${n}} == 'x' %}[`).join('')}1${Array.from({ length: count }, () => ']{% else %}null{% endif %}').join('')} }`,
  'loops in a row': (count) =>
    members(
      count,
      (n) =>
        `"f${n}": [{% for x in custom_attribute.\${a${n}} %}"{{x | json_escape}}"{% unless forloop.last %},{% endunless %}{% endfor %}]`,
    ),
  'loops in loops': (count) => {
    const open = (n) => `[{% for x${n} in ${n === 0 ? 'custom_attribute.${a}' : `x${n - 1}`} %}`;
    const close = '{% unless forloop.last %},{% endunless %}{% endfor %}]';
    return `{ "f": ${Array.from({ length: count }, (_, n) => open(n)).join('')}1${close.repeat(count)} }`;
  },
  'captures with an if each': (count) =>
    `${Array.from({ length: count }, (_, n) => `{% capture c${n} %}{% if custom_attribute.\${a${n}} == 'x' %}"yes"{% else %}null{% endif %}{% endcapture %}`).join('\n')}\n${members(count, (n) => `"f${n}": {{c${n}}}`)}`,
  'ifs in one capture': (count) =>
    `{% capture c %}${Array.from({ length: count }, (_, n) => `{% if custom_attribute.\${a${n}} == 'x' %}"f${n}": 1, {% endif %}`).join('\n')}{% endcapture %}\n{ {{c}} "last": 1 }`,
  'a capture that grows': (count) =>
    `{% capture c %}"x": 1{% endcapture %}\n${Array.from({ length: count }, (_, n) => `{% if custom_attribute.\${a${n}} == 'x' %}{% capture c %}{{c}}, "f${n}": 1{% endcapture %}{% endif %}`).join('\n')}\n{ {{c}} }`,
};

// ── A folder of files ────────────────────────────────────────────────────────────────────────────────────────────────

/** `count` e-mail templates of 2 KB, each with words of its own: [file name, text]. */
export function* folder(count) {
  for (let number = 0; number < count; number++) {
    yield [`part-${number}.liquid`, assemble(2 * KB, { blocks: EMAIL }, 1000 + number)];
  }
}
