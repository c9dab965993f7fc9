import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldAt } from '../../server/src/features/context';
import { branchGoal, problemGoal } from '../../server/src/preview/reach';
import { cursor } from '../helpers/cursor';
import { docset, documentOf, pursue, workspaceOf } from './preview';

const now = Date.parse('2026-03-01T12:34:56Z');

function reach(
  marked: string,
  { blocks = {}, seed = 0, path }: { blocks?: Record<string, string>; seed?: number; path?: string } = {},
) {
  const { text, offset } = cursor(marked);
  const document = documentOf(text, path);
  const place = fieldAt(document, document.lines.positionAt(offset))!;
  return pursue(document, branchGoal(document, place, { docset, workspace: workspaceOf(blocks), now, seed }), blocks);
}

const reaches = (marked: string, setting = {}): void => assert.ok(reach(marked, setting), marked);

test('a condition on an attribute is solved', () => {
  const found = reach("{% if ${language} == 'tlh' %}a{% elsif custom_attribute.${points} > 1000 %}█b{% endif %}")!;
  assert.ok(((found.user.custom_attribute as { points: number }).points ?? 0) > 1000);
  assert.match(found.why, /custom_attribute\.\$\{points\} is 1001/);
  assert.equal(found.seed, null);
});

test('other attributes keep what the complete user has', () => {
  const found = reach('Hi {{ ${first_name} }}{% if custom_attribute.${vip} %}█x{% endif %}')!;
  assert.equal(typeof (found.user.attributes as { first_name: string }).first_name, 'string');
});

test('each kind of branch', () => {
  reaches('{% if ${first_name} == blank %}█x{% endif %}');
  reaches('{% unless ${first_name} %}█x{% endunless %}');
  reaches("{% case ${gender} %}{% when 'X' %}x{% when 'F', 'M' %}█y{% endcase %}");
  reaches('{% for i in event_properties.${items} %}{% if i.price > 50 %}█x{% endif %}{% endfor %}');
  reaches('{% for i in event_properties.${items} %}x{% else %}█none{% endfor %}');
  reaches(
    "{% if ${city} contains 'burgh' and ${country} == 'GB' %}{% if ${last_name} != blank %}█x{% endif %}{% endif %}",
  );
  reaches("{% assign p = custom_attribute.${plan} | downcase %}{% if p == 'gold' %}█x{% endif %}");
  reaches(
    "{% capture c %}{% if ${first_name} == blank %}no{% else %}yes{% endif %}{% endcapture %}{% if c == 'no' %}█x{% endif %}",
  );
  reaches("{% if event_properties.${order}.status == 'lost' %}█x{% endif %}");
  reaches("{% if most_recently_used_device.${platform} == 'ios' %}█x{% endif %}");
  reaches("{% liquid\n if ${first_name} == 'Zoe'\n echo █1\n endif %}");
});

test('the time', () => {
  const found = reach("{% assign hour = 'now' | date: '%H' %}{% if hour == '05' %}█x{% endif %}")!;
  assert.equal(new Date(found.now!).getUTCHours(), 5);
  assert.match(found.why, /at 20\d\d-/);
  reaches("{% assign d = 'now' | date: '%u' | plus: 0 %}{% if d > 5 %}█x{% endif %}");
});

test("Connected Content's answers", () => {
  reaches('{% connected_content https://a.b/c :save r %}{% if r.stock > 3 %}█x{% endif %}');
  reaches('{% connected_content https://a.b/c :save r %}{% if r.__http_status_code__ != 200 %}█x{% endif %}');
  reaches(
    "{% connected_content https://a.b/c :save r %}{% for i in r.items %}{% if i.name == 'x' %}█x{% endif %}{% endfor %}",
  );
  reaches(
    '{% connected_content https://a.b/c :save token %}{% if token.access_token == blank %}█{% abort_message %}{% endif %}',
  );
});

test('two calls of which one fails', () => {
  reaches(
    "{% connected_content https://a.b/c/{{ ${user_id} }} :save a %}{% connected_content https://a.b/d?k={{ a[0].key }} :save b %}{% if a[0].key == 'K' and b == blank %}█x{% endif %}",
  );
});

test('behind an abort: not aborted before it', () => {
  const found = reach('{% if ${email_address} != blank %}{% abort_message %}{% endif %} rest█')!;
  assert.equal(found.rendered[0]!.aborted, null);
});

test('in front matter', () => {
  reaches('---\nurl: "https://a.b/{% if ${country} == \'KP\' %}█x{% endif %}"\n---\nx', { path: 'a.webhook.liquid' });
});

test('with content blocks on the way', () => {
  reaches("{{ content_blocks.${b} }}{% if flag == 'on' %}█x{% endif %}", {
    blocks: { b: "{% if custom_attribute.${tier} == 'platinum' %}{% assign flag = 'on' %}{% endif %}" },
  });
});

test('nobody gets where nobody can', () => {
  assert.equal(reach("{% if ${first_name} == 'a' and ${first_name} == 'b' %}█x{% endif %}"), null);
  assert.equal(reach('{% if false %}█x{% endif %}'), null);
});

test('the same seed finds the same user, another one another', () => {
  const text = '{% assign n = ${last_name} | size | modulo: 2 %}{% if n == 1 %}█x{% endif %}';
  assert.deepEqual(reach(text, { seed: 7 })!.user, reach(text, { seed: 7 })!.user);
  assert.notDeepEqual(reach(text, { seed: 7 })!.user, reach(text, { seed: 9000 })!.user);
});

test('a payload problem is shown by a user who takes its path', () => {
  const text = `---
url: https://a.b
headers:
  Content-Type: application/json
---
{"a": 1{% if custom_attribute.\${vip} == 'yes' %},{% endif %}}`;
  const document = documentOf(text, 'a.webhook.liquid');
  const context = { docset, workspace: workspaceOf(), now, seed: 0 };
  const offset = document.body.text.indexOf(',');
  const goal = problemGoal(document, 'json-trailing-comma', offset, context)!;
  const found = pursue(document, goal)!;
  assert.equal((found.user.custom_attribute as { vip: string }).vip, 'yes');
  assert.throws(() => JSON.parse(found.rendered.at(-1)!.output));
  assert.equal(problemGoal(document, 'json-missing-comma', offset, context), null);
});
