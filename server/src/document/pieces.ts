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
    const ends = body.tree.problems.filter(({ code }) => code === 'unclosed-block' || code === 'stray-end-tag');
    for (const problem of ends.sort((a, b) => a.span.start - b.span.start)) {
      const name = /^\{%-?\s*(\w+)/.exec(body.text.slice(problem.span.start, problem.span.end))?.[1];
      if (isInline(index)) dropped.add(problem);
      else if (name && problem.code === 'unclosed-block') open.push({ name, problem });
      else if (name) close(name, problem, open, dropped);
    }
  }
  return dropped.size === 0 ? documents : documents.map((document) => withoutProblems(document, dropped));
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
