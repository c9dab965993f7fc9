/** Each rule's own samples: the bad one has that code and no other error or warning; the good one is clean. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { rules, type Severity } from '../../server/src/rules';
import { check, type Setting } from '../helpers/check';

interface RuleDoc {
  readonly code: string;
  readonly severity: Severity;
  readonly what: string;
  readonly why: string;
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

const printed = spawnSync(process.execPath, ['scripts/rules-doc.mjs', '--json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 24,
});
assert.equal(printed.status, 0, printed.stderr);
const docs = JSON.parse(printed.stdout) as readonly RuleDoc[];

/** What no sample of a Liquid text can bring about. */
const WITHOUT_SAMPLE: Readonly<Record<string, string>> = {
  'missing-content-block': 'it takes a workspace; rules/cases tests it',
  'nesting-too-deep': 'a hundred blocks make no readable sample; the parser tests it',
};

test('every rule is documented', () => {
  assert.deepEqual(
    docs.map(({ code }) => code),
    rules.map(({ code }) => code),
  );
  assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length);
  for (const { code, what, why } of docs) {
    assert.match(what, /^[A-Z].*\.$/s, code);
    assert.match(why, /^[A-Z`].*\.$/s, code);
  }
});

test('docs/rules.md is up to date', () => {
  const fresh = spawnSync(process.execPath, ['scripts/rules-doc.mjs', '--check'], { encoding: 'utf8' });
  assert.equal(fresh.status, 0, fresh.stderr);
});

for (const { code, bad, good } of docs) {
  test(`${code}: its samples`, () => {
    if (code in WITHOUT_SAMPLE) {
      assert.equal(bad.length + good.length, 0);
      return;
    }
    assert.ok(bad.length > 0 && good.length > 0, 'a bad and a good sample');
    for (const sample of bad) {
      const found = findingsOf(sample);
      const others = found.filter((finding) => finding.code !== code && isUnclean(finding.severity));
      assert.ok(
        found.some((finding) => finding.code === code),
        `not found in ${sample}: ${show(found)}`,
      );
      assert.deepEqual(
        others.map(({ message }) => message),
        [],
        sample,
      );
    }
    for (const sample of good) {
      const found = findingsOf(sample).filter((finding) => finding.code === code || isUnclean(finding.severity));
      assert.deepEqual(show(found), '', sample);
    }
  });
}

const isUnclean = (severity: Severity): boolean => severity === 'error' || severity === 'warning';

const show = (findings: ReturnType<typeof check>['findings']): string =>
  findings.map(({ code, message }) => `${code}: ${message}`).join('\n');

/** A line `-- name` in a sample begins a content block of that name. */
function findingsOf(sample: string): ReturnType<typeof check>['findings'] {
  const [text = '', ...rest] = sample.split(/^-- ([\w-]+)$/m);
  const blocks: Record<string, string> = {};
  for (let index = 0; index + 1 < rest.length; index += 2) blocks[rest[index]!] = rest[index + 1]!.trim();
  const setting: Setting = { blocks };
  return check(rest.length > 0 ? text.trimEnd() : text, setting).findings;
}
