/** A rendering as the page gets it: without what only the extension needs, which is most of a large one. */
import type { RenderResult } from '../../../server/src/protocol';
import type { PageResult } from './messages';
import { offsetOf } from './trace';

/** What the page shows of a rendering. */
export function forPage(result: RenderResult): PageResult {
  const { details, ...rest } = result;
  const page = { ...rest, reads: firstReads(result.reads) };
  if (!details) return page;
  const { abortedAt, channel, userPaths, mockFiles } = details;
  const body = details.fields.find(({ role }) => role === 'body');
  return {
    ...page,
    details: {
      abortedAt,
      channel,
      userPaths,
      mockFiles,
      fields: details.fields.map(({ role, name, output }) => ({ role, name, output })),
      problemOffsets: result.problems.map(({ range }) => (body ? offsetOf(body, range.start) : null)),
    },
  };
}

/** Each attribute once, at the first place that reads it. */
function firstReads(reads: RenderResult['reads']): RenderResult['reads'] {
  const first = new Map<string, RenderResult['reads'][number]>();
  for (const read of reads) if (!first.has(read.name)) first.set(read.name, read);
  return [...first.values()];
}
