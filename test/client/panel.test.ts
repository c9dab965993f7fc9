import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { typed, valueAt, withValue } from '../../client/src/preview/edit';
import { frameDocument, hasRemoteImages, isHtml } from '../../client/src/preview/frame';
import { maskRendering } from '../../client/src/preview/mask';
import { marksAt, offsetOf, sourceOf } from '../../client/src/preview/trace';
import { activeTab, DEFAULT_UI, readUi, tabsFor } from '../../client/src/preview/ui';
import type { RenderedField, RenderResult } from '../../server/src/protocol';
import { preview } from '../preview/preview';

const CANARY = 'canary-0123456789';
const origin = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

// ── Masks ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const body = `{"note":"${CANARY}","name":"Ada"}`;
const field = (role: RenderedField['role'], name: string, output: string, from: number, to: number): RenderedField => ({
  role,
  name,
  output,
  trace: [{ start: from, end: to, range: origin, exact: false }],
});
const secret: RenderResult = {
  version: 1,
  output: body,
  request: {
    method: 'POST',
    url: `https://example.com/?token=${CANARY}&id=1`,
    headers: { Authorization: `Bearer ${CANARY}` },
    body,
  },
  aborted: null,
  problems: [
    { code: 'x', severity: 'warning', message: `No mock answers GET https://a.b/?api_key=${CANARY}.`, range: origin },
  ],
  calls: [
    {
      method: 'GET',
      url: `https://a.b/?api_key=${CANARY}`,
      answer: 'none',
      headers: { 'X-Api-Key': CANARY },
      body: `{"password":"${CANARY}"}`,
      status: null,
      save: 'x',
      range: origin,
    },
  ],
  reads: [
    { name: 'custom_attribute.${api_token}', value: CANARY, range: origin },
    { name: 'custom_attribute.${profile}', value: { access_token: CANARY, age: 7 }, range: origin },
  ],
  kind: 'webhook',
  isJson: true,
  readable: true,
  details: {
    user: { custom_attributes: { api_token: CANARY } },
    now: '2026-01-01T00:00:00Z',
    fields: [
      field('header', 'Authorization', `Bearer ${CANARY}`, 7, 7 + CANARY.length),
      field('body', 'body', body, body.indexOf('Ada'), body.indexOf('Ada') + 3),
    ],
    branches: [],
    abortedAt: null,
    channel: null,
    userPaths: {},
    mockFiles: [null],
  },
};

test('no secret is left in what the page gets', () => {
  assert.doesNotMatch(JSON.stringify(maskRendering(secret)), /canary/);
  assert.doesNotMatch(
    JSON.stringify(maskRendering({ ...secret, request: null, aborted: { reason: CANARY } })),
    /canary/,
  );
});

test('what is no secret stays, and leads to its source where it stands now', () => {
  const masked = maskRendering(secret);
  const shown = masked.details!.fields[1]!;
  assert.equal(shown.output, '{"note":"***","name":"Ada"}');
  assert.equal(shown.output.slice(shown.trace[0]!.start, shown.trace[0]!.end), 'Ada');
  assert.deepEqual(masked.reads[1]!.value, { access_token: '***', age: 7 });
  const { start, end } = masked.details!.fields[0]!.trace[0]!;
  assert.equal(masked.details!.fields[0]!.output.slice(start, end), '***');
});

// ── Source and result ────────────────────────────────────────────────────────────────────────────────────────────────

const TEXT = 'Hello\n  all\n\nDear {{${first_name}}}, {% if true %}yes\nno{% endif %}\n';

test('a position marks what it printed', () => {
  const { details } = preview(TEXT);
  const { output } = details.fields[0]!;
  const marked = (line: number, character: number) =>
    marksAt(details, { line, character }).map(({ start, end }) => output.slice(start, end));
  assert.deepEqual(marked(3, 8), ['Ada']);
  assert.deepEqual(marked(3, 2), ['Dear']);
  assert.deepEqual(marked(1, 3), ['all']);
  assert.deepEqual(marked(2, 0), []);
  assert.deepEqual(marked(4, 1), ['no']);
});

test('each character of the template’s own text leads to itself', () => {
  const { details } = preview(TEXT);
  const [shown] = details.fields;
  const lines = TEXT.split('\n');
  [...shown!.output].forEach((char, offset) => {
    const range = sourceOf(shown!, offset);
    assert.ok(range);
    if (range.start.line !== range.end.line || range.start.character !== range.end.character) return;
    assert.equal(`${lines[range.start.line]}\n`[range.start.character], char);
    assert.equal(offsetOf(shown!, range.start), offset);
  });
  const ada = sourceOf(shown!, shown!.output.indexOf('Ada'))!;
  assert.equal(lines[ada.start.line]!.slice(ada.start.character, ada.end.character), '{{${first_name}}}');
});

// ── Values ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const edits: readonly (readonly [string, unknown, unknown])[] = [
  ['7', 1, 7],
  [' 7.5 ', 1, 7.5],
  ['7', '1', '7'],
  ['', 'x', ''],
  ['7', null, '7'],
  ['7', undefined, '7'],
  ['true', false, true],
  ['["a"]', [], ['a']],
  ['{"a":{"b":1}}', {}, { a: { b: 1 } }],
];
for (const [text, before, value] of edits) {
  test(`'${text}' in place of ${JSON.stringify(before)} is ${JSON.stringify(value)}`, () => {
    assert.deepEqual(typed('x', text, before), { value });
  });
}

test('what is not of the type is refused with a sentence', () => {
  for (const [text, before] of [
    ['many', 1],
    ['', 1],
    ['Infinity', 1],
    ['{', {}],
    ['[]', {}],
    ['{}', []],
    ['7', {}],
    ['null', []],
  ] as const)
    assert.ok('sentence' in typed('x', text, before), text);
});

test('a value that is set is there, and everything else as before', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.integer())),
      fc.string(),
      fc.string(),
      (data, a, b) => {
        const next = withValue(data, [a, b], 'new');
        assert.equal(valueAt(next, [a, b]), 'new');
        for (const key of Object.keys(data)) if (key !== a) assert.deepEqual(valueAt(next, [key]), data[key]);
      },
    ),
  );
});

// ── The frame and the tabs ───────────────────────────────────────────────────────────────────────────────────────────

test('a policy stands before everything of the message', () => {
  const html = '</head><script>alert(1)</script>';
  const document = frameDocument(html, { dark: false, remote: false });
  assert.match(
    document,
    /^<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none';/,
  );
  assert.ok(document.endsWith(html));
  assert.doesNotMatch(document.slice(0, -html.length), /https:|script/);
  assert.match(frameDocument('', { dark: true, remote: true }), /img-src data: https:.*color-scheme:dark/);
});

test('HTML is told from text', () => {
  for (const text of ['<!doctype html>', ' <html>', '<p>Hi', '<br/>']) assert.ok(isHtml(text, 'message', null), text);
  for (const text of ['Hi <b>you</b>', '<3 you', '< p', '', '<<a>']) assert.ok(!isHtml(text, 'message', null), text);
  assert.ok(isHtml('Hi <b>you</b>', 'email', null));
  assert.ok(isHtml('Hi <b>you</b>', 'message', 'in-app-message'));
  assert.ok(!isHtml('Hi you', 'email', 'email'));
  assert.ok(hasRemoteImages('<img src="https://a.b/c.png">') && !hasRemoteImages('<a href="https://a.b">'));
});

test('the chosen tab is kept where it fits', () => {
  const message = { ...secret, kind: 'message' };
  assert.equal(activeTab(secret, { ...DEFAULT_UI, tab: 'message' }), 'request');
  assert.equal(activeTab(message, { ...DEFAULT_UI, tab: 'request' }), 'message');
  assert.equal(activeTab(message, { ...DEFAULT_UI, tab: 'users' }), 'users');
  assert.ok(!tabsFor(message).includes('request'));
});

test('what was remembered is believed only where it is right', () => {
  assert.deepEqual(readUi({ tab: 'users', width: 'mobile', dark: true, source: true }), {
    tab: 'users',
    width: 'mobile',
    dark: true,
    source: true,
  });
  fc.assert(fc.property(fc.anything(), (value) => void readUi(value)));
  for (const value of [null, 7, {}, { tab: 'no', width: 1, dark: 'yes' }]) assert.deepEqual(readUi(value), DEFAULT_UI);
});
