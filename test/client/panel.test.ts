import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { typed, valueAt, withValue } from '../../client/src/preview/edit';
import { frameDocument, isHtml, OWN_HEAD, remoteImages, SANDBOX } from '../../client/src/preview/frame';
import { anchored, anchorOf, shownOffset, sourceOffset } from '../../client/src/preview/htmlText';
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
  ['["a"]', undefined, ['a']],
  ['{"a":1}', null, { a: 1 }],
  ['[Sale] Hi', null, '[Sale] Hi'],
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

test('a value in an array or object is changed in its place', () => {
  const data = { a: [1, { b: 'x', c: [] }], d: null };
  assert.equal(
    JSON.stringify(withValue(data, ['a', '1', 'b'], 'y')),
    JSON.stringify({ a: [1, { b: 'y', c: [] }], d: null }),
  );
  assert.equal(valueAt(data, ['a', '1', 'b']), 'x');
  assert.equal(valueAt(data, ['a', 'length', 'b']), undefined);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const path of pathsIn(value)) assert.deepEqual(withValue(value, path, valueAt(value, path)), value);
    }),
  );
});

function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

// ── The text of an HTML message ──────────────────────────────────────────────────────────────────────────────────────

const ANCHORS = /<!--@\d+-->/g;
/** Each text with an anchor before it, as it stands in the message. */
const textsIn = (html: string) =>
  anchored(html)
    .match(/<!--@\d+-->[^<]*/g)
    ?.map((text) => text.replace(ANCHORS, ''));

test('each text of a message is told from its markup', () => {
  assert.deepEqual(textsIn('<p class="a>b">Hi <b>you</b>\n</p>'), ['Hi ', 'you']);
  assert.deepEqual(textsIn('<style>a{b:c}</style>x<script>if (a < b) c</script>y'), ['x', 'y']);
  assert.deepEqual(textsIn('<!--[if mso]><p>no</p><![endif]--><td>yes'), ['yes']);
  assert.deepEqual(textsIn("it's <a title=it's>so</a>"), ["it's ", 'so']);
  assert.deepEqual(textsIn('<textarea>a<b></textarea>c'), ['c']);
  assert.deepEqual(textsIn('no markup'), ['no markup']);
});

test('an anchor says where its text stands, and takes nothing away', () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    'text',
    ' ',
    '&amp;',
    '<',
    '>',
    '"',
    "='",
    '<!--',
    '-->',
    '<style>',
    '</style>',
    '<a b="',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const html = pieces.join('');
      const result = anchored(html);
      assert.equal(result.replace(ANCHORS, ''), html);
      let added = 0;
      for (const { 0: anchor, index } of result.matchAll(ANCHORS)) {
        assert.equal(anchorOf(anchor.slice(4, -3)), index - added);
        added += anchor.length;
      }
    }),
  );
});

test('a comment that is no anchor tells nothing', () => {
  for (const comment of ['', '@', '@x', ' @1', '[if mso]']) assert.equal(anchorOf(comment), null);
});

test('characters that are written longer than they are shown count once', () => {
  const html = '<p>a &amp; b\r\n&#x1F600;c & d;';
  assert.equal(html.slice(sourceOffset(html, 3, 4)), 'b\r\n&#x1F600;c & d;');
  assert.equal(html.slice(sourceOffset(html, 3, 8)), 'c & d;');
  assert.equal(html.slice(sourceOffset(html, 3, 12)), ' d;'.slice(1));
  for (let shown = 0; shown < 12; shown++) {
    const back = shownOffset(html, 3, sourceOffset(html, 3, shown));
    // Within a character of two units: where it begins.
    assert.ok(back === shown || (shown === 7 && back === 6), String(shown));
  }
});

// ── The frame and the tabs ───────────────────────────────────────────────────────────────────────────────────────────

test('a frame runs no script, and loads nothing but images, once they are asked for', () => {
  assert.match(
    frameDocument({ dark: false, remote: false }),
    /^<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">/,
  );
  assert.doesNotMatch(frameDocument({ dark: false, remote: false }), /https:|script/);
  assert.match(frameDocument({ dark: true, remote: true }), /img-src data: https:.*color-scheme:dark/);
  assert.equal(SANDBOX, 'allow-same-origin');
  assert.equal(
    /<head>(.*)<\/head>/.exec(frameDocument({ dark: true, remote: true }))![1]!.match(/<[a-z]/g)!.length,
    OWN_HEAD,
  );
});

test('HTML is told from text', () => {
  for (const text of ['<!doctype html>', ' <html>', '<p>Hi', '<br/>']) assert.ok(isHtml(text, 'message', null), text);
  for (const text of ['Hi <b>you</b>', '<3 you', '< p', '', '<<a>']) assert.ok(!isHtml(text, 'message', null), text);
  assert.ok(isHtml('Hi <b>you</b>', 'email', null));
  assert.ok(isHtml('Hi <b>you</b>', 'message', 'in-app-message'));
  assert.ok(!isHtml('Hi you', 'email', 'email'));
  assert.equal(remoteImages('<img src="https://a.b/c.png">'), 1);
  assert.equal(remoteImages('<a href="https://a.b">'), 0);
  assert.equal(remoteImages('<td background="https://a.b/c"><p style="background:url(https://a.b/d)">'), 2);
  assert.equal(remoteImages('<script src="https://a.b/c.js"></script>'), 0);
});

test('the chosen tab is kept where it fits', () => {
  const message = { ...secret, kind: 'message' };
  assert.equal(activeTab(secret, { ...DEFAULT_UI, tab: 'message' }), 'request');
  assert.equal(activeTab(message, { ...DEFAULT_UI, tab: 'request' }), 'message');
  assert.equal(activeTab(message, { ...DEFAULT_UI, tab: 'users' }), 'users');
  assert.ok(!tabsFor(message).includes('request'));
});

test('what was remembered is believed only where it is right', () => {
  assert.deepEqual(readUi({ tab: 'users', width: 'mobile', dark: true, source: true, outcome: 'invalid' }), {
    tab: 'users',
    width: 'mobile',
    dark: true,
    source: true,
    outcome: 'invalid',
  });
  fc.assert(fc.property(fc.anything(), (value) => void readUi(value)));
  for (const value of [null, 7, {}, { tab: 'no', width: 1, dark: 'yes' }]) assert.deepEqual(readUi(value), DEFAULT_UI);
});
