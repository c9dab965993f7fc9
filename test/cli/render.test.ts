import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFolder, runCli } from '../helpers/cli';

const WEBHOOK = `---
method: POST
url: https://api.example.com/{{custom_attribute.\${x}}}[0]
headers:
  Authorization: |-
    Bearer {% connected_content https://auth.example.com/token :method post :save t %}{{t.token}}
  Content-Type: application/json
---
{"name": "{{\${first_name} | json_escape}}"}`;

const USER = JSON.stringify({ label: 'Ada', attributes: { first_name: 'A"d' }, custom_attributes: { x: ['a', 'b'] } });
const MOCK = JSON.stringify({
  request: { method: 'POST', url: 'https://auth.example.com/*' },
  response: { body: { token: 'T' } },
});

const render = (cwd: string, ...words: string[]) => {
  const { code, out, errors } = runCli(['render', ...words, '--format', 'json'], { cwd });
  assert.equal(errors, '');
  return { code, result: JSON.parse(out) };
};

test('the request of a webhook file', () =>
  inFolder({ 'a.webhook.liquid': WEBHOOK, 'u.user.json': USER, 'm.mock.json': MOCK }, (cwd) => {
    const { code, result } = render(cwd, 'a.webhook.liquid', '--user', 'u.user.json');
    assert.equal(code, 0);
    assert.equal(result.version, 1);
    assert.equal(result.request.method, 'POST');
    assert.equal(result.request.headers.Authorization, 'Bearer T');
    assert.equal(JSON.parse(result.request.body).name, 'A"d');
    assert.equal(result.output, result.request.body);
    assert.deepEqual(
      result.calls.map(({ method, url, answer }: Record<string, string>) => [method, url, answer]),
      [['POST', 'https://auth.example.com/token', 'mock']],
    );
    assert.ok(
      result.reads.some(
        (read: { name: string; value: unknown }) => read.name === '${first_name}' && read.value === 'A"d',
      ),
    );
    assert.equal(result.aborted, null);
  }));

test('a call that no mock answers is a warning, at its place', () =>
  inFolder({ 'a.webhook.liquid': WEBHOOK, 'u.user.json': USER }, (cwd) => {
    const { code, result } = render(cwd, 'a.webhook.liquid', '--user', 'u.user.json');
    assert.equal(code, 0);
    const [problem] = result.problems;
    assert.equal(problem.code, 'connected-content-no-mock');
    assert.equal(problem.severity, 'warning');
    assert.match(problem.message, /POST https:\/\/auth\.example\.com\/token/);
    assert.equal(problem.range.start.line, 5);
    assert.equal(result.calls[0].answer, 'none');
  }));

test('folders of mocks and content blocks, several in a row, before the workspace', () =>
  inFolder(
    {
      'a.liquid':
        '{{content_blocks.${b}}}{% connected_content https://auth.example.com/token :method post :save t %}{{t.token}}',
      'm.mock.json': MOCK,
      'one/x.mock.json': '{"request": {"url": "https://none.example"}, "response": {}}',
      'two/y.mock.json': MOCK.replace('"T"', '"U"'),
      'blocks/b.liquid': 'block ',
    },
    (cwd) => {
      assert.equal(
        render(cwd, 'a.liquid', '--mocks', 'one', 'two', '--content-blocks', 'blocks').result.output,
        'block U',
      );
      assert.equal(render(cwd, '--mocks', 'one', 'two', 'a.liquid').result.output, 'U');
    },
  ));

test('the same seed gives the same user, the same moment the same date', () =>
  inFolder({ 'a.liquid': "{{${first_name}}} {{ 'now' | date: '%F' }} {% random 1000 %}" }, (cwd) => {
    const one = render(cwd, 'a.liquid', '--random', '7', '--now', '2026-03-01T12:00:00Z').result.output;
    assert.equal(render(cwd, 'a.liquid', '--random', '7', '--now', '2026-03-01T12:00:00Z').result.output, one);
    assert.match(one, /2026-03-01/);
  }));

test('an abort is an answer: 0, its reason, no request', () =>
  inFolder(
    { 'a.webhook.liquid': `---\nurl: https://x.example\n---\nbefore{% abort_message('no name') %}after` },
    (cwd) => {
      const { code, result } = render(cwd, 'a.webhook.liquid');
      assert.equal(code, 0);
      assert.deepEqual(result.aborted, { reason: 'no name' });
      assert.equal(result.output, 'before');
      assert.equal(result.request, null);
    },
  ));

test('Liquid errors stand in place, and the exit code says so', () =>
  inFolder({ 'a.liquid': 'a {{ 5 | divided_by: 0 }} b' }, (cwd) => {
    const { code, result } = render(cwd, 'a.liquid');
    assert.equal(code, 1);
    assert.equal(result.output, 'a Liquid error: divided by 0 b');
    assert.deepEqual(result.problems[0].range, { start: { line: 0, character: 2 }, end: { line: 0, character: 25 } });
  }));

test('a template that never ends is ended, with what there is', () =>
  inFolder({ 'a.liquid': 'x{% for a in (1..100000) %}{% for b in (1..100000) %}y{% endfor %}{% endfor %}' }, (cwd) => {
    const { code, result } = render(cwd, 'a.liquid');
    assert.equal(code, 1);
    assert.ok(result.output.startsWith('xyy'));
    assert.ok(
      result.problems.some(
        (problem: { code: string; severity: string }) =>
          problem.code === 'render-limit' && problem.severity === 'error',
      ),
    );
  }));

test('curl', () =>
  inFolder({ 'a.webhook.liquid': WEBHOOK, 'u.user.json': USER, 'm.mock.json': MOCK }, (cwd) => {
    const { code, out } = runCli(['render', 'a.webhook.liquid', '--user', 'u.user.json', '--format', 'curl'], { cwd });
    assert.equal(code, 0);
    assert.match(out, /^curl /);
    assert.match(out, /-X POST|--request POST/);
    assert.match(out, /https:\/\/api\.example\.com\/a/);
  }));

test('wrong usage is a sentence', () =>
  inFolder({ 'a.liquid': 'x', 'u.json': '[1]', 'v.json': '{' }, (cwd) => {
    for (const words of [
      [],
      ['no.liquid'],
      ['a.liquid', '--user', 'none.json'],
      ['a.liquid', '--user', 'u.json'],
      ['a.liquid', '--user', 'v.json'],
      ['a.liquid', '--now', 'soon'],
      ['a.liquid', '--random', 'x'],
      ['a.liquid', '--mocks', 'none'],
      ['a.liquid', 'b.liquid'],
      ['a.liquid', '--format', 'xml'],
    ]) {
      const { code, errors } = runCli(['render', ...words], { cwd });
      assert.equal(code, 2, words.join(' '));
      assert.match(errors, /^[^\n]+[.)]\n$/, words.join(' '));
      assert.doesNotMatch(errors, /\bat .*:\d+:\d+/);
    }
  }));

test('a batch answers line by line, in order, whatever a line is', () => {
  const lines = [
    { id: 1, template: '{{ a | upcase }}', data: { a: 'x' } },
    'no json',
    { id: 2 },
    { id: 'three', template: '{{${first_name}}}', user: { attributes: { first_name: 'Ada' } } },
    { id: 4, template: '{% for a in (1..9999999) %}{% for b in (1..9999999) %}{% endfor %}{% endfor %}' },
    { id: 5, template: '{{content_blocks.${b}}}', contentBlocks: { b: 'B' } },
    { id: 6, template: '{% abort_message("r") %}' },
    { id: 7, template: "{{ 'now' | date: '%F' }}", now: '2026-03-01T00:00:00Z' },
    { id: 8, template: '{% if %}' },
    [],
    {
      id: 9,
      template: '{% connected_content https://a.example :save r %}{{r.x}}',
      mocks: [{ request: { url: 'https://*' }, response: { body: { x: 1 } } }],
    },
  ];
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { code, out } = runCli(['render', '--batch'], { input });
  assert.equal(code, 0);
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    answers.map((answer) => answer.id),
    [1, null, null, 'three', 4, 5, 6, 7, 8, null, 9],
  );
  assert.deepEqual(
    answers.map((answer) => answer.output),
    ['X', undefined, undefined, 'Ada', '', 'B', '', '2026-03-01', answers[8].output, undefined, '1'],
  );
  assert.ok(answers[4].problems.some((problem: { code: string }) => problem.code === 'render-limit'));
  assert.deepEqual(answers[6].aborted, { reason: 'r' });
  assert.ok(answers[8].problems.some((problem: { severity: string }) => problem.severity === 'error'));
});
