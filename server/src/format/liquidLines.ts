/** The lines of `{% liquid … %}`: each block one step deeper. They lie inside a delimiter, so nothing of them is sent. */
import type { Node, Tag, Template } from '../liquid';
import { walk } from '../liquid';
import { type Edit, replace, skipIndentation } from './edit';
import { problemFinder } from './problems';

/** Edits of the lines' white space; `lines` are those of the lines around, made before. */
export function liquidLineEdits(template: Template, unit: string, lines: readonly Edit[]): readonly Edit[] {
  const { text } = template;
  const edits: Edit[] = [];
  const indentationAt = indentationFinder(text, [lines, edits]);
  const isWrong = problemFinder(template);
  walk(template, {
    enter(node) {
      if (node.kind !== 'tag' || node.markup.shape !== 'liquid' || node.start === node.nameSpan.start) return;
      if (!node.closed || isWrong(node)) return;
      const base = indentationAt(node.start);
      indentLines(edits, text, node.markup.children, base + unit, unit);
      const end = node.inner.end;
      const closing = lineBegin(text, end);
      if (closing > node.nameSpan.end) replace(edits, text, closing, end, base);
    },
  });
  return edits;
}

/** Blocks nest as deep as the parser takes them, a hundred levels. */
function indentLines(edits: Edit[], text: string, nodes: readonly Node[], indentation: string, unit: string): void {
  const line = (tag: Tag): void => {
    const begin = lineBegin(text, tag.start);
    if (begin >= 0) replace(edits, text, begin, tag.start, indentation);
  };
  for (const node of nodes) {
    if (node.kind === 'tag') line(node);
    else if (node.kind === 'block') {
      for (const branch of node.branches) {
        line(branch.tag);
        indentLines(edits, text, branch.children, indentation + unit, unit);
      }
      if (node.close !== null) line(node.close);
    }
  }
}

/** Where the line of an offset begins, if only blanks stand between; -1 otherwise. */
function lineBegin(text: string, offset: number): number {
  let begin = offset;
  while (begin > 0 && (text[begin - 1] === ' ' || text[begin - 1] === '\t')) begin--;
  return text[begin - 1] === '\n' ? begin : -1;
}

/**
 * Makes a function that tells what the line of an offset begins with once it is formatted; offsets grow from call to
 * call, and so do the edits.
 */
function indentationFinder(text: string, sources: readonly (readonly Edit[])[]): (offset: number) => string {
  const edited = new Map<number, string>();
  const seen = sources.map(() => 0);
  let begin = 0;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      begin = next + 1;
      next = text.indexOf('\n', begin);
    }
    for (const [index, edits] of sources.entries()) {
      for (; seen[index]! < edits.length; seen[index]!++) {
        const edit = edits[seen[index]!]!;
        edited.set(edit.start, edit.newText);
      }
    }
    return edited.get(begin) ?? text.slice(begin, skipIndentation(text, begin, offset));
  };
}
