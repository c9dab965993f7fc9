/** The payload proof: what a body can become, on every path through its template. */
import type { AttributeEntry, PartnerTemplate, ValueList } from '../docset/types';
import type { Problem, Span, Template } from '../liquid';

/** What the proof judges by. */
export interface PayloadContext {
  /** Null when the body is JSON of no known partner. */
  readonly template: PartnerTemplate | null;
  readonly valueLists: Readonly<Record<string, ValueList>>;
  /** Parsed bodies of the workspace's content blocks. */
  readonly contentBlocks: ReadonlyMap<string, Template>;
  /** Variables that something outside the text sets. */
  readonly outsideNames?: ReadonlySet<string>;
  /** Namespace → key → entry, as in the docset: what type an attribute has. Any when absent. */
  readonly attributes?: ReadonlyMap<string, ReadonlyMap<string, AttributeEntry>>;
}

export type Verdict = 'right' | 'broken' | 'unknown';

/** A condition on the way to a place: "when `${user_id}` is blank". */
export interface Step {
  /** In the user's words. */
  readonly text: string;
  /** The branch's tag. */
  readonly span: Span;
}

export interface PayloadProblem extends Problem {
  /** Empty when it holds on every path. */
  readonly path: readonly Step[];
}

export interface Proof {
  readonly verdict: Verdict;
  readonly problems: readonly PayloadProblem[];
}

/** Where a JSON value stands in a body that has Liquid in it. */
export type JsonPath = readonly (string | number)[];
