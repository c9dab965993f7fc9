import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { failsAt, render, renders } from './render';

const user = {
  attributes: { first_name: 'Ada', user_id: 'u-1', 'zip code': '1010', most_recent_locale: 'fr_FR' },
  custom_attribute: { 'rokt:account_code': ['acme/f573'], pets: [{ name: 'Rex' }], 'a.b': 'whole', o: { k: 'v' } },
  event_properties: { songs: [{ album: { name: 'Nevermind' } }] },
  catalogs: { games: { '1234': { title: 'Tales {{ ${first_name} }}', price: 7.49 } } },
  catalog_selections: { games: { top: [{ title: 'A' }, { title: 'B' }] } },
  promotions: { spring: 'CODE-1' },
  translations: { fr: { hello: 'Bonjour {{${first_name}}}' } },
};

/** Asserts the output for the user above, without a problem. */
function forAda(template: string, expected: string): void {
  const { output, problems } = render(template, { user });
  assert.deepEqual({ output, problems }, { output: expected, problems: [] }, template);
}

test('attributes, with what stands behind their braces', () => {
  forAda('{{${first_name}}} {{ ${zip code} }} {{${nosuch}}}', 'Ada 1010 ');
  forAda("{{custom_attribute.${rokt:account_code}[0] | split: '/' | first}}", 'acme');
  forAda("{% assign a = {{custom_attribute.${rokt:account_code}}}[0] | split: '/' | last %}{{a}}", 'f573');
  forAda(
    '{{event_properties.${songs}[0].album.name}} {{custom_attribute.${pets}.first.name}} {{custom_attribute.${o}.k}}',
    'Nevermind Rex v',
  );
  forAda("{% if ${first_name} == 'Ada' %}a{% endif %}{% if {{${user_id}}} != blank %}b{% endif %}", 'ab');
  forAda('{% for p in {{custom_attribute.${pets}}} %}{{p.name}}{% endfor %}', 'Rex');
});

test('a path inside the braces, after the whole key', () => {
  assert.equal(
    render('{{custom_attribute.${pets[0].name}}}{{custom_attribute.${a.b}}}{{custom_attribute.${o.k}}}', { user })
      .output,
    'Rexwholev',
  );
});

test('what is read is told, once a place', () => {
  const { reads } = render('{% for i in (1..3) %}{{${first_name}}}{% endfor %}{{custom_attribute.${x y}}}', { user });
  assert.deepEqual(
    reads.map(({ name, value }) => [name, value]),
    [
      ['${first_name}', 'Ada'],
      ['custom_attribute.${x y}', null],
    ],
  );
});

test('hashes and signatures are those of node:crypto', () => {
  for (const text of ['hey', '', 'é😀', 'x'.repeat(300)]) {
    const data = { t: text, k: 'secret_kéy' };
    const hash = (name: string) => createHash(name).update(text).digest('hex');
    const hmac = (name: string) => createHmac(name, data.k).update(text);
    renders('{{ t | md5 }} {{ t | sha1 }} {{ t | sha2 }}', `${hash('md5')} ${hash('sha1')} ${hash('sha256')}`, data);
    renders(
      '{{ t | hmac_sha1: k }} {{ t | hmac_sha1_hex: k }}',
      `${hmac('sha1').digest('hex')} ${hmac('sha1').digest('hex')}`,
      data,
    );
    renders('{{ t | hmac_sha1_base64: k }}', hmac('sha1').digest('base64'), data);
    renders(
      '{{ t | hmac_sha256: k }} {{ t | hmac_sha256_hex: k }}',
      `${hmac('sha256').digest('hex')} ${hmac('sha256').digest('hex')}`,
      data,
    );
    renders('{{ t | hmac_sha256_base64: k }}', hmac('sha256').digest('base64'), data);
    renders('{{ t | hmac_sha512: k }}', hmac('sha512').digest('hex'), data);
    renders(
      '{{ t | base64_encode }}{{ t | base64_encode | base64_decode }}',
      `${Buffer.from(text).toString('base64')}${text}`,
      data,
    );
    renders('{{ t | base64_url_safe_encode | base64_url_safe_decode }}', text, data);
  }
  const message = 'Liquid error: invalid base64 provided to base64_decode';
  failsAt("{{ 'a' | base64_decode }}", "{{ 'a' | base64_decode }}", message, message);
});

test('JSON', () => {
  renders('{{ t | json_escape }}', 'a\\"b\\\\c\\n\\u0001</x>é', { t: 'a"b\\c\n\u0001</x>é' });
  renders('{{ v | as_json_string }}', '[{"id":"1","n":2.5,"x":null,"l":[true]}]', {
    v: [{ id: '1', n: 2.5, x: null, l: [true] }],
  });
  renders(
    '{% assign s = t | json_parse %}{{ s[0].name }} {{ s[0].n }} {{ s | as_json_string }}',
    'demo 1.0 [{"10":"b","name":"demo","n":1.0,"2":"a"}]',
    {
      t: '[{"10":"b","name":"demo","n":1.0,"2":"a"}]',
    },
  );
  renders("{{ h | property_accessor: 'a' }}{{ h | property_accessor: 'nosuch' }}", '42', { h: { a: 42 } });
  const message = 'Liquid error: invalid JSON provided to json_parse';
  failsAt("{{ '{' | json_parse }}", "{{ '{' | json_parse }}", message, message);
});

test('money and delimiters', () => {
  renders('{{ 145 | money }} {{ 145 | divided_by: 100.00 | money }} {{ 17.8 | money }}', '145.00 1.45 17.80');
  renders(
    "{{ '350000.25' | plus: 0 | money }} {{ 123456 | number_with_delimiter }} {{ -1234.5 | number_with_delimiter }}",
    '350000.25 123,456 -1,234.5',
  );
});

test('abort in all its forms', () => {
  const aborts = (template: string, reason: string, output = '') => {
    const rendered = render(template, { user });
    assert.deepEqual([rendered.output, rendered.aborted, rendered.problems.length], [output, { reason }, 0], template);
  };
  aborts('{% abort_message %}x', '{% abort_message %} called');
  aborts('{% abort_message() %}x', '{% abort_message %} called');
  aborts('{% abort_message () %}', '{% abort_message %} called');
  aborts("a{% abort_message('no language') %}b", 'no language', 'a');
  aborts('{% abort_message("why {{${first_name}}}") %}', 'why {{${first_name}}}');
  aborts(
    "{% for i in (1..3) %}{{ i }}{% if i == 2 %}{% abort_message('stop') %}{% endif %}{% endfor %}after",
    'stop',
    '12',
  );
  aborts("{% capture c %}{% abort_message('in') %}{% endcapture %}after", 'in');
});

test('catalogs, promotions, translations', () => {
  const rows = '{% catalog_items games 1234 nosuch %}{{ items.size }} {{ items[0].id }} {{ items[0].price }}';
  assert.equal(render(rows, { user }).output, '1 1234 7.49');
  forAda('{% catalog_items games 1234 :rerender %}{{ items[0].title }}', 'Tales Ada');
  forAda("{% assign id = '1234' %}{% catalog_items games {{ id }} %}{{ items[0].price }}", '7.49');
  forAda('{% catalog_selection_items games top %}{% for i in items %}{{ i.title }}{% endfor %}', 'AB');
  forAda("{% promotion('spring') %}", 'CODE-1');
  forAda(
    '{% translation hello %}Hi{% endtranslation %}{% translation bye %}, bye{% endtranslation %}',
    'Bonjour Ada, bye',
  );
  assert.equal(render("{% promotion('none') %}", { user }).problems[0]?.code, 'missing-promotion');
  assert.equal(render('{% catalog_items games nosuch %}', { user }).problems[0]?.code, 'missing-catalog-item');
  assert.equal(render('{% catalog_items games {{ nil }} %}', { user }).problems[0]?.code, undefined);
  assert.equal(
    render('{% catalog_selection_items games nosuch %}', { user }).problems[0]?.code,
    'missing-catalog-selection',
  );
});

test('chance is the same for the same seed', () => {
  const roll = (seed: number) => render('{% random 1000 %} {% random %}', { seed }).output;
  assert.equal(roll(1), roll(1));
  assert.notEqual(roll(1), roll(2));
  assert.match(roll(3), /^\d{1,3} 0\.\d+(e-\d+)?$/);
});

test('content blocks', () => {
  const contentBlocks = {
    name: "{% assign v = 'V' %}[{{${first_name}}}{{content_blocks.${inner}}}]",
    inner: 'I{{content_blocks.${third}}}',
    third: 'T',
    self: 'a{{content_blocks.${self}}}b',
    bad: 'x{{ 1 | divided_by: 0 }}',
  };
  const within = (template: string) => render(template, { user, contentBlocks });
  assert.equal(within('{{content_blocks.${name}}}{{v}}').output, '[AdaI]V');
  assert.equal(within('{{content_blocks.${self}}}').output, 'aabb');
  assert.equal(within('{% capture c %}{{content_blocks.${name} | upcase}}{% endcapture %}{{c}}').output, '[ADAI]');
  const template = 'ab{{content_blocks.${bad}}}';
  const [problem] = within(template).problems;
  assert.equal(template.slice(problem!.span.start, problem!.span.end), 'content_blocks.${bad}');
  for (const name of ['nosuch', '../../etc/passwd', '__proto__', 'constructor']) {
    const { output, problems } = within(`a{{content_blocks.\${${name}}}}b`);
    assert.deepEqual(
      [output, problems.map(({ code, severity }) => [code, severity])],
      ['ab', [['missing-content-block', 'warning']]],
    );
  }
});
