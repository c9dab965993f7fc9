/**
 * The docset format: facts about Liquid, Braze and partners as data (`server/docsets/*.json`, checked by
 * `docset.schema.json`). Users' own docsets, named in `braze-liquid.json`, have the very same form.
 */

/** Where a message can go. */
export type Channel =
  | 'push'
  | 'email'
  | 'sms'
  | 'mms'
  | 'whatsapp'
  | 'line'
  | 'in-app-message'
  | 'content-card'
  | 'banner'
  | 'webhook';

export type Status = 'supported' | 'deprecated' | 'unsupported' | 'uncertain';

export interface Example {
  readonly code: string;
  readonly output?: string;
  /** Data the example needs, as a sample user. */
  readonly user?: Readonly<Record<string, unknown>>;
  /** False where the output depends on time, chance or a network answer and is not checked. */
  readonly checked?: boolean;
}

/** What every entry has. */
export interface Entry {
  readonly name: string;
  /** One or a few sentences, in Markdown, of our own. */
  readonly description: string;
  /** The documentation's address. */
  readonly href?: string;
  readonly status?: Status;
  /** The name that can stand in the place of a deprecated, unsupported or invalid one. */
  readonly replacement?: string;
  readonly note?: string;
  readonly examples?: readonly Example[];
  /** All channels when absent. */
  readonly channels?: readonly Channel[];
  /** 1 for what is used most: its place in completion, behind what the workspace uses itself. */
  readonly common?: number;
  /** What people write when they mean this: `uppercase` for `upcase`. */
  readonly misspellings?: readonly string[];
}

export interface Parameter {
  readonly name: string;
  /** `string`, `integer`, `number`, `boolean`, `array`, `any`, `time zone`. */
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  readonly default?: string;
  /** Written with its name: `allow_false: true`. */
  readonly keyword?: boolean;
  /** Values worth offering; others are as good. */
  readonly values?: readonly { readonly value: string; readonly description?: string }[];
}

export interface FilterEntry extends Entry {
  /** `array`, `string`, `math`, `date`, `url`, `json`, `encoding`, `html`, `money`, `other`. */
  readonly category: string;
  readonly parameters: readonly Parameter[];
  readonly returns: string;
  /** A sentence on what it makes of nil, that is of an attribute that is not set. */
  readonly onNil?: string;
  /** `liquid`: standard; `braze`: Braze's own; `shopify`: neither, known from Shopify. */
  readonly origin: 'liquid' | 'braze' | 'shopify';
}

export interface TagOption extends Entry {
  /** Without the colon. */
  readonly value?: string;
  readonly values?: readonly string[];
  readonly default?: string;
  /** A flag takes no value. */
  readonly flag?: boolean;
}

/** A variable that a tag makes: `items` of `catalog_items`, `forloop` of `for`. */
export interface VariableEntry extends Entry {
  readonly type: string;
  /** Only inside the block; after the tag otherwise. */
  readonly inside?: boolean;
  /** The tag's option that names it, when one does: `save` of `connected_content`. `name` is then the default. */
  readonly option?: string;
  /** What stands behind the dot, of an object or of an array's elements. */
  readonly fields?: readonly VariableEntry[];
}

export interface TagEntry extends Entry {
  readonly origin: 'liquid' | 'braze' | 'shopify';
  readonly syntax: string;
  /** The name of the end tag, when it is a block. */
  readonly end?: string;
  /** `elsif`, `else`, `when`: only inside these blocks. */
  readonly within?: readonly string[];
  readonly options?: readonly TagOption[];
  /** Variables it makes beside those that its markup names. */
  readonly sets?: readonly VariableEntry[];
  /** Snippet body (LSP syntax) inserted by completion, from behind `{% `; the end tag included. */
  readonly snippet?: string;
}

export interface OperatorEntry extends Entry {
  /** Not Liquid: known only to be told apart (`&&`, `OR`). */
  readonly invalid?: boolean;
}

/** `${name}` of the default namespace, or a key of another. */
export interface AttributeEntry extends Entry {
  /** `''` for default attributes: `{{${first_name}}}`. */
  readonly namespace: string;
  /** `string`, `integer`, `number`, `boolean`, `date`, `time`, `url`, `html`, `array`, `array<string>`, `object`, `any`. */
  readonly type: string;
  readonly nullable?: boolean;
  /** Closed value sets only. */
  readonly values?: readonly string[];
  readonly sample?: unknown;
  /** What Braze's REST export calls it, where that differs. */
  readonly exportName?: string;
  /** Never holds a quote, a backslash or a line break: an id, a code, the name of a time zone. */
  readonly plain?: boolean;
}

/** `custom_attribute`, `campaign`, `content_blocks` …; the default namespace is `''`. */
export interface NamespaceEntry extends Entry {
  /** True when any key may follow: custom attributes, event properties, content blocks. */
  readonly open: boolean;
  /** `key`: `ns.${key}`; `plain`: `ns.field` without `${}`. */
  readonly form: 'key' | 'plain';
  /** Where a sample user keeps it; the namespace's own name when absent. */
  readonly userKey?: string;
}

// ── Partners ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

export type FieldFormat =
  | 'date-time'
  | 'local-date-time'
  | 'date'
  | 'email'
  | 'url'
  | 'uuid'
  | 'phone'
  | 'color'
  | 'unix-seconds'
  | 'unix-milliseconds';

/** A field of a payload. */
export interface FieldEntry {
  readonly name: string;
  /** Matches keys instead of `name`: `*` is any run of characters, `{1-10}` a number in that range: `location[{1-10}].lat`. */
  readonly pattern?: string;
  readonly type: JsonType | readonly JsonType[];
  /** Absent or certainly blank is an error. */
  readonly required?: boolean;
  readonly description: string;
  readonly href?: string;
  /** The value set, in place or by the name of one of the docset's `valueLists`. */
  readonly values?: readonly (string | number | boolean)[] | { readonly list: string };
  readonly format?: FieldFormat;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly example?: unknown;
  readonly default?: unknown;
  /** What completion inserts as the value: JSON text with Liquid. */
  readonly liquid?: string;
  /** A number in quotes stands in the partner's own sample too, so it is a hint and no error. */
  readonly quotedNumber?: boolean;
  /** The sibling whose time must come before this one's. */
  readonly after?: string;
  /** Wrong or translated spellings of the key seen in published templates. */
  readonly misspellings?: readonly string[];
  /** Of an object. */
  readonly fields?: readonly FieldEntry[];
  /** Whether an object may hold other keys too. */
  readonly additionalFields?: boolean;
  /** Of an array. */
  readonly items?: FieldEntry;
}

export interface HeaderEntry {
  readonly name: string;
  readonly required?: boolean;
  readonly description: string;
  /** The template's own value, placeholders in `<ANGLE_BRACKETS>`. */
  readonly value?: string;
  /** What the rendered value has to look like: a regular expression, anchored. */
  readonly pattern?: string;
  /** Labels that translated pages print in place of the header's name. */
  readonly misspellings?: readonly string[];
}

export interface UrlEntry {
  /** As the partner publishes it, with Liquid. */
  readonly template: string;
  /** Host and path that tell the template: `*` is one path segment, `**` any rest: `api.example.com/v1/events/*`. */
  readonly match: string;
  /** Further hosts and paths that are right too, in the same form: the partner's other regions. */
  readonly also?: readonly string[];
  /** Hosts and paths that fit and are other calls all the same, in the same form. */
  readonly except?: readonly string[];
  /** False where the partner leaves the URL to the customer: it is not checked. */
  readonly checked?: boolean;
}

export interface BodyEntry {
  readonly format: 'json' | 'form' | 'text' | 'none';
  /** The top-level object's fields. */
  readonly fields?: readonly FieldEntry[];
  readonly additionalFields?: boolean;
  /** Groups of keys of the top level of which one at least has to stand, and not be blank. */
  readonly atLeastOne?: readonly (readonly string[])[];
  /** Where the top level is an array. */
  readonly items?: FieldEntry;
  /** The variable of a `capture` in which the payload may stand, where it is not what the body prints. */
  readonly capture?: string;
}

/** One published template of a partner. Its id in front matter is `<partner>/<id>`. */
export interface PartnerTemplate {
  readonly id: string;
  readonly name: string;
  readonly kind: 'webhook' | 'content-block' | 'connected-content';
  readonly description: string;
  readonly href?: string;
  readonly method?: string;
  readonly url?: UrlEntry;
  readonly headers?: readonly HeaderEntry[];
  readonly body?: BodyEntry;
  /** Connected Content calls the template makes, with the shape of their answers. */
  readonly calls?: readonly CallEntry[];
  /** `<PLACEHOLDER>`s the customer has to replace, with what goes there. */
  readonly placeholders?: Readonly<Record<string, string>>;
  /** The whole right file that "New Partner Template…" writes: front matter and body. */
  readonly file: string;
  /** Partner's answer codes. */
  readonly responses?: Readonly<Record<string, string>>;
}

export interface CallEntry {
  readonly url: string;
  readonly method?: string;
  /** The variable of `:save` in the published template. */
  readonly save?: string;
  readonly description: string;
  /** The fields of its answer, or of each element where that is a list. */
  readonly answer?: readonly FieldEntry[];
  /** Whether the answer is a list; as the example is when absent. */
  readonly list?: boolean;
  /** Whether the answer may hold other keys too. */
  readonly additionalFields?: boolean;
  /** An example answer: the body of a mock. */
  readonly example?: unknown;
}

export interface EventEntry {
  readonly name: string;
  readonly description: string;
  readonly properties?: readonly FieldEntry[];
}

export interface ValueList {
  readonly description: string;
  readonly href?: string;
  readonly values: readonly { readonly value: string; readonly description?: string }[];
}

export interface PartnerDocset {
  readonly $schema?: string;
  readonly partner: string;
  readonly name: string;
  readonly description: string;
  readonly href: string;
  /** Attributes the partner writes to profiles or reads from them. */
  readonly attributes?: readonly AttributeEntry[];
  /** Custom events the partner sends to Braze. */
  readonly events?: readonly EventEntry[];
  readonly valueLists?: Readonly<Record<string, ValueList>>;
  readonly templates: readonly PartnerTemplate[];
}

// ── The files of server/docsets ──────────────────────────────────────────────────────────────────────────────────────

/** Facts about the language: `liquid.json`, `braze.json`, or a user's additions to them. */
export interface DialectDocset {
  readonly $schema?: string;
  /** Delimiters and keywords: `{%- -%}`, `blank`. */
  readonly syntax?: readonly Entry[];
  readonly tags?: readonly TagEntry[];
  readonly filters?: readonly FilterEntry[];
  readonly operators?: readonly OperatorEntry[];
  readonly namespaces?: readonly NamespaceEntry[];
  readonly attributes?: readonly AttributeEntry[];
}

export type DocsetFile = PartnerDocset | DialectDocset;

/** All that is known, ready for look-up. */
export interface Docset {
  /** Delimiters and keywords by their own spelling: `nil`, `blank`, `{{ }}`. */
  readonly syntax: ReadonlyMap<string, Entry>;
  readonly tags: ReadonlyMap<string, TagEntry>;
  readonly filters: ReadonlyMap<string, FilterEntry>;
  readonly operators: ReadonlyMap<string, OperatorEntry>;
  readonly namespaces: ReadonlyMap<string, NamespaceEntry>;
  /** Namespace → key → entry; partners' custom attributes are in `custom_attribute`. */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, AttributeEntry>>;
  readonly partners: ReadonlyMap<string, PartnerDocset>;
}
