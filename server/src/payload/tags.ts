/** Tags that stand alone: what they assign, print or end. */
import type { Tag } from '../liquid';
import { evaluate, evaluateChain } from './evaluate';
import { type Flow, on, untrimmed } from './flow';
import { always } from './guard';
import { printValue, siteText } from './print';
import type { Run } from './run';
import { join, type State, setVariable, within } from './states';
import { type Environment, hole, unknownHole, type Value } from './values';

/** What a tag that opens no block does to the states; one of which nothing is known does nothing. */
export function readTag(run: Run, tag: Tag, states: readonly State[]): Flow {
  const { markup } = tag;
  switch (markup.shape) {
    case 'assign': {
      const { target, value } = markup;
      if (!target) return on(states);
      return on(setVariable(run, states, target.text, (state) => evaluateChain(run, value, state.environment)));
    }
    case 'echo':
      return on(
        states.flatMap((state) => printValue(run, evaluateChain(run, markup.value, state.environment), tag, state)),
      );
    case 'liquid':
      return run.readNodes(markup.children, states, untrimmed);
    case 'cycle':
      return on(states.flatMap((state) => readCycle(run, tag, state)));
    case 'target':
      return on(states.flatMap((state) => printValue(run, numberOfCounter(tag), tag, state)));
    case 'call':
      return readCall(run, tag, states);
    case 'words': {
      const saved = markup.options.some(({ name }) => name.text === 'save');
      if (saved || tag.name !== 'connected_content') return on(states);
      return on(
        states.flatMap((state) => printValue(run, { kind: 'hole', hole: unknownHole('the answer') }, tag, state)),
      );
    }
    case 'partial':
      return on(
        states.flatMap((state) => printValue(run, { kind: 'hole', hole: unknownHole('the partial') }, tag, state)),
      );
    default:
      if (tag.name === 'break') return { states: [], breaks: states, continues: [] };
      if (tag.name === 'continue') return { states: [], breaks: [], continues: states };
      return on(states);
  }
}

function numberOfCounter(tag: Tag): Value {
  return { kind: 'hole', hole: hole(tag.name, { prints: 'number', safety: 'plain' }) };
}

function readCall(run: Run, tag: Tag, states: readonly State[]): Flow {
  if (tag.name === 'abort_message') {
    for (const { guard } of states) run.aborted = run.guards.or(run.aborted, guard);
    return on([]);
  }
  const code = hole('the code', { prints: 'text', safety: 'plain' });
  return on(states.flatMap((state) => printValue(run, { kind: 'hole', hole: code }, tag, state)));
}

/** `cycle` counts its calls in a variable of its own, which no template can name. */
function readCycle(run: Run, tag: Tag, state: State): readonly State[] {
  if (tag.markup.shape !== 'cycle') return [state];
  const { group, values } = tag.markup;
  const name = `cycle ${group ? siteText(run, group) : values.map((value) => siteText(run, value)).join()}`;
  const turn = state.environment.get(name);
  const turns = turn?.kind === 'choice' ? turn.alternatives : [{ guard: always, value: turn ?? zero }];
  const printed = turns.flatMap((one) =>
    within(run, [state], one.guard).flatMap((inner) => {
      const index = one.value.kind === 'number' ? one.value.value : 0;
      const value = values[index % values.length];
      const environment: Environment = new Map(inner.environment).set(
        name,
        countTo((index + 1) % Math.max(1, values.length)),
      );
      const next = { ...inner, environment };
      return value ? printValue(run, evaluate(run, value, inner.environment), tag, next) : [next];
    }),
  );
  return join(run, printed);
}

const zero: Value = { kind: 'number', value: 0, isFloat: false, at: null };

function countTo(value: number): Value {
  return { kind: 'number', value, isFloat: false, at: null };
}
