/** `for`: no round, one, or many. Literal lists are read item by item, data to a fixpoint. */
import type { Block, Span } from '../liquid';
import { evaluate, stepInto, subjectHole } from './evaluate';
import type { Subject } from './facts';
import { type Flow, note, on } from './flow';
import { always, type Guard } from './guard';
import { noteItem } from './itemFacts';
import { fillArray, signature } from './reader';
import { derived, type Run, siteKey } from './run';
import { forgetRound, join, type State, setVariable, within } from './states';
import { type Hole, holeValue, knownText, type Round, type Value } from './values';

const maxRounds = 8;
const maxItems = 40;

interface Loop {
  readonly run: Run;
  readonly block: Block;
  /** Numbers the loop, the same each time that it is read. */
  readonly id: number;
  readonly variable: string;
  readonly outer: number | null;
  readonly readBranch: ReadBranch;
}

/** Reads what belongs to one branch of a block. */
type ReadBranch = (run: Run, block: Block, index: number, states: readonly State[]) => Flow;

/** Reads a `for` block; its `else` where there is nothing to loop over. */
export function readLoop(run: Run, block: Block, states: readonly State[], readBranch: ReadBranch): Flow {
  const tag = block.branches[0]?.tag;
  if (tag?.markup.shape !== 'for') return on(states);
  const { variable, collection, modifiers } = tag.markup;
  const key = `loop ${siteKey(run, tag)}`;
  const known = run.places.get(key);
  const id = known ?? run.places.size + 1;
  run.places.set(key, id);
  const loop: Loop = { run, block, id, variable: variable?.text ?? '', outer: run.loop, readBranch };
  const ended = states.flatMap((state) => {
    const value = collection ? evaluate(run, collection, state.environment) : ({ kind: 'nil' } as const);
    const option = (name: string): number | null | undefined => {
      const modifier = modifiers.find((one) => one.name?.text === name);
      if (!modifier) return undefined;
      const text = modifier.value ? knownText(evaluate(run, modifier.value, state.environment)) : null;
      return text !== null && /^\d+$/.test(text) ? Number(text) : null;
    };
    const reversed = tag.markup.shape === 'for' && tag.markup.reversed;
    return readCollection(loop, value, { limit: option('limit'), offset: option('offset'), reversed }, state, tag);
  });
  return on(join(run, ended));
}

/** `undefined`: not given; null: given, but not known. */
interface Options {
  readonly limit: number | null | undefined;
  readonly offset: number | null | undefined;
  readonly reversed: boolean;
}

function readCollection(loop: Loop, value: Value, options: Options, state: State, span: Span): readonly State[] {
  const { run } = loop;
  if (value.kind === 'choice') {
    return value.alternatives.flatMap((one) =>
      within(run, [state], one.guard).flatMap((inner) => readCollection(loop, one.value, options, inner, span)),
    );
  }
  if (value.kind === 'hole') return readData(loop, value.hole, options, state, span);
  const items = value.kind === 'list' ? value.items : knownText(value) === '' || value.kind === 'nil' ? [] : [value];
  if (items.length > maxItems || options.limit === null || options.offset === null) {
    return readRounds(loop, derived(run, null, span, 'the list', 'array'), null, state, span);
  }
  const from = options.offset ?? 0;
  const taken = items.slice(from, options.limit === undefined ? undefined : from + options.limit);
  return readItems(loop, options.reversed ? [...taken].reverse() : taken, state);
}

function readItems(loop: Loop, items: readonly Value[], state: State): readonly State[] {
  const { run, block, readBranch } = loop;
  if (items.length === 0) return readElse(loop, [state]);
  const saved = saveScope(state, loop.variable);
  let states: readonly State[] = [state];
  const left: State[] = [];
  items.forEach((item, index) => {
    const round: Round = {
      first: index === 0,
      last: index === items.length - 1,
      index: index + 1,
      length: items.length,
      loop: loop.id,
      collection: null,
    };
    const entering = enter(run, states, loop.variable, item, round);
    const flow = readBranch(run, block, 0, entering);
    left.push(...flow.breaks);
    states = join(run, [...flow.states, ...flow.continues]);
  });
  return join(
    run,
    [...states, ...left].map((one) => saved(one)),
  );
}

function enter(run: Run, states: readonly State[], variable: string, item: Value, round: Round): readonly State[] {
  const forloop: Value = { kind: 'round', round };
  return setVariable(
    run,
    setVariable(run, states, variable, () => item),
    'forloop',
    () => forloop,
  );
}

/** Puts back what the loop's own names meant before it. */
function saveScope(state: State, variable: string): (after: State) => State {
  const before = [variable, 'forloop'].map((name) => [name, state.environment.get(name)] as const);
  return (after) => {
    const environment = new Map(after.environment);
    for (const [name, value] of before) {
      if (value) environment.set(name, value);
      else environment.delete(name);
    }
    return { ...after, environment };
  };
}

function readElse({ run, block, readBranch }: Loop, states: readonly State[]): readonly State[] {
  const flow = block.branches.length > 1 ? readBranch(run, block, 1, states) : on(states);
  return [...flow.states, ...flow.breaks, ...flow.continues];
}

function readData(loop: Loop, data: Hole, options: Options, state: State, span: Span): readonly State[] {
  const { run } = loop;
  const whole = options.offset === undefined || options.offset === 0;
  const isList = data.prints === 'array' || data.prints === 'any' || data.prints === 'unknown';
  const subject = whole && data.subject && isList ? data.subject : derived(run, null, span, data.label, 'array');
  if (options.limit === 0) return readElse(loop, [state]);
  if (data.subject && isList && typeof options.offset === 'number' && options.offset > 0) {
    // Of a list with one item or none nothing is left.
    const many = run.facts.when(data.subject, ({ kind }) => kind === 'many');
    const rest = within(run, [state], many).flatMap((one) =>
      readRounds(loop, subject, data.item, one, span, options.limit === 1, options.limit === null),
    );
    return [...rest, ...readElse(loop, within(run, [state], run.guards.not(many)))];
  }
  return readRounds(loop, subject, data.item, state, span, options.limit === 1, options.limit === null);
}

function readRounds(
  loop: Loop,
  subject: Subject,
  item: Hole | null,
  unfilled: State,
  span: Span,
  single = false,
  limited = false,
): readonly State[] {
  const { run } = loop;
  const { sink } = unfilled;
  const state: State = sink.kind === 'json' ? { ...unfilled, sink: fillArray(sink) } : unfilled;
  run.uses.set(subject, 'list');
  const size = (holds: (kind: string) => boolean): Guard => run.facts.when(subject, ({ kind }) => holds(kind));
  // As in Ruby a text is one item; what is neither list nor text, or blank, is none. So no path is left out.
  const one = size((kind) => kind === 'one' || kind === 'text' || kind === 'other');
  const many = size((kind) => kind === 'many');
  const none = run.guards.not(run.guards.or(one, many));
  note(run, span, run.guards.or(one, many), none);
  note(run, span, many, one);
  const zero = within(run, [state], limited ? always : none);
  const only = within(run, [state], single ? run.guards.or(one, many) : limited ? run.guards.or(one, many) : one);
  const more = single ? [] : within(run, [state], many);
  const saved = saveScope(state, loop.variable);
  const left: State[] = [];
  const itemValue = (): Value => {
    const key = `${subject.key}[*]${loop.id}`;
    const type = item?.prints === 'text' || item?.prints === 'number' ? item.prints : 'any';
    const one = run.facts.subject(key, { label: loop.variable, type, loop: loop.id, at: stepInto(subject, '*') });
    noteItem(run, subject, one);
    const own = subjectHole(run, one);
    return holeValue(
      item ? { ...own, prints: item.prints === 'any' ? own.prints : item.prints, safety: item.safety } : own,
    );
  };
  const round = (states: readonly State[], first: boolean, last: boolean): readonly State[] => {
    if (states.length === 0) return [];
    run.loop = loop.id;
    const about: Round = { first, last, index: null, length: null, loop: loop.id, collection: subject };
    const flow = loop.readBranch(run, loop.block, 0, enter(run, states, loop.variable, itemValue(), about));
    run.loop = loop.outer;
    const forget = (one: State) => forgetRound(run, one, loop.id, loop.outer);
    left.push(...flow.breaks.map(forget));
    return join(run, [...flow.states, ...flow.continues].map(forget));
  };
  const { asksFirst, asksLast } = whatIsAsked(run, loop.block);
  // Where the rounds do not ask which they are, they are read once.
  const ended = asksFirst ? [...round(only, true, true)] : [];
  let before = asksFirst || asksLast ? round(more, true, false) : round([...only, ...more], true, true);
  let seen = guardsOf(before);
  let steady = more.length === 0;
  for (let count = 0; count < maxRounds && !steady && before.length > 0; count += 1) {
    const next = widen(
      run,
      loop,
      before,
      join(run, [...before, ...round(within(run, before, many), false, false)]),
      count,
    );
    const now = guardsOf(next);
    steady =
      now.size === seen.size &&
      [...now].every(([key, guard]) => seen.get(key) === guard) &&
      next.every((one, index) => settled(before[index], one));
    seen = now;
    before = next;
  }
  if (!steady && before.length > 0) {
    for (const one of before) run.lost = run.guards.or(run.lost, one.guard);
    before = [];
  }
  if (asksFirst) ended.push(...round(before, false, true));
  else ended.push(...(asksLast ? round([...only, ...before], false, true) : before));
  return join(run, [...ended, ...left].map((one) => saved(one)).concat(readElse(loop, zero)));
}

/** Whether a loop's inside asks if its round is the first or the last: what it prints from elsewhere may too. */
function whatIsAsked(run: Run, block: Block): { readonly asksFirst: boolean; readonly asksLast: boolean } {
  const source = run.source === null ? run.tree.text : (run.context.contentBlocks.get(run.source)?.text ?? '');
  const text = source.slice(block.start, block.end);
  if (text.includes('content_blocks')) return { asksFirst: true, asksLast: true };
  const asked = text.match(/forloop\s*\.?\s*\w*/g) ?? [];
  const onlyLast = asked.filter((word) => /\.\s*last$/.test(word)).length;
  return { asksFirst: asked.length > onlyLast, asksLast: asked.length > 0 };
}

function guardsOf(states: readonly State[]): Map<string, Guard> {
  return new Map(states.map((one): [string, Guard] => [keyOf(one), one.guard]));
}

function keyOf({ sink }: State): string {
  return sink.kind === 'json' ? signature(sink) : sink.kind;
}

function settled(before: State | undefined, now: State): boolean {
  if (!before) return false;
  for (const [name, value] of now.environment) {
    const other = before.environment.get(name);
    if (other === value || name === 'forloop') continue;
    if (
      other?.kind === 'choice' &&
      value.kind === 'choice' &&
      other.alternatives.length === value.alternatives.length
    ) {
      if (other.alternatives.every((one, index) => one.guard === value.alternatives[index]?.guard)) continue;
    }
    if (
      JSON.stringify(other?.kind) === JSON.stringify(value.kind) &&
      value.kind !== 'choice' &&
      value.kind !== 'number'
    )
      continue;
    return false;
  }
  return true;
}

/** A variable that still changes after some rounds may be anything from then on. */
function widen(run: Run, loop: Loop, before: readonly State[], now: readonly State[], count: number): readonly State[] {
  if (count < 3) return now;
  return now.map((state, index) => {
    const old = before[index];
    let environment = state.environment;
    for (const [name, value] of state.environment) {
      const other = old?.environment.get(name);
      if (name === 'forloop' || name === loop.variable || other === value || value.kind !== 'choice') continue;
      if (other?.kind === 'choice' && other.alternatives.length === value.alternatives.length) continue;
      const subject = run.facts.subject(`${name} in ${loop.id}`, { label: name, type: 'any', loop: loop.outer });
      environment = new Map(environment).set(name, holeValue({ ...subjectHole(run, subject), safety: 'plain' }));
    }
    return { ...state, environment };
  });
}
