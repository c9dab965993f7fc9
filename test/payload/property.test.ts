/** The renderer as judge: what the proof calls right parses for every user, what it calls broken fails for its witness. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtinDocset } from '../../server/src/docset';
import { parse } from '../../server/src/liquid';
import type { PayloadContext } from '../../server/src/payload';
import { gatherEvidence } from '../../server/src/payload/proof';
import { witnessesOf } from '../../server/src/payload/witness';
import { defaultLimits, renderText } from '../../server/src/render';
import { blocks, body, usersFor } from './generate';

const seed = Number(process.env.PROOF_SEED ?? 4);
const runs = Number(process.env.PROOF_RUNS ?? 1500);

const context: PayloadContext = {
  template: null,
  valueLists: {},
  contentBlocks: new Map(Object.entries(blocks).map(([name, text]) => [name, parse(text)])),
  attributes: builtinDocset.attributes,
};

/** What a user gets: null when the message is aborted. */
function send(
  tree: ReturnType<typeof parse>,
  user: Readonly<Record<string, unknown>>,
): { readonly text: string; readonly json: boolean } | null {
  const rendered = renderText(tree, {
    user,
    contentBlocks: blocks,
    mocks: [],
    now: '2026-03-01T00:00:00Z',
    seed: 0,
    limits: defaultLimits,
  });
  if (rendered.aborted) return null;
  try {
    JSON.parse(rendered.output);
    return { text: rendered.output, json: true };
  } catch {
    return { text: rendered.output, json: false };
  }
}

const fatal =
  /^(?:payload-invalid|json-(?:comment|missing-comma|trailing-comma|double-comma|single-quotes|unbalanced))$/;

test(`the proof's verdict holds when rendered (${runs} bodies, seed ${seed})`, () => {
  const counts = { right: 0, broken: 0, unknown: 0 };
  fc.assert(
    fc.property(body, (text) => {
      const tree = parse(text);
      const evidence = gatherEvidence(tree, context);
      const { verdict, problems } = evidence.proof;
      counts[verdict] += 1;
      const users = usersFor(text);
      if (verdict === 'right') {
        for (const user of users) {
          const sent = send(tree, { ...user });
          assert.ok(sent === null || sent.json, `called right, but ${JSON.stringify(user)} gets ${sent?.text}`);
        }
      }
      if (verdict !== 'broken') return;
      assert.ok(
        users.some((user) => send(tree, { ...user })?.json === false),
        `called broken (${problems.map(({ code, message }) => `${code}: ${message}`).join('; ')}), but is right for all users`,
      );
      problems.forEach((problem, index) => {
        if (!fatal.test(problem.code)) return;
        const witnesses = witnessesOf(evidence, index);
        if (witnesses.length === 0) return;
        const sent = witnesses.map((witness) => send(tree, { ...witness }));
        assert.ok(
          sent.some((one) => one?.json === false),
          `${problem.code}: ${problem.message}: the witness ${JSON.stringify(witnesses[0])} gets ${sent[0]?.text}`,
        );
      });
    }),
    { seed, numRuns: runs, includeErrorInReport: true },
  );
  const all = counts.right + counts.broken + counts.unknown;
  console.log(`right ${counts.right}, broken ${counts.broken}, unknown ${counts.unknown} of ${all}`);
  assert.ok(counts.right > all / 10 && counts.broken > all / 10, JSON.stringify(counts));
  assert.ok(counts.unknown <= all / 50, `${counts.unknown} of ${all} unknown`);
});
