import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { attributeDocs, filterDocs, namespaceDocs, operatorDocs, tagDocs } from '../../server/src/features/docs';
import { hover, hoverRange } from '../helpers/features';

const ROKT = '---\nkind: webhook\npartner: rokt-calendar/new-event\n---\n';

test('attributes and namespaces', () => {
  hover('{{ ${fir█st_name} }}', /given name/i);
  hover('{{${fir█st_name}}}', /string, may be unset/);
  hover('{{${█first_name}}}', /Documentation\]\(<https/);
  hover('{{custom_attribute.${rokt:acc█ount_code}}}', /rokt:account_code/);
  hover('{{custom█_attribute.${x}}}', /custom_attribute/);
  hover('{{custom_attribute.${addr█ess}}}', /sample/i);
  hover('{{custom_attribute.${loyal█ty_tier}}}', /used in this workspace/i);
  hover('{{custom_attribute.${favorite co█lor}}}', /green/);
  hover('{{campaign.${na█me}}}', /campaign/i);
  hover('{% if ${lang█uage} == "en" %}{% endif %}', /language/i);
  hover('{{${no_such_at█tribute}}}', null);
  hoverRange('{{ ${fir█st_name} }}', 'first_name');
  hoverRange('{{custom_attribute.${favorite co█lor}}}', 'favorite color');
});

test('filters, tags, operators, options', () => {
  hover('{{ name | up█case }}', /capital|upper/i);
  hover('{{ name | up█case }}', /→ `/);
  hover('{% as█sign x = 1 %}', /assign/);
  hover('{% if a %}{% end█if %}', /if/);
  hover('{% if a %}{% el█se %}{% endif %}', /else/);
  hover('{% connected_con█tent https://x.com %}', /:save/);
  hover('{% connected_content https://x.com :sa█ve a %}', /variable/i);
  hover('{% connected_content https://x.com :method po█st %}', /get/i);
  hover('{% if a con█tains b %}{% endif %}', /contains/);
  hover('{% if a =█= b %}{% endif %}', /==/);
  hover('{% if a == bla█nk %}{% endif %}', /blank/);
  hover('{{ name | no_such_fil█ter }}', null);
  hover('{% no_such_t█ag %}', null);
});

test('what Braze does not support says so', () => {
  hover("{{ 'a' | lst█rip }}", /not supported/i);
});

test('variables and content blocks', () => {
  hover("{% assign greeting = 'Hi' %}\n{{ gree█ting }}", /line 1/);
  hover('{% connected_content https://x.com :save answer %}{{ ans█wer }}', /result/);
  hover('{% for item in list %}{{ it█em }}{% endfor %}', /loop variable/);
  hover('{% for item in list %}{{ forl█oop.index }}{% endfor %}', /`index0`/);
  hover('{% ass█ign a = 1 %}{{ a }}', /assign/);
  hover('{% assign to█tal = 1 %}', /total/);
  hover('{{content_blocks.${foo█ter}}}', /Sent by us/);
  hover('{{ undefined_th█ing }}', null);
});

test('members', () => {
  hover('{{custom_attribute.${address}.ci█ty}}', /London/);
  hover('{% for o in list %}{{ forloop.ind█ex }}{% endfor %}', /index/);
});

test('the payload', () => {
  hover(`${ROKT}{ "event": { "ti█tle": "x" } }`, /required/);
  hover(`${ROKT}{ "event": { "timezone": "East█ern Standard Time" } }`, /Windows/);
  hover(
    `${ROKT}{% capture tz %}East█ern Standard Time{% endcapture %}{ "event": { "timezone": "{{tz}}" } }`,
    /Windows/,
  );
  hover(`${ROKT}{ "no_such": { "k█ey": "x" } }`, null);
});

test('the front matter', () => {
  hover('---\nki█nd: webhook\n---\n', /what the file is/i);
  hover('---\npartner: rokt-cal█endar/new-event\n---\n', /Rokt/);
  hover('---\npartner: rokt-calendar/new-event\nheaders:\n  Authoriz█ation: x\n---\n', /token/i);
  hover('---\nurl: |-\n  https://x.com/{{${user█_id}}}\n---\n', /user_id/);
});

test('nothing where there is nothing', () => {
  hover('Hello wor█ld', null);
  hover('{% raw %}{{ ${fir█st_name} }}{% endraw %}', null);
  hover('{% comment %} up█case {% endcomment %}', null);
  hover('{{ █ }}', null);
  hover('{{ 4█2 }}', null);
});

test('every entry of the docset renders to a few lines of Markdown with its name', () => {
  const rendered = [
    ...[...builtinDocset.filters.values()].map((entry) => [entry.name, filterDocs(entry)] as const),
    ...[...builtinDocset.tags.values()].map((entry) => [entry.name, tagDocs(entry)] as const),
    ...[...builtinDocset.operators.values()].map((entry) => [entry.name, operatorDocs(entry)] as const),
    ...[...builtinDocset.namespaces.values()].map((entry) => [entry.name, namespaceDocs(entry)] as const),
    ...[...builtinDocset.attributes.values()].flatMap((entries) =>
      [...entries.values()].map((entry) => [entry.name, attributeDocs(entry)] as const),
    ),
  ];
  for (const [name, { kind, value }] of rendered) {
    assert.equal(kind, 'markdown');
    assert.ok(value.includes(name), name);
    assert.ok(!value.includes('undefined'), value);
    assert.ok(value.length > 20 && value.length < 4000, `${name}: ${value.length}`);
  }
});
