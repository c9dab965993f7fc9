/** How states go on behind some nodes, and what the tags around a text do to its white space. */
import type { Block, Node, Span } from '../liquid';
import { always, never } from './guard';
import type { Run } from './run';
import type { State } from './states';

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

/** No tag around trims. */
export const untrimmed: Trim = { start: false, end: false };

/** States that all go on. */
export const on = (states: readonly State[]): Flow => ({ states, breaks: [], continues: [] });

/** Whether a node's end tells the text behind it to lose its white space. */
export function trimsAfter(node: Node): boolean {
  if (node.kind === 'text') return false;
  if (node.kind !== 'block') return node.trimAfter;
  return (node.close ?? node.branches.at(-1)?.tag)?.trimAfter ?? false;
}

/** Whether a node's begin tells the text before it to lose its white space. */
export function trimsBefore(node: Node): boolean {
  if (node.kind === 'text') return false;
  return node.kind === 'block' ? (node.branches[0]?.tag.trimBefore ?? false) : node.trimBefore;
}

/** How the tags around a block's branch trim what is in it. */
export function branchTrim(block: Block, index: number): Trim {
  return {
    start: block.branches[index]?.tag.trimAfter ?? false,
    end: (block.branches[index + 1]?.tag ?? block.close)?.trimBefore ?? false,
  };
}

/** More answers than these are not kept. */
const maxTests = 400;

/** Keeps what a branch asked, for the words of a finding and for what the template tells apart. */
export function note(run: Run, span: Span, yes: number, no: number): void {
  if (run.tests.size > maxTests) return;
  for (const guard of [yes, no]) if (guard !== always && guard !== never) run.tests.add(guard);
  if (run.source === null && yes !== always) run.branches.push({ span, guard: yes });
}

/** Ends all states, and remembers their paths as not followed. */
export function loseAll(run: Run, states: readonly State[]): readonly State[] {
  for (const { guard } of states) run.lost = run.guards.or(run.lost, guard);
  return [];
}
