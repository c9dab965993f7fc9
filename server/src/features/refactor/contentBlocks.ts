/** Extract a stretch of a body to a content block, and put a content block's text back in its place. */

import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../../docset';
import type { Node, Span, Template } from '../../liquid';
import { blockUses } from '../../rules/contentBlocks';
import { fieldEdit } from '../context';
import { outputAt, type Selection } from './selection';

/** The filter that Braze's editor writes behind a content block; it changes nothing of its text. */
const MARKER = 'id';

/** Makes a content block's file of the selection, which has to be whole: no tag without its end. */
export function extractBlock({ document, field, span, context }: Selection): CodeAction[] {
  const { workspace } = context;
  const text = field.text.slice(span.start, span.end);
  if (workspace.root === null || field.role !== 'body' || text.trim() === '') return [];
  if (!isWhole(field.tree, span) || text.startsWith('---')) return [];
  if (trimsAcross(field.text, span, text)) return [];
  // Braze puts a block into a block, and no deeper.
  const inner = blockUses(field.tree).some(({ start, end }) => start >= span.start && end <= span.end);
  if (document.kind === 'content-block' && inner) return [];
  const name = freshBlockName(workspace.contentBlocks);
  const folder = (workspace.config.contentBlocks[0] ?? CONTENT_BLOCKS).replace(/^\.\//, '').replace(/\/+$/, '');
  const uri = `${workspace.root}${folder}/${name}.liquid`;
  const start = { line: 0, character: 0 };
  return [
    {
      title: `Extract to the content block '${name}'`,
      kind: CodeActionKind.RefactorExtract,
      edit: {
        documentChanges: [
          { kind: 'create', uri, options: { ignoreIfExists: false } },
          { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
          {
            textDocument: { uri: document.uri, version: null },
            edits: [fieldEdit(document, field, span, `{{${CONTENT_BLOCKS}.\${${name}}}}`)],
          },
        ],
      },
    },
  ];
}

/** Puts the text of the content block under the cursor in its place: what Braze does before it reads the Liquid. */
export function inlineBlock(selection: Selection): CodeAction[] {
  const { document, field, context } = selection;
  const output = outputAt(selection)?.output;
  const input = output?.value.input;
  if (!output || input?.kind !== 'attribute' || input.namespace?.text !== CONTENT_BLOCKS || input.path.length > 0)
    return [];
  // A dash takes away the white space that the text around it has.
  if (output.trimBefore || output.trimAfter) return [];
  if (output.value.filters.some((filter) => filter.name.text !== MARKER)) return [];
  const block = context.workspace.contentBlocks.get(input.key.text);
  if (!block || block.uri === document.uri || trimsAcross(field.text, output, block.text)) return [];
  return [
    {
      title: `Inline the content block '${block.name}'`,
      kind: CodeActionKind.RefactorInline,
      edit: { changes: { [document.uri]: [fieldEdit(document, field, output, block.text)] } },
    },
  ];
}

/**
 * Whether a dash (`-%}`, `{{-`) reaches over the edge of a stretch with the text `inside`: then it matters whether that text
 * is part of the template or of a block.
 */
function trimsAcross(text: string, { start, end }: Span, inside: string): boolean {
  const before = text.slice(0, start);
  const after = text.slice(end);
  return (
    (ENDS_TRIMMING.test(before.slice(-3)) && /^\s/.test(inside)) ||
    (STARTS_TRIMMING.test(after) && /\s$/.test(inside)) ||
    (STARTS_TRIMMING.test(inside) && /\s$/.test(before)) ||
    (ENDS_TRIMMING.test(inside.slice(-3)) && /^\s/.test(after))
  );
}

const STARTS_TRIMMING = /^\{[{%]-/;
const ENDS_TRIMMING = /-[%}]\}$/;

/** Whether a stretch begins and ends between the things of one and the same level. */
function isWhole(tree: Template, { start, end }: Span): boolean {
  let nodes: readonly Node[] = tree.children;
  for (;;) {
    const around: Node | undefined = nodes.find(
      (node) => node.start < end && node.end > start && !holdsEdges(node, start, end),
    );
    if (around === undefined) return true;
    // All of it has to be inside of one branch then.
    if (around.kind !== 'block' || around.start > start || around.end < end) return false;
    const branch = around.branches.find((candidate) => candidate.tag.end <= start && end <= candidate.end);
    if (branch === undefined) return false;
    nodes = branch.children;
  }
}

/** Whether a stretch takes a node whole, or only text of it. */
const holdsEdges = (node: Node, start: number, end: number): boolean =>
  node.kind === 'text' || (node.start >= start && node.end <= end);

function freshBlockName(known: ReadonlyMap<string, unknown>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? 'new_block' : `new_block_${count}`;
    if (!known.has(name)) return name;
  }
}
