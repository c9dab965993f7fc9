/**
 * Ours beside Ruby Liquid 5.4 on random templates. As root on Debian Ruby is installed where it is missing; where it
 * cannot be, that is said. The answers that Ruby gave once are compared always (`UPDATE_EXPECT=1` with Ruby writes them
 * anew). `ORACLE_SEED` and `ORACLE_COUNT` choose other templates for the live run.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Answer, differencesFrom, missingRuby, rubyAnswers, samplesOf } from './oracle';

const SEED = Number(process.env.ORACLE_SEED ?? 20_261_122);
const COUNT = Number(process.env.ORACLE_COUNT ?? 5000);

/** Ruby's answers to the first samples of a seed, with their templates: they tell when the generator makes others. */
const RECORDED = 'test/conformance/answers.json';
const RECORDED_SEED = 20_261_122;
const RECORDED_COUNT = 600;

interface Recorded {
  readonly templates: readonly string[];
  readonly answers: readonly Answer[];
}

function judge(samples: ReturnType<typeof samplesOf>, answers: readonly Answer[]): number {
  const differences = differencesFrom(samples, answers);
  const share = 1 - differences.length / samples.length;
  const shown = differences
    .slice(0, 5)
    .map(({ template, ruby, ours }) => JSON.stringify({ template, ruby, ours }, null, 1));
  assert.ok(share >= 0.99, `${(share * 100).toFixed(2)} % alike\n${shown.join('\n')}`);
  return share;
}

test('random templates render as Ruby rendered them', async () => {
  const samples = samplesOf(RECORDED_SEED, RECORDED_COUNT);
  const templates = samples.map(({ template }) => template);
  if (process.env.UPDATE_EXPECT && missingRuby() === null) {
    const written: Recorded = { templates, answers: await rubyAnswers(samples) };
    writeFileSync(RECORDED, `${JSON.stringify(written, null, 1)}\n`);
  }
  const recorded = JSON.parse(readFileSync(RECORDED, 'utf8')) as Recorded;
  assert.deepEqual(recorded.templates, templates, 'the generator makes others: record the answers anew');
  judge(samples, recorded.answers);
});

test('random templates render as Ruby renders them', async (t) => {
  const missing = missingRuby();
  if (missing !== null) {
    console.log(`The live comparison with Ruby was left out: ${missing}.`);
    t.diagnostic(`left out: ${missing}`);
    return;
  }
  const samples = samplesOf(SEED, COUNT);
  const share = judge(samples, await rubyAnswers(samples));
  t.diagnostic(`${(share * 100).toFixed(2)} % of ${COUNT} templates of seed ${SEED} alike`);
});
