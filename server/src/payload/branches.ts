/** Users who go into a branch of a template, whatever the template writes. */
import type { Template } from '../liquid';
import { noteBlankTexts } from './blankBlocks';
import { untrimmed } from './flow';
import { always, exhausted, never } from './guard';
import { readNodes } from './interpret';
import { createRun } from './proof';
import { deaf } from './states';
import type { PayloadContext } from './types';
import { usersWithin, type WitnessUser } from './witness';

/**
 * Users whose rendering goes into the branch whose tag starts at an offset, the likeliest first. None when no data of a
 * user's decides that, or nobody can get there.
 */
export function witnessesForBranch(tree: Template, context: PayloadContext, start: number): readonly WitnessUser[] {
  const run = createRun(tree, context, new Map());
  noteBlankTexts(tree.children, tree.text);
  try {
    readNodes(run, tree.children, [{ guard: always, environment: new Map(), sink: deaf }], untrimmed);
    const guard = run.entered?.get(start) ?? never;
    return guard === never ? [] : usersWithin(run, guard);
  } catch (error) {
    if (error === exhausted) return [];
    throw error;
  }
}
