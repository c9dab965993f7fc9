/**
 * Ours beside Ruby Liquid 5.4 on random templates. As root on Debian Ruby is installed where it is missing; where it
 * cannot be, the comparison says that it was left out. `ORACLE_SEED` and `ORACLE_COUNT` choose others.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWithRuby, missingRuby } from './oracle';

const SEED = Number(process.env.ORACLE_SEED ?? 20_261_122);
const COUNT = Number(process.env.ORACLE_COUNT ?? 5000);

test('random templates render as Ruby renders them', async (t) => {
  const missing = missingRuby();
  if (missing !== null) {
    console.log(`The comparison with Ruby was left out: ${missing}.`);
    t.diagnostic(`left out: ${missing}`);
    return;
  }
  const differences = await compareWithRuby(SEED, COUNT);
  const share = 1 - differences.length / COUNT;
  t.diagnostic(`${(share * 100).toFixed(2)} % of ${COUNT} templates of seed ${SEED} alike`);
  const shown = differences
    .slice(0, 5)
    .map(({ template, ruby, ours }) => JSON.stringify({ template, ruby, ours }, null, 1));
  assert.ok(share >= 0.99, `${(share * 100).toFixed(2)} % alike\n${shown.join('\n')}`);
});
