/** Our own requests beside LSP's; the client imports them from here. */
import type { Range } from 'vscode-languageserver-types';
import type { Severity } from './rules/rule';

/** Renders an open (or saved) template for a user. */
export const renderRequest = 'brazeLiquid/render';

export interface RenderParams {
  readonly textDocument: { readonly uri: string };
  /** A sample user in any form that a `*.user.json` may have; the bundled complete user when absent. */
  readonly user?: unknown;
  /** A seed: a random user in place of `user`. */
  readonly random?: number;
  /** ISO 8601; the present moment when absent. */
  readonly now?: string;
}

export interface RenderedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The JSON of `render --format json`. Ranges are those of the file. */
export interface RenderResult {
  readonly version: 1;
  readonly output: string;
  readonly request: RenderedRequest | null;
  readonly aborted: { readonly reason: string } | null;
  readonly problems: readonly {
    readonly code: string;
    readonly severity: Severity;
    readonly message: string;
    readonly range: Range;
  }[];
  readonly calls: readonly {
    readonly method: string;
    readonly url: string;
    readonly answer: 'mock' | 'none';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
    readonly status: number | null;
    readonly save: string | null;
    readonly range: Range;
  }[];
  readonly reads: readonly { readonly name: string; readonly value: unknown; readonly range: Range }[];
  /** What the template is, for the preview to lay itself out. */
  readonly kind: string;
  readonly isJson: boolean;
}

/** The partner templates that "New Partner Template…" offers. */
export const templatesRequest = 'brazeLiquid/templates';

export interface TemplateItem {
  /** `<partner>/<template>`. */
  readonly id: string;
  readonly partner: string;
  readonly name: string;
  readonly description: string;
  readonly kind: string;
  /** The whole file. */
  readonly text: string;
  /** A name for the new file: `rokt-new-event.webhook.liquid`. */
  readonly fileName: string;
}

/** The sample users of the workspace, then the bundled ones. */
export const usersRequest = 'brazeLiquid/users';

export interface UsersParams {
  /** The file whose folder's users are meant; those of all folders when absent. */
  readonly textDocument?: { readonly uri: string };
}

export interface UserItem {
  readonly label: string;
  /** Null for a bundled one. */
  readonly uri: string | null;
  /** What to send as `user`. */
  readonly user: unknown;
  readonly notes: readonly string[];
}

/**
 * From the server: content blocks, mocks, sample users or the config have changed; renderings made before may be stale.
 */
export const workspaceChangedNotification = 'brazeLiquid/workspaceChanged';

/** From the server, where it has no disk (the web): the client lists and reads the workspace's files. */
export const listFilesRequest = 'brazeLiquid/listFiles';
export const readFileRequest = 'brazeLiquid/readFile';
