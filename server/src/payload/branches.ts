/** A user who goes into a branch of a template, whatever the template writes. */
import type { Template } from '../liquid';
import { always, exhausted, never } from './guard';
import { noteBlankTexts, readNodes, untrimmed } from './interpret';
import { createRun } from './proof';
import { deaf } from './states';
import type { PayloadContext } from './types';
import { userWithin, type WitnessUser } from './witness';

/**
 * A user whose rendering goes into the branch whose tag starts at an offset. Null when no data of a user's decides that,
 * or nobody can get there.
 */
export function witnessForBranch(tree: Template, context: PayloadContext, start: number): WitnessUser | null {
  const run = createRun(tree, context, new Map());
  noteBlankTexts(tree.children, tree.text);
  try {
    readNodes(run, tree.children, [{ guard: always, environment: new Map(), sink: deaf }], untrimmed);
    const guard = run.entered?.get(start) ?? never;
    return guard === never ? null : userWithin(run, guard);
  } catch (error) {
    if (error === exhausted) return null;
    throw error;
  }
}
