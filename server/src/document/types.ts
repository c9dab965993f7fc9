/** A template file as a whole: what kind it is, its fields, and where each stands in the file. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { PartnerDocset, PartnerTemplate } from '../docset/types';
import type { Problem, Span, Template } from '../liquid';

export type DocumentKind = 'webhook' | 'content-block' | 'email' | 'message';

/** `text`: a message's subject or preheader. */
export type FieldRole = 'url' | 'header' | 'method' | 'text' | 'body';

/**
 * One piece of Liquid of its own: the URL, a header's value, the body. Variables do not pass from one to another.
 * Its tree's offsets count in `text` (the value as YAML decodes it); the map leads to the file and back.
 */
export interface Field {
  readonly role: FieldRole;
  /** The header's name; the role otherwise. */
  readonly name: string;
  readonly text: string;
  readonly tree: Template;
  readonly map: PositionMap;
}

/** From offsets in a field's decoded text to offsets in the file. Both in UTF-16 units. */
export interface PositionMap {
  /** The whole value in the file: what it covers, quotes and block-scalar header not included. */
  readonly file: Span;
  toFile(offset: number): number;
  /** The field offset that stands at a file offset; null when that lies outside the value. */
  toField(offset: number): number | null;
  /** What each line but the first has before it in the file: the `> ` of a quote in Markdown. */
  readonly linePrefix?: string;
}

export interface FrontMatter {
  /** Between the `---` lines. */
  readonly yaml: Span;
  /** The whole, both `---` lines and the line break behind the second included: the body starts at its end. */
  readonly whole: Span;
  readonly values: FrontMatterValues;
  /** It is no YAML: what is missing may stand there all the same. */
  readonly isBroken?: boolean;
  /** Each top-level key as it stands in the file, offsets in the file. */
  readonly keys: readonly { readonly name: string; readonly key: Span; readonly value: Span | null }[];
  readonly headers: readonly { readonly name: string; readonly key: Span; readonly value: Span | null }[];
}

export interface FrontMatterValues {
  readonly kind?: string;
  readonly channel?: string;
  readonly sentBy?: string;
  readonly partner?: string;
  readonly method?: string;
  /** Content blocks. */
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
}

/** Which partner template a document is, and how that was found. */
export interface PartnerMatch {
  /** `<partner>/<template>`. */
  readonly id: string;
  readonly partner: PartnerDocset;
  readonly template: PartnerTemplate;
  readonly by: 'front-matter' | 'comment' | 'config' | 'url' | 'payload';
}

/** A comment beside the templates of a Markdown file that speaks to the linter: `<!-- braze-liquid-disable -->`. */
export interface Aside extends Span {
  readonly content: string;
  /** Where the line or the fence behind it ends. */
  readonly nextEnd: number;
}

export interface TemplateDocument {
  readonly uri: string;
  readonly text: string;
  /** Offsets ↔ LSP positions of the file. */
  readonly lines: TextDocument;
  readonly kind: DocumentKind;
  /** As the docset spells channels; null when nothing says. */
  readonly channel: string | null;
  readonly sentBy: string | null;
  readonly frontMatter: FrontMatter | null;
  /** In the order of the file; the body is always there and last. */
  readonly fields: readonly Field[];
  readonly body: Field;
  readonly partner: PartnerMatch | null;
  /** Whether the body is to be JSON: by Content-Type, partner, or how it begins. */
  readonly isJson: boolean;
  /** Of a template inside Markdown: variables that the file's other templates define. */
  readonly outsideNames?: ReadonlySet<string>;
  /** Likewise the names of its content blocks: in small letters → as the file writes them most. */
  readonly outsideBlocks?: ReadonlyMap<string, string>;
  /** Likewise whether it is code in a line of prose that names a thing, `{{${first_name}}}`, and is nowhere sent. */
  readonly isMention?: boolean;
  /** Likewise the comments that stand beside its templates. */
  readonly asides?: readonly Aside[];
  /** Of the file itself (front matter); offsets in the file. Those of Liquid are in the fields' trees. */
  readonly problems: readonly Problem[];
}
