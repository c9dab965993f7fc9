/** What the webhook rules ask of a document. */
import type { Field, TemplateDocument } from '../document/types';
import type { Block, Node, Span, Tag } from '../liquid';
import { HOLE } from './calls';

/**
 * Whether the file is the whole webhook, and not its body alone: then what it lacks is missing, and not just elsewhere.
 * A `partner:` or `kind:` of its own makes no whole webhook; of a front matter that is no YAML nobody knows what it holds.
 */
export function isWholeWebhook({ kind, frontMatter }: TemplateDocument): boolean {
  if (kind !== 'webhook' || !frontMatter || frontMatter.isBroken) return false;
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
export function printed({ tree, text }: Field): string | null {
  return printedNodes(tree.children, text);
}

function printedNodes(nodes: readonly Node[], text: string): string | null {
  let whole = '';
  for (const node of nodes) {
    const piece = printedNode(node, text);
    if (piece === null) return null;
    whole += piece;
  }
  return whole;
}

function printedNode(node: Node, text: string): string | null {
  if (node.kind === 'text') return text.slice(node.start, node.end);
  if (node.kind === 'output') return HOLE;
  if (node.kind === 'tag') return isSilent(node) ? '' : HOLE;
  if (SILENT_BLOCKS.has(node.name)) return '';
  return node.name === 'raw' ? null : printedBlock(node, text);
}

/** What a block prints where all its branches print the same; a branch that ends the message prints nothing at all. */
function printedBlock(block: Block, text: string): string | null {
  const sent = block.branches.filter(
    ({ children }) => !children.some((node) => node.kind === 'tag' && node.name === 'abort_message'),
  );
  const texts = new Set(sent.map(({ children }) => printedNodes(children, text)));
  const isTakenAlways = block.branches.some(({ tag }) => tag.name === 'else');
  if (!isTakenAlways) texts.add('');
  const [only] = texts;
  return texts.size === 1 && only !== undefined ? only : null;
}

/** Whether a tag leaves nothing in the text; a call does when its answer is saved. */
function isSilent({ name, markup }: Tag): boolean {
  if (SILENT.has(name)) return true;
  return (
    name === 'connected_content' &&
    markup.shape === 'words' &&
    markup.options.some((option) => option.name.text === 'save')
  );
}

const SILENT_BLOCKS = new Set(['capture', 'comment', 'doc']);
const SILENT = new Set([
  'assign',
  'abort_message',
  'message_extras',
  'catalog_items',
  'catalog_selection_items',
  'shopping_cart',
  '#',
]);
