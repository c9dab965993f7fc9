/** One slip of the hand in a right body: told, at its place, and once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { type Problem, parse } from '../../server/src/liquid';
import { provePayload } from '../../server/src/payload';
import { type Damage, damagesOf, isBroken } from './damage';
import { templates } from './templates';

const context = { template: null, valueLists: {}, contentBlocks: new Map(), attributes: builtinDocset.attributes };

/** What may be doubted of a body that is JSON all the same. */
const quiet: ReadonlySet<string> = new Set(['json-escape', 'json-unquoted-output', 'json-duplicate-key']);

test('the templates are right', () => {
  for (const [name, text] of Object.entries(templates)) {
    const { verdict, problems } = provePayload(parse(text), context);
    const errors = problems.filter(({ code }) => !quiet.has(code)).map(({ message }) => message);
    assert.deepEqual([verdict, errors, isBroken(text)], ['right', [], false], name);
  }
});

test('each slip is told once, where it is', () => {
  const silent: string[] = [];
  const repeated: string[] = [];
  const far: string[] = [];
  let count = 0;
  for (const text of Object.values(templates)) {
    for (const damage of damagesOf(text)) {
      if (!isBroken(damage.text)) continue;
      count += 1;
      const [first, ...more] = errorsOf(damage.text);
      if (!first) silent.push(shown(damage));
      else if (more.length > 0) repeated.push(shown(damage));
      else if (!isNear(damage, first)) far.push(shown(damage));
    }
  }
  console.log(`${count} slips: ${silent.length} silent, ${repeated.length} told twice, ${far.length} told elsewhere`);
  assert.ok(count > 2000, `${count} slips`);
  assert.ok(silent.length <= count * 0.002, silent.join('\n'));
  assert.ok(repeated.length <= count * 0.02, repeated.join('\n'));
  assert.ok(far.length <= count * 0.03, far.join('\n'));
});

/** What the proof says; where the slip tears the Liquid itself, what the parser says. */
function errorsOf(text: string): readonly Problem[] {
  const tree = parse(text);
  const found = provePayload(tree, context).problems.filter(({ code }) => !quiet.has(code));
  return found.length > 0 ? found : tree.problems.slice(0, 1);
}

/** On the line of the slip or one beside it, and not far along it. */
function isNear({ text, at }: Damage, { span }: Problem): boolean {
  const between = span.start > at ? text.slice(at, span.start) : text.slice(span.end, at);
  return between.length <= 80 && between.split('\n').length <= 2;
}

function shown({ text, at, what }: Damage): string {
  return `${what} in ${JSON.stringify(text.slice(Math.max(0, at - 30), at + 30))}`;
}
