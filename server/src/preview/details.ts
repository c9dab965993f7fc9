/** From a rendering to its source: which stretch of the output was written where, and which branches were gone into. */
import type { Field, TemplateDocument } from '../document/types';
import { fieldRange, fileRange } from '../features/context';
import type { Span } from '../liquid';
import type { RenderDetails, RenderedBranch, RenderedField, RenderedStretch } from '../protocol';
import type { Rendered, Trace } from '../render';
import { branchesOf } from './branches';

/** More stretches than this of one document are not told: a loop can write a hundred thousand. */
const MAX_STRETCHES = 20_000;

/** A field with its rendering. */
export interface RenderedPair {
  readonly field: Field;
  readonly rendered: Rendered;
}

/** The fields with their renderings, up to the one that aborted: what stands behind it Braze does not render. */
export function renderedPairs(document: TemplateDocument, rendered: readonly Rendered[]): readonly RenderedPair[] {
  const pairs = document.fields.flatMap((field, i) => (rendered[i] ? [{ field, rendered: rendered[i] }] : []));
  const abortedAt = pairs.findIndex((pair) => pair.rendered.aborted !== null);
  return abortedAt < 0 ? pairs : pairs.slice(0, abortedAt + 1);
}

/** @param rendered one for each of the document's fields, in their order */
export function detailsOf(
  document: TemplateDocument,
  rendered: readonly Rendered[],
): Pick<RenderDetails, 'fields' | 'branches' | 'abortedAt'> {
  const pairs = renderedPairs(document, rendered);
  const aborted = pairs.find((pair) => pair.rendered.abortedAt !== null);
  let left = MAX_STRETCHES;
  const fields = pairs.map(({ field, rendered: { output, trace } }): RenderedField => {
    const stretches = stretchesOf(document, field, output, trace, left);
    left -= stretches.length;
    return { role: field.role, name: field.name, output, trace: stretches };
  });
  return {
    fields,
    branches: document.fields.flatMap((field, i) => branchesIn(document, field, pairs[i]?.rendered ?? null)),
    abortedAt: aborted ? fieldRange(document, aborted.field, aborted.rendered.abortedAt!) : null,
  };
}

function branchesIn(document: TemplateDocument, field: Field, rendered: Rendered | null): readonly RenderedBranch[] {
  const entered = new Set(rendered?.entered ?? []);
  return branchesOf(field.tree).map(({ tag }) => ({
    range: fieldRange(document, field, tag),
    taken: entered.has(tag.start),
  }));
}

function stretchesOf(
  document: TemplateDocument,
  field: Field,
  output: string,
  trace: readonly Trace[],
  limit: number,
): readonly RenderedStretch[] {
  const stretches: RenderedStretch[] = [];
  for (const entry of trace) {
    for (const piece of entry.written ?? [entry]) {
      for (const { start, end, source } of linesOf(field, output, piece)) {
        if (stretches.length >= limit) return stretches;
        const span = fileSpan(field, output[end - 1] === '\n', source);
        const exact = document.text.slice(span.start, span.end) === output.slice(start, end);
        stretches.push({ start, end, range: fileRange(document, span), exact });
      }
    }
  }
  return stretches;
}

/** A line ends with its break: the indentation of the next one is no part of it. */
function fileSpan({ map }: Field, endsLine: boolean, { start, end }: Span): Span {
  return { start: map.toFile(start), end: endsLine ? map.toFile(end - 1) + 1 : map.toFile(end) };
}

function isText({ text }: Field, output: string, { start, end, source }: Trace): boolean {
  return end - start === source.end - source.start && output.slice(start, end) === text.slice(source.start, source.end);
}

/** In front matter a line's indentation is no part of the value, so that each of its lines stands for itself. */
function linesOf(field: Field, output: string, piece: Trace): readonly Trace[] {
  if (field.role === 'body' || !isText(field, output, piece)) return [piece];
  const lines: Trace[] = [];
  for (let at = piece.start; at < piece.end; ) {
    const lineBreak = output.indexOf('\n', at);
    const end = lineBreak < 0 ? piece.end : Math.min(lineBreak + 1, piece.end);
    const by = piece.source.start - piece.start;
    lines.push({ start: at, end, source: { start: at + by, end: end + by } });
    at = end;
  }
  return lines;
}
