/** Random bodies for the proof: JSON with branches, loops, captures and now and then a slip, and users who cover their paths. */
import fc from 'fast-check';

/** The data that generated bodies read, with the values that tell their paths apart. */
const spaces: Readonly<Record<string, readonly unknown[]>> = {
  first_name: [undefined, '', 'Ann'],
  tier: [undefined, '', false, 'gold', 'silver', 'bronze', 'tin', 'cold'],
  points: [undefined, 1, 4, 5, 9],
  items: [undefined, [], ['x'], ['y'], ['x', 'y'], ['x', 'z'], ['x', 'y', 'z'], ['x', 'z', 'y']],
};

const source: Readonly<Record<string, string>> = {
  first_name: '${first_name}',
  tier: 'custom_attribute.${tier}',
  points: 'custom_attribute.${points}',
  items: 'custom_attribute.${items}',
};

/** The content blocks that bodies print. */
export const blocks: Readonly<Record<string, string>> = {
  greeting: 'Hi {{${first_name}}}',
  number: '{% if custom_attribute.${points} > 3 %}1{% else %}2{% endif %}',
  sets: "{% assign pick = 'c' %}{% if ${first_name} == blank %}{% assign pick = 'b' %}{% endif %}",
  extra:
    '{% if custom_attribute.${tier} == blank %}, "blank": true{% else %}, "tier": "{{custom_attribute.${tier}}}"{% endif %}',
  slip: "{% if custom_attribute.${tier} == 'gold' %},{% endif %}",
};

export interface User {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly custom_attribute: Readonly<Record<string, unknown>>;
}

/** Every user that a body can tell apart. */
export function usersFor(body: string): readonly User[] {
  const whole = Object.entries(blocks).reduce(
    (text, [name, block]) => (body.includes(`content_blocks.\${${name}}`) ? text + block : text),
    body,
  );
  const names = Object.keys(spaces).filter((name) => whole.includes(source[name] as string));
  let users: Record<string, unknown>[] = [{}];
  for (const name of names) {
    users = users.flatMap((user) => (spaces[name] ?? []).map((value) => ({ ...user, [name]: value })));
  }
  return users.map(({ first_name, ...custom }) => ({
    attributes: first_name === undefined ? {} : { first_name },
    custom_attribute: Object.fromEntries(Object.entries(custom).filter(([, value]) => value !== undefined)),
  }));
}

type Text = fc.Arbitrary<string>;

const one = (...texts: readonly string[]): Text => fc.constantFrom(...texts);

const { first_name: name, tier, points, items } = source;

const test: Text = one(
  `${name} == blank`,
  `${name} != blank`,
  `${name}`,
  `${tier} == 'gold'`,
  `${tier} != 'gold'`,
  `${tier} == 'silver'`,
  `${tier} == blank`,
  `${tier}`,
  `${points} > 3`,
  `${points} >= 5`,
  `${points} == 5`,
  `${points} != blank`,
  `${items} == blank`,
  `${items} != blank`,
  `${items}.size > 1`,
  `pick == 'b'`,
  `pick == 'c'`,
  `full != blank`,
  `${items}.size == 2`,
  `${items} contains 'y'`,
  `${tier} contains 'ol'`,
  `${tier} == 'gold' or ${tier} == 'silver'`,
  `${name} != blank and ${items} != blank`,
  `${points} < 5`,
  `level > 1`,
  `label == 'vip'`,
  `chain != blank`,
);

const condition: Text = fc.oneof(
  { weight: 5, arbitrary: test },
  { weight: 1, arbitrary: fc.tuple(test, one('and', 'or'), test).map((parts) => parts.join(' ')) },
);

/** One text or another by path. */
const branched = (text: Text): Text =>
  fc.oneof(
    fc.tuple(condition, text, text).map(([c, a, b]) => `{% if ${c} %}${a}{% else %}${b}{% endif %}`),
    fc.tuple(condition, text, text).map(([c, a, b]) => `{% unless ${c} %}${a}{% else %}${b}{% endunless %}`),
    fc
      .tuple(text, text, text)
      .map(
        ([a, b, c]) =>
          `{% case ${tier} %}{% when 'gold' %}${a}{% when 'silver', 'bronze' %}${b}{% else %}${c}{% endcase %}`,
      ),
    fc
      .tuple(condition, condition, text, text, text)
      .map(([c, d, x, y, z]) => `{% if ${c} %}${x}{% elsif ${d} %}${y}{% else %}${z}{% endif %}`),
  );

const words: Text = one(
  'a',
  'b c',
  'é',
  `{{${name}}}`,
  `{{${tier} | upcase}}`,
  `{{${points}}}`,
  '{{pick}}',
  '{{full}}',
  `{{${items} | size}}`,
  '{% comment %} x {% endcomment %}',
  '{% raw %}{{x}}{% endraw %}',
  '{{content_blocks.${greeting}}}',
  `{{${name} | append: '-' | append: pick}}`,
  `{{${name} | default: 'you' | upcase}}`,
  `{{ 'a' | append: ${tier} | json_escape }}`,
  '{{label}}',
  '{{chain}}',
  '{{- pick -}}',
  `{{${items} | first}}`,
  `{{${items} | join: '/'}}`,
);

const inString: Text = fc
  .array(fc.oneof({ weight: 4, arbitrary: words }, { weight: 1, arbitrary: branched(words) }), { maxLength: 3 })
  .map((parts) => parts.join(''));

const string: Text = inString.map((inside) => `"${inside}"`);

const number: Text = one(
  '1',
  '-2.5',
  `{{${points} | default: 0}}`,
  `{{${points} | plus: 1}}`,
  `{{${items} | size}}`,
  '{{count}}',
  '{{level}}',
  '{{content_blocks.${number}}}',
  `{{${points} | default: 0 | plus: 2 | times: 10}}`,
  `{{${items} | size | minus: 1}}`,
  `{% if ${points} > 3 %}1{% endif %}0`,
  `{% if ${points} != blank %}{{${points}}}{% else %}0{% endif %}`,
);

const list: Text = one(
  `[{% for x in ${items} %}"{{x}}"{% unless forloop.last %}, {% endunless %}{% endfor %}]`,
  `[{% for x in ${items} %}{% if forloop.first == false %},{% endif %}"{{x}}"{% endfor %}]`,
  `[{% for x in ${items} %}{% if forloop.index > 1 %},{% endif %}{{forloop.index}}{% endfor %}]`,
  `[{% for x in ${items} %}{{forloop.index0}}{% if forloop.index < forloop.length %},{% endif %}{% endfor %}]`,
  `[{% for x in ${items} limit: 1 %}"{{x}}"{% endfor %}]`,
  `["{{${items} | join: '","'}}"]`,
  '[{% for n in (1..3) %}{{n}}{% unless forloop.last %},{% endunless %}{% endfor %}]',
  "[{% assign parts = 'p,q' | split: ',' %}{% for p in parts %}{% cycle '', ',' %}\"{{p}}\"{% endfor %}]",
  `[0{% for x in ${items} %}, "{{x}}"{% else %}, null{% endfor %}]`,
  `[{% for x in ${items} offset: 1 %}"{{x}}"{% unless forloop.last %},{% endunless %}{% endfor %}]`,
  `[{% for x in ${items} limit: 2 %}"{{x}}"{%- unless forloop.last -%} , {%- endunless -%}{% endfor %}]`,
  `[{% for x in ${items} reversed %}{{forloop.rindex}}{% if forloop.rindex0 > 0 %},{% endif %}{% endfor %}]`,
  `[{% for x in ${items} %}{% if x == 'x' %}"first"{% elsif x contains 'y' %}"second"{% else %}"{{x}}"{% endif %}{% unless forloop.last %},{% endunless %}{% else %}"none"{% endfor %}]`,
  `{% if ${items}.size > 1 %}[{% for x in ${items} %}{% unless forloop.first %},{% endunless %}{"n": {{forloop.index}}}{% endfor %}]{% else %}[]{% endif %}`,
  `[{% assign comma = '' %}{% for x in ${items} %}{% if x != 'y' %}{{comma}}"{{x}}"{% assign comma = ',' %}{% endif %}{% endfor %}]`,
  `[{% for x in ${items} %}[{% for y in ${items} %}{{forloop.index}}{% unless forloop.last %},{% endunless %}{% endfor %}]{% unless forloop.last %},{% endunless %}{% endfor %}]`,
  `[{% for x in ${items} %}{% for n in (1..2) %}{{n}}{% unless forloop.last %},{% endunless %}{% endfor %}{% unless forloop.last %},{% endunless %}{% endfor %}]`,
  "[{% assign parts = 'p|q|r' | split: '|' %}{% for p in parts limit: 2 offset: 1 %}\"{{p}}\"{% unless forloop.last %},{% endunless %}{% endfor %}]",
  `["{{${items} | join: '","' | default: 'none'}}"]`,
  '[{{piece}}{{piece}}]',
  // Slips.
  `[{% for x in ${items} offset: 1 %},"{{x}}"{% endfor %}]`,
  `[{% for x in ${items} %}{% if x == 'y' %}{% continue %}{% endif %}"{{x}}"{% unless forloop.last %},{% endunless %}{% endfor %}]`,
  `[{% for x in ${items} %}"{{x}}",{% endfor %}]`,
  `[{% for x in ${items} %}"{{x}}" {% endfor %}]`,
  `[{% for x in ${items} %}{% if forloop.first %}"{{x}}"{% endif %}{% unless forloop.last %},{% endunless %}{% endfor %}]`,
  `[{% for x in ${items} %}{% if x == 'y' %}{% break %}{% endif %}"{{x}}"{% unless forloop.last %},{% endunless %}{% endfor %}]`,
);

const { value } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    string,
    number,
    one('true', 'null', '{{fragment}}'),
    list,
    branched(fc.oneof(string, number)),
    tie('object'),
  ),
  object: membersOf(tie('value')).map((inside) => `{${inside}}`),
}));

/** Members with their commas, most of them where they belong. */
function membersOf(inner: Text): Text {
  const member = (text: Text): Text => fc.tuple(one('k', 'l', 'm', 'title'), text).map(([key, v]) => `"${key}": ${v}`);
  const plain = member(inner);
  const behind = fc.oneof(
    { weight: 4, arbitrary: plain.map((m) => `, ${m}`) },
    { weight: 2, arbitrary: fc.tuple(condition, plain).map(([c, m]) => `{% if ${c} %}, ${m}{% endif %}`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(condition, plain, plain)
        .map(([c, a, b]) => `,{% if ${c} %} ${a} {%- else -%} ${b}{% endif %}`),
    },
    { weight: 1, arbitrary: fc.tuple(condition, plain).map(([c, m]) => `,{% if ${c} %}${m}{% endif %}`) },
    { weight: 1, arbitrary: fc.tuple(condition, plain).map(([c, m]) => `{% if ${c} %}, {% endif %}${m}`) },
    { weight: 1, arbitrary: one('{{content_blocks.${extra}}}', '{{tail}}', '{%- comment -%} , {%- endcomment -%}') },
    { weight: 1, arbitrary: plain.map((m) => `{{content_blocks.\${slip}}}${m}`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(inner, inner)
        .map(([a, b]) => `, "o": { "p": ${a}{% comment %} { {% endcomment %}, "q": [${b}] }`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(condition, plain).map(([c, m]) => `{% if ${c} %}, {% endif %}{% if ${c} %}${m}{% endif %}`),
    },
  );
  const first = fc.oneof(
    { weight: 5, arbitrary: plain },
    { weight: 1, arbitrary: one('') },
    { weight: 1, arbitrary: fc.tuple(condition, plain, plain).map(([c, a, b]) => `{% if ${c} %}${a},{% endif %}${b}`) },
    { weight: 1, arbitrary: one('{{member}}') },
  );
  return fc.tuple(first, fc.array(behind, { maxLength: 3 })).map(([head, rest]) => ` ${head}${rest.join('')} `);
}

const prelude: Text = fc
  .tuple(
    one('', "{% assign pick = 'a' %}"),
    fc.oneof(
      fc.constant(''),
      condition.map((c) => `{% if ${c} %}{% assign pick = 'b' %}{% else %}{% assign pick = 'c' %}{% endif %}`),
    ),
    fc.oneof(
      fc.constant(''),
      inString.map((text) => `{% capture full %}${text}{% endcapture %}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc
        .tuple(condition, string, number)
        .map(([c, a, b]) => `{% capture fragment %}{% if ${c} %}${a}{% else %}${b}{% endif %}{% endcapture %}`),
    ),
    fc.oneof(
      fc.constant(''),
      condition.map(
        (c) =>
          `{% if ${c} %}{% capture member %}"a": 1{% endcapture %}{% else %}{% capture member %}"b": "{{${name}}}"{% endcapture %}{% endif %}`,
      ),
    ),
    fc.oneof(
      fc.constant(''),
      fc
        .tuple(condition, inString)
        .map(
          ([c, text]) =>
            `{% capture inner %}{% if ${c} %}, "in": "${text}"{% endif %}{% endcapture %}{% capture tail %}{{inner}}{% if ${c} %}{% else %}, "out": 1{% endif %}{% endcapture %}`,
        ),
    ),
    fc.oneof(
      fc.constant(''),
      condition.map(
        (c) =>
          `{% assign level = 1 %}{% if ${c} %}{% assign level = level | plus: 1 %}{% endif %}{% assign label = 'std' %}{% if level > 1 %}{% assign label = 'vip' %}{% endif %}`,
      ),
    ),
    fc.oneof(
      fc.constant(''),
      one(
        `{% assign chain = ${name} | append: ' ' | append: pick | strip %}`,
        `{% assign chain = ${tier} | default: ${name} %}`,
        `{% assign piece = '"a"' %}`,
        `{% assign piece = '' %}`,
        `{%- assign chain = 'x' -%}{{content_blocks.\${sets}}}`,
      ),
    ),
    fc.oneof(fc.constant(''), one('{% assign count = 3 %}', `{% assign count = ${items} | size %}`)),
    fc.oneof(
      fc.constant(''),
      condition.map((c) => `{% if ${c} %}{% abort_message('no') %}{% endif %}`),
    ),
  )
  .map((parts) => parts.join('\n'));

/** A body; `value` keeps its parts small. */
export const body: Text = fc.tuple(prelude, membersOf(value)).map(([before, inside]) => `${before}{${inside}}`);
