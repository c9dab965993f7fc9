import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smsSegments } from '../../server/src/preview/smsSegments';

/** `GSM-7 160 1/160 0`: encoding, units, segments of so many, left. */
function sms(text: string): string {
  const { encoding, units, segments, perSegment, left } = smsSegments(text);
  return `${encoding} ${units} ${segments}/${perSegment} ${left}`;
}

test('GSM-7: 160 alone, 153 joined', () => {
  assert.equal(sms(''), 'GSM-7 0 0/160 160');
  assert.equal(sms('a'.repeat(160)), 'GSM-7 160 1/160 0');
  assert.equal(sms('a'.repeat(161)), 'GSM-7 161 2/153 145');
  assert.equal(sms('a'.repeat(306)), 'GSM-7 306 2/153 0');
  assert.equal(sms('a'.repeat(307)), 'GSM-7 307 3/153 152');
});

test('UCS-2: 70 alone, 67 joined', () => {
  assert.equal(sms('ł'.repeat(70)), 'UCS-2 70 1/70 0');
  assert.equal(sms('ł'.repeat(71)), 'UCS-2 71 2/67 63');
});

test('the extension takes two, and is not parted', () => {
  assert.equal(sms('€{}'), 'GSM-7 6 1/160 154');
  assert.equal(sms(`${'a'.repeat(152)}€${'a'.repeat(152)}`), 'GSM-7 306 3/153 152');
});

test('emoji take two units, and are not parted', () => {
  assert.equal(sms('😀'), 'UCS-2 2 1/70 68');
  assert.equal(sms(`${'a'.repeat(66)}😀${'a'.repeat(65)}`), 'UCS-2 133 2/67 0');
});

test('says what is beyond GSM-7', () => {
  assert.deepEqual(smsSegments('“Hi” Zoë “ 😀').beyondGsm, ['“', '”', 'ë', '😀']);
  assert.deepEqual(smsSegments('@£$¥èéùìòÇØøÅåÉÆßÄÖÑÜ§¿äöñüà^[]~|\\€').beyondGsm, []);
});

test('a lone half of an emoji', () => {
  assert.equal(sms('\ud83d'), 'UCS-2 1 1/70 69');
});
