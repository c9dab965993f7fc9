/** Walks a body's tree with all its states at once: branches part them, joins bring them together, loops run to a fixpoint. */
import type { Block, Branch, Node, Output, Span, Tag, Text } from '../liquid';
import { type Answer, compare, conditionAnswer } from './conditions';
import { evaluate, evaluateChain } from './evaluate';
import { always, exhausted, never } from './guard';
import { readLoop } from './loops';
import { readHole, readLiteral } from './machine';
import { type Run, spend } from './run';
import { collect, deaf, join, type State, setVariable, within } from './states';
import {
  type Environment,
  type Fragment,
  hole,
  type Literal,
  literalText,
  type Piece,
  piecesOf,
  unknownHole,
  type Value,
} from './values';

/** Where the states are after some nodes: those that go on, and those that leave the loop or its round. */
export interface Flow {
  readonly states: readonly State[];
  readonly breaks: readonly State[];
  readonly continues: readonly State[];
}

/** How the text at either end of some nodes is trimmed, by the tags around. */
export interface Trim {
  readonly start: boolean;
  readonly end: boolean;
}

export const untrimmed: Trim = { start: false, end: false };

const maxDepth = 100;

export const on = (states: readonly State[]): Flow => ({ states, breaks: [], continues: [] });

/** Reads nodes one after the other. */
export function readNodes(run: Run, nodes: readonly Node[], states: readonly State[], trim: Trim, quiet = false): Flow {
  run.depth += 1;
  if (run.depth > maxDepth) throw exhausted;
  let flow = on(states);
  nodes.forEach((node, index) => {
    if (flow.states.length === 0) return;
    spend(run, flow.states.length);
    const before = nodes[index - 1];
    const behind = nodes[index + 1];
    const around: Trim = {
      start: before ? trimsAfter(before) : trim.start,
      end: behind ? trimsBefore(behind) : trim.end,
    };
    const next = readNode(run, node, flow.states, around, quiet);
    flow = {
      states: next.states,
      breaks: [...flow.breaks, ...next.breaks],
      continues: [...flow.continues, ...next.continues],
    };
  });
  run.depth -= 1;
  return flow;
}

function readNode(run: Run, node: Node, states: readonly State[], trim: Trim, quiet: boolean): Flow {
  switch (node.kind) {
    case 'text':
      return on(quiet ? states : printText(run, node, states, trim));
    case 'output':
      return on(states.flatMap((state) => printOutput(run, node, state)));
    case 'tag':
      return readTag(run, node, states);
    default:
      return readBlock(run, node, states);
  }
}

function trimsAfter(node: Node): boolean {
  if (node.kind === 'text') return false;
  if (node.kind !== 'block') return node.trimAfter;
  return (node.close ?? node.branches.at(-1)?.tag)?.trimAfter ?? false;
}

function trimsBefore(node: Node): boolean {
  if (node.kind === 'text') return false;
  return node.kind === 'block' ? (node.branches[0]?.tag.trimBefore ?? false) : node.trimBefore;
}

// ── Printing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function printText(run: Run, node: Text, states: readonly State[], trim: Trim): readonly State[] {
  const source = run.source === null ? run.tree : run.context.contentBlocks.get(run.source);
  const whole = source?.text.slice(node.start, node.end) ?? '';
  const lead = trim.start ? whole.length - whole.trimStart().length : 0;
  const text = trim.end ? whole.slice(lead).trimEnd() : whole.slice(lead);
  if (text === '') return states;
  const literal: Literal = { kind: 'literal', text, at: run.source === null ? node.start + lead : null };
  return join(
    run,
    states.flatMap((state) => printPiece(run, state, literal, node)),
  );
}

function printPiece(run: Run, state: State, piece: Piece, span: Span): readonly State[] {
  const { sink } = state;
  if (sink.kind === 'deaf') return [state];
  const site = run.printed ?? span;
  if (sink.kind === 'text') return [{ ...state, sink: collect(sink, { piece, site }) }];
  const reading = { guard: state.guard, reader: sink };
  const readings = piece.kind === 'literal' ? readLiteral(run, reading, piece) : readHole(run, reading, piece, span);
  return readings.map(({ guard, reader }) => ({ guard, environment: state.environment, sink: reader }));
}

function printOutput(run: Run, output: Output, state: State): readonly State[] {
  const input = output.value.input;
  if (input?.kind === 'attribute' && input.namespace?.text === 'content_blocks' && output.value.filters.length === 0) {
    return printContentBlock(run, input.key.text, output, state);
  }
  return printValue(run, evaluateChain(run, output.value, state.environment), output, state);
}

/** Prints a value where an output stands. */
export function printValue(run: Run, value: Value, span: Span, state: State): readonly State[] {
  spend(run, 1);
  if (value.kind === 'choice') {
    const parted = value.alternatives.flatMap((one) =>
      within(run, [state], one.guard).flatMap((inner) => printValue(run, one.value, span, inner)),
    );
    return join(run, parted);
  }
  const outer = run.printed;
  // A literal printed by an output stands elsewhere, or is printed here for itself: its own place is kept beside.
  run.printed = outer ?? span;
  const printed =
    value.kind === 'fragment'
      ? printFragment(run, value, span, state)
      : printPieces(run, piecesOf(value) ?? [unknownHole('the value')], span, state);
  run.printed = outer;
  return printed;
}

function printPieces(run: Run, pieces: readonly Piece[], span: Span, state: State): readonly State[] {
  if (pieces.length === 0) return markNothing(state, span);
  let states: readonly State[] = [state];
  for (const piece of pieces) states = states.flatMap((one) => printPiece(run, one, piece, span));
  return states;
}

/** Nothing was printed into a string: kept, so that a finding can say where the nothing comes from. */
function markNothing(state: State, site: Span): readonly State[] {
  const { sink } = state;
  if (sink.kind !== 'json' || sink.token?.kind !== 'string') return [state];
  const content = sink.token.content.map((writing) => ({
    ...writing,
    chain: { before: writing.chain, part: { piece: { kind: 'literal', text: '', at: null } as const, site } },
  }));
  return [{ ...state, sink: { ...sink, token: { ...sink.token, content } } }];
}

function printFragment(run: Run, fragment: Fragment, span: Span, state: State): readonly State[] {
  const source = run.source;
  run.source = fragment.source;
  const inner: State = { ...state, environment: fragment.environment };
  const blank = fragment.nodes.every((node) => node.kind === 'text') && fragmentText(run, fragment) === '';
  const flow = readNodes(run, fragment.nodes, [inner], { start: fragment.trimStart, end: fragment.trimEnd });
  run.source = source;
  const restored = [...flow.states, ...flow.breaks, ...flow.continues].map((one) => ({
    ...one,
    environment: state.environment,
  }));
  return blank
    ? restored.flatMap((one) => markNothing(one, fragment.source === null ? fragment.span : span))
    : restored;
}

function fragmentText(run: Run, fragment: Fragment): string {
  const text = fragment.source === null ? run.tree.text : (run.context.contentBlocks.get(fragment.source)?.text ?? '');
  return fragment.nodes
    .map((node) => text.slice(node.start, node.end))
    .join('')
    .trim();
}

/** A content block is read where it is printed; what it assigns holds behind it. */
function printContentBlock(run: Run, name: string, output: Output, state: State): readonly State[] {
  const block = run.context.contentBlocks.get(name);
  if (!block) return printValue(run, { kind: 'hole', hole: unknownHole(`the content block '${name}'`) }, output, state);
  const { source, printed } = run;
  run.source = name;
  run.printed ??= output;
  const flow = readNodes(run, block.children, [state], untrimmed);
  run.source = source;
  run.printed = printed;
  return [...flow.states, ...flow.breaks, ...flow.continues];
}

// ── Tags ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

function readTag(run: Run, tag: Tag, states: readonly State[]): Flow {
  const { markup } = tag;
  switch (markup.shape) {
    case 'assign': {
      const { target, value } = markup;
      if (!target) return on(states);
      return on(setVariable(states, target.text, (state) => evaluateChain(run, value, state.environment)));
    }
    case 'echo':
      return on(
        states.flatMap((state) => printValue(run, evaluateChain(run, markup.value, state.environment), tag, state)),
      );
    case 'liquid':
      return readNodes(run, markup.children, states, untrimmed);
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

function siteText(run: Run, span: Span): string {
  const text = run.source === null ? run.tree.text : (run.context.contentBlocks.get(run.source)?.text ?? '');
  return text.slice(span.start, span.end);
}

// ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function readBlock(run: Run, block: Block, states: readonly State[]): Flow {
  const first = block.branches[0];
  if (!first) return on(states);
  switch (first.tag.markup.shape) {
    case 'condition':
      return readIf(run, block, states);
    case 'case':
      return readCase(run, block, states);
    case 'for':
      return block.name === 'for' ? readLoop(run, block, states) : on(loseAll(run, states));
    case 'target':
      return on(block.name === 'capture' ? readCapture(run, block, first, states) : states);
    default:
      return readPlainBlock(run, block, first, states);
  }
}

function loseAll(run: Run, states: readonly State[]): readonly State[] {
  for (const { guard } of states) run.lost = run.guards.or(run.lost, guard);
  return [];
}

function readPlainBlock(run: Run, block: Block, first: Branch, states: readonly State[]): Flow {
  if (block.name === 'comment' || block.name === 'doc') return on(states);
  if (block.name === 'raw') {
    const trim = branchTrim(block, 0);
    return on(
      first.children.reduce<readonly State[]>(
        (all, child) => (child.kind === 'text' ? printText(run, child, all, trim) : all),
        states,
      ),
    );
  }
  if (block.name === 'ifchanged') return on(loseAll(run, states));
  return readBranch(run, block, 0, states);
}

function branchTrim(block: Block, index: number): Trim {
  return {
    start: block.branches[index]?.tag.trimAfter ?? false,
    end: (block.branches[index + 1]?.tag ?? block.close)?.trimBefore ?? false,
  };
}

/** Reads what belongs to one branch. */
export function readBranch(run: Run, block: Block, index: number, states: readonly State[]): Flow {
  const branch = block.branches[index];
  if (branch) noteEntered(run, branch.tag, states);
  return branch ? readNodes(run, branch.children, states, branchTrim(block, index), isBlankBlock(block)) : on(states);
}

/** What a capture prints is read again where it is printed: only the first reading, which is deaf, knows the paths. */
function noteEntered({ entered, source, guards }: Run, { start }: Span, states: readonly State[]): void {
  if (!entered || source !== null) return;
  for (const { guard, sink } of states) {
    if (sink.kind === 'deaf') entered.set(start, guards.or(entered.get(start) ?? never, guard));
  }
}

/** Ruby prints no white space of a block that holds nothing else. Looks no deeper than a few levels. */
function isBlankBlock(block: Block, depth = 0): boolean {
  if (depth > 8) return false;
  return block.branches.every((branch) => branch.children.every((child) => isBlankNode(child, block, depth)));
}

function isBlankNode(node: Node, block: Block, depth: number): boolean {
  if (node.kind === 'text') return blankTexts.get(node) ?? false;
  if (node.kind === 'output') return false;
  if (node.kind === 'tag') return node.markup.shape === 'assign';
  return (
    node.name === 'capture' ||
    node.name === 'comment' ||
    node.name === 'doc' ||
    (node !== block && isBlankBlock(node, depth + 1))
  );
}

/** Texts that are white space only, told when a tree is first read. */
const blankTexts = new WeakMap<Text, boolean>();

/** Notes which of a tree's texts are white space only. */
export function noteBlankTexts(nodes: readonly Node[], text: string, depth = 0): void {
  if (depth > maxDepth) return;
  for (const node of nodes) {
    if (node.kind === 'text') blankTexts.set(node, text.slice(node.start, node.end).trim() === '');
    else if (node.kind === 'block')
      for (const branch of node.branches) noteBlankTexts(branch.children, text, depth + 1);
  }
}

function readIf(run: Run, block: Block, states: readonly State[]): Flow {
  return readBranches(run, block, 0, states, (branch, state) => {
    const { markup, name } = branch.tag;
    if (markup.shape !== 'condition') return { yes: always, no: never };
    const found = conditionAnswer(run, markup.condition, state.environment);
    return name === 'unless' ? { yes: found.no, no: found.yes } : found;
  });
}

function readCase(run: Run, block: Block, states: readonly State[]): Flow {
  const subject = block.branches[0]?.tag.markup;
  return readBranches(run, block, 1, states, (branch, state) => {
    const { markup } = branch.tag;
    if (markup.shape !== 'when') return { yes: always, no: never };
    if (subject?.shape !== 'case' || !subject.value) return { yes: never, no: always };
    const value = evaluate(run, subject.value, state.environment);
    let answer: Answer = { yes: never, no: always };
    for (const other of markup.values) {
      const one = compare(run, '==', value, evaluate(run, other, state.environment), other);
      answer = {
        yes: run.guards.or(answer.yes, run.guards.and(answer.no, one.yes)),
        no: run.guards.and(answer.no, one.no),
      };
    }
    return answer;
  });
}

/** Tries branches from `first` on, one after the other; who enters none goes past the block. */
function readBranches(
  run: Run,
  block: Block,
  first: number,
  states: readonly State[],
  ask: (branch: Branch, state: State) => Answer,
): Flow {
  let waiting = states;
  const done: State[] = [];
  const breaks: State[] = [];
  const continues: State[] = [];
  block.branches.forEach((branch, index) => {
    if (index < first || waiting.length === 0) return;
    const entering: State[] = [];
    const passing: State[] = [];
    for (const state of waiting) {
      const { yes, no } = ask(branch, state);
      note(run, branch.tag, yes, no);
      entering.push(...within(run, [state], yes));
      passing.push(...within(run, [state], no));
    }
    const flow = readBranch(run, block, index, join(run, entering));
    done.push(...flow.states);
    breaks.push(...flow.breaks);
    continues.push(...flow.continues);
    waiting = passing;
  });
  return { states: join(run, [...done, ...waiting]), breaks: join(run, breaks), continues: join(run, continues) };
}

const maxTests = 400;

/** Keeps what a branch asked, for the words of a finding and for what the template tells apart. */
export function note(run: Run, span: Span, yes: number, no: number): void {
  if (run.tests.size > maxTests) return;
  for (const guard of [yes, no]) if (guard !== always && guard !== never) run.tests.add(guard);
  if (run.source === null && yes !== always) run.branches.push({ span, guard: yes });
}

function readCapture(run: Run, block: Block, branch: Branch, states: readonly State[]): readonly State[] {
  const target = branch.tag.markup.shape === 'target' ? branch.tag.markup.target : null;
  const trim = branchTrim(block, 0);
  const [only] = branch.children;
  const span = { start: block.start, end: block.end };
  if (branch.children.length === 1 && only?.kind === 'text') {
    const source = run.source === null ? run.tree.text : (run.context.contentBlocks.get(run.source)?.text ?? '');
    const whole = source.slice(only.start, only.end);
    const lead = trim.start ? whole.length - whole.trimStart().length : 0;
    const text = trim.end ? whole.slice(lead).trimEnd() : whole.slice(lead);
    if (text.trim() !== '') {
      const value = literalText(text, run.source === null ? only.start + lead : null);
      return target ? setVariable(states, target.text, () => value) : states;
    }
  }
  return states.flatMap((state) => {
    const listened = readNodes(run, branch.children, [{ ...state, sink: deaf }], trim);
    const after = join(run, [...listened.states, ...listened.breaks, ...listened.continues]).map((one) => ({
      ...one,
      sink: state.sink,
    }));
    if (!target) return after;
    const fragment: Fragment = {
      kind: 'fragment',
      name: target.text,
      nodes: branch.children,
      trimStart: trim.start,
      trimEnd: trim.end,
      environment: state.environment,
      span,
      source: run.source,
    };
    return setVariable(after, target.text, () => fragment);
  });
}
