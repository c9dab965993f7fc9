/** Document symbols: the outline. Fields of a webhook file, blocks, what tags make, content blocks. */

import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import type { Field, TemplateDocument } from '../document/types';
import type { Node, Span, Tag } from '../liquid';
import { type FeatureContext, fieldRange, fileRange } from './context';

/** Deeper blocks are left out of the outline, and not of the file. */
const DEEPEST = 40;

/** The outline of a document, in the order of the file. A field that has its own key in the front matter stands below it. */
export function documentSymbols(document: TemplateDocument, context: FeatureContext): DocumentSymbol[] {
  const { frontMatter, fields, body } = document;
  const inBody = symbolsOf(body.tree.children, body, document, context, 0);
  if (frontMatter === null) return inBody;
  const keys = [...frontMatter.keys.filter((key) => key.name !== 'headers'), ...frontMatter.headers];
  const ofKeys = keys.map((key): DocumentSymbol => {
    const field = fields.find((candidate) => candidate.role !== 'body' && candidate.name === key.name);
    const children = field === undefined ? [] : symbolsOf(field.tree.children, field, document, context, 0);
    const range = fileRange(document, { start: key.key.start, end: Math.max(key.key.end, key.value?.end ?? 0) });
    return { name: key.name, kind: SymbolKind.Property, range, selectionRange: fileRange(document, key.key), children };
  });
  return [...ofKeys, ...inBody];
}

function symbolsOf(
  nodes: readonly Node[],
  field: Field,
  document: TemplateDocument,
  context: FeatureContext,
  depth: number,
): DocumentSymbol[] {
  if (depth > DEEPEST) return [];
  return nodes.flatMap((node): DocumentSymbol[] => {
    if (node.kind === 'output') {
      const { input } = node.value;
      // Other outputs would drown the outline.
      if (input?.kind !== 'attribute' || input.namespace?.text !== CONTENT_BLOCKS) return [];
      return [
        symbol(input.key.text, 'content block', SymbolKind.Module, node, input.key.textSpan, [], field, document),
      ];
    }
    if (node.kind === 'tag') return ofTag(node, field, document, context, depth);
    if (node.kind !== 'block') return [];
    const children = node.branches.flatMap((branch) => symbolsOf(branch.children, field, document, context, depth + 1));
    const { tag } = node.branches[0]!;
    const { name, kind } = describe(tag, field.text);
    // A comment has nothing in it, and says what it says in its place.
    if (node.name === 'comment' || node.name === 'doc') return [];
    return [symbol(name, tag.name, kind, node, tag.nameSpan, children, field, document)];
  });
}

function ofTag(
  tag: Tag,
  field: Field,
  document: TemplateDocument,
  context: FeatureContext,
  depth: number,
): DocumentSymbol[] {
  if (tag.markup.shape === 'liquid') return symbolsOf(tag.markup.children, field, document, context, depth + 1);
  const { name, kind } = describe(tag, field.text);
  const isOutlined =
    tag.markup.shape === 'assign' ||
    tag.markup.shape === 'target' ||
    tag.markup.shape === 'words' ||
    tag.markup.shape === 'call';
  return isOutlined ? [symbol(name, tag.name, kind, tag, tag.nameSpan, [], field, document)] : [];
}

/** A variable by its name, anything else by the tag as written. */
function describe(tag: Tag, text: string): { readonly name: string; readonly kind: SymbolKind } {
  const { markup } = tag;
  if ((markup.shape === 'assign' || markup.shape === 'target') && markup.target !== null) {
    return { name: markup.target.text, kind: SymbolKind.Variable };
  }
  const written = text.slice(tag.markupSpan.start, tag.markupSpan.end).replace(/\s+/g, ' ');
  const name = `${tag.name} ${written.length > 60 ? `${written.slice(0, 57)}…` : written}`.trim();
  return {
    name: name === '' ? '{% %}' : name,
    kind: markup.shape === 'words' || markup.shape === 'call' ? SymbolKind.Function : SymbolKind.Struct,
  };
}

function symbol(
  name: string,
  detail: string,
  kind: SymbolKind,
  span: Span,
  selection: Span,
  children: DocumentSymbol[],
  field: Field,
  document: TemplateDocument,
): DocumentSymbol {
  const range = fieldRange(document, field, span);
  return {
    name: name || detail,
    detail,
    kind,
    range,
    selectionRange: fieldRange(document, field, selection),
    children,
  };
}
