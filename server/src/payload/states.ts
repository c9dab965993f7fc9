/** States of the walk: who reads what is printed, and with which variables, on which paths. */
import { choice } from './choice';
import { append, type Content, emptyContent, forgetContent, mergeContent, type Part } from './content';
import { subjectHole } from './evaluate';
import { settleValue } from './form';
import { exhausted, type Guard, never } from './guard';
import { settleWord } from './jsonWord';
import { forgetReader, mergeReaders, type Reader, signature } from './reader';
import { type Run, spend } from './run';
import { type Environment, type Hole, nil, type Piece, sameValue, type Value } from './values';

/** Collects what a captured value prints. */
export interface Collector {
  readonly kind: 'text';
  readonly content: Content;
}

/** Takes no note of what is printed: a capture's inside is read for its assignments first, and again where it is printed. */
export interface Deaf {
  readonly kind: 'deaf';
}

export type Sink = Reader | Collector | Deaf;

export interface State {
  readonly guard: Guard;
  readonly environment: Environment;
  readonly sink: Sink;
}

/** Takes nothing: what is printed goes nowhere. */
export const deaf: Deaf = { kind: 'deaf' };
/** An empty capture. */
export const collector: Collector = { kind: 'text', content: emptyContent };

/** More different readers than this at one place are not followed. */
const maxStates = 96;

/** Only the paths of a guard. */
export function within(run: Run, states: readonly State[], guard: Guard): readonly State[] {
  return states
    .map((state) => ({ ...state, guard: run.guards.and(state.guard, guard) }))
    .filter((state) => run.facts.possible(state.guard) !== never);
}

/** Joins the states that read on alike. */
export function join(run: Run, states: readonly State[]): readonly State[] {
  if (states.length < 2) return states;
  const joined = new Map<string, State>();
  const differ = areInOtherValues(states);
  for (const one of states) {
    if (one.guard === never) continue;
    const state = settle(run, one, differ);
    const key = state.sink.kind === 'json' ? signature(state.sink) : state.sink.kind;
    const other = joined.get(key);
    joined.set(key, other ? merge(run, other, state) : state);
  }
  if (joined.size > maxStates) throw exhausted;
  return [...joined.values()];
}

/** Whether states are in the values of different fields of a form. */
function areInOtherValues([first, ...rest]: readonly State[]): boolean {
  if (first?.sink.kind !== 'json' || !first.sink.isForm) return false;
  const known = first.sink.frame?.known;
  return rest.some(({ sink }) => sink.kind === 'json' && sink.frame?.known !== known);
}

function settle(run: Run, state: State, differ: boolean): State {
  if (differ && state.sink.kind === 'json') {
    const { guard, reader } = settleValue(run, { guard: state.guard, reader: state.sink });
    return { ...state, guard, sink: reader };
  }
  if (state.sink.kind !== 'json' || state.sink.token?.kind !== 'word') return state;
  const { guard, reader } = settleWord(run, { guard: state.guard, reader: state.sink });
  return { ...state, guard, sink: reader };
}

function merge(run: Run, a: State, b: State): State {
  return {
    guard: run.guards.or(a.guard, b.guard),
    environment: mergeEnvironments(run, a, b),
    sink: mergeSinks(run, a, b),
  };
}

function mergeSinks(run: Run, { sink: a, guard: guardA }: State, { sink: b, guard: guardB }: State): Sink {
  if (a.kind === 'json' && b.kind === 'json') return mergeReaders(run, a, guardA, b, guardB);
  if (a.kind === 'text' && b.kind === 'text')
    return { kind: 'text', content: mergeContent(run, a.content, guardA, b.content, guardB) };
  return a;
}

function mergeEnvironments(run: Run, a: State, b: State): Environment {
  if (a.environment === b.environment) return a.environment;
  const merged = new Map<string, Value>();
  for (const name of new Set([...a.environment.keys(), ...b.environment.keys()])) {
    const one = a.environment.get(name) ?? nil;
    const other = b.environment.get(name) ?? nil;
    const same = sameValue(one, other);
    merged.set(
      name,
      same
        ? one
        : choice(run, [
            { guard: a.guard, value: one },
            { guard: b.guard, value: other },
          ]),
    );
  }
  return merged;
}

/** The states with a variable set. */
export function setVariable(
  run: Run,
  states: readonly State[],
  name: string,
  value: (state: State) => Value,
): readonly State[] {
  for (const { environment } of states) spend(run, environment.size >> 4);
  return states.map((state) => ({ ...state, environment: new Map(state.environment).set(name, value(state)) }));
}

/** What one round of a loop knew is not so in the next: facts about its item are forgotten, values made of it loosened. */
export function forgetRound(run: Run, state: State, loop: number, outer: number | null): State {
  const guard = run.facts.forgetRound(state.guard, loop);
  const sink: Sink =
    state.sink.kind === 'json'
      ? forgetReader(run, state.sink, state.guard, loop)
      : state.sink.kind === 'text'
        ? { kind: 'text', content: forgetContent(run, state.sink.content, loop) }
        : deaf;
  let environment: Environment = state.environment;
  for (const [name, value] of state.environment) {
    const loose = loosen(run, value, name, loop, outer);
    if (loose !== value) environment = new Map(environment).set(name, loose);
  }
  return { guard, environment, sink };
}

function loosen(run: Run, value: Value, name: string, loop: number, outer: number | null): Value {
  switch (value.kind) {
    case 'hole':
      return value.hole.loop === loop ? { kind: 'hole', hole: loosenHole(run, value.hole, name, loop, outer) } : value;
    case 'text': {
      if (!value.pieces.some((piece) => piece.kind === 'hole' && piece.loop === loop)) return value;
      const pieces = value.pieces.map((piece): Piece => {
        return piece.kind === 'hole' && piece.loop === loop ? loosenHole(run, piece, name, loop, outer) : piece;
      });
      return { kind: 'text', pieces };
    }
    case 'fragment':
      return [...value.environment.values()].some((one) => loosen(run, one, name, loop, outer) !== one)
        ? { ...value, environment: forgetEnvironment(run, value.environment, loop, outer) }
        : value;
    case 'choice': {
      const alternatives = value.alternatives.map((one) => ({
        guard: run.facts.forgetRound(one.guard, loop),
        value: loosen(run, one.value, name, loop, outer),
      }));
      const same = alternatives.every((one, index) => {
        const before = value.alternatives[index];
        return before?.guard === one.guard && before.value === one.value;
      });
      return same ? value : choice(run, alternatives);
    }
    default:
      return value;
  }
}

function forgetEnvironment(run: Run, environment: Environment, loop: number, outer: number | null): Environment {
  return new Map([...environment].map(([name, value]) => [name, loosen(run, value, name, loop, outer)]));
}

/** Another datum in place of that of a past round. */
function loosenHole(run: Run, hole: Hole, name: string, loop: number, outer: number | null): Hole {
  const subject = run.facts.subject(`${name} after ${loop}`, {
    label: name,
    type: hole.prints === 'number' || hole.prints === 'array' || hole.prints === 'boolean' ? hole.prints : 'any',
    loop: outer,
  });
  return {
    ...subjectHole(run, subject),
    prints: hole.prints,
    safety: hole.safety,
    item: hole.item,
    separator: hole.separator,
  };
}

/** A part added to whatever collects text. */
export function collect(sink: Collector, part: Part): Collector {
  return { kind: 'text', content: append(sink.content, part) };
}
