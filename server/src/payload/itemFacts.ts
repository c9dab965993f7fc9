/** What a test of a whole list says of its items: `tags contains 'x'` and `tag == 'x'` in a loop over it agree. */
import type { Subject } from './facts';
import type { Guard } from './guard';
import type { Run } from './run';

/** Notes the item of a loop over a list. */
export function noteItem(run: Run, list: Subject, item: Subject): void {
  const known = knownOf(run, list);
  if (known.subjects.has(item)) return;
  known.subjects.add(item);
  for (const [text, has] of known.texts) relate(run, list, item, text, has);
}

/** Notes the paths on which a list has a text for an item. */
export function noteText(run: Run, list: Subject, text: string, has: Guard): void {
  const known = knownOf(run, list);
  if (known.texts.has(text)) return;
  known.texts.set(text, has);
  for (const item of known.subjects) relate(run, list, item, text, has);
}

function knownOf(run: Run, list: Subject): NonNullable<ReturnType<Run['items']['get']>> {
  const known = run.items.get(list) ?? { subjects: new Set(), texts: new Map() };
  run.items.set(list, known);
  return known;
}

function relate({ facts, guards }: Run, list: Subject, item: Subject, text: string, has: Guard): void {
  const { and, or, not } = guards;
  const is = facts.when(item, (one) => one.kind === 'text' && one.value === text);
  // A text is gone through once, as a whole, and contains what it is.
  const whole = facts.when(list, (one) => one.kind === 'text' && one.value.includes(text));
  const only = facts.when(list, ({ kind }) => kind === 'one');
  facts.assume(item.question, or(not(is), or(has, whole)));
  facts.assume(item.question, or(is, not(and(has, only))));
}
