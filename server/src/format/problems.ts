/** Whether anything is wrong in a stretch of a template: there nothing is formatted. */
import type { Span, Template } from '../liquid';

/** Makes a function that says whether a problem lies in a span or touches it; each call costs a binary search. */
export function problemFinder({ problems }: Template): (span: Span) => boolean {
  // The furthest end of a problem and all before it.
  const ends: number[] = [];
  for (const { span } of problems) ends.push(Math.max(ends[ends.length - 1] ?? 0, span.end));
  return ({ start, end }) => {
    let low = 0;
    let high = problems.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (problems[middle]!.span.start <= end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && ends[low - 1]! >= start;
  };
}
