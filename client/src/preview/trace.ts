/** Between positions in a template and offsets in what its fields printed. */
import type { RenderDetails, RenderedField, RenderedStretch } from '../../../server/src/protocol';
import type { Mark, Range } from './messages';

type Position = Range['start'];

/** More marks than these say nothing. */
const MAX_MARKS = 200;

/** What the text at a position printed, everywhere it was; of text as it stands, the part on the cursor's line. */
export function marksAt({ fields }: Pick<RenderDetails, 'fields'>, position: Position): readonly Mark[] {
  const marks = fields.flatMap(({ output, trace }, field) =>
    trace
      .filter(({ range }) => holds(range, position))
      .map((stretch) => ({ field, ...(stretch.exact ? lineOf(output, stretch, position) : stretch) }))
      .filter(({ start, end }) => start < end)
      .map(({ start, end }) => ({ field, start, end })),
  );
  return marks.slice(0, MAX_MARKS);
}

/** Where in the template the character at an offset comes from; null where nothing single wrote it. */
export function sourceOf({ output, trace }: RenderedField, offset: number): Range | null {
  const stretch = trace.find(({ start, end }) => start <= offset && offset < end);
  if (!stretch) return null;
  if (!stretch.exact) return stretch.range;
  const before = output.slice(stretch.start, offset);
  const breaks = before.split('\n').length - 1;
  const { start } = stretch.range;
  const character = breaks === 0 ? start.character + before.length : before.length - before.lastIndexOf('\n') - 1;
  const position = { line: start.line + breaks, character };
  return { start: position, end: position };
}

/** The offset in a field's output of what a position printed first; null when it printed nothing. */
export function offsetOf({ output, trace }: RenderedField, position: Position): number | null {
  const stretch = trace.find(({ range }) => holds(range, position));
  if (!stretch) return null;
  return stretch.exact ? offsetIn(output, stretch, position) : stretch.start;
}

function lineOf(output: string, stretch: RenderedStretch, position: Position): { start: number; end: number } {
  const at = offsetIn(output, stretch, position);
  const start = Math.max(stretch.start, at === 0 ? 0 : output.lastIndexOf('\n', at - 1) + 1);
  const lineEnd = output.indexOf('\n', at);
  const end = Math.min(stretch.end, lineEnd < 0 ? output.length : lineEnd);
  const line = output.slice(start, end);
  return { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length };
}

/** Of a position in text as it stands. */
function offsetIn(output: string, { start, end, range }: RenderedStretch, position: Position): number {
  if (position.line === range.start.line) return Math.min(end, start + position.character - range.start.character);
  let at = start;
  for (let line = range.start.line; line < position.line; line++) {
    const lineBreak = output.indexOf('\n', at);
    if (lineBreak < 0) return end;
    at = lineBreak + 1;
  }
  return Math.min(end, at + position.character);
}

const holds = ({ start, end }: Range, position: Position): boolean =>
  !isBefore(position, start) && isBefore(position, end);

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
