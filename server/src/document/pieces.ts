/** Templates that a page shows in pieces: a block that one of them opens and a later one closes lacks nothing. */
import type { Problem } from '../liquid';
import type { TemplateDocument } from './types';

/**
 * The templates of a page without the problems of blocks whose other end stands in another template of the page.
 * @param isInline whether a template is code in a line of prose: it names a tag, and closes nothing
 */
export function joinPieces(
  documents: readonly TemplateDocument[],
  isInline: (index: number) => boolean,
): readonly TemplateDocument[] {
  const dropped = new Set<Problem>();
  const open: { readonly name: string; readonly problem: Problem }[] = [];
  for (const [index, { body }] of documents.entries()) {
    const ends = body.tree.problems
      .filter(({ code }) => code === 'unclosed-block' || code === 'stray-end-tag')
      .sort((a, b) => a.span.start - b.span.start);
    const isQuoted = isInline(index) || isQuotation(body.text, ends);
    for (const problem of ends) {
      const name = nameAt(body.text, problem);
      if (isQuoted) dropped.add(problem);
      if (name && problem.code === 'unclosed-block' && !isInline(index)) open.push({ name, problem });
      else if (name && !isInline(index)) close(name, problem, open, dropped);
    }
  }
  return dropped.size === 0 ? documents : documents.map((document) => withoutProblems(document, dropped));
}

const nameAt = (text: string, { span }: Problem): string | undefined =>
  /^\{%-?\s*(\w+)/.exec(text.slice(span.start, span.end))?.[1];

/** Whether a text is nothing but tags that open or part a block: a page shows how a condition is written. */
function isQuotation(text: string, ends: readonly Problem[]): boolean {
  if (ends.some((problem) => nameAt(text, problem)?.startsWith('end') !== false)) return false;
  let at = 0;
  for (const { span } of ends) {
    if (text.slice(at, span.start).trim() !== '') return false;
    at = span.end;
  }
  return ends.length > 0 && text.slice(at).trim() === '';
}

function close(
  name: string,
  problem: Problem,
  open: { readonly name: string; readonly problem: Problem }[],
  dropped: Set<Problem>,
): void {
  const block = name.startsWith('end') ? name.slice('end'.length) : null;
  if (block === null) {
    if (open.length > 0) dropped.add(problem);
    return;
  }
  const at = open.findLastIndex((other) => other.name === block);
  if (at < 0) return;
  dropped.add(problem).add(open[at]!.problem);
  open.splice(at, 1);
}

function withoutProblems(document: TemplateDocument, dropped: ReadonlySet<Problem>): TemplateDocument {
  const { tree } = document.body;
  if (!tree.problems.some((problem) => dropped.has(problem))) return document;
  const problems = tree.problems.filter((problem) => !dropped.has(problem));
  const body = { ...document.body, tree: { ...tree, problems } };
  return { ...document, body, fields: document.fields.map((field) => (field === document.body ? body : field)) };
}
