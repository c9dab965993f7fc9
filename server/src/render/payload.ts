/** What is wrong with a rendered payload, at the place in the template that wrote it. */
import type { TemplateDocument } from '../document/types';
import type { Span } from '../liquid';
import type { Rendered, RenderProblem, Trace } from './types';

/** Problems of a rendered body; spans are offsets in the body's text. */
export function checkRendered(document: TemplateDocument, rendered: Rendered): readonly RenderProblem[] {
  if (!document.isJson) return [];
  try {
    JSON.parse(rendered.output);
    return [];
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? rendered.output.length);
    const span = sourceOf(rendered.trace, { start: at, end: at + 1 });
    return [{ code: 'payload-invalid', severity: 'error', message: 'The rendered body is no valid JSON.', span }];
  }
}

/** The place in the template that wrote a stretch of output. */
export function sourceOf(trace: readonly Trace[], span: Span): Span {
  const first = writerOf(trace, span.start);
  const last = writerOf(trace, Math.max(span.start, span.end - 1));
  if (!first || !last) return { start: 0, end: 0 };
  const start = placeIn(first, span.start);
  const end = placeIn(last, Math.max(span.start, span.end - 1));
  return start.start <= end.end ? { start: start.start, end: end.end } : start;
}

/** The entry that wrote an offset; the last one for what lies behind the output. */
function writerOf(trace: readonly Trace[], offset: number): Trace | undefined {
  let low = 0;
  let high = trace.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trace[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return trace[low];
}

/** One character of plain text is exact; of an output it is the whole output. */
function placeIn({ start, end, source }: Trace, offset: number): Span {
  if (end - start !== source.end - source.start) return source;
  const at = source.start + Math.min(offset - start, end - start - 1);
  return { start: at, end: at + 1 };
}
