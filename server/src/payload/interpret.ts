/** Walks a body's tree with all its states at once: branches part them, joins bring them together. */
import type { Block, Branch, Node, Span } from '../liquid';
import { isBlankBlock, maxDepth } from './blankBlocks';
import { type Answer, compare, conditionAnswer } from './conditions';
import { evaluate } from './evaluate';
import { branchTrim, type Flow, loseAll, note, on, type Trim, trimsAfter, trimsBefore } from './flow';
import { always, exhausted, never } from './guard';
import { readLoop } from './loops';
import { printOutput, printText } from './print';
import { type Run, spend } from './run';
import { deaf, join, type State, setVariable, within } from './states';
import { readTag } from './tags';
import { type Fragment, literalText } from './values';

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

function readBlock(run: Run, block: Block, states: readonly State[]): Flow {
  const first = block.branches[0];
  if (!first) return on(states);
  switch (first.tag.markup.shape) {
    case 'condition':
      return readIf(run, block, states);
    case 'case':
      return readCase(run, block, states);
    case 'for':
      return block.name === 'for' ? readLoop(run, block, states, readBranch) : on(loseAll(run, states));
    case 'target':
      return on(block.name === 'capture' ? readCapture(run, block, first, states) : states);
    default:
      return readPlainBlock(run, block, first, states);
  }
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

/** Reads what belongs to one branch. */
function readBranch(run: Run, block: Block, index: number, states: readonly State[]): Flow {
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
      return target ? setVariable(run, states, target.text, () => value) : states;
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
    return setVariable(run, after, target.text, () => fragment);
  });
}
