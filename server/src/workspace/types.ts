/** What the folder knows beside the file at hand, as plain values. */
import type { Span } from '../liquid';

/** A sample user after reading: Liquid names, one object a namespace; `''` holds default attributes. */
export interface SampleUser {
  readonly label: string;
  /** Null for a bundled one. */
  readonly uri: string | null;
  /** `attributes` is the default namespace; others stand under their Liquid names; `catalogs`, `promotions` … too. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Keys of the file that mean nothing to a template, each with a sentence. */
  readonly notes: readonly string[];
}

/** A Connected Content mock: `*` in the URL stands for any run of characters. */
export interface Mock {
  readonly uri: string | null;
  readonly request: { readonly method?: string; readonly url: string };
  readonly response: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

export interface ContentBlock {
  readonly name: string;
  readonly uri: string | null;
  /** The body, without front matter. */
  readonly text: string;
}

export type RuleSetting = 'error' | 'warning' | 'info' | 'hint' | 'off';

/** `braze-liquid.json`. Paths and globs are relative to the folder that holds it. */
export interface Config {
  readonly partners: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly ignore: readonly string[];
  readonly docsets: readonly string[];
  readonly contentBlocks: readonly string[];
  readonly users: readonly string[];
  readonly mocks: readonly string[];
}

/** How a name is written where it stands: what has to be escaped in another one. `yaml`: a plain YAML value. */
export type Writing = 'plain' | 'double' | 'single' | 'yaml' | 'json';

/** Where a name stands; offsets in the file. */
export interface NamePlace extends Span {
  readonly writing: Writing;
}

/** A Connected Content call at its URL, `*` in place of what is only known when the message is sent. */
export interface CallPlace extends NamePlace {
  readonly url: string;
  readonly method: string;
}

/** What a file names. */
export interface FileNames {
  /** By `attributeId`; in the order of the text. Content blocks are attributes of `content_blocks`. */
  readonly attributes: ReadonlyMap<string, readonly NamePlace[]>;
  /** Variables that it makes or reads. */
  readonly variables: ReadonlySet<string>;
  readonly calls: readonly CallPlace[];
  /** How often it uses each filter and tag: `|upcase`, `%if`. */
  readonly words: ReadonlyMap<string, number>;
}

/** A file of the workspace as it stands now, unsaved text before that on disk. */
export interface WorkspaceFile {
  readonly uri: string;
  readonly kind: 'template' | 'content-block' | 'markdown' | 'user' | 'mock' | 'registry';
  readonly text: string;
  /** Read once a text. */
  readonly names: FileNames;
}

/** The workspace at one moment. */
export interface WorkspaceView {
  readonly config: Config;
  /** Folder URI of the config; globs count from here. Null without a folder. */
  readonly root: string | null;
  readonly contentBlocks: ReadonlyMap<string, ContentBlock>;
  readonly users: readonly SampleUser[];
  readonly mocks: readonly Mock[];
  /** The docset files that were found of those that the config names; relative to the root. */
  readonly docsetPaths?: ReadonlySet<string>;
  /** Namespace → keys that templates and sample users of the workspace use → in how many places of templates. */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How often templates and content blocks that are not open use each filter and tag: `|upcase`, `%if`. */
  readonly words: ReadonlyMap<string, number>;
  /** Templates, content blocks, Markdown with templates in it, sample users, mocks and registries, by path. */
  readonly files: readonly WorkspaceFile[];
}
