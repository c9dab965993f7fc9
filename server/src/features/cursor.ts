/**
 * What the cursor is on, decided once for completion, hover and signature help: one kind of place, the word there, and
 * the exact span that an edit replaces. All offsets are UTF-16 units in the field's text (in the file's, for front matter).
 */
import type { Position } from 'vscode-languageserver-types';
import type { Field, TemplateDocument } from '../document/types';
import type {
  Attribute,
  Block,
  Chain,
  Expression,
  Filter,
  Nested,
  Span,
  StringLiteral,
  Tag,
  Template,
  Variable,
} from '../liquid';
import type { HeaderPlace } from './callHeaderCursor';
import { type Closing, fieldAt } from './context';
import { type FrontMatterCursor, frontMatterCursor } from './frontMatterCursor';
import { liquidCursor } from './liquidCursor';

/** What all places inside a field have. */
export interface Place {
  readonly field: Field;
  readonly offset: number;
  /** The tree that a cursor's nodes are of: the field's own, or one with a stand-in for the word not yet typed. */
  readonly tree: Template;
  /** The word under the cursor, both sides of it: what an edit replaces. */
  readonly span: Span;
  readonly text: string;
}

/** What a value is wanted for: says which known values fit. */
export type Use =
  | { readonly kind: 'output' }
  /** All that an `assign` gives a variable. */
  | { readonly kind: 'assigned'; readonly name: string }
  | { readonly kind: 'value' }
  | { readonly kind: 'condition' }
  | { readonly kind: 'argument'; readonly filter: Filter; readonly index: number; readonly keyword: string | null }
  /** The other side of a comparison, the subject of a `case`. */
  | { readonly kind: 'comparison'; readonly other: Expression | null }
  | { readonly kind: 'collection' }
  /** Between brackets behind a value, whose path has `depth` segments before. */
  | { readonly kind: 'index'; readonly object: Variable | Attribute | Nested; readonly depth: number }
  /** Inside the parentheses of a tag such as `promotion('…')`. */
  | { readonly kind: 'call'; readonly tag: Tag };

export type LiquidCursor =
  | (Place & { readonly at: 'tag-name'; readonly tag: Tag | null; readonly closed: boolean; readonly bare: boolean })
  /** `chain` is what the filter is part of. */
  | (Place & { readonly at: 'filter'; readonly filter: Filter; readonly chain: Chain | null })
  | (Place & { readonly at: 'argument-name'; readonly filter: Filter })
  | (Place & {
      readonly at: 'attribute-key';
      readonly namespace: string;
      readonly key: string;
      readonly closing: Closing | null;
    })
  /** The begin of a value: a variable, a namespace, `${…}`, a literal. */
  | (Place & {
      readonly at: 'expression';
      readonly use: Use;
      /** The string literal that the cursor is in; the span is then what its quotes hold. */
      readonly string: StringLiteral | null;
      /** Whether `.${` follows the word: it is a namespace already. */
      readonly isNamespace: boolean;
      readonly closing: Closing | null;
      readonly node: Expression | null;
    })
  | (Place & {
      readonly at: 'segment';
      /** What the segment hangs on, and how many of its path's segments come before this one. */
      readonly object: Expression;
      readonly depth: number;
      readonly bracketed: boolean;
      readonly closing: Closing | null;
    })
  | (Place & { readonly at: 'operator' })
  /** A number, which no list knows better than its writer. */
  | (Place & { readonly at: 'number'; readonly use: Use })
  | (Place & {
      readonly at: 'option-name';
      readonly tag: Tag;
      readonly used: readonly string[];
      readonly colon: boolean;
    })
  | (Place & { readonly at: 'option-value'; readonly tag: Tag; readonly option: string })
  /** In the JSON object of an option, such as a call's headers. */
  | (Place & { readonly at: 'call-header'; readonly tag: Tag; readonly option: string; readonly header: HeaderPlace })
  /** A plain word of a tag such as `catalog_items`: the nth, from 0. */
  | (Place & { readonly at: 'word'; readonly tag: Tag; readonly index: number; readonly used: readonly string[] })
  /** Behind the collection of a `for`: `reversed`, `limit:` … */
  | (Place & { readonly at: 'modifier'; readonly tag: Tag })
  /** The name that an `assign`, a `capture`, a `for` makes. */
  | (Place & { readonly at: 'target'; readonly tag: Tag });

export type Cursor =
  | LiquidCursor
  /** Text that is sent as it is. */
  | (Place & { readonly at: 'text' })
  /** The text of a comment. */
  | (Place & { readonly at: 'comment'; readonly block: Block })
  | FrontMatterCursor
  | { readonly at: 'nothing' };

/** What stands at a position of the file. Never throws; `nothing` where no feature has anything to say. */
export function cursorAt(document: TemplateDocument, position: Position): Cursor {
  const inFrontMatter =
    document.frontMatter !== null && document.lines.offsetAt(position) < document.frontMatter.whole.end;
  const place = fieldAt(document, position);
  const liquid = place === null ? null : liquidCursor(place);
  if (liquid !== null && liquid.at !== 'text') return liquid;
  if (inFrontMatter) return frontMatterCursor(document, document.lines.offsetAt(position)) ?? { at: 'nothing' };
  return liquid ?? { at: 'nothing' };
}

export type { FrontMatterCursor };
