/** A rendering as it may be shown: credentials are masked, and what leads to the source is moved along. */
import { isSecretName, MASK, type Maskable, maskSecrets, maskText } from '../../../server/src/preview/maskSecrets';
import type { RenderDetails, RenderedField, RenderResult } from '../../../server/src/protocol';

/** Shorter secrets stand in too many other words. */
const MIN_SECRET = 8;

/** The same rendering without secrets. Of `details`, the user's values are left out: `reads` hold what is shown of them. */
export function maskRendering(result: RenderResult): RenderResult {
  const secrets = secretsOf(result);
  const hide = (text: string): string => secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
  const hideAll = <T extends Maskable>(request: T): T => {
    const masked = maskSecrets(request);
    const headers = Object.fromEntries(Object.entries(masked.headers).map(([name, value]) => [name, hide(value)]));
    return { ...masked, headers, url: hide(masked.url), body: masked.body === null ? null : hide(masked.body) };
  };
  const hideIn = (body: string): string => hideAll({ url: '', headers: {}, body }).body;
  const { request, aborted, details } = result;
  const calls = result.calls.map(hideAll);
  // A message may quote the URL of a call.
  const urls = result.calls
    .map(({ url }, index) => [url, calls[index]!.url] as const)
    .filter(([url, masked]) => url !== masked);
  const hideInMessage = (text: string): string =>
    hide(maskText(urls.reduce((masked, [url, shown]) => masked.replaceAll(url, shown), text)));
  return {
    ...result,
    output: hideIn(result.output),
    request: request && hideAll(request),
    aborted: aborted && { reason: hideInMessage(aborted.reason) },
    problems: result.problems.map((problem) => ({ ...problem, message: hideInMessage(problem.message) })),
    calls,
    reads: result.reads.map((read) => ({ ...read, value: maskValue(read.name, read.value, hideIn) })),
    ...(details ? { details: maskDetails(details, hideAll) } : {}),
  };
}

/** What credentials in headers, and attributes with a secret's name, hold. The longest first: one may stand in another. */
function secretsOf({ request, reads, calls }: RenderResult): readonly string[] {
  const headers = [request, ...calls].flatMap((each) => (each ? Object.entries(each.headers) : []));
  const credentials = headers
    .filter(([name]) => isSecretName(name, true))
    .map(([, value]) => /\S+\s*$/.exec(value)?.[0].trim() ?? '');
  const values = reads.flatMap(({ name, value }) =>
    isSecretName(keyOf(name)) && typeof value === 'string' ? [value.trim()] : [],
  );
  const known = new Set([...credentials, ...values].filter((secret) => secret.length >= MIN_SECRET));
  return [...known].sort((a, b) => b.length - a.length);
}

/** `custom_attribute.${api_token}` → `api_token`. */
const keyOf = (name: string): string => /\$\{(.*)\}$/s.exec(name)?.[1] ?? name;

function maskValue(name: string, value: unknown, hideIn: (text: string) => string): unknown {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value;
  if (isSecretName(keyOf(name))) return MASK;
  if (typeof value === 'string') return hideIn(value);
  const text = JSON.stringify(value);
  const masked = hideIn(text);
  if (masked === text) return value;
  try {
    return JSON.parse(masked) as unknown;
  } catch {
    return MASK;
  }
}

function maskDetails(details: RenderDetails, hideAll: (request: Maskable) => Maskable): RenderDetails {
  const { fields } = details;
  const outputOf = (role: string): string => fields.find((field) => field.role === role)?.output ?? '';
  const headers = fields.filter(({ role }) => role === 'header').map(({ name, output }) => [name, output] as const);
  const masked = hideAll({ url: outputOf('url'), headers: Object.fromEntries(headers), body: outputOf('body') });
  const maskedOutput = ({ role, name, output }: RenderedField): string => {
    if (role === 'url') return masked.url;
    if (role === 'header') return masked.headers[name] ?? MASK;
    return role === 'body' ? (masked.body ?? '') : output;
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
