/** What the webhook rules ask of a document. */
import type { Field, TemplateDocument } from '../document/types';
import type { Node, Span } from '../liquid';
import { HOLE } from './calls';

/**
 * Whether the file is the whole webhook, and not its body alone: then what it lacks is missing, and not just elsewhere.
 * A `partner:` or `kind:` of its own makes no whole webhook.
 */
export function isWholeWebhook({ kind, frontMatter }: TemplateDocument): boolean {
  if (kind !== 'webhook' || !frontMatter) return false;
  return frontMatter.keys.some(({ name }) => name === 'url' || name === 'headers' || name === 'method');
}

/** The method that Braze uses; POST where none is given. */
export function methodOf({ frontMatter }: TemplateDocument): string {
  return frontMatter?.values.method?.toUpperCase() ?? 'POST';
}

/** Where a key of the front matter stands, or its first line: offsets in the file. */
export function keySpan({ frontMatter }: TemplateDocument, name: string): Span {
  const key = frontMatter?.keys.find((entry) => entry.name === name);
  const start = frontMatter?.whole.start ?? 0;
  return key ? { start: key.key.start, end: key.key.end } : { start, end: start + '---'.length };
}

/** Where the value of a key of the front matter stands. */
export function valueSpan(document: TemplateDocument, name: string): Span {
  return document.frontMatter?.keys.find((entry) => entry.name === name)?.value ?? keySpan(document, name);
}

/** A header by its name, in any letter case. */
export function headerField({ fields }: TemplateDocument, name: string): Field | undefined {
  return fields.find((field) => field.role === 'header' && field.name.toLowerCase() === name.toLowerCase());
}

/** What a field prints, with `HOLE` for what is only known when it is sent; null where branches leave that open. */
export function printed(field: Field): string | null {
  let text = '';
  for (const node of field.tree.children) {
    const piece = printedNode(node, field.text);
    if (piece === null) return null;
    text += piece;
  }
  return text;
}

function printedNode(node: Node, text: string): string | null {
  if (node.kind === 'text') return text.slice(node.start, node.end);
  if (node.kind === 'output') return HOLE;
  if (node.kind === 'tag')
    return printsNothing(node.name, text.slice(node.markupSpan.start, node.markupSpan.end)) ? '' : HOLE;
  return node.name === 'capture' || node.name === 'comment' ? '' : null;
}

/** Whether a tag leaves nothing in the text; a call does when its answer is saved. */
function printsNothing(name: string, markup: string): boolean {
  return SILENT.has(name) || (name === 'connected_content' && markup.includes(':save'));
}

const SILENT = new Set([
  'assign',
  'abort_message',
  'message_extras',
  'catalog_items',
  'catalog_selection_items',
  'shopping_cart',
  '#',
]);
