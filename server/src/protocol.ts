/** Our own requests beside LSP's; the client imports them from here. */
import type { Position, Range } from 'vscode-languageserver-types';
import type { RequestForm } from './document/convert';
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
  /** The preview's switches, laid over the user and the moment. */
  readonly overrides?: RenderOverrides;
  /** Mocks that answer before the workspace's, each as a `*.mock.json` holds it; what is no mock is passed over. */
  readonly mocks?: readonly unknown[];
  /** Whether the answer is to hold `details`. */
  readonly details?: boolean;
  /** The file as it is saved, not as it is open. */
  readonly saved?: boolean;
}

export interface RenderOverrides {
  /** ISO 8601: the frozen clock. */
  readonly now?: string;
  /** `fr`, or a locale: `pt_BR`. Sets the user's language and locale. */
  readonly language?: string;
  /** An IANA name: `Europe/Paris`. Sets the user's time zone. */
  readonly timeZone?: string;
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
  /** False where Braze cannot read the template as it stands: Liquid or front matter that does not parse. What is rendered is a guess then. */
  readonly readable: boolean;
  /** Only when asked for. */
  readonly details?: RenderDetails;
}

/** What leads from the preview to the source and back. Ranges are those of the file. */
export interface RenderDetails {
  /** The user, as a `*.user.json` file holds one; what to send as `user`, edited or not, to see the same again. */
  readonly user: Readonly<Record<string, unknown>>;
  /** ISO 8601: the moment it was rendered for. */
  readonly now: string;
  /** The fields in the order of the file; those behind an abort are left out. */
  readonly fields: readonly RenderedField[];
  /** Every branch of the document that a condition or a loop decides, in the order of the file. */
  readonly branches: readonly RenderedBranch[];
  /** The `abort_message` that ended it. */
  readonly abortedAt: Range | null;
  /** What it is sent through, where the template says: as the docset spells channels. */
  readonly channel: string | null;
  /** Of each read of an attribute that a sample user can set: the keys that lead to it in `user`. */
  readonly userPaths: Readonly<Record<string, readonly string[]>>;
  /** Of each call, in their order: the file of the mock that answered; null where none did, or it is in no file. */
  readonly mockFiles: readonly (string | null)[];
}

export interface RenderedField {
  readonly role: 'url' | 'header' | 'method' | 'text' | 'body';
  /** The header's name; the role otherwise. */
  readonly name: string;
  readonly output: string;
  /** Who wrote what: in the order of the output, without overlap; what nothing claims has no single writer. */
  readonly trace: readonly RenderedStretch[];
}

export interface RenderedStretch {
  /** Offsets in the field's output, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The output tag; or the template's own text, in a capture too where that is what was printed. */
  readonly range: Range;
  /** Whether it is text as it stands: its n-th character is the n-th of the range. */
  readonly exact: boolean;
}

export interface RenderedBranch {
  /** The tag that opens it: `if`, `elsif`, `else`, `unless`, `when`, `for` … */
  readonly range: Range;
  readonly taken: boolean;
}

/**
 * What becomes of every sample user: those of the workspace, then the bundled ones. With a `partialResultToken` rows also
 * come as they are done; the answer holds them all again. Stops between two users when it is cancelled.
 */
export const outcomesRequest = 'brazeLiquid/outcomes';

export interface OutcomesParams {
  readonly textDocument: { readonly uri: string };
  /** ISO 8601; the present moment when absent. */
  readonly now?: string;
  readonly overrides?: RenderOverrides;
  /** Sample users in any form that a `*.user.json` may have, in place of the workspace's and the bundled ones. */
  readonly users?: readonly unknown[];
  /** `$/progress` with this token carries `readonly OutcomeRow[]`. */
  readonly partialResultToken?: string | number;
}

/**
 * `ok`: it is sent. `aborted`: the template says no. `invalid`: the payload is no JSON, or not what the partner takes.
 * `error`: the Liquid is wrong. `limit`: it took too long or wrote too much.
 */
export type Outcome = 'ok' | 'aborted' | 'invalid' | 'error' | 'limit';

export interface OutcomeRow {
  readonly label: string;
  /** Null for a bundled or a given one. */
  readonly uri: string | null;
  readonly outcome: Outcome;
  /** A sentence: why it is not ok, or what is doubtful about it; empty when there is nothing to say. */
  readonly reason: string;
  /** Where that is so in the file. */
  readonly range: Range | null;
}

export interface OutcomesResult {
  /** "3 of 4 users ok". */
  readonly label: string;
  /** In the order of the users. */
  readonly rows: readonly OutcomeRow[];
  readonly coverage: Coverage;
}

/** What no sample user reaches; `OutcomesParams` in, `Coverage` out. */
export const coverageRequest = 'brazeLiquid/coverage';

export interface Coverage {
  /** "4 sample users reach 7 of 9 branches." */
  readonly label: string;
  readonly branches: number;
  readonly reached: number;
  /** In the order of the file, none inside another. */
  readonly unreached: readonly UnreachedStretch[];
}

export interface UnreachedStretch {
  /** From the branch's tag to where the branch ends. */
  readonly range: Range;
  /** The branch's tag: where "Make a user that reaches this" belongs, and the position to ask `reach` for. */
  readonly tag: Range;
  readonly message: string;
}

/** A user that gets to a place in the template, or sees a payload problem there: rendered, so it is sure. */
export const reachRequest = 'brazeLiquid/reach';

export interface ReachParams {
  readonly textDocument: { readonly uri: string };
  /** In the branch, or on its tag; of a problem, where its range starts. */
  readonly position: Position;
  /** The code of a payload problem at the position, whose path is to be taken. */
  readonly problem?: string;
  /** ISO 8601; the present moment when absent. */
  readonly now?: string;
  /** Where the search among random users starts: 0 when absent. Another one gives another user. */
  readonly seed?: number;
}

export interface ReachResult {
  /** As a `*.user.json` file holds one; null when none was found. */
  readonly user: Readonly<Record<string, unknown>> | null;
  /** The seed that makes the same user by `random`, when it is a random one as it is. */
  readonly seed: number | null;
  /** To be sent along, when it takes another moment, or another answer to Connected Content, to get there. */
  readonly now: string | null;
  readonly mocks: readonly unknown[];
  /** A sentence: what about this user leads there; or why there is none. */
  readonly why: string;
}

/** A new `*.mock.json` for a call of a rendering. */
export const mockRequest = 'brazeLiquid/mock';

export interface MockParams {
  readonly textDocument: { readonly uri: string };
  readonly call: { readonly method: string; readonly url: string; readonly save: string | null };
}

export interface MockFile {
  /** `api.example.com-token.mock.json`. */
  readonly fileName: string;
  readonly text: string;
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

/** To the server: the sample user that the user has picked; inlay hints show values for it. */
export const activeUserNotification = 'brazeLiquid/activeUser';

export interface ActiveUserParams {
  /** In any form that a `*.user.json` may have; null for the bundled complete user. */
  readonly user: unknown;
}

/** Writes a request in another form: a curl command or a `.http` request as a webhook file, and back. */
export const convertRequest = 'brazeLiquid/convert';

export interface ConvertParams {
  /** What to convert: text of the clipboard or a selection. */
  readonly text: string;
  readonly to: RequestForm;
}

export interface ConvertResult {
  /** What the text was taken for. */
  readonly from: RequestForm;
  readonly text: string;
}

/** From the server, where it has no disk (the web): the client lists and reads the workspace's files. */
export const listFilesRequest = 'brazeLiquid/listFiles';
export const readFileRequest = 'brazeLiquid/readFile';
