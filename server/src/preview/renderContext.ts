/** What a folder gives to a rendering of one of its templates. */
import { defaultLimits, type RenderContext } from '../render';
import type { Context } from '../service';
import { type ContentBlock, completeUser } from '../workspace';

/**
 * The context for the bundled complete user, with the folder's content blocks and mocks.
 * @param now ISO 8601
 */
export function baseContext({ workspace }: Context, now: string): RenderContext {
  return {
    user: completeUser.data,
    contentBlocks: textsOf(workspace.contentBlocks),
    mocks: workspace.mocks,
    now,
    seed: 0,
    limits: defaultLimits,
  };
}

/** Content blocks as a rendering takes them: name → text. */
function textsOf(blocks: ReadonlyMap<string, ContentBlock>): Readonly<Record<string, string>> {
  return Object.fromEntries([...blocks].map(([name, { text }]) => [name, text]));
}
