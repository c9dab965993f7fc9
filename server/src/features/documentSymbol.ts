/** Document symbols: the outline. Fields of a webhook file, blocks, what tags make, content blocks, JSON's members. */

import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import type { Field, TemplateDocument } from '../document/types';
import type { Node, Span, Tag } from '../liquid';
import { fieldRange, fileRange } from './context';
import { type JsonMember, jsonMembers } from './jsonMembers';

/** Deeper blocks are left out of the outline, and not of the file. */
const DEEPEST = 40;

/** What the outline shows, before it is nested. */
interface Outlined extends Span {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly selection: Span;
}

/** The outline of a document, in the order of the file. A field that has its own key in the front matter stands below it. */
export function documentSymbols(document: TemplateDocument): DocumentSymbol[] {
  const { frontMatter, fields, body } = document;
  const members = document.isJson ? jsonMembers(body.tree).map(ofMember) : [];
  const inBody = nest([...outlined(body.tree.children, body), ...members], body, document);
  if (frontMatter === null) return inBody;
  const keys = [...frontMatter.keys.filter((key) => key.name !== 'headers'), ...frontMatter.headers];
  const ofKeys = keys.map((key): DocumentSymbol => {
    const field = fields.find((candidate) => candidate.role !== 'body' && candidate.name === key.name);
    const children = field === undefined ? [] : nest(outlined(field.tree.children, field), field, document);
    const range = fileRange(document, { start: key.key.start, end: Math.max(key.key.end, key.value?.end ?? 0) });
    return { name: key.name, kind: SymbolKind.Property, range, selectionRange: fileRange(document, key.key), children };
  });
  return [...ofKeys, ...inBody];
}

function outlined(nodes: readonly Node[], field: Field, depth = 0): Outlined[] {
  if (depth > DEEPEST) return [];
  return nodes.flatMap((node): Outlined[] => {
    if (node.kind === 'output') {
      const { input } = node.value;
      // Other outputs would drown the outline.
      if (input?.kind !== 'attribute' || input.namespace?.text !== CONTENT_BLOCKS) return [];
      return [item(input.key.text, 'content block', SymbolKind.Module, node, input.key.textSpan)];
    }
    if (node.kind === 'tag') return ofTag(node, field, depth);
    // A comment has nothing in it, and says what it says in its place.
    if (node.kind !== 'block' || node.name === 'comment' || node.name === 'doc') return [];
    const { tag } = node.branches[0]!;
    const { name, kind } = describe(tag, field.text);
    return [
      item(name, tag.name, kind, node, tag.nameSpan),
      ...node.branches.flatMap((branch) => outlined(branch.children, field, depth + 1)),
    ];
  });
}

function ofTag(tag: Tag, field: Field, depth: number): Outlined[] {
  const { shape } = tag.markup;
  if (tag.markup.shape === 'liquid') return outlined(tag.markup.children, field, depth + 1);
  const { name, kind } = describe(tag, field.text);
  const isOutlined = shape === 'assign' || shape === 'target' || shape === 'words' || shape === 'call';
  return isOutlined ? [item(name, tag.name, kind, tag, tag.nameSpan)] : [];
}

const KINDS = { object: SymbolKind.Object, array: SymbolKind.Array, scalar: SymbolKind.Property } as const;

function ofMember({ name, key, value, ...span }: JsonMember): Outlined {
  return item(name, '', KINDS[value], span, key);
}

function item(name: string, detail: string, kind: SymbolKind, { start, end }: Span, selection: Span): Outlined {
  return { name: name || detail || '""', detail, kind, start, end, selection };
}

/** Each item below the innermost one that holds it whole; where Liquid and JSON cross, they stand side by side. */
function nest(items: readonly Outlined[], field: Field, document: TemplateDocument): DocumentSymbol[] {
  const roots: DocumentSymbol[] = [];
  const open: { readonly end: number; readonly children: DocumentSymbol[] }[] = [];
  for (const { name, detail, kind, selection, ...span } of [...items].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  )) {
    while (open.length > 0 && open[open.length - 1]!.end < span.end) open.pop();
    if (open.length > DEEPEST) continue;
    const children: DocumentSymbol[] = [];
    (open[open.length - 1]?.children ?? roots).push({
      name,
      detail,
      kind,
      range: fieldRange(document, field, span),
      selectionRange: fieldRange(document, field, selection),
      children,
    });
    open.push({ end: span.end, children });
  }
  return roots;
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
