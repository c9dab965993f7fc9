/** What is printed goes to each state's reader: text, values, captured fragments, content blocks. */
import type { Output, Span, Text } from '../liquid';
import { evaluateChain } from './evaluate';
import { type Trim, untrimmed } from './flow';
import { readHole } from './jsonHole';
import { readLiteral } from './machine';
import { type Run, spend } from './run';
import { collect, join, type State, within } from './states';
import { type Fragment, type Literal, type Piece, piecesOf, unknownHole, type Value } from './values';

/** Prints a template's text, trimmed by the tags around it. */
export function printText(run: Run, node: Text, states: readonly State[], trim: Trim): readonly State[] {
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

/** Prints an output; a content block is read where it is printed. */
export function printOutput(run: Run, output: Output, state: State): readonly State[] {
  const input = output.value.input;
  if (input?.kind === 'attribute' && input.namespace?.text === 'content_blocks' && output.value.filters.length === 0) {
    return printContentBlock(run, input.key.text, output, state);
  }
  return printValue(run, evaluateChain(run, output.value, state.environment), output, state);
}

/** Prints a value where an output stands. */
export function printValue(run: Run, value: Value, span: Span, state: State): readonly State[] {
  spend(run, 1);
  if (state.sink.kind === 'deaf') return [state];
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
  const flow = run.readNodes(fragment.nodes, [inner], { start: fragment.trimStart, end: fragment.trimEnd });
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
  const flow = run.readNodes(block.children, [state], untrimmed);
  run.source = source;
  run.printed = printed;
  return [...flow.states, ...flow.breaks, ...flow.continues];
}

/** What stands at a span of the template, or of the content block that is being read. */
export function siteText(run: Run, span: Span): string {
  const text = run.source === null ? run.tree.text : (run.context.contentBlocks.get(run.source)?.text ?? '');
  return text.slice(span.start, span.end);
}
