/** A document's rendered fields → the answer of `render --format json`: output, request, problems at their places in the file. */
import type { Range } from 'vscode-languageserver-types';
import type { Field, TemplateDocument } from '../document/types';
import type { Span } from '../liquid';
import type { RenderedRequest, RenderResult } from '../protocol';
import { checkRendered } from './payload';
import { severityOf } from './severity';
import type { RenderContext, Rendered, RenderProblem } from './types';

/** @param rendered one for each of the document's fields, in their order */
export function renderDocument(
  document: TemplateDocument,
  _context: RenderContext,
  rendered: readonly Rendered[],
): RenderResult {
  const pairs = document.fields.flatMap((field, i) => (rendered[i] ? [{ field, rendered: rendered[i] }] : []));
  const abortedAt = pairs.findIndex((pair) => pair.rendered.aborted !== null);
  // What stands behind an abort is not rendered any more.
  const done = abortedAt < 0 ? pairs : pairs.slice(0, abortedAt + 1);
  const aborted = pairs[abortedAt]?.rendered.aborted ?? null;
  const body = done.find((pair) => pair.field.role === 'body');
  const located = <T extends { readonly span: Span }>(field: Field, items: readonly T[]) =>
    items.map(({ span, ...rest }) => ({ ...rest, range: rangeOf(document, field, span) }));
  const payload: readonly RenderProblem[] = aborted || !body ? [] : checkRendered(document, body.rendered);
  return {
    version: 1,
    output: body?.rendered.output ?? '',
    request: aborted || document.kind !== 'webhook' ? null : requestOf(document, pairs),
    aborted,
    problems: [
      ...done.flatMap(({ field, rendered: { problems } }) => located(field, problems)),
      ...(body ? located(body.field, payload) : []),
    ],
    calls: done.flatMap(({ field, rendered: { calls } }) => located(field, calls)),
    reads: done.flatMap(({ field, rendered: { reads } }) => located(field, reads)),
    kind: document.kind,
    isJson: document.isJson,
    readable: isReadable(document),
  };
}

function isReadable(document: TemplateDocument): boolean {
  return (
    document.problems.every(({ code }) => code !== 'frontmatter-invalid') &&
    document.fields.every(({ text, tree }) => tree.problems.every((problem) => severityOf(problem, text) !== 'error'))
  );
}

type Pair = { readonly field: Field; readonly rendered: Rendered };

function requestOf(document: TemplateDocument, pairs: readonly Pair[]): RenderedRequest {
  const output = (role: Field['role']) => pairs.find(({ field }) => field.role === role)?.rendered.output;
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { field, rendered } of pairs) if (field.role === 'header') headers[field.name] = rendered.output.trim();
  return {
    method: (output('method') ?? document.frontMatter?.values.method ?? 'POST').trim().toUpperCase(),
    url: (output('url') ?? '').trim(),
    headers,
    body: output('body') ?? '',
  };
}

function rangeOf(document: TemplateDocument, field: Field, span: Span): Range {
  return {
    start: document.lines.positionAt(field.map.toFile(span.start)),
    end: document.lines.positionAt(field.map.toFile(span.end)),
  };
}
