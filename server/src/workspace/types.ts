/** What the folder knows beside the file at hand, as plain values. */

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

/** The workspace at one moment. */
export interface WorkspaceView {
  readonly config: Config;
  /** Folder URI of the config; globs count from here. Null without a folder. */
  readonly root: string | null;
  readonly contentBlocks: ReadonlyMap<string, ContentBlock>;
  readonly users: readonly SampleUser[];
  readonly mocks: readonly Mock[];
  /** Namespace → keys that templates and sample users of the workspace use. */
  readonly attributes: ReadonlyMap<string, ReadonlySet<string>>;
}
