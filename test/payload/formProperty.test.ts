/** The renderer as judge of forms: a required field is told to be missing or blank just where some user's form lacks it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PartnerTemplate } from '../../server/src/docset';
import { parse } from '../../server/src/liquid';
import { provePayload } from '../../server/src/payload';
import { defaultLimits, renderText } from '../../server/src/render';

const seed = Number(process.env.PROOF_SEED ?? 7);
const runs = Number(process.env.PROOF_RUNS ?? 600);

const names = ['a', 'b', 'c'];
const template: PartnerTemplate = {
  id: 'form',
  name: 'Form',
  kind: 'webhook',
  description: '',
  file: '',
  body: {
    format: 'form',
    additionalFields: true,
    fields: names.map((name) => ({ name, type: 'string', required: true, description: '' })),
  },
};
const context = { template, valueLists: {}, contentBlocks: new Map() };

const attributes = ['x', 'y'];
/** Every combination of unset, what is tested for, and anything else. */
const users = ['', 'on', 'off'].flatMap((x) =>
  ['', 'on', 'off'].map((y) => Object.fromEntries(Object.entries({ x, y }).filter(([, set]) => set !== ''))),
);

const name = fc.constantFrom(...names, 'other');
const attribute = fc.constantFrom(...attributes);
const value = fc.constantFrom(
  '1',
  'some+text',
  '%20',
  '',
  "{{ 'q & r' | url_param_escape }}",
  "{{ 'v' }}",
  '{{ nothing }}',
);
const pair = fc.tuple(name, value).map(([key, text]) => `&${key}=${text}`);
const piece = fc.letrec<{ piece: string; pieces: string }>((tie) => ({
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    pair,
    fc.tuple(attribute, tie('pieces')).map(([key, text]) => `{% if custom_attribute.\${${key}} %}${text}{% endif %}`),
    fc
      .tuple(attribute, tie('pieces'), tie('pieces'))
      .map(([key, yes, no]) => `{% if custom_attribute.\${${key}} == 'on' %}${yes}{% else %}${no}{% endif %}`),
    fc
      .tuple(attribute, tie('pieces'))
      .map(([key, text]) => `{% unless custom_attribute.\${${key}} == blank %}${text}{% endunless %}`),
    fc
      .tuple(name, attribute, value, value)
      .map(([key, test, yes, no]) => `&${key}={% if custom_attribute.\${${test}} %}${yes}{% else %}${no}{% endif %}`),
    tie('pieces').map((text) => `{% capture part %}${text}{% endcapture %}{{ part }}`),
    fc
      .tuple(attribute, fc.constant(''))
      .map(([key]) => `{% if custom_attribute.\${${key}} == blank %}{% abort_message() %}{% endif %}`),
    tie('pieces').map((text) => `{% for i in (1..2) %}${text}{% endfor %}`),
  ),
  pieces: fc.array(tie('piece'), { maxLength: 3, depthIdentifier: 'pieces' }).map((all) => all.join('\n')),
})).pieces;

/** The form that a user gets; null when the message is aborted. */
function sent(text: string, user: Readonly<Record<string, unknown>>): URLSearchParams | null {
  const { output, aborted } = renderText(text, {
    user: { custom_attribute: user },
    contentBlocks: {},
    mocks: [],
    now: '2026-03-01T00:00:00Z',
    seed: 0,
    limits: defaultLimits,
  });
  if (aborted) return null;
  const form = new URLSearchParams();
  for (const [key, text] of new URLSearchParams(output)) form.append(key.trim(), text.trim());
  return form;
}

test(`what a form lacks is what a rendered one lacks (${runs} bodies, seed ${seed})`, () => {
  const counts = { lacking: 0, whole: 0, unknown: 0 };
  fc.assert(
    fc.property(piece, (pieces) => {
      const text = `z=0${pieces}`;
      const { verdict, problems } = provePayload(parse(text), context);
      if (verdict === 'unknown') {
        counts.unknown += 1;
        return;
      }
      const forms = users.flatMap((user) => sent(text, user) ?? []);
      for (const key of names) {
        // Of a name that stands twice each value is judged for itself.
        const lacks = forms.some((form) => !form.has(key) || form.getAll(key).includes(''));
        const told = problems.some(
          ({ code, message }) => code === 'payload-missing-field' && message.includes(`field '${key}'`),
        );
        assert.equal(told, lacks, `'${key}' of ${JSON.stringify(text)}`);
        counts[told ? 'lacking' : 'whole'] += 1;
      }
    }),
    { seed, numRuns: runs },
  );
  assert.ok(counts.unknown <= runs * 0.02, JSON.stringify(counts));
  assert.ok(counts.whole > runs * 0.02 && counts.lacking > runs, JSON.stringify(counts));
});
