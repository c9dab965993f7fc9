import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageOf, nothingReached, reachedBy } from '../../server/src/preview/coverage';
import { outcomeOf, outcomesLabel } from '../../server/src/preview/outcomes';
import { documentOf, preview, renderAll } from './preview';

/** The outcome, the text it stands at, and the reason. */
function outcome(text: string, given = {}, path?: string): readonly [string, string, string] {
  const { document, rendered } = preview(text, given, path);
  const { outcome: what, reason, range } = outcomeOf(document, rendered);
  const at = range ? document.text.slice(document.lines.offsetAt(range.start), document.lines.offsetAt(range.end)) : '';
  return [what, at, reason];
}

test('ok, and ok with a doubt', () => {
  assert.deepEqual(outcome('Hi'), ['ok', '', '']);
  const [what, at, reason] = outcome('{% connected_content https://a.b/c :save r %}');
  assert.deepEqual([what, at], ['ok', '{% connected_content https://a.b/c :save r %}']);
  assert.match(reason, /No mock answers GET https:\/\/a\.b\/c/);
});

test('aborted, with the reason and the tag; on the first line too', () => {
  assert.deepEqual(outcome("{% abort_message('not today') %}\nHi"), [
    'aborted',
    "{% abort_message('not today') %}",
    'not today',
  ]);
  assert.deepEqual(outcome('{% abort_message %}')[0], 'aborted');
});

test('aborted in the URL: what stands behind does not matter', () => {
  const text = '---\nurl: "{% abort_message(\'no\') %}"\n---\n{ no json';
  assert.equal(outcome(text, {}, 'a.webhook.liquid')[0], 'aborted');
});

test('invalid: no JSON, an empty URL', () => {
  const head = '---\nurl: https://a.b\nheaders:\n  Content-Type: application/json\n---\n';
  assert.equal(outcome(`${head}{"a": {{ \${none} }}}`, { user: {} }, 'a.webhook.liquid')[0], 'invalid');
  assert.equal(outcome(`${head}{"a": 1}`, {}, 'a.webhook.liquid')[0], 'ok');
  const empty = outcome('---\nurl: "{{ ${none} }}"\n---\nx', { user: {} }, 'a.webhook.liquid');
  assert.deepEqual([empty[0], empty[1]], ['invalid', '{{ ${none} }}']);
});

test('a webhook without a body is ok; one that is to be JSON is not', () => {
  assert.equal(outcome('---\nmethod: GET\nurl: https://a.b\n---\n', {}, 'a.webhook.liquid')[0], 'ok');
});

test('error: wrong Liquid', () => {
  assert.equal(outcome('{{ 1 | divided_by: 0 }}')[0], 'error');
  assert.equal(outcome('{% if true %}')[0], 'error');
});

test('limit: a template that never ends', () => {
  const [what, , reason] = outcome('{% for i in (1..100000) %}{% for j in (1..100000) %}{% endfor %}{% endfor %}', {
    limits: { time: 30, output: 4_000_000, memory: 64 },
  });
  assert.equal(what, 'limit');
  assert.match(reason, /too long/);
});

test('the label counts', () => {
  assert.equal(outcomesLabel([{ outcome: 'ok' }, { outcome: 'aborted' }]), '1 of 2 users ok');
  assert.equal(outcomesLabel([{ outcome: 'ok' }]), '1 of 1 user ok');
  assert.equal(outcomesLabel([]), '0 of 0 users ok');
});

// ── Coverage ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function coverage(text: string, users: readonly Readonly<Record<string, unknown>>[], path?: string) {
  const document = documentOf(text, path);
  let reached = nothingReached(document);
  for (const attributes of users) reached = reachedBy(document, reached, renderAll(document, { user: { attributes } }));
  const { label, unreached } = coverageOf(document, reached);
  const slice = ({ start, end }: { start: never; end: never }) =>
    document.text.slice(document.lines.offsetAt(start), document.lines.offsetAt(end));
  return {
    label,
    unreached: unreached.map(({ range }) => slice(range as never)),
    tags: unreached.map(({ tag }) => slice(tag as never)),
  };
}

test('coverage joins what all users reach', () => {
  const text = "{% if ${a} == 'x' %}X{% elsif ${a} == 'y' %}Y {% else %}Z{% endif %}";
  assert.deepEqual(coverage(text, [{ a: 'x' }, {}]), {
    label: '2 sample users reach 2 of 3 branches.',
    unreached: ["{% elsif ${a} == 'y' %}Y"],
    tags: ["{% elsif ${a} == 'y' %}"],
  });
  assert.equal(coverage(text, [{ a: 'x' }, {}, { a: 'y' }]).label, '3 sample users reach all 3 branches.');
});

test('a branch in one that nobody reaches is not named again', () => {
  const { label, unreached } = coverage('{% if ${a} %}{% if ${b} %}x{% endif %}{% endif %}', [{}]);
  assert.equal(label, '1 sample user reaches 0 of 2 branches.');
  assert.deepEqual(unreached, ['{% if ${a} %}{% if ${b} %}x{% endif %}']);
});

test('what stands behind an abort that everybody runs into is not reached', () => {
  assert.deepEqual(coverage('a{% abort_message %}\n rest {% if ${a} %}x{% endif %} \n', [{ a: 1 }, {}]).unreached, [
    'rest {% if ${a} %}x{% endif %}',
  ]);
  assert.deepEqual(coverage('{% if ${a} %}{% abort_message %}{% endif %}rest', [{ a: 1 }]).unreached, ['rest']);
  assert.deepEqual(coverage('{% if ${a} %}{% abort_message %}{% endif %}rest', [{ a: 1 }, {}]).unreached, []);
  assert.deepEqual(coverage('x{% abort_message %}\n', [{}]).unreached, []);
});

test('a field behind one that aborts is reached by nobody', () => {
  const text = '---\nurl: "{% abort_message(\'no\') %}"\n---\nbody';
  assert.deepEqual(coverage(text, [{}], 'a.webhook.liquid').unreached, ['body']);
});

test('a template without branches says so', () => {
  assert.match(coverage('x', [{}]).label, /no branches/);
});

test('a reason quotes no secret', () => {
  const url = 'https://a.b/?token=canary-0123';
  const [, , reason] = outcome(`{% connected_content ${url} :save x %}{{x}}`);
  assert.match(reason, /token=\*\*\*/);
  assert.doesNotMatch(reason, /canary/);
});
