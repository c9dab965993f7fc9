/** PassKit's SmartPass link: the message, the content block and the signature together. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import { defaultLimits, renderText } from '../../server/src/render';
import { bundledUsers } from '../../server/src/workspace';
import { split, templates } from '../helpers/partners';

const bodyOf = (id: string): string => split(templates.find((template) => template.id === id)!.template.file).body;
const message = `{% assign projectUrl = 'https://pub1.pskt.io/c/ww0jir' %}{% capture passData %}${bodyOf('passkit/smartpass')}{% endcapture %}{{content_blocks.\${passKit_SmartPass_url}}}`;

for (const { label, data } of bundledUsers) {
  test(`a SmartPass link for ${label} carries the data and is signed`, () => {
    const { output, aborted, problems } = renderText(message, {
      user: data,
      contentBlocks: { passKit_SmartPass_url: bodyOf('passkit/smartpass-url') },
      mocks: [],
      now: '2026-11-22T12:00:00Z',
      seed: 0,
      limits: { ...defaultLimits, time: 10_000 },
    });
    assert.deepEqual(problems, []);
    if (label.startsWith('Nobody')) return assert.ok(aborted);
    const url = new URL(output.trim());
    const base64 = url.searchParams.get('data')!;
    const pass = JSON.parse(Buffer.from(base64, 'base64').toString()) as Record<string, unknown>;
    assert.equal(pass['person.externalId'], (data.attributes as Record<string, unknown>).user_id);
    const signed = createHmac('sha1', '<PASSKIT_PROJECT_SECRET>').update(
      `https://pub1.pskt.io/c/ww0jir?data=${base64}`,
    );
    assert.equal(url.searchParams.get('sig'), signed.digest('hex'));
    assert.equal(url.searchParams.get('utm_source'), 'braze');
  });
}
