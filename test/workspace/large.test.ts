/** Ten thousand templates: read in seconds, and kept in a few times the memory of their texts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createWorkspace, type Workspace } from '../../server/src/workspace';

setFlagsFromString('--expose_gc');
const gc = runInNewContext('gc') as () => void;

const template = (i: number): string =>
  Array.from(
    { length: 6 },
    (_, k) =>
      `<p>Hi {{custom_attribute.\${attr_${(i * 7 + k) % 500}} | default: 'you'}} {% if \${language} == 'en' %}text ${k}{% endif %}</p>\n`,
  ).join('');

interface Filled {
  readonly workspace: Workspace;
  readonly milliseconds: number;
  /** Heap that stays taken, for each character of the texts. */
  readonly weight: number;
}

function fill(count: number): Filled {
  gc();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const workspace = createWorkspace();
  workspace.setRoots(['file:///w/']);
  let size = 0;
  for (let i = 0; i < count; i++) {
    const text = template(i);
    size += text.length;
    workspace.setFile(`file:///w/${i % 100}/${i}.liquid`, text);
  }
  while (!workspace.readNames(() => false));
  const milliseconds = performance.now() - start;
  gc();
  return { workspace, milliseconds, weight: (process.memoryUsage().heapUsed - before) / size };
}

test('10,000 templates', () => {
  fill(1_000);
  const small = fill(1_000);
  const large = fill(10_000);
  const { attributes, files } = large.workspace.contextOf('file:///w/').workspace;
  assert.equal(files.length, 10_000);
  assert.equal(attributes.get('custom_attribute')?.get('attr_1'), 120);
  assert.ok(large.milliseconds < 20_000, `${large.milliseconds.toFixed(0)} ms`);
  const ratio = large.milliseconds / Math.max(small.milliseconds, 50);
  assert.ok(ratio < 40, `ten times the files took ${ratio.toFixed(0)} times as long`);
  assert.ok(large.weight < 12, `${large.weight.toFixed(1)} bytes a character`);
});
