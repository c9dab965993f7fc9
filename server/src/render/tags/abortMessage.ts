/** `{% abort_message('reason') %}`: this user gets no message. */
import type { LowerTag } from '../lowering';

/** What Braze's log says where no reason is given. */
const NO_REASON = '{% abort_message %} called';

/** Ends the rendering of all fields, with the reason. */
export const lowerAbort: LowerTag = (tag, lowering) => ({
  blank: false,
  render(runtime) {
    runtime.abortedAt = runtime.origin ?? { start: tag.start, end: tag.end };
    runtime.aborted = { reason: reasonOf(tag, lowering.text) || NO_REASON };
    runtime.stopped = true;
  },
});

/** The reason is the text as written: Braze renders no Liquid in it. */
function reasonOf(tag: Parameters<LowerTag>[0], text: string): string {
  if (tag.markup.shape !== 'call') return '';
  const { argument, argumentSpan } = tag.markup;
  return argument?.kind === 'string' ? argument.value : text.slice(argumentSpan.start, argumentSpan.end).trim();
}
