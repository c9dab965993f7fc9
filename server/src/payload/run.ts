/** What all parts of one proof share. */
import type { Node, Span, Template } from '../liquid';
import type { DatumType, Facts, Subject } from './facts';
import type { Flow, Trim } from './flow';
import { exhausted, type Guard, type Guards, never } from './guard';
import type { State } from './states';
import type { PayloadContext } from './types';
import type { Piece, Value } from './values';

export interface TextAlternative {
  readonly guard: Guard;
  readonly pieces: readonly Piece[];
}

/** A branch and the paths that enter it, of those that come to it. */
export interface Branching {
  readonly span: Span;
  readonly guard: Guard;
}

/** Something wrong on some paths. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  readonly guard: Guard;
  readonly data?: object;
  /** Whether it may come of a slip elsewhere: that ends the path, or one that may lead to such. */
  readonly follows?: 'stop' | 'doubt';
  /** Whether another that may come of the same slip says better where it is. */
  readonly isWeak?: boolean;
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
}

export interface Run {
  readonly tree: Template;
  readonly context: PayloadContext;
  readonly facts: Facts;
  readonly guards: Guards;
  /** Variables that something outside the template's own text fills: `:save`, catalog tags. */
  readonly provided: ReadonlySet<string>;
  /** The loop whose round is being read. */
  loop: number | null;
  /** The content block that is being read; null for the body itself. */
  source: string | null;
  /** How deep the nodes that are being read are nested. */
  depth: number;
  /** Steps that may still be taken. */
  budget: number;
  /** The output of the body that what is read now is printed by; null for the body's own text. */
  printed: Span | null;
  /** Every test asked so far, both its answers: the paths that the template itself tells apart. */
  readonly tests: Set<Guard>;
  /** The branches that the answers lead into. */
  readonly branches: Branching[];
  /** The paths on which each branch of the body is gone into, by its tag's start; kept where somebody asks for it. */
  readonly entered: Map<number, Guard> | null;
  readonly findings: Finding[];
  /** Paths on which a `json-*` or `payload-invalid` finding ended the reading. */
  broken: Guard;
  /** Paths on which the template itself gives up: nothing is sent. */
  aborted: Guard;
  /** Paths that the proof cannot follow. */
  lost: Guard;
  /** What data is printed or looped over as: the kind of value that a user would have there. */
  readonly uses: Map<Subject, 'text' | 'number' | 'list'>;
  /** The keys that have been met, by where their object opens. */
  readonly keys: Set<string>;
  /** Of each list what its loops' items are, and on which paths it has been found to contain a text. */
  readonly items: Map<Subject, { readonly subjects: Set<Subject>; readonly texts: Map<string, Guard> }>;
  /** Numbers of the places where JSON stands open, by what they are. */
  readonly places: Map<string, number>;
  /** Reads nodes wherever they stand: what prints a fragment needs what reads a body. */
  readNodes(nodes: readonly Node[], states: readonly State[], trim: Trim): Flow;
  /** What a captured or assigned value prints, alternative by alternative. */
  textOf(value: Value): readonly TextAlternative[];
}

/** Counts a proof's work; ends it where it is too much. */
export function spend(run: Run, steps: number): void {
  run.budget -= steps;
  if (run.budget < 0) throw exhausted;
}

/** A name for a place in the text, the same each time that it is read. */
export function siteKey(run: Run, span: Span): string {
  return `@${run.source ?? ''}:${span.start}`;
}

/** A datum that is made out of others: by a filter, by an index. */
export function derived(
  run: Run,
  key: string | null,
  span: Span,
  label: string,
  type: DatumType,
  parent?: Subject,
): Subject {
  return run.facts.subject(key ?? siteKey(run, span), { label, type, loop: run.loop, parent: parent ?? null });
}

/** Notes a finding; on no path is none. */
export function report(run: Run, finding: Finding): void {
  const guard = run.facts.possible(finding.guard);
  if (guard !== never) run.findings.push({ ...finding, guard });
}

/**
 * The part of `guard` on which something certainly is as `fact` says: the whole, or what a test of the template itself
 * tells apart. That an attribute merely may be so is no certainty. `nearly` is what a test for the fact holds for besides:
 * blank is false too, which prints something.
 */
export function certainly(run: Run, guard: Guard, fact: Guard, nearly: Guard = fact): Guard {
  const { and, or, not, support } = run.guards;
  const { within } = run.facts;
  if (fact === never || guard === never) return never;
  if (within(guard, nearly)) return and(guard, fact);
  const questions = support(fact);
  let region = never;
  for (const test of run.tests) {
    if (!run.guards.dependsOn(test, questions)) continue;
    for (const side of [test, not(test)]) {
      const here = and(guard, side);
      if (here !== never && within(here, nearly)) region = or(region, and(here, fact));
    }
  }
  return region;
}
