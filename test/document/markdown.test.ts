/** Documents: which stretches of Markdown are templates, where they stand, and whose. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { embeddedTemplates, looksLikeMarkdown, readMarkdown } from '../../server/src/document';
import { checkDocument, fixesFor } from '../../server/src/rules';
import { emptyWorkspace } from '../../server/src/workspace';
import { applied } from '../helpers/check';

const texts = (markdown: string): readonly string[] => embeddedTemplates(markdown).map(({ text }) => text.trim());

const read = (markdown: string) =>
  readMarkdown('file:///w/a.md', markdown, { docset: builtinDocset, config: emptyWorkspace.config, root: 'file:///w' });

const context = { docset: builtinDocset, workspace: emptyWorkspace };

/** Errors and warnings as `line: code`, in the order of the file. */
function found(markdown: string): readonly string[] {
  return read(markdown)
    .flatMap((document) => checkDocument(document, context))
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, span }) => ({ code, line: markdown.slice(0, span.start).split('\n').length }))
    .sort((a, b) => a.line - b.line)
    .map(({ code, line }) => `${line}: ${code}`);
}

const fence = (content: string, language = 'liquid', marker = '```'): string =>
  `${marker}${language}\n${content}\n${marker}\n`;

test('a fence is read wherever Markdown lets it stand', () => {
  for (const [markdown, text] of [
    [fence('Hi'), 'Hi'],
    [fence('Hi', 'Liquid'), 'Hi'],
    [fence('Hi', ' liquid title="a"'), 'Hi'],
    [fence('Hi', '{.liquid #id}'), 'Hi'],
    [fence('Hi', 'liquid', '~~~'), 'Hi'],
    [fence('Hi', 'liquid', '`````'), 'Hi'],
    [fence('Hi').replaceAll('\n', '\r\n'), 'Hi'],
    ['1. Do\n   ```liquid\n   Hi\n   ```\n', 'Hi'],
    ['- ```liquid\n  Hi\n  ```\n', 'Hi'],
    ['> ```liquid\n> Hi\n> ```\n', 'Hi'],
    ['> - ```liquid\n>   {{ a }}\n>   b\n>   ```\n', '{{ a }}\nb'],
    ['> > ~~~liquid\n> > a\n> >\n> > b\n> > ~~~\n', 'a\n\nb'],
    ['> ```liquid\n> Hi\nprose {{x}}\n', 'Hi'],
    ['```liquid\nHi', 'Hi'],
    [fence('{% raw %}\nHi\n{% endraw %}'), 'Hi'],
    [`{% raw %}\n${fence('Hi')}{% endraw %}`, 'Hi'],
    [fence(fence('Hi'), 'markdown', '````'), 'Hi'],
  ] as const) {
    assert.deepEqual(texts(markdown), [text], JSON.stringify(markdown));
  }
});

test('raw blocks are templates, code marks aside; what stands between a block’s fences too', () => {
  assert.deepEqual(texts('Braze: {% raw %}`{{passData}}`{% endraw %}, and {%- raw -%}{{x}}{%- endraw -%}.'), [
    '{{passData}}',
    '{{x}}',
  ]);
  assert.deepEqual(texts(`{% raw %}\nSay {{\${first_name}}}:\n${fence('Hi')}{% endraw %}`).at(-1), 'Hi');
  assert.equal(texts(`{% raw %}\nSay {{\${first_name}}}:\n${fence('Hi')}{% endraw %}`).length, 2);
  assert.deepEqual(texts('Braze: {% raw %}{{x}} and no end'), []);
});

test('three backticks in a line are a code span, and a fence needs its own marker to end', () => {
  assert.deepEqual(texts('```liquid``` is {{x}}\n'), []);
  assert.deepEqual(texts('~~~liquid\na\n```\nb\n~~~\n'), ['a\n```\nb']);
  assert.deepEqual(texts('````liquid\na\n```\nb\n````\n'), ['a\n```\nb']);
});

test('a fence of any language counts when Liquid stands in it, and what other tools write does not', () => {
  const counts = (content: string, language: string, around = ''): boolean =>
    texts(`${around}\n${fence(content, language)}`).length > 0;
  for (const [content, language] of [
    ['{"a": "{{${first_name}}}"}', 'json'],
    ['{% if a %}b{% endif %}', 'html'],
    ['{{ a | upcase }}', ''],
    ['{% capture a %}b{% endcapture %}', 'javascript'],
    ['{{custom_attribute.${x}}}', 'yaml'],
    ['{"a": 1} {% comment %} partner: passkit/coupon {% endcomment %}', 'json'],
    ['', 'liquid'],
  ] as const) {
    assert.ok(counts(content, language), `${language}: ${content}`);
  }
  for (const [content, language] of [
    ['{"a": "b"}', 'json'],
    ['{"a": "{{name}}"}', 'json'],
    ['{{#each items}}{{name}}{{/each}}', 'html'],
    ['{{> partial | x}}', ''],
    ['run: echo ${{ matrix.os | x }}', 'yaml'],
    ['{{ .Values.name | quote }}', ''],
    ['{{ message | capitalise }}', 'vue'],
    ['{% extends "a" %}', 'jinja'],
    ['curl -d \'{"id": "{{${user_id}}}"}\' https://a.example', ''],
    ['echo {{${user_id}}}', 'bash'],
    ['- {{${user_id}}}', 'diff'],
  ] as const) {
    assert.ok(!counts(content, language), `${language}: ${content}`);
  }
  assert.ok(counts('{"a": "{{name}}"}', 'json', 'Of Braze.'), 'a bare output is a variable where Braze is spoken of');
  assert.ok(!counts('{{#each items}}{{name}}{{/each}}', 'html', 'Of Braze.'));
});

test('positions are those of the file, behind the marks of quotes and lists', () => {
  const quoted = 'Of Braze.\r\n\r\n> ~~~json\r\n> {\r\n>   "a": "{{ 1 | nofilter }}"\r\n> }\r\n> ~~~\r\n';
  const [document] = read(quoted);
  const finding = checkDocument(document!, context).find(({ code }) => code === 'unknown-filter');
  assert.equal(quoted.slice(finding?.span.start, finding?.span.end), 'nofilter');
  const webhook =
    '1. A file:\n   ```liquid\n   ---\n   url: https://a.example/{{ 1 | nofilter }}\n   ---\n   Hi\n   ```\n';
  assert.equal(read(webhook)[0]?.kind, 'webhook');
  assert.deepEqual(found(webhook), ['4: unknown-filter']);
});

test('a fix of several lines keeps the marks of the quote', () => {
  const quoted = `> \`\`\`json
> {% comment %} partner: passkit/coupon {% endcomment %}
> {
>   "externalId": "{{\${user_id} | default: 'x'}}"
> }
> \`\`\`
`;
  const [document] = read(quoted);
  const finding = checkDocument(document!, context).find(({ code }) => code === 'payload-missing-field');
  const [fix] = fixesFor(finding!, document!, context);
  const after = applied(quoted, fix!);
  assert.ok(after.includes('\n>   "campaignId": '), after);
  assert.ok(
    after.split('\n').every((line) => line === '' || line.startsWith('>')),
    after,
  );
});

test('which files that are not named .md read as Markdown', () => {
  assert.ok(looksLikeMarkdown('# A\n\n```json\n{}\n```\n'));
  assert.ok(looksLikeMarkdown('Use {% raw %}`{{x}}`{% endraw %}.'));
  assert.ok(!looksLikeMarkdown('{% raw %}{{x}}{% endraw %}'));
  assert.ok(!looksLikeMarkdown('Hi {{${first_name}}}'));
});

// ── Partners ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const partners = (markdown: string): readonly (string | undefined)[] =>
  read(markdown).map(({ partner }) => partner?.id);

const COUPON = 'https://api-pub1.passkit.io/coupon/singleUse/coupon';

test('a page about a partner tells whose its templates are, however their keys are written', () => {
  const page = (keys: readonly string[], title = 'PassKit', url = COUPON): string =>
    `# ${title}\n\nOf Braze. URL: \`${url}\`\n\n${fence(
      `{"${keys[0]}": "{{\${user_id}}}", "${keys[1]}": "2xa1", "${keys[2]}": "2020-05-10T00:00:00Z"}`,
      'json',
    )}`;
  assert.deepEqual(partners(page(['externalId', 'campaignId', 'expiryDate'])), ['passkit/coupon']);
  assert.deepEqual(partners(page(['idAjeno', 'idDeLaCampaña', 'expiryDate'])), ['passkit/coupon']);
  assert.deepEqual(partners(page(['idAjeno', 'idDeLaCampaña', 'caducidad'])), ['passkit/coupon']);
  assert.deepEqual(partners(page(['idAjeno', 'idDeLaCampaña', 'caducidad'], 'Un título')), ['passkit/coupon']);
  assert.deepEqual(partners(page(['idAjeno', 'idDeLaCampaña', 'caducidad'], 'PassKit', 'https://a.example')), [
    undefined,
  ]);
  assert.deepEqual(partners(page(['idAjeno', 'idDeLaCampaña', 'expiryDate'], 'PassKit', 'https://a.example')), [
    'passkit/coupon',
  ]);
  assert.deepEqual(partners(page(['idAjeno', 'idDeLaCampaña', 'expiryDate'], 'Un título', 'https://a.example')), [
    undefined,
  ]);
});

test('a fragment, and the body of another service, are not the partner’s', () => {
  const page = (body: string): string => `# PassKit\n\nOf Braze. URL: \`${COUPON}\`\n\n${fence(body, 'json')}`;
  assert.deepEqual(partners(page('{"description": "{{${user_id}}}"}')), [undefined]);
  assert.deepEqual(partners(page('{"attributes": [{"external_id": "{{${user_id}}}", "vip": true}]}')), [undefined]);
  assert.deepEqual(partners(`Of Braze.\n${fence('{"email": "{{${email_address}}}", "first_name": "x"}', 'json')}`), [
    undefined,
  ]);
});

test('of templates that share an address the literals tell which it is, whatever the keys', () => {
  const page = (body: string): string =>
    `# Connect Movable Ink\n\nMovable Ink and Braze. \`https://collector.movableink-dmz.com/behavioral/{{key}}\`\n\n${fence(body, 'json')}`;
  assert.equal(
    partners(
      page(
        '{"evento": "category_viewed", "propiedades": {"id": "{{event_properties.${id}}}", "title": "x"}, "tipo": "track", "user_id": "{{${user_id}}}"}',
      ),
    ).at(-1),
    'movable-ink/category-viewed',
  );
});

test('a form is known by its keys', () => {
  const form = 'To={{${phone_number} | url_param_escape}}&From=%2B15551234&Body=Hi';
  assert.deepEqual(partners(fence(form, 'text')), ['twilio/send-message']);
  assert.deepEqual(partners(fence('a=b&To=x&c={{ 1 | upcase }}', 'text')), [undefined]);
});

test('the body of a request that is written out stands behind its headers', () => {
  const request = `POST /coupon/singleUse/coupon HTTP/1.1\nContent-Type: application/json\n\n{"externalId": "{{\${user_id} | json_escape}}", "campaignId": "a",}`;
  assert.deepEqual(found(fence(request, 'http')), ['5: json-trailing-comma']);
});

test('labels of translated pages, and translated words in their values', () => {
  const page = (labels: string): string =>
    `# PassKit\n\nBraze. \`${COUPON}\`\n\n${labels}\n\n${fence('{{${user_id}}}')}`;
  const token = '`<PASSKIT_LONG_LIVED_TOKEN>`';
  assert.deepEqual(found(page(`- **Autorisation :** Bearer ${token}\n- **Content-Type**: application/json`)), [
    '5: translated-header-name',
  ]);
  assert.deepEqual(found(page(`- **Authorization**: Porteur ${token}\n- **Content-Type**: application/json`)), [
    '5: translated-header-name',
  ]);
  assert.deepEqual(found(page(`- **Legitimación**: Bearer ${token}\n- **Tipo**: application/json`)), [
    '5: translated-header-name',
    '6: translated-header-name',
  ]);
  for (const silent of [
    `- **Authorization**: Bearer ${token}\n- **Content-Type**: application/json`,
    '- **Autorisation** : demandez-la à votre équipe',
    '- **Corps de la demande** : Texte brut',
    '| Format | application/json |\n| --- | --- |',
    `- **HTTP**: PUT`,
  ]) {
    assert.deepEqual(found(page(silent)), [], silent);
  }
});

test('names of content blocks that differ in letter case between the templates of a file', () => {
  const use = (name: string): string => fence(`{{content_blocks.\${${name}}}}`);
  assert.deepEqual(found(use('a_Url') + use('a_url')), ['5: case-mismatch-content-block']);
  assert.deepEqual(found(use('a_Url') + use('a_url') + use('a_url')), ['2: case-mismatch-content-block']);
  assert.deepEqual(found(use('a_url') + use('a_url')), []);
  assert.deepEqual(found(use('a_Url') + fence('{{content_block.${a_url}}}')), [
    '5: unknown-namespace',
    '5: case-mismatch-content-block',
  ]);
});

test('ten times the document, far from a hundred times the time', () => {
  const section = (index: number): string =>
    `## ${index}\n\n{% raw %}\`{{x${index}}}\`{% endraw %} https://a${index}.example/b\n\n- **Authorization**: Bearer x\n\n> ${'> '.repeat(3)}\n\n${fence('{{ 1 | plus: 2 }}')}`;
  const time = (count: number): number => {
    const markdown = `Of Braze.\n${Array.from({ length: count }, (_, index) => section(index)).join('\n')}`;
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      read(markdown);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  time(20);
  // On a busy machine a measurement can be off by any factor: a square would show in each of them.
  const ratios: number[] = [];
  while (ratios.length < 4 && (ratios.at(-1) ?? 100) >= 35) ratios.push(time(1_000) / Math.max(time(100), 2));
  assert.ok(ratios.at(-1)! < 35, `${ratios.map((ratio) => ratio.toFixed(0)).join(', ')} times as long`);
});

test('HTML comments silence what stands behind them', () => {
  const bad = fence('{{ 1 | nofilter }}\n\n{{ 1 | nofilter }}');
  const next = (codes = ''): string => `<!-- braze-liquid-disable-next-line ${codes} -->\n`;
  assert.deepEqual(found(bad), ['2: unknown-filter', '4: unknown-filter']);
  assert.deepEqual(found(next() + bad), []);
  assert.deepEqual(found(`${next('unknown-filter -- an example')}\n{% raw %}\n${bad}{% endraw %}\n`), []);
  assert.deepEqual(found(next('other') + bad).length, 2);
  assert.deepEqual(found(`${next()}prose\n${bad}`).length, 2);
  assert.deepEqual(found(next() + bad + bad).length, 2);
  assert.deepEqual(found(`<!-- braze-liquid-disable -->\n${bad}<!-- braze-liquid-enable -->\n${bad}`).length, 2);
  assert.deepEqual(found(fence(next(), 'html') + bad).length, 2);
});

test('a slip in a name that another template of the file assigns', () => {
  assert.deepEqual(found(`${fence('{% assign result = 1 %}{{result}}')}\n${fence('{{resul.value}}')}`), [
    '6: undefined-variable',
  ]);
});

test('syntax that prose names is no template', () => {
  const inline = (code: string): string => `Braze takes {% raw %}\`${code}\`{% endraw %} here.\n`;
  for (const code of [
    '{% if %}',
    '{% endif %}',
    '{% else %}',
    '{%- assign -%}',
    '{% abort_message() %}',
    '{% connected_content %}',
    '{% if %} and {% endif %}',
    '{% if x %} … {% endif %}',
    '{% for item in cart %}',
    "{% if {{${language}}} == 'en' %}",
    '{{',
    '}}',
    '{%',
    '{{ }}',
    '{{...}}',
    '{{${…}}}',
    '{{${}}}',
  ]) {
    assert.deepEqual(found(inline(code)), [], code);
  }
  assert.deepEqual(found(inline('{{${frist_name}}}')), ['1: unknown-attribute']);
  assert.deepEqual(found(inline("{% if {{${frist_name}}} == 'a' %}")), ['1: unknown-attribute']);
  assert.deepEqual(found(inline('{{ ${first_name} | upcse }}')), ['1: unknown-filter']);
});

test('code in the prose of a raw block is read by itself, and prose is prose', () => {
  const raw = (prose: string): string => `Braze:\n\n{% raw %}\n${prose}\n{% endraw %}\n`;
  for (const prose of [
    'A tag is wrapped in `{% %}`. Use `{% else %}` and end it with `{% endif %}`.',
    'Type two open curly brackets `{{` in any message, and `}}` behind it.',
    'Inside a tag, such as `{% assign %}` or `{% if %}`, you can use either.',
    'To send a call, use the `{% connected_content %}` tag.',
    "Open `{% if {{${language}}} == 'en' %}` first.",
  ]) {
    assert.deepEqual(found(raw(prose)), [], prose);
    assert.deepEqual(found(raw(`${prose}\n\n{{ 1 | nofilter }}`)), ['6: unknown-filter'], prose);
  }
  assert.deepEqual(found('Braze {% raw %}can use a Liquid `{% if X %}` {% endraw %}statement.'), []);
  assert.deepEqual(found(raw('The name is `{{${frist_name}}}`.\n| Name | `{{ 1 | upcse }}` |')), [
    '4: unknown-attribute',
    '5: unknown-filter',
  ]);
  const ticks = "{{ ${city} | replace: '`', '' }} {{ ${city} | replace: '`', '' }}";
  assert.ok(texts(raw(ticks)).includes(ticks));
});

test('what prose mentions needs no default value, and what it shows does', () => {
  const codes = (markdown: string): readonly string[] =>
    read(markdown).flatMap((document) => checkDocument(document, context).map(({ code }) => code));
  assert.deepEqual(codes('Braze has {% raw %}`{{${first_name}}}`{% endraw %}.'), []);
  assert.deepEqual(codes('{% raw %}\n| Braze | `{{${first_name}}}`, `{{${last_name}}}` |\n{% endraw %}'), []);
  assert.deepEqual(codes('{% raw %}`{{${first_name}}} / {{${last_name}}}`{% endraw %}'), []);
  assert.deepEqual(codes('{% raw %}`Hi {{${first_name}}}`{% endraw %}'), ['missing-default']);
  assert.deepEqual(codes(fence('{{${first_name}}}')), ['missing-default']);
});

test('a fence of opening tags alone quotes them', () => {
  const quote = fence('{% if {{custom_attribute.${size}}} >= 10 %}');
  assert.deepEqual(found(quote + quote + quote), []);
  assert.deepEqual(found(fence("{% elsif {{${language}}} == 'fr' %}")), []);
  assert.deepEqual(found(fence("{% if {{${language}}} == 'fr' %}\n{% for a in (1..3) %}")), []);
  assert.deepEqual(found(quote + fence('A\n{% endif %}')), []);
  assert.deepEqual(found(fence('{% endif %}')), ['2: stray-end-tag']);
  assert.deepEqual(found(fence('{% if {{custom_attribute.${size}}} >= 10 %} Large')), ['2: unclosed-block']);
});

test('a block may open in one template of a page and end in a later one', () => {
  const open = fence("{% if {{${language}}} == 'en' %}\nHi");
  const end = fence('{% endif %}');
  assert.deepEqual(found(open + fence('{% else %}\nSalut') + end), []);
  assert.deepEqual(found(open + fence('Hi')), ['2: unclosed-block']);
  assert.deepEqual(found(end + open), ['2: stray-end-tag', '5: unclosed-block']);
  assert.deepEqual(found(open + end + end), ['9: stray-end-tag']);
  assert.deepEqual(found(open + fence('{% endfor %}')), ['2: unclosed-block', '6: stray-end-tag']);
});
