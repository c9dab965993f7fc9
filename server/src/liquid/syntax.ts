/**
 * The grammar: for each tag the shape of its markup, and for each block its branches and whether its inside is text alone.
 * A tag that is not here is kept with its markup unread.
 */
import type { Markup } from './nodes';

export type Shape = Markup['shape'];

export interface TagSyntax {
  readonly shape: Shape;
  /** Set for a tag that has an end tag, `end` and its name. */
  readonly block?: {
    /** Tags that begin a further branch. */
    readonly branches?: readonly string[];
    /** The inside is text. `nested`: the same block and `raw` nest in it. */
    readonly verbatim?: 'plain' | 'nested';
  };
  /** Markup that may not be there. */
  readonly bare?: true;
}

const none: TagSyntax = { shape: 'none' };
const words: TagSyntax = { shape: 'words' };
const target: TagSyntax = { shape: 'target' };

const TAGS: Readonly<Record<string, TagSyntax>> = {
  // Standard Liquid.
  assign: { shape: 'assign' },
  break: none,
  capture: { shape: 'target', block: {} },
  case: { shape: 'case', block: { branches: ['when', 'else'] } },
  comment: { shape: 'none', block: { verbatim: 'nested' } },
  continue: none,
  cycle: { shape: 'cycle' },
  decrement: target,
  doc: { shape: 'none', block: { verbatim: 'plain' }, bare: true },
  echo: { shape: 'echo' },
  else: none,
  elsif: { shape: 'condition' },
  for: { shape: 'for', block: { branches: ['else'] } },
  if: { shape: 'condition', block: { branches: ['elsif', 'else'] } },
  ifchanged: { shape: 'none', block: {} },
  include: { shape: 'partial' },
  increment: target,
  liquid: { shape: 'liquid' },
  raw: { shape: 'none', block: { verbatim: 'plain' }, bare: true },
  render: { shape: 'partial' },
  tablerow: { shape: 'for', block: {} },
  unless: { shape: 'condition', block: { branches: ['elsif', 'else'] } },
  when: { shape: 'when' },
  '#': none,
  // Braze.
  abort_message: { shape: 'call' },
  catalog_items: words,
  catalog_selection_items: words,
  connected_content: words,
  form_field_name: words,
  landing_page_url: words,
  message_extras: words,
  promotion: { shape: 'call' },
  random: words,
  shopping_cart: words,
  translation: { shape: 'words', block: {} },
  // Blocks of Shopify's themes, which Braze does not know: here so that their end tags belong to them.
  form: { shape: 'opaque', block: {} },
  javascript: { shape: 'opaque', block: { verbatim: 'plain' } },
  paginate: { shape: 'opaque', block: {} },
  schema: { shape: 'opaque', block: { verbatim: 'plain' } },
  style: { shape: 'opaque', block: {} },
  stylesheet: { shape: 'opaque', block: { verbatim: 'plain' } },
};

/** The blocks by the names of their end tags. */
const BLOCK_OF_END: ReadonlyMap<string, string> = new Map(
  Object.keys(TAGS)
    .filter((name) => TAGS[name]!.block)
    .map((name) => [`end${name}`, name]),
);

const SYNTAX: ReadonlyMap<string, TagSyntax> = new Map([
  ...[...BLOCK_OF_END.keys()].map((name): [string, TagSyntax] => [name, none]),
  ...Object.entries(TAGS),
]);

const opaque: TagSyntax = { shape: 'opaque' };

/** The syntax of a tag; end tags have no markup. */
export function syntaxOf(name: string): TagSyntax {
  return SYNTAX.get(name) ?? opaque;
}

/** The name of the block that an end tag closes; null for any other tag. */
export function blockOfEnd(name: string): string | null {
  return BLOCK_OF_END.get(name) ?? null;
}

/** Whether a tag stands in blocks alone, as the beginning of a branch. */
export function isBranch(name: string): boolean {
  return name === 'else' || name === 'elsif' || name === 'when';
}
