/** What goes into the renderer and what comes out: plain JSON, so that it crosses into a worker and back. */
import type { Span } from '../liquid';
import type { Severity } from '../rules/rule';

export interface RenderLimits {
  /** Milliseconds of work. */
  readonly time: number;
  /** UTF-16 units of output, captures counted. */
  readonly output: number;
  /** Megabytes of the worker's heap. */
  readonly memory: number;
}

/** One second of work, 4 MB of output; `memory` in MB, for hosts that can hold a worker to it. */
export const defaultLimits: RenderLimits = { time: 1000, output: 4 * 1024 * 1024, memory: 256 };

export interface RenderMock {
  readonly request: { readonly method?: string; readonly url: string };
  readonly response: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

/** All that a rendering depends on. Same input, same output. */
export interface RenderContext {
  /** Sample user by namespace, as `workspace/sampleUser` reads it; `attributes` is the default namespace. */
  readonly user: Readonly<Record<string, unknown>>;
  /** Plain variables, for `render --batch`. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly contentBlocks: Readonly<Record<string, string>>;
  readonly mocks: readonly RenderMock[];
  /** ISO 8601. */
  readonly now: string;
  readonly seed: number;
  readonly limits: RenderLimits;
  /** Bodies of `include`/`render` partials: the conformance switch, which no Braze file sets. */
  readonly partials?: Readonly<Record<string, string>>;
}

export interface RenderProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Offsets in the rendered text; in the field's text once it is part of a document. */
  readonly span: Span;
}

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly answer: 'mock' | 'none';
  readonly status: number | null;
  /** The variable the answer went to; null when it was printed. */
  readonly save: string | null;
  readonly span: Span;
}

export interface Read {
  /** As written in Braze: `${first_name}`, `custom_attribute.${x}`. */
  readonly name: string;
  /** Null when the user has none. */
  readonly value: unknown;
  readonly span: Span;
}

/** A stretch of output and the node that wrote it; in order, without overlap. */
export interface Trace {
  readonly start: number;
  readonly end: number;
  readonly source: Span;
  /**
   * Where the text of a printed variable stands in the template: inside a capture, or in the literal that was assigned.
   * In order; the entries fill the stretch.
   */
  readonly written?: readonly Trace[];
}

/** One text rendered. */
export interface Rendered {
  readonly output: string;
  readonly aborted: { readonly reason: string } | null;
  readonly problems: readonly RenderProblem[];
  readonly calls: readonly Call[];
  readonly reads: readonly Read[];
  readonly trace: readonly Trace[];
  /** Where the tags start whose branch was gone into; those inside content blocks are not among them. */
  readonly entered: readonly number[];
  /** The tag that aborted. */
  readonly abortedAt: Span | null;
}
