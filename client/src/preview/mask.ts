/** A rendering as it may be shown: credentials are masked, and what leads to the source is moved along. */
import { parseJson } from '../../../server/src/json';
import { isSecretAttribute, MASK, type Masking, maskingOf } from '../../../server/src/preview/maskSecrets';
import type { RenderDetails, RenderedField, RenderResult } from '../../../server/src/protocol';

/** The same rendering without secrets. Of `details`, the user's values are left out: `reads` hold what is shown of them. */
export function maskRendering(result: RenderResult): RenderResult {
  const { request, aborted, details, calls, reads, problems } = result;
  const { mask, maskMessage } = maskingOf([...calls, ...(request ? [request] : [])], reads);
  const hideIn = (body: string): string => mask({ url: '', headers: {}, body }).body;
  return {
    ...result,
    output: hideIn(result.output),
    request: request && mask(request),
    aborted: aborted && { reason: maskMessage(aborted.reason) },
    problems: problems.map((problem) => ({ ...problem, message: maskMessage(problem.message) })),
    calls: calls.map(mask),
    reads: reads.map((read) => ({ ...read, value: maskValue(read.name, read.value, hideIn) })),
    ...(details ? { details: maskDetails(details, mask) } : {}),
  };
}

function maskValue(name: string, value: unknown, hideIn: (text: string) => string): unknown {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value;
  if (isSecretAttribute(name)) return MASK;
  if (typeof value === 'string') return hideIn(value);
  const text = JSON.stringify(value);
  const masked = hideIn(text);
  if (masked === text) return value;
  const read = parseJson(masked);
  return read ? read.value : MASK;
}

function maskDetails(details: RenderDetails, mask: Masking['mask']): RenderDetails {
  const { fields } = details;
  const outputOf = (role: string): string => fields.find((field) => field.role === role)?.output ?? '';
  const headers = fields.filter(({ role }) => role === 'header').map(({ name, output }) => [name, output] as const);
  const masked = mask({ url: outputOf('url'), headers: Object.fromEntries(headers), body: outputOf('body') });
  const maskedOutput = ({ role, name, output }: RenderedField): string => {
    if (role === 'url') return masked.url;
    if (role === 'header') return masked.headers[name] ?? MASK;
    return role === 'body' ? masked.body : mask({ url: '', headers: {}, body: output }).body;
  };
  return { ...details, user: {}, fields: fields.map((field) => withOutput(field, maskedOutput(field))) };
}

/** The field with another output, in which parts of the old one are masked. */
function withOutput(field: RenderedField, output: string): RenderedField {
  if (output === field.output) return field;
  const move = alignMask(field.output, output);
  const trace = field.trace.flatMap((stretch) => {
    const [start, end] = [move(stretch.start), move(stretch.end)];
    const exact = stretch.exact && end - start === stretch.end - stretch.start;
    return start < end ? [{ ...stretch, start, end, exact }] : [];
  });
  return { ...field, output, trace };
}

/** From offsets in a text to offsets in the same text with parts masked. */
function alignMask(text: string, masked: string): (offset: number) => number {
  const kept: { readonly from: number; readonly to: number; readonly length: number }[] = [];
  let from = 0;
  let to = 0;
  const pieces = masked.split(MASK);
  for (const [index, piece] of pieces.entries()) {
    // What follows the last mask is the end of both.
    const found = index === pieces.length - 1 ? Math.max(from, text.length - piece.length) : text.indexOf(piece, from);
    if (found < 0) break;
    kept.push({ from: found, to, length: piece.length });
    from = found + piece.length;
    to += piece.length + MASK.length;
  }
  return (offset) => {
    let last = 0;
    for (const piece of kept) {
      // In a masked part: where its mask begins.
      if (offset < piece.from) return last;
      last = piece.to + piece.length;
      if (offset < piece.from + piece.length) return piece.to + offset - piece.from;
    }
    return offset >= text.length ? masked.length : last;
  };
}
