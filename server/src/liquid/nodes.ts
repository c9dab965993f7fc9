/**
 * The tree of a Braze Liquid text: the node types and nothing else.
 *
 * Every `start`/`end` is an absolute offset in UTF-16 units into the parsed text, end exclusive. The tree is lossless:
 * the children of a template, and the tags and children of a block, tile their parent's text without gap or overlap.
 * Any child that a half-typed text lacks is `null`; parsing never fails.
 */

/** A stretch of text: offsets in UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Something wrong in a text, found while reading it. `code` is the diagnostic code of the public interface;
 * its severity, documentation and fix live in `rules/<code>.ts`.
 */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  /** What a quick fix needs to know; JSON only. */
  readonly data?: unknown;
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
}

/** A whole parsed text. */
export interface Template extends Span {
  readonly kind: 'template';
  readonly text: string;
  readonly children: readonly Node[];
  readonly problems: readonly Problem[];
}

/** What stands at the top of a template or inside a block. */
export type Node = Text | Output | Tag | Block;

/** Text that is sent as it is. */
export interface Text extends Span {
  readonly kind: 'text';
}

/** What all things in delimiters have: `{{ … }}` and `{% … %}`. */
interface Delimited extends Span {
  /** `{{-` or `{%-`: white space before it is removed. */
  readonly trimBefore: boolean;
  /** `-}}` or `-%}`: white space after it is removed. */
  readonly trimAfter: boolean;
  /** False when the closing delimiter is missing. */
  readonly closed: boolean;
  /** The inside between the delimiters (and their dashes), untrimmed. */
  readonly inner: Span;
}

/** `{{ expression | filter: argument }}`. */
export interface Output extends Delimited {
  readonly kind: 'output';
  readonly value: Chain;
}

/** `{% name markup %}`; inside `{% liquid %}` a line without delimiters. */
export interface Tag extends Delimited {
  readonly kind: 'tag';
  /** `''` when there is none; `#` for an inline comment. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly markup: Markup;
  /** From behind the name to the closing delimiter, without outer white space. */
  readonly markupSpan: Span;
}

/** An opening tag with what belongs to it, up to its end tag. */
export interface Block extends Span {
  readonly kind: 'block';
  /** The name of the opening tag. */
  readonly name: string;
  /** The first branch is that of the opening tag; others follow for `elsif`, `else`, `when`. */
  readonly branches: readonly Branch[];
  /** The end tag; null when the text ends (or an outer block closes) before it. */
  readonly close: Tag | null;
}

export interface Branch extends Span {
  readonly kind: 'branch';
  readonly tag: Tag;
  /** A verbatim block (`raw`, `comment`, `doc`) holds one text. */
  readonly children: readonly Node[];
}

// ── Markup: what stands behind a tag's name, by shape ────────────────────────────────────────────────────────────────

export type Markup =
  | NoMarkup
  | OpaqueMarkup
  | AssignMarkup
  | TargetMarkup
  | ConditionMarkup
  | CaseMarkup
  | WhenMarkup
  | ForMarkup
  | CycleMarkup
  | EchoMarkup
  | LiquidMarkup
  | WordsMarkup
  | CallMarkup
  | PartialMarkup;

/** Nothing: `else`, `endif`, `break`, `comment` …; what stands there all the same is in `markupSpan`. */
export interface NoMarkup {
  readonly shape: 'none';
}

/** A tag that is not known: its markup is kept as text. */
export interface OpaqueMarkup {
  readonly shape: 'opaque';
}

/** `assign target = value | filter`. */
export interface AssignMarkup {
  readonly shape: 'assign';
  readonly target: Name | null;
  readonly value: Chain;
}

/** `capture target`, `increment target`, `decrement target`. */
export interface TargetMarkup {
  readonly shape: 'target';
  readonly target: Name | null;
}

/** `if`, `elsif`, `unless`. */
export interface ConditionMarkup {
  readonly shape: 'condition';
  readonly condition: Condition | null;
}

export interface CaseMarkup {
  readonly shape: 'case';
  readonly value: Expression | null;
}

/** `when a, b or c`. */
export interface WhenMarkup {
  readonly shape: 'when';
  readonly values: readonly Expression[];
}

/** `for x in xs reversed limit: n offset: n`, `tablerow x in xs cols: n`. */
export interface ForMarkup {
  readonly shape: 'for';
  readonly variable: Name | null;
  readonly collection: Expression | null;
  readonly reversed: boolean;
  /** `limit`, `offset`, `cols`, `range` …, in the order written. */
  readonly modifiers: readonly Argument[];
}

/** `cycle 'a', 'b'` or `cycle group: 'a', 'b'`. */
export interface CycleMarkup {
  readonly shape: 'cycle';
  readonly group: Expression | null;
  readonly values: readonly Expression[];
}

export interface EchoMarkup {
  readonly shape: 'echo';
  readonly value: Chain;
}

/** `{% liquid … %}`: a tag or block a line. These nodes do not tile; what lies between them is white space. */
export interface LiquidMarkup {
  readonly shape: 'liquid';
  readonly children: readonly Node[];
}

/**
 * Words and `:options` parted by white space, each with outputs in it: `connected_content`, `catalog_items`,
 * `message_extras`, `translation`, `random` … A Connected Content call's URL is its first word.
 */
export interface WordsMarkup {
  readonly shape: 'words';
  readonly words: readonly Interpolated[];
  readonly options: readonly Option[];
}

/** `abort_message('reason')`, `promotion('list')`; the parentheses and the argument may be absent. */
export interface CallMarkup {
  readonly shape: 'call';
  readonly parenthesized: boolean;
  readonly argument: Expression | null;
  /** Between the parentheses, or all behind the name where there are none. */
  readonly argumentSpan: Span;
}

/** `include 'name'`, `render 'name' with x as y, key: value`, `render 'name' for xs`. */
export interface PartialMarkup {
  readonly shape: 'partial';
  readonly name: Expression | null;
  readonly mode: 'with' | 'for' | null;
  readonly subject: Expression | null;
  readonly alias: Name | null;
  readonly args: readonly Argument[];
}

/** Raw text with `{{ outputs }}` and bare `${attributes}` in it: a URL, a header object, a body, a catalog id. */
export interface Interpolated extends Span {
  readonly kind: 'interpolated';
  /** Tile the span. */
  readonly parts: readonly (Text | Output | Attribute)[];
}

/** `:save token`, `:retry`, `:headers {…}`. */
export interface Option extends Span {
  readonly kind: 'option';
  /** Without its colon; the name's span is without it too. */
  readonly name: Name;
  readonly value: Interpolated | null;
}

// ── Expressions ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** A value and the filters it runs through. */
export interface Chain extends Span {
  readonly kind: 'chain';
  readonly input: Expression | null;
  readonly filters: readonly Filter[];
}

export interface Filter extends Span {
  readonly kind: 'filter';
  /** `text` is `''` behind a `|` that nothing follows. */
  readonly name: Name;
  readonly args: readonly Argument[];
}

/** A positional (`name` null) or keyword argument. */
export interface Argument extends Span {
  readonly kind: 'argument';
  readonly name: Name | null;
  readonly value: Expression | null;
}

export interface Name extends Span {
  readonly kind: 'name';
  readonly text: string;
}

export type Expression = StringLiteral | NumberLiteral | KeywordLiteral | Range | Variable | Attribute | Nested;

/**
 * No escapes: the value is the text between the quotes. Curly quotes and a missing end are problems, not failures: then
 * `quote` is the curly one (of either end), or `closed` is false, and Ruby would not read a text here.
 */
export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly quote: string;
  readonly value: string;
  readonly closed: boolean;
}

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** Ruby keeps `1` and `1.0` apart. */
  readonly isFloat: boolean;
}

export interface KeywordLiteral extends Span {
  readonly kind: 'keyword';
  readonly value: 'nil' | 'true' | 'false' | 'blank' | 'empty';
}

/** `(1..n)`. */
export interface Range extends Span {
  readonly kind: 'range';
  readonly from: Expression | null;
  readonly to: Expression | null;
}

/** `item.title[0]['key']`, or `['odd name']` whose name is null and whose path begins with it. */
export interface Variable extends Span {
  readonly kind: 'variable';
  readonly name: Name | null;
  readonly path: readonly Segment[];
}

/** `${first_name}`, `custom_attribute.${rokt:account_code}[0].x`: Braze's personalization. */
export interface Attribute extends Span {
  readonly kind: 'attribute';
  /** Null for a default attribute. */
  readonly namespace: Name | null;
  readonly key: Key;
  readonly path: readonly Segment[];
}

/** What stands in `${…}`. */
export interface Key extends Span {
  readonly kind: 'key';
  /** Between the braces, without outer white space, as written: may hold spaces, colons, dots, dashes, an index. */
  readonly text: string;
  /** The span of `text`; the node's own span is that of `${…}`. */
  readonly textSpan: Span;
  readonly closed: boolean;
}

/** `.name` or `[index]`. */
export interface Segment extends Span {
  readonly kind: 'segment';
  /** The key where it is written out: `.name`, `['name']`; null for a number, a variable or a half-typed one. */
  readonly name: Name | null;
  /** What stands in the brackets; null for a dot. */
  readonly index: Expression | null;
  readonly bracketed: boolean;
}

/** An output inside a tag or an argument: `{{custom_attribute.${x} | plus: 1}}`, with `[0]` or `.name` behind it. */
export interface Nested extends Span {
  readonly kind: 'nested';
  /** The `{{ … }}` itself. */
  readonly output: Output;
  readonly path: readonly Segment[];
}

// ── Conditions ───────────────────────────────────────────────────────────────────────────────────────────────────────

export type Condition = Logical | Comparison | Expression;

/** `left and right`, `left or right`: Liquid reads them from the right, whatever the operator. */
export interface Logical extends Span {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly operatorSpan: Span;
  readonly left: Condition | null;
  readonly right: Condition | null;
}

export interface Comparison extends Span {
  readonly kind: 'comparison';
  /** As written: `==`, `!=`, `<>`, `<`, `>`, `<=`, `>=`, `contains`, or an unknown word. */
  readonly operator: string;
  readonly operatorSpan: Span;
  readonly left: Expression | null;
  readonly right: Expression | null;
}

/** Every node that `walk` meets. */
export type AnyNode =
  | Template
  | Node
  | Branch
  | Interpolated
  | Option
  | Chain
  | Filter
  | Argument
  | Name
  | Expression
  | Key
  | Segment
  | Logical
  | Comparison;

export type NodeKind = AnyNode['kind'];
export type NodeOf<K extends NodeKind> = Extract<AnyNode, { readonly kind: K }>;
