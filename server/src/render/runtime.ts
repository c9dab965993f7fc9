/** The state of one rendering: scopes, what was written, read, called and found wrong, and its limits. */
import type { Context, Emitter } from 'liquidjs';
import type { Span, Template } from '../liquid';
import { attach, createContext, type HostTemplate } from './engine';
import { stop, TOO_SLOW } from './errors';
import { createRandom } from './random';
import type { Call, Read, RenderContext, RenderProblem, Trace } from './types';
import { type Drop, fromJson, type Value } from './values';

export type Scope = Map<string, Value>;

/** What tags keep from one turn to the next. */
export interface Registers {
  /** Where a `for` of a name left off, for `offset: continue`. */
  readonly offsets: Map<string, number>;
  readonly loops: Drop[];
  readonly cycles: Map<string, number>;
  changed: string | null;
}

/** A variable's text and where it stands in the template; offsets of the trace count in `text`. */
export interface Written {
  readonly text: string;
  readonly trace: readonly Trace[];
}

export interface Runtime {
  readonly context: RenderContext;
  readonly host: Context;
  readonly now: number;
  readonly random: () => number;
  readonly problems: RenderProblem[];
  readonly calls: Call[];
  readonly reads: Read[];
  readonly registers: Registers;
  /** Innermost last; assignments go to the first. */
  scopes: Scope[];
  /** The variables given from outside, with counters laid over them. */
  globals: Scope;
  /** Where `globals` has not been filled from yet. */
  data: Readonly<Record<string, unknown>>;
  aborted: { readonly reason: string } | null;
  abortedAt: Span | null;
  /** Starts of the tags whose branch was gone into. */
  readonly entered: Set<number>;
  /** Variables whose text stands in the template. */
  readonly written: Map<string, Written>;
  /** Where the text that is written next comes from; the write takes it. */
  parts: readonly Trace[] | null;
  /** Aborted, or a limit was reached: nothing more is to be rendered. */
  stopped: boolean;
  /** The text being rendered. */
  text: string;
  /** Set inside content blocks and partials: the place in the outer text that all inside counts for. */
  origin: Span | null;
  /** The node that is writing. */
  source: Span;
  /** How many content blocks and partials deep. */
  depth: number;
  /** Parsed content blocks and partials, by kind and name. */
  readonly parsed: Map<string, Template>;
  step(): void;
  reserve(units: number): void;
  /** Turns the tree of a text inside this one into templates. */
  lower(template: Template): readonly HostTemplate[];
  /** Counts what is written anywhere. */
  count(units: number): void;
}

/** Steps between two looks at the clock. */
const STEPS_PER_LOOK = 128;

/**
 * The state of one rendering of one text: scopes, limits (milliseconds, characters), and what is reported. The clock
 * starts here.
 */
export function createRuntime(context: RenderContext, text: string, lower: Runtime['lower']): Runtime {
  const { limits } = context;
  const started = performance.now();
  const host = createContext();
  let steps = 0;
  let written = 0;
  const runtime: Runtime = {
    context,
    host,
    now: timeOf(context.now),
    random: createRandom(context.seed),
    problems: [],
    calls: [],
    reads: [],
    registers: createRegisters(),
    scopes: [new Map()],
    globals: new Map(),
    data: context.data ?? {},
    aborted: null,
    abortedAt: null,
    entered: new Set(),
    written: new Map(),
    parts: null,
    stopped: false,
    text,
    origin: null,
    source: { start: 0, end: 0 },
    depth: 0,
    parsed: new Map(),
    lower,
    step() {
      if (++steps % STEPS_PER_LOOK === 0 && performance.now() - started > limits.time) {
        stop(TOO_SLOW);
      }
    },
    reserve(units) {
      if (units > limits.output) tooLarge(limits.output);
    },
    count(units) {
      written += units;
      if (written > limits.output) tooLarge(limits.output);
    },
  };
  attach(host, runtime);
  return runtime;
}

function tooLarge(limit: number): never {
  stop(
    `The template writes more than ${limit} characters and was stopped. Look for text that is added to itself in a loop.`,
  );
}

/** What tags remember between their runs: offsets of `continue`, open loops, cycles, `ifchanged`. */
export function createRegisters(): Registers {
  return { offsets: new Map(), loops: [], cycles: new Map(), changed: null };
}

function timeOf(now: string): number {
  const time = Date.parse(now);
  return Number.isNaN(time) ? 0 : time;
}

/** A variable by name: the innermost scope that has it, then what was given from outside. */
export function findVariable(runtime: Runtime, name: string): Value {
  for (let i = runtime.scopes.length - 1; i >= 0; i--) {
    const value = runtime.scopes[i]!.get(name);
    if (value !== undefined) return value;
  }
  return findGlobal(runtime, name);
}

/** A variable given from outside, or a counter. Converted from JSON when first asked for. */
export function findGlobal(runtime: Runtime, name: string): Value {
  const known = runtime.globals.get(name);
  if (known !== undefined) return known;
  const value = Object.hasOwn(runtime.data, name) ? fromJson(runtime.data[name]) : null;
  runtime.globals.set(name, value);
  return value;
}

/** `assign` and `capture`: visible from here on, in every scope that does not hide it. */
export function assign(runtime: Runtime, name: string, value: Value): void {
  runtime.scopes[0]!.set(name, value);
}

/** Notes a problem at its place in the source, once for a place, however often a loop comes by. */
export function report(
  runtime: Runtime,
  code: string,
  severity: RenderProblem['severity'],
  message: string,
  at: Span,
): void {
  const span = runtime.origin ?? { start: at.start, end: at.end };
  const isKnown = runtime.problems.some(
    (problem) =>
      problem.code === code &&
      problem.span.start === span.start &&
      problem.span.end === span.end &&
      problem.message === message,
  );
  // A loop would say the same a thousand times.
  if (!isKnown && runtime.problems.length < 1000) runtime.problems.push({ code, severity, message, span });
}

/** Where text goes; the root keeps the trace of who wrote what. */
export interface Output extends Emitter {
  readonly trace: readonly Trace[];
}

/** A buffer to write to, which counts against the output limit; `traced` keeps which node wrote what. */
export function createOutput(runtime: Runtime, traced: boolean): Output {
  const trace: Trace[] = [];
  return {
    buffer: '',
    trace,
    write(text: string) {
      const { parts } = runtime;
      runtime.parts = null;
      if (text === '') return;
      runtime.count(text.length);
      const start = this.buffer.length;
      this.buffer += text;
      if (!traced) return;
      const source = runtime.origin ?? runtime.source;
      if (parts && !runtime.origin) {
        const written = parts.map((part) => ({ ...part, start: start + part.start, end: start + part.end }));
        trace.push({ start, end: this.buffer.length, source: { start: source.start, end: source.end }, written });
        return;
      }
      const last = trace[trace.length - 1];
      if (last && !last.written && last.source.start === source.start && last.source.end === source.end) {
        trace[trace.length - 1] = { ...last, end: this.buffer.length };
      } else trace.push({ start, end: this.buffer.length, source: { start: source.start, end: source.end } });
    },
  };
}
