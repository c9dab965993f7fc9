import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RenderMock } from '../../server/src/render';
import { answers } from '../../server/src/render/tags/connectedContent';
import { processorTime } from '../helpers/processorTime';
import { render } from './render';

const mock = (url: string, body: unknown, rest: Partial<RenderMock['response']> = {}, method?: string): RenderMock => ({
  request: { url, method },
  response: { body, ...rest },
});

test('JSON goes to the variable, with its status', () => {
  const mocks = [mock('https://a.b/*', { name: 'x', list: [1] })];
  assert.equal(
    render('{% connected_content https://a.b/c :save r %}{{r.name}}{{r.list[0]}} {{r.__http_status_code__}}', { mocks })
      .output,
    'x1 200',
  );
  assert.equal(render('{% connected_content https://a.b/c %}{{connected.name}}', { mocks }).output, 'x');
  assert.equal(
    render('{% connected_content https://a.b/c :save r %}{{r[0]}}', { mocks: [mock('https://a.b/c', '[7]')] }).output,
    '7',
  );
  const failed = [mock('https://a.b/c', { error: 'e' }, { status: 404 })];
  assert.equal(
    render(
      '{% connected_content https://a.b/c :save r %}{% if r.__http_status_code__ != 200 %}{{r.error}}{% endif %}',
      { mocks: failed },
    ).output,
    'e',
  );
});

test('text is printed in place', () => {
  const rendered = render('[{% connected_content https://a.b/c :save r %}]{{r}}', {
    mocks: [mock('https://a.b/c', 'hello {{${user_id}}}')],
  });
  assert.equal(rendered.output, '[hello {{${user_id}}}]');
  assert.equal(rendered.calls[0]?.save, null);
  assert.equal(
    render('[{% connected_content https://a.b/c %}]', { mocks: [mock('https://a.b/c', 'gone', { status: 404 })] })
      .output,
    '[]',
  );
});

test(':rerender renders the Liquid of the answer', () => {
  const user = { attributes: { language: 'fr' } };
  const text = [mock('https://a.b/c', 'Your language is ${language}, {{${language}}}')];
  assert.equal(
    render('{% connected_content https://a.b/c :rerender %}', { user, mocks: text }).output,
    'Your language is ${language}, fr',
  );
  const json = [mock('https://a.b/c', { l: '{{${language}}}' })];
  assert.equal(
    render('{% connected_content https://a.b/c :rerender :save r %}{{r.l}}', { user, mocks: json }).output,
    'fr',
  );
});

test('a call is told whole, with names in place of secrets', () => {
  const user = { attributes: { user_id: 'u 1', email_address: 'a+b@c.d' } };
  const template = `{% connected_content
    https://a.b/c?e={{\${email_address} | url_param_escape}}&l=\${user_id}
    :method post
    :headers { "X-A": "{{\${user_id}}}", "accept": "text/plain" }
    :body a=b&c={{\${user_id}}}
    :content_type application/json
    :basic_auth my_login
    :retry
    :cache_max_age 900
    :save r %}`;
  const { calls, problems } = render(template, { user });
  assert.equal(calls.length, 1);
  const { method, url, headers, body, answer, status, save } = calls[0]!;
  assert.deepEqual(
    { method, url, body, answer, status, save, headers: { ...headers } },
    {
      method: 'POST',
      url: 'https://a.b/c?e=a%2Bb%40c.d&l=u 1',
      body: '{"a":"b","c":"u 1"}',
      answer: 'none',
      status: null,
      save: 'r',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'text/plain',
        Authorization: 'Basic <my_login>',
        'X-A': 'u 1',
      },
    },
  );
  assert.deepEqual(
    problems.map(({ code, severity }) => [code, severity]),
    [['connected-content-no-mock', 'warning']],
  );
  assert.match(problems[0]!.message, /POST https:\/\/a\.b\/c\?e=a%2Bb%40c\.d&l=u 1/);
});

test('the first mock that fits answers', () => {
  const mocks = [
    mock('https://a.b/c', 'post', {}, 'POST'),
    mock('https://a.b/*', 'star'),
    mock('https://a.b/c', 'late'),
  ];
  assert.equal(render('{% connected_content https://a.b/c %}', { mocks }).output, 'star');
  assert.equal(render('{% connected_content https://a.b/c :method post %}', { mocks }).output, 'post');
});

test('a star is any run of characters, all else is literal', () => {
  const fits = (pattern: string, url: string) => answers(mock(pattern, null), 'GET', url);
  for (const [pattern, url] of [
    ['*', ''],
    ['a*', 'a'],
    ['a*c', 'abbc'],
    ['*b*', 'abc'],
    ['a*b*c', 'aXbYc'],
    ['a**c', 'ac'],
    ['?x', '?x'],
  ] as const) {
    assert.ok(fits(pattern, url), `${pattern} ${url}`);
  }
  for (const [pattern, url] of [
    ['a', 'ab'],
    ['a*a', 'a'],
    ['a*bc', 'ab'],
    ['a.c', 'abc'],
    ['a*b*b', 'ab'],
    ['', 'a'],
  ] as const) {
    assert.ok(!fits(pattern, url), `${pattern} ${url}`);
  }
  const took = processorTime(() => assert.ok(!fits(`${'a*'.repeat(2000)}c`, `${'a'.repeat(20_000)}b`)));
  assert.ok(took < 500, `${took} ms`);
});

test('headers that are no JSON', () => {
  const { problems } = render('{% connected_content https://a.b :headers {"a": b} %}', {
    mocks: [mock('https://a.b', '')],
  });
  assert.deepEqual(problems.filter(({ code }) => code === 'cc-headers-json').length, 1);
});
