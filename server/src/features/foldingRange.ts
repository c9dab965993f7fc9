/**
 * Folding: blocks and their branches, long tags, comments, the front matter; and by indentation what else there is (JSON,
 * HTML, YAML), since an editor that asks us asks no one else.
 */
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { walk } from '../liquid';

/** What can be folded, by first line; of two that begin on one line the longer stays. */
export function foldingRanges(document: TemplateDocument): FoldingRange[] {
  const found = [...ofFrontMatter(document), ...ofTree(document), ...ofIndentation(document)];
  const byLine = new Map<number, FoldingRange>();
  for (const fold of found) {
    const other = byLine.get(fold.startLine);
    if (fold.endLine > fold.startLine && (other === undefined || other.endLine < fold.endLine))
      byLine.set(fold.startLine, fold);
  }
  return [...byLine.values()].sort((a, b) => a.startLine - b.startLine);
}

function ofFrontMatter({ frontMatter, lines }: TemplateDocument): FoldingRange[] {
  if (frontMatter === null) return [];
  const startLine = lines.positionAt(frontMatter.whole.start).line;
  return [{ startLine, endLine: lines.positionAt(frontMatter.yaml.end).line, kind: FoldingRangeKind.Region }];
}

function ofTree({ fields, lines }: TemplateDocument): FoldingRange[] {
  const found: FoldingRange[] = [];
  for (const field of fields) {
    const lineOf = (offset: number): number => lines.positionAt(field.map.toFile(offset)).line;
    const fold = (start: number, end: number, kind?: FoldingRangeKind): void => {
      found.push({ startLine: lineOf(start), endLine: lineOf(end), ...(kind === undefined ? {} : { kind }) });
    };
    walk(field.tree, {
      enter(node) {
        if (node.kind === 'block') {
          const isComment = node.name === 'comment' || node.name === 'doc';
          for (const [index, branch] of node.branches.entries()) {
            // The line of the next branch, or of the end, stays in sight.
            const next = node.branches[index + 1]?.start ?? node.close?.start ?? null;
            if (next === null) continue;
            const endLine = lineOf(next) - 1;
            found.push({
              startLine: lineOf(branch.tag.start),
              endLine,
              ...(isComment ? { kind: FoldingRangeKind.Comment } : {}),
            });
          }
        } else if (node.kind === 'tag' || node.kind === 'output') {
          if (lineOf(node.end) > lineOf(node.start)) fold(node.start, node.end);
        }
      },
    });
  }
  return found;
}

/** A line and the deeper ones below it; trailing empty lines are not part of it. */
function ofIndentation({ text }: TemplateDocument): FoldingRange[] {
  const found: FoldingRange[] = [];
  const open: { readonly line: number; readonly indentation: number }[] = [];
  let lastFilled = -1;
  const close = (indentation: number): void => {
    while (open.length > 0 && open.at(-1)!.indentation >= indentation) {
      const { line } = open.pop()!;
      if (lastFilled > line) found.push({ startLine: line, endLine: lastFilled });
    }
  };
  text.split('\n').forEach((content, line) => {
    if (content.trim() === '') return;
    const indentation = content.length - content.trimStart().length;
    close(indentation);
    open.push({ line, indentation });
    lastFilled = line;
  });
  close(0);
  return found;
}
