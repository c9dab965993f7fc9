/** The generic snippets: which everyday things there are, and what they print for a user who has everything and one who has nothing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { defaultLimits, renderText } from '../../server/src/render';
import { readSampleUser } from '../../server/src/workspace';
import { expandSnippet } from '../helpers/snippet';

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}
const snippets = Object.values<Snippet>(JSON.parse(readFileSync('snippets/braze.json', 'utf8')));

const LINK = 'https://www.example.com?utm_source=braze&utm_campaign=';
const empty = { attributes: { time_zone: 'Asia/Tokyo' } };
const full = {
  attributes: { first_name: 'Ada', user_id: 'u-1', language: 'fr', time_zone: 'Europe/Paris' },
  custom_attributes: {
    name: 'Countess',
    plan: 'gold',
    cart_items: ['tea', 'cake'],
    points: 7,
    booked_for: '2026-11-22T09:30:00Z',
    membership_ends_at: '2026-11-25T12:00:00Z',
  },
  event_properties: { name: 'tea' },
  context: { name: 'cake' },
  catalogs: { Games: { '1234': { title: 'Tales' } } },
  promotions: { spring: 'SPRING-1' },
  campaign: { name: 'Spring sale' },
};

/** What a snippet, taken as it is, prints for a user, in one line. */
function print(prefix: string, user: object): string {
  const snippet = snippets.find((one) => one.prefix === prefix);
  assert.ok(snippet, prefix);
  const { output, aborted } = renderText(expandSnippet(snippet.body), {
    user: readSampleUser({ label: 'example', ...user }, builtinDocset, null, 'example')?.data ?? {},
    contentBlocks: { name: 'Block' },
    mocks: [],
    now: '2026-11-22T13:00:00Z',
    seed: 0,
    limits: defaultLimits,
  });
  return aborted ? `aborted: ${aborted.reason}` : output.trim().replaceAll(/\s*\n\s*/g, ' / ');
}

const cases: readonly (readonly [prefix: string, forFull: string, forEmpty: string])[] = [
  ['braze-default', 'Ada', 'there'],
  ['braze-custom', 'Countess', 'there'],
  ['braze-event-property', 'tea', 'it'],
  ['braze-context', 'cake', 'it'],
  ['braze-if-blank', 'Hi again!', 'Hi there!'],
  ['braze-if', 'Thank you for your loyalty!', 'Have you seen our offers?'],
  ['braze-abort-blank', '', 'aborted: The user lacks what the message needs'],
  ['braze-abort', 'aborted: reason', 'aborted: reason'],
  ['braze-language', 'Bonjour !', 'Hello!'],
  // It is 14 hours in Paris, and 22 where the empty user is.
  ['braze-hours', '', 'aborted: Outside of the hours for messages'],
  ['braze-for', '- tea / - cake', ''],
  ['braze-for-comma', 'tea, cake', ''],
  ['braze-json-array', '["tea", "cake"]', '[]'],
  ['braze-json-string', '"name": "Ada"', '"name": ""'],
  ['braze-json-number', '"points": 7', '"points": 0'],
  // No answer: there is no mock.
  ['braze-connected-content', 'aborted: The call failed', 'aborted: The call failed'],
  ['braze-connected-content-retry', 'aborted: The call failed', 'aborted: The call failed'],
  ['braze-connected-content-post', 'aborted: The call failed', 'aborted: The call failed'],
  ['braze-content-block', 'Block', 'Block'],
  ['braze-catalog', 'Tales', 'our favourite'],
  ['braze-promotion', 'SPRING-1', ''],
  ['braze-utm', `${LINK}Spring+sale`, LINK],
  ['braze-days-until', '2', ''],
  ['braze-date', '22 November 2026 10:30', ''],
  ['braze-message-extras', '', ''],
];
/** Whole files, which test/partners checks. */
const FILES = ['braze-content-block-file', 'braze-webhook', 'braze-webhook-get'];

test('every generic snippet is tried, or is a whole file', () => {
  const tried = [...cases.map(([prefix]) => prefix), ...FILES];
  assert.deepEqual(tried.toSorted(), snippets.map(({ prefix }) => prefix).toSorted());
});

for (const [prefix, forFull, forEmpty] of cases)
  test(`${prefix}: ${forFull}; or ${forEmpty}`, () => {
    assert.deepEqual([print(prefix, full), print(prefix, empty)], [forFull, forEmpty]);
  });
