/**
 * Time grows with the text and not with its square, for text that people never write too. The bound leaves room for the
 * garbage collector, which a small text never wakes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import { checkDocument } from '../../server/src/rules';
import { emptyWorkspace } from '../../server/src/workspace';

const context = { docset: builtinDocset, workspace: emptyWorkspace };

/** Milliseconds of reading and checking a text: the best of three, to keep a busy machine's noise out. */
function time(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    checkDocument(
      readDocument('file:///a.liquid', text, { docset: builtinDocset, config: emptyWorkspace.config, root: null }),
      context,
    );
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const REPEATED = {
  'opening braces': '{',
  'opening outputs': '{{',
  'opening attributes': '${',
  'opening attributes in outputs': '{{${',
  'opening tags': '{% ',
  quotes: '"',
  'outputs in one line': '{{ ${first_name} | default: "x" }} ',
  'JSON in one line': '{"a": "{{ ${city} | json_escape }}"},',
  'unclosed ifs': '{% if x %}',
  'ifs in a row': '{% if ${city} %}a{% endif %}',
  pipes: '{{ a | b | c',
  brackets: '[',
  'one capture a line': '{% capture x %}y{% endcapture %}\n',
} as const;

for (const [name, unit] of Object.entries(REPEATED)) {
  test(`${name}: ten times the text, far from a hundred times the time`, () => {
    const size = (length: number): string => unit.repeat(Math.ceil(length / unit.length));
    time(size(2_000));
    // On a busy machine a measurement can be off by any factor: a square would show in each of them.
    const ratios: number[] = [];
    while (ratios.length < 4) {
      const ratio = time(size(200_000)) / Math.max(time(size(20_000)), 2);
      if (ratio < 40) return;
      ratios.push(ratio);
    }
    assert.fail(`200 KB took ${ratios.map((ratio) => ratio.toFixed(0)).join(', ')} times as long as 20 KB`);
  });
}
