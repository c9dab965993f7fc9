import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offsetAt } from '../../client/src/preview/body';
import { forPage } from '../../client/src/preview/forPage';
import type { PageResult, PageState, PreviewState } from '../../client/src/preview/messages';
import { type Element, type Node, textOf } from '../../client/src/preview/node';
import { nextState, type Update } from '../../client/src/preview/state';
import { DEFAULT_UI, type Ui } from '../../client/src/preview/ui';
import { view } from '../../client/src/preview/view';
import type { RenderResult } from '../../server/src/protocol';
import { preview } from '../preview/preview';

const range = (line: number) => ({ start: { line, character: 2 }, end: { line, character: 9 } });

const rendered: Omit<RenderResult, 'details'> = {
  version: 1,
  output: '{"title":"Hi"}',
  request: { method: 'POST', url: 'https://example.com/v1', headers: { Accept: 'text/plain' }, body: '{"title":"Hi"}' },
  aborted: null,
  problems: [],
  calls: [],
  reads: [],
  kind: 'webhook',
  isJson: true,
  readable: true,
};

const state: PageState = {
  uri: 'file:///a.webhook.liquid',
  fileName: 'a.webhook.liquid',
  users: [
    { key: 'file:///ada.user.json#Ada', label: 'Ada', file: 'users/ada.user.json' },
    { key: '#Complete', label: 'Complete', file: null },
  ],
  activeUser: '#Complete',
  result: rendered,
  broken: [],
  failure: null,
  conditions: { now: null, language: null, timeZone: null, seed: null },
  locked: false,
  remote: false,
  marks: [],
  outcomes: null,
  comparison: null,
  note: null,
};

/** The part of it that comes with a rendering. */
const kept: PreviewState = {
  uri: state.uri,
  fileName: state.fileName,
  users: state.users,
  activeUser: state.activeUser,
  result: rendered,
  broken: state.broken,
  failure: state.failure,
};

const elements = (nodes: readonly Node[]): readonly Element[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...elements(node.children)]));
const text = (nodes: readonly Node[]) => nodes.map(textOf).join(' ');
const show = (change: Partial<PageResult>, ui: Partial<Ui> = {}) =>
  view({ ...state, result: { ...rendered, ...change } }, { ...DEFAULT_UI, ...ui });
/** The lines of what is in a class, as they are read. */
const linesIn = (nodes: readonly Node[], name: string) => inClass(inClass(nodes, name), 'line').map(textOf).join('\n');
const inClass = (nodes: readonly Node[], name: string) =>
  elements(nodes).filter(({ attributes }) => attributes.class?.split(' ').includes(name));

// ── The view ─────────────────────────────────────────────────────────────────────────────────────────────────────────

test('a request shows method, URL, headers and an indented body', () => {
  const nodes = view(state);
  assert.match(text(nodes), /POST https:\/\/example\.com\/v1/);
  assert.match(text(nodes), /Accepttext\/plain/);
  assert.equal(linesIn(nodes, 'body'), '{\n  "title": "Hi"\n}');
});

test('a body that is no JSON is shown as it is', () => {
  const nodes = show({ request: { ...rendered.request!, body: '{"title": Hi}\n' } });
  assert.equal(textOf(inClass(nodes, 'body')[0]!), '{"title": Hi}');
});

test('a click on a line leads to its place in the text', () => {
  const json = '{"a": [1,\n 22 ],"b":"x y"}';
  // Lines: { · "a": [ · 1, · 22 · ], · "b": "x y" · }
  for (const [line, column, expected] of [
    [0, 0, '{"a"'],
    [1, 3, 'a": ['],
    [2, 4, '1,'],
    [3, 5, '2 ]'],
    [5, 2, '"b"'],
    [5, 8, 'x y'],
    [5, 99, '}'],
    [6, 0, '}'],
    [3, 0, '22'],
  ] as const) {
    const offset = offsetAt(json, true, line, column)!;
    assert.ok(json.slice(offset).startsWith(expected), `${line}:${column} ${json.slice(offset)}`);
  }
  assert.equal(offsetAt('one\r\ntwo', false, 1, 2), 7);
  assert.equal(offsetAt('one\n\n', false, 1, 0), 4);
  assert.equal(offsetAt('one', false, 3, 0), null);
});

test('lines that stay are the same values, so that an edit costs what it changes', () => {
  const lines = (body: string, marks: PageState['marks'] = []) =>
    inClass(view({ ...state, marks, result: { ...rendered, request: { ...rendered.request!, body } } }), 'line');
  const [before, after] = ['{"a":"1","b":[true],"c":2}', '{"a":"111","b":[true],"c":2}'].map((body) => lines(body));
  assert.equal(before!.length, 7);
  assert.deepEqual(
    after!.map((line, index) => line === before![index]),
    [true, false, true, true, true, true, true],
  );
  assert.equal(textOf(after![1]!), '  "a": "111",');
});

test('what a template prints is text, never markup', () => {
  const hostile = '</script><img src=x onerror=alert(1)>"\'';
  const nodes = view({
    ...state,
    fileName: hostile,
    users: [{ key: hostile, label: hostile, file: hostile }],
    result: {
      ...rendered,
      request: { method: hostile, url: `javascript:${hostile}`, headers: { [hostile]: hostile }, body: hostile },
      problems: [{ code: 'x', severity: 'error', message: hostile, range: range(0) }],
      reads: [{ name: hostile, value: { [hostile]: hostile }, range: range(0) }],
      calls: [{ ...call, url: hostile }],
    },
  });
  const tags = new Set(elements(nodes).map(({ tag }) => tag));
  for (const tag of ['script', 'img', 'iframe', 'a', 'link', 'style']) assert.ok(!tags.has(tag), tag);
  for (const { attributes } of elements(nodes))
    for (const name of Object.keys(attributes)) assert.match(name, /^(?!on|src|href|style)[a-z-]+$/);
});

test('the active user is chosen; workspace users stand before bundled ones', () => {
  const [select] = elements(view(state)).filter(({ attributes }) => attributes.id === 'user');
  const options = elements(select!.children).filter(({ tag }) => tag === 'option');
  assert.deepEqual(
    options.map(({ attributes, children }) => [children[0], 'selected' in attributes]),
    [
      ['Ada', false],
      ['Complete', true],
      ['Random user', false],
    ],
  );
});

test('an abort is said with its reason, and leaves nothing to copy', () => {
  const nodes = show({ aborted: { reason: 'no account' }, request: null, output: 'half' });
  assert.match(text(nodes), /Aborted\. Nothing is sent to this user\.Reason: no account/);
  assert.match(text(nodes), /Rendered before the abort.*half/);
  const disabled = elements(nodes).filter(({ attributes }) => 'disabled' in attributes);
  assert.deepEqual(disabled.map(textOf), ['Copy as cURL', 'Copy…', 'Send Test…']);
});

test('problems, calls and reads lead to their places', () => {
  const change = {
    problems: [{ code: 'x', severity: 'warning', message: 'Look here.', range: range(3) }],
    calls: [{ ...call, range: range(4) }],
    reads: [{ name: '${first_name}', value: 'Ada', range: range(5) }],
  } as const;
  const targets = (tab: Ui['tab']) =>
    inClass(show(change, { tab }), 'jump').map((each) => each.attributes['data-range']);
  assert.deepEqual(targets('request'), ['3 2 3 9']);
  assert.deepEqual(targets('calls'), ['4 2 4 9']);
  assert.deepEqual(targets('data'), ['5 2 5 9']);
  assert.match(text(show(change)), /Warning Look here\. line 4/);
});

const noDetails: NonNullable<PageResult['details']> = {
  fields: [],
  problemOffsets: [],
  abortedAt: null,
  channel: null,
  userPaths: {},
  mockFiles: [],
};

const call: RenderResult['calls'][number] = {
  method: 'get',
  url: 'https://example.com/token',
  answer: 'none',
  headers: {},
  body: null,
  status: null,
  save: null,
  range: range(0),
};
test('a call says who answered it, and offers a mock where nobody did', () => {
  const none = show({ calls: [call] }, { tab: 'calls' });
  assert.match(text(none), /GET https:\/\/example\.com\/tokenNo mock answers this call Create a mock/);
  const answered = { calls: [{ ...call, answer: 'mock', status: 200 }] } as const;
  const details = { ...noDetails, mockFiles: ['file:///w/mocks/a%20b.mock.json'] };
  const mocked = text(show({ ...answered, details }, { tab: 'calls' }));
  assert.match(mocked, /Mock answered 200: a b\.mock\.json/);
  assert.doesNotMatch(mocked, /Create a mock/);
});

test('calls stand in their order; the same again is said to be', () => {
  const again = { ...call, save: 'x', range: range(2) };
  const shown = text(show({ calls: [call, { ...call, method: 'post' }, again] }, { tab: 'calls' }));
  assert.match(shown, /3 calls, one after the other\. Braze waits two seconds at most/);
  assert.match(shown, /line 3 · saved as 'x' · the same as call 1, which Braze may answer from its cache/);
  assert.equal(shown.match(/the same as/g)?.length, 1);
});

test('200 calls are all there, those far down as lines', () => {
  const body = JSON.stringify({ a: 1 });
  const calls = Array.from({ length: 200 }, (_, index) => ({ ...call, url: `https://a.b/${index}`, body }));
  const nodes = show({ calls }, { tab: 'calls' });
  assert.equal(inClass(nodes, 'call').length, 200);
  assert.equal(inClass(nodes, 'body').length, 50);
});

test('an attribute stands once, at the first place that reads it', () => {
  const reads = [4, 7].map((line) => ({ name: '${x}', value: 'a', range: range(line) }));
  const nodes = view({ ...state, result: forPage({ ...rendered, reads }) }, { ...DEFAULT_UI, tab: 'data' });
  assert.deepEqual(
    inClass(nodes, 'jump').map(({ attributes }) => attributes['data-range']),
    ['4 2 4 9'],
  );
});

test('a problem stands in the body where what it is about was printed, else above it', () => {
  const text = '{\n  "a": "{{${first_name}}}",\n  "b": {{${none}}}\n}\n';
  const { details, rendered: fields } = preview(text);
  const body = fields[0]!.output;
  const problem = (message: string, line: number, character: number) => ({
    code: 'x',
    severity: 'error' as const,
    message,
    range: { start: { line, character }, end: { line, character: character + 1 } },
  });
  const problems = [problem('About the name.', 1, 9), problem('About nothing printed.', 9, 0)];
  const more = { user: {}, now: '', branches: [], abortedAt: null, channel: null, userPaths: {}, mockFiles: [] };
  const request = { ...rendered.request!, body };
  const result = forPage({ ...rendered, output: body, request, problems, details: { ...more, ...details } });
  const nodes = view({ ...state, result });
  assert.deepEqual(inClass(nodes, 'at-line').map(textOf), ['About the name.']);
  assert.match(linesIn(nodes, 'body'), /"a": "Ada",\n.*About the name\./);
  assert.doesNotMatch(inClass(nodes, 'problems').map(textOf).join(), /About the name/);
  assert.match(inClass(nodes, 'problems').map(textOf).join(), /About nothing printed\./);
});

test('the page gets nothing that only the extension needs', () => {
  const { details, rendered: fields } = preview('Hi {{${first_name}}}, {{${first_name}}} '.repeat(500));
  const more = {
    user: { secret: 1 },
    now: '',
    branches: [],
    abortedAt: null,
    channel: null,
    userPaths: {},
    mockFiles: [],
  };
  const output = fields[0]!.output;
  const page = JSON.stringify(forPage({ ...rendered, output, details: { ...more, ...details } }));
  assert.doesNotMatch(page, /trace|secret/);
  assert.ok(page.length < 2 * output.length + 1000);
});

const values: readonly (readonly [unknown, string, boolean])[] = [
  [null, 'not set', true],
  [undefined, 'not set', true],
  ['', 'blank', true],
  [' \n', ' \nblank', true],
  [[], '[]blank', true],
  [false, 'false', false],
  [0, '0', false],
  [['a'], '["a"]', false],
  ['a'.repeat(400), `${'a'.repeat(300)}…`, false],
];
for (const [value, shown, blank] of values) {
  test(`an attribute that is ${JSON.stringify(value)?.slice(0, 20)} is shown as ${shown.slice(0, 20)}`, () => {
    const nodes = show({ reads: [{ name: '${x}', value, range: range(0) }] }, { tab: 'data' });
    const cell = elements(inClass(nodes, 'reads')).find(({ tag }) => tag === 'td')!;
    assert.equal(textOf(cell), shown);
    assert.equal(inClass(nodes, 'blank').length, blank ? 1 : 0);
  });
}

test('what an array or object holds has a field each, and its JSON one', () => {
  const value = { items: [{ name: 'a', price: 7, sold: true }], none: [] };
  const details = { ...noDetails, userPaths: { '${x}': ['attributes', 'x'] } };
  const nodes = show({ reads: [{ name: '${x}', value, range: range(0) }], details }, { tab: 'data' });
  const fields = elements(inClass(nodes, 'reads')).filter(({ attributes }) => 'data-edit' in attributes);
  assert.deepEqual(
    fields.map(({ attributes }) => attributes['data-path']),
    ['["items","0","name"]', '["items","0","price"]', '["items","0","sold"]', '["none"]', '[]'],
  );
  assert.deepEqual(
    fields.map(({ tag }) => tag),
    ['input', 'input', 'select', 'textarea', 'textarea'],
  );
  assert.deepEqual(JSON.parse(fields[4]!.attributes.value!), value);
  const labels = fields.map(({ attributes }) => attributes['aria-label']);
  assert.equal(new Set(labels).size, labels.length);
});

test('an array that is too long for fields is JSON alone', () => {
  const value = Array.from({ length: 500 }, (_, index) => index);
  const details = { ...noDetails, userPaths: { '${x}': ['attributes', 'x'] } };
  const nodes = show({ reads: [{ name: '${x}', value, range: range(0) }], details }, { tab: 'data' });
  assert.equal(elements(inClass(nodes, 'reads')).filter(({ attributes }) => 'data-edit' in attributes).length, 1);
});

const row = { label: 'Ada', uri: null, outcome: 'ok', reason: '', range: null } as const;
const coverage = {
  label: '3 sample users reach 1 of 2 branches.',
  branches: 2,
  reached: 1,
  unreached: [{ range: range(4), tag: range(4), message: "No sample user goes into this 'if'." }],
};

test('each user has a row, and what none of them reaches a way to it', () => {
  const rows = [
    row,
    { ...row, label: 'Bob', outcome: 'aborted', reason: 'no id', range: range(2) },
    { ...row, label: 'Eve', uri: 'file:///e.user.json', outcome: 'invalid', reason: 'No JSON.', range: range(3) },
  ] as const;
  const outcomes = { label: '1 of 3 users ok', rows, coverage };
  const nodes = view({ ...state, activeUser: '#Bob', outcomes }, { ...DEFAULT_UI, tab: 'users' });
  const said = text(nodes);
  assert.match(said, /1 of 3 users ok.*EveInvalidNo JSON\. line 4BobAbortedno id line 3AdaOK/);
  assert.match(said, /reach 1 of 2 branches\.No sample user goes into this 'if'\. line 5 Make a user/);
  const actions = elements(nodes).flatMap(({ attributes }) =>
    ['user', 'reach'].includes(attributes['data-action']!) ? [attributes['data-value']] : [],
  );
  assert.deepEqual(actions, ['file:///e.user.json#Eve', '#Bob', '#Ada', '4 2']);
  const current = elements(nodes).filter(({ attributes }) => attributes['aria-current'] === 'true');
  assert.deepEqual(current.map(textOf), ['Bob']);
});

test('what needs mending stands first, counted, and can be listed alone', () => {
  const of = (label: string, outcome: 'ok' | 'aborted' | 'invalid' | 'limit') => ({ ...row, label, outcome });
  const rows = [of('A', 'ok'), of('B', 'aborted'), of('C', 'ok'), of('D', 'invalid'), of('E', 'limit'), of('F', 'ok')];
  const outcomes = { label: '3 of 6 users ok', rows, coverage: null };
  const shown = (outcome: Ui['outcome'], among: typeof rows = rows) =>
    view({ ...state, outcomes: { ...outcomes, rows: among } }, { ...DEFAULT_UI, tab: 'users', outcome });
  const listed = (nodes: readonly Node[]) =>
    elements(inClass(nodes, 'outcomes'))
      .filter(({ attributes }) => attributes['data-action'] === 'user')
      .map(textOf)
      .join('');
  const filters = (nodes: readonly Node[]) => elements(nodes).filter(({ attributes }) => 'data-outcome' in attributes);
  assert.equal(listed(shown(null)), 'DEBACF');
  assert.deepEqual(filters(shown(null)).map(textOf), ['Invalid 1', 'Stopped 1', 'Aborted 1', 'OK 3']);
  assert.equal(listed(shown('ok')), 'ACF');
  assert.deepEqual(
    filters(shown('ok')).map(({ attributes }) => attributes['aria-pressed']),
    ['false', 'false', 'false', 'true'],
  );
  assert.equal(listed(shown('error')), 'DEBACF', 'there is none any more');
  assert.equal(filters(shown(null, rows.slice(0, 1))).length, 0, 'nothing to choose among');
});

test('500 users are a table of so many rows', () => {
  const rows = Array.from({ length: 500 }, (_, index) => ({ ...row, label: `User ${index}` }));
  const outcomes = { label: '500 of 500 users ok', rows, coverage: null };
  const nodes = view({ ...state, outcomes }, { ...DEFAULT_UI, tab: 'users' });
  assert.ok(elements(nodes).length < 500 * 8 + 200);
});

test('a message that prints nothing says so', () => {
  assert.match(text(show({ request: null, output: ' \n', kind: 'message' })), /prints no text for this user/);
});

test('a megabyte of JSON takes few elements', () => {
  const body = JSON.stringify(Array.from({ length: 60_000 }, (_, index) => `item ${index}`));
  const [shown] = inClass(show({ request: { ...rendered.request!, body } }), 'body');
  assert.equal(elements([shown!]).length, 1);
  assert.match(textOf(shown!), /^\[\n {2}"item 0",\n/);
});

test('a long body has no colours, but its problems at their lines', () => {
  const items = Array.from({ length: 30_000 }, (_, index) => `item ${index}`);
  const problem = { code: 'x', severity: 'error', message: 'Wrong here.', range: range(3) } as const;
  for (const [isJson, body] of [
    [true, JSON.stringify(items)],
    [false, items.join('\n')],
  ] as const) {
    const at = body.indexOf('item 20000');
    const details = {
      ...noDetails,
      problemOffsets: [at],
      fields: [{ role: 'body' as const, name: 'body', output: body }],
    };
    const nodes = show({ request: { ...rendered.request!, body }, isJson, problems: [problem], details });
    const [shown] = inClass(nodes, 'body');
    assert.ok(elements([shown!]).length < 10);
    assert.match(textOf(shown!), /item 20000"?,?\s*Wrong here\..*item 20001/s);
    assert.match(text(nodes), /[\d,]+ characters: so long a text is shown without colours/);
    assert.equal(inClass(nodes, 'problems').length, 0, 'said once');
    // What can be clicked says where in the output it begins.
    for (const { attributes, children } of elements([shown!]).filter((each) => 'data-at' in each.attributes))
      assert.equal(body.indexOf(children.map(textOf).join('')), Number(attributes['data-at']));
  }
});

test('an email has its subject and preheader above it, and says how many images are not loaded', () => {
  const field = (name: string, output: string) => ({ role: 'text' as const, name, output });
  const output = '<p><img src="https://a.b/1.png"><img src="https://a.b/1.png"><img src=https://a.b/2.png></p>';
  const details = { ...noDetails, fields: [field('subject', 'Hi Ada'), field('preheader', 'Look')] };
  const change = { request: null, kind: 'email', output, isJson: false, details } as const;
  const said = text(show(change));
  assert.match(said, /SubjectHi AdaPreheaderLook/);
  assert.match(said, /Load remote images2 remote images are not loaded/);
  assert.doesNotMatch(text(view({ ...state, remote: true, result: { ...rendered, ...change } })), /not loaded/);
});

test('what comes and goes while one types stands below the result', () => {
  const where = (change: Partial<PageState>) => {
    const [, main, footer] = view({ ...state, ...change }) as readonly Element[];
    return [main!, footer!].map((part) => inClass([part], 'banner').length);
  };
  assert.deepEqual(where({}), [0, 0]);
  assert.deepEqual(where({ broken: [unclosed] }), [0, 1]);
  assert.deepEqual(where({ note: 'No number.' }), [0, 1]);
  assert.deepEqual(where({ failure: 'It is gone.' }), [0, 1]);
  assert.deepEqual(where({ failure: 'It is gone.', result: null }), [1, 0]);
  assert.deepEqual(where({ result: { ...rendered, aborted: { reason: 'x' } } }), [1, 0]);
});

// ── From state to state ──────────────────────────────────────────────────────────────────────────────────────────────

const update = (change: Partial<RenderResult>, more: Partial<Update> = {}): Update => ({
  uri: state.uri,
  fileName: state.fileName,
  users: state.users,
  activeUser: state.activeUser,
  result: { ...rendered, ...change },
  failure: null,
  ...more,
});
const unclosed = {
  code: 'unclosed-output',
  severity: 'error',
  message: 'This output is not closed.',
  range: range(0),
} as const;
const payload = { ...unclosed, code: 'payload-invalid', message: 'No JSON.' };
const half = { readable: false, output: 'half', problems: [unclosed, payload] };

test('a broken template leaves the last good rendering on show, under its mistake', () => {
  const next = nextState(kept, update(half));
  assert.equal(next.result, state.result);
  assert.deepEqual(next.broken, [unclosed]);
  assert.match(
    text(view({ ...state, ...next, result: next.result && forPage(next.result) })),
    /cannot be rendered as it stands.*This output is not closed\./s,
  );
  // Still broken: still the last good one.
  assert.equal(nextState(next, update(half)).result, state.result);
  assert.deepEqual(nextState(next, update({ output: 'whole' })), {
    ...kept,
    result: { ...rendered, output: 'whole' },
  });
});

test('a template that was broken from the start shows what there is', () => {
  const first = nextState(null, update(half));
  assert.equal(first.result?.output, 'half');
  assert.equal(nextState(first, update({ ...half, output: 'other' })).result?.output, 'other');
});

test("another user's or another template's rendering is not kept", () => {
  assert.equal(nextState(kept, update(half, { activeUser: 'other' })).result?.output, 'half');
  assert.equal(nextState(kept, update(half, { uri: 'file:///b.liquid' })).result?.output, 'half');
});

test('a wrong payload is no broken template: it is shown with its problem', () => {
  const problem = { ...unclosed, code: 'payload-missing-field' };
  assert.deepEqual(nextState(kept, update({ problems: [problem] })).result?.problems, [problem]);
});

test('no answer keeps what is on show, and says why', () => {
  const next = nextState(kept, { ...update({}), users: null, activeUser: null, result: null, failure: 'It is gone.' });
  assert.deepEqual(next, { ...kept, failure: 'It is gone.' });
  assert.match(text(view({ ...state, ...next, result: next.result && forPage(next.result) })), /It is gone\./);
});
