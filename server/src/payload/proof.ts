/** The payload proof: reads a body as JSON on every path through its template and says where it goes wrong. */
import { type AnyNode, type Problem, type Template, walk } from '../liquid';
import { beginsAsJson } from './begins';
import { noteBlankTexts } from './blankBlocks';
import { partsOf } from './content';
import { createFacts, type Literals } from './facts';
import { untrimmed } from './flow';
import { endForm, startForm } from './form';
import { formStart } from './formText';
import { always, createGuards, exhausted, type Guard, never } from './guard';
import { readNodes } from './interpret';
import { readLiteral } from './machine';
import { pathWords, stepsTo } from './path';
import { startReader } from './reader';
import { type Finding, type Run, report, type TextAlternative } from './run';
import { collector, join, type State } from './states';
import type { PayloadContext, PayloadProblem, Proof } from './types';
import { type Fragment, piecesOf, unknownHole, type Value } from './values';

/** Steps of reading, for a whole proof. */
const budget = 60_000;

const unknown: Proof = { verdict: 'unknown', problems: [] };

/** What says that a body is no JSON; the rest is about fields, or doubtful. */
const fatal: ReadonlySet<string> = new Set([
  'payload-invalid',
  'payload-missing-field',
  'payload-type',
  'payload-value',
  'form-body-not-encoded',
  'curly-quotes',
  'json-comment',
  'json-missing-comma',
  'json-trailing-comma',
  'json-double-comma',
  'json-single-quotes',
  'json-unbalanced',
]);

/** A proof with what a witness needs. */
export interface Evidence {
  readonly proof: Proof;
  readonly run: Run | null;
  /** The guard of each of the proof's problems. */
  readonly guards: readonly Guard[];
}

/** Proves a body, or says on which paths it is broken. Spans count in the body's text. Never throws for any body. */
export function provePayload(tree: Template, context: PayloadContext): Proof {
  return gatherEvidence(tree, context).proof;
}

/** The proof together with its paths. */
export function gatherEvidence(tree: Template, context: PayloadContext): Evidence {
  if (tree.text.trim() === '') return { proof: emptyBody(tree, context), run: null, guards: [] };
  const run = createRun(tree, context);
  try {
    return evidenceOf(run, readBody(run));
  } catch (error) {
    if (error === exhausted) return { proof: unknown, run: null, guards: [] };
    throw error;
  }
}

/** A partner that wants JSON refuses an empty body; of any other nothing can be said. */
function emptyBody({ end }: Template, { template }: PayloadContext): Proof {
  const { format, capture } = template?.body ?? {};
  if ((format !== 'json' && format !== 'form') || capture !== undefined) return unknown;
  const wanted = format === 'json' ? 'JSON' : 'a form';
  const message = `The body is empty, and the partner expects ${wanted}. Write it, or begin with a snippet of the partner.`;
  return { verdict: 'broken', problems: [{ code: 'payload-invalid', message, span: { start: end, end }, path: [] }] };
}

const isForm = ({ context }: Run): boolean => context.template?.body?.format === 'form';

/** Reads the body; returns the paths on which something is sent. */
function readBody(run: Run): Guard {
  noteBlankTexts(run.tree.children, run.tree.text);
  if (isForm(run) && beginsAsJson(run.tree)) return refuseJson(run);
  const payload = captured(run);
  const states: readonly State[] = [
    {
      guard: always,
      environment: new Map(),
      sink: payload !== null ? collector : isForm(run) ? startForm(run) : startReader,
    },
  ];
  const flow = readNodes(run, run.tree.children, states, untrimmed);
  let ended = join(run, [...flow.states, ...flow.breaks, ...flow.continues]);
  if (payload !== null) ended = readCaptured(run, ended, payload);
  for (const state of ended) finish(run, state);
  const sent = ended.reduce((sum, state) => run.guards.or(sum, state.guard), never);
  return run.facts.possible(run.guards.or(sent, run.guards.or(run.broken, run.lost)));
}

/** JSON where the partner reads a form. */
function refuseJson(run: Run): Guard {
  const [one = 'name', other = 'other'] = (run.context.template?.body?.fields ?? []).map(({ name }) => name);
  const message = `The partner reads a form, and this is JSON. Write ${one}=…&${other}=… in its place.`;
  report(run, { code: 'payload-invalid', message, span: formStart(run.tree), guard: always });
  return always;
}

/** The variable that holds the payload, where the docset says that a capture may, and the body prints no JSON itself. */
function captured(run: Run): string | null {
  const name = run.context.template?.body?.capture;
  if (name === undefined) return null;
  let found = false;
  walk(run.tree, {
    enter: (node) => {
      if (node.kind === 'tag' && node.markup.shape === 'target' && node.markup.target?.text === name) found = true;
      if (node.kind === 'tag' && node.markup.shape === 'assign' && node.markup.target?.text === name) found = true;
    },
  });
  return found ? name : null;
}

/** Reads what a variable holds at the end as the payload. */
function readCaptured(run: Run, states: readonly State[], name: string): readonly State[] {
  const read = states.flatMap((state) => {
    const value = state.environment.get(name);
    if (!value) return [];
    const alternatives = value.kind === 'choice' ? value.alternatives : [{ guard: always, value }];
    return alternatives.flatMap((one): State[] => {
      const guard = run.guards.and(state.guard, one.guard);
      return guard === never ? [] : readOne(run, { ...state, guard }, one.value);
    });
  });
  return join(run, read);
}

function readOne(run: Run, state: State, value: Value): State[] {
  const start: State = { ...state, sink: startReader };
  if (value.kind !== 'fragment') {
    const pieces = piecesOf(value) ?? [];
    let readings = [{ guard: start.guard, reader: startReader }] as readonly {
      guard: Guard;
      reader: typeof startReader;
    }[];
    for (const piece of pieces) {
      readings = piece.kind === 'literal' ? readings.flatMap((one) => readLiteral(run, one, piece)) : [];
    }
    return readings.map(({ guard, reader }) => ({ ...start, guard, sink: reader }));
  }
  const environment = value.environment;
  const flow = readNodes(run, value.nodes, [{ ...start, environment }], { start: value.trimStart, end: value.trimEnd });
  return [...flow.states, ...flow.breaks, ...flow.continues];
}

/** What is still open where the body ends. */
function finish(run: Run, state: State): void {
  if (state.sink.kind === 'json' && state.sink.isForm) {
    endForm(run, { guard: state.guard, reader: state.sink });
    return;
  }
  const ended =
    state.sink.kind === 'json'
      ? readLiteral(run, { guard: state.guard, reader: state.sink }, { kind: 'literal', text: '\n', at: null })
      : [];
  for (const { guard, reader } of ended) {
    const { token, frame, mode } = reader;
    const end = { start: run.tree.end, end: run.tree.end };
    if (mode === 'end' && !token) continue;
    if (frame) {
      const close = frame.kind === 'object' ? '}' : ']';
      report(run, {
        code: 'json-unbalanced',
        message: `What opens here is never closed. Add '${close}'.`,
        span: frame.open,
        guard,
        follows: 'stop',
        isWeak: true,
        data: { insert: reader.last?.end ?? end.start, text: close },
      });
    } else {
      report(run, {
        code: 'payload-invalid',
        message:
          'The body prints nothing here, and the receiver expects JSON. Print it, or abort the message on this path.',
        span: { start: 0, end: Math.min(1, run.tree.end) },
        guard,
      });
    }
  }
}

// ── Findings ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function evidenceOf(run: Run, sent: Guard): Evidence {
  const findings = distinct(run, sent);
  const problems = findings.map((finding, index) =>
    problemOf(run, finding, index < maxExplained ? sent : finding.guard),
  );
  const broken = findings.some(({ code }) => fatal.has(code));
  const verdict = broken ? 'broken' : run.lost !== never || tearsIn(run).length > 0 ? 'unknown' : 'right';
  return { proof: { verdict, problems }, run, guards: findings.map(({ guard }) => guard) };
}

/** So many findings get their path in words: who has more has other worries. */
const maxExplained = 50;

/** A finding on the paths on which something is sent: where the template gives up further down, nothing is. */
function sentOnly(run: Run, finding: Finding): Finding {
  if (run.aborted === never) return finding;
  return { ...finding, guard: run.facts.possible(run.guards.less(finding.guard, run.aborted)) };
}

/** One finding a place and code, on all its paths. */
function distinct(run: Run, sent: Guard): readonly Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const found of findingsOf(run)) {
    const finding = sentOnly(run, found);
    if (finding.guard === never) continue;
    const { code, span, message } = finding;
    const key = syntax.has(code) ? `${code} ${span.start}` : `${code} ${span.start} ${span.end} ${message}`;
    const other = byPlace.get(key);
    byPlace.set(key, other ? { ...other, guard: run.guards.or(other.guard, finding.guard) } : finding);
  }
  const all = [...byPlace.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return withoutFollowers(run, all, sent);
}

/** Problems of the Liquid behind which the text is not what its author sees. */
const tearing: ReadonlySet<string> = new Set([
  'unclosed-output',
  'unclosed-tag',
  'mismatched-delimiters',
  'unclosed-block',
  'stray-end-tag',
  'missing-string-close',
]);

const syntax: ReadonlySet<string> = new Set(
  [...fatal].filter((code) => /^(?:json-|curly-|payload-invalid)/.test(code)),
);

/** All findings but those that come of broken Liquid, of which the parser has told. */
function findingsOf(run: Run): readonly Finding[] {
  const { findings } = run;
  const torn = tearsIn(run);
  if (torn.length === 0) return findings;
  const first = Math.min(...torn);
  return findings.filter(({ code, span, follows }) => !follows && (!syntax.has(code) || span.end <= first));
}

/** Where the Liquid itself is broken. */
function tearsIn({ tree }: Run): readonly number[] {
  return tree.problems.filter(({ code }) => tearing.has(code)).map(({ span }) => span.start);
}

/** Where paths end, of the findings that may come of one slip the first alone: paths run into it at many places. */
function withoutFollowers(run: Run, findings: readonly Finding[], sent: Guard): readonly Finding[] {
  const doubtful = findings.filter((one) => one.follows !== undefined);
  const first = doubtful.find(({ isWeak }) => !isWeak) ?? doubtful[0];
  if (!first || doubtful.length === 1 || doubtful.every((one) => one.follows === 'doubt')) return findings;
  const torn = syntax.has(first.code) ? doubtful.filter(({ code }) => syntax.has(code)) : [];
  const all = torn.reduce((sum, one) => run.guards.or(sum, one.guard), never);
  // Where everybody runs into it, no path makes it clearer.
  const guard = run.facts.within(sent, all) ? all : first.guard;
  return findings.flatMap((one) => (one === first ? [{ ...one, guard }] : one.follows ? [] : [one]));
}

/** What is wrong with the text itself, whoever gets it: no path makes it clearer. */
const pathless: ReadonlySet<string> = new Set([
  'json-escape',
  'json-unquoted-output',
  'json-quoted-number',
  'json-comment',
  'json-single-quotes',
  'curly-quotes',
  'timestamp-unit',
  'translated-json-key',
  'value-outer-space',
  'form-body-not-encoded',
]);

function problemOf(run: Run, finding: Finding, sent: Guard): PayloadProblem {
  const steps = pathless.has(finding.code) ? [] : stepsTo(run, finding.guard, sent, finding.span);
  const related: NonNullable<Problem['related']> = [
    ...(finding.related ?? []),
    ...steps.filter(({ span }) => span !== finding.span).map(({ text, span }) => ({ message: `When ${text}`, span })),
  ];
  return {
    code: finding.code,
    message: withPath(finding.message, pathWords(steps)),
    span: finding.span,
    path: steps,
    data: { ...(finding.data ?? {}), everywhere: steps.length === 0 },
    ...(related.length > 0 ? { related } : {}),
  };
}

/** The path goes to the end of the message's first sentence. */
function withPath(message: string, words: string): string {
  if (words === '') return message;
  const stop = firstStop(message);
  return `${message.slice(0, stop)}${words}${message.slice(stop)}`;
}

function firstStop(message: string): number {
  for (let at = message.indexOf('.'); at >= 0; at = message.indexOf('.', at + 1)) {
    const next = message[at + 1];
    if (next === undefined || (next === ' ' && /[A-Z]/.test(message[at + 2] ?? ''))) return at;
  }
  return message.length;
}

// ── The run ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A proof's state before anything was read. */
export function createRun(tree: Template, context: PayloadContext, entered: Run['entered'] = null): Run {
  const guards = createGuards();
  const trees = [tree, ...context.contentBlocks.values()];
  const texts = new Map<Fragment, readonly TextAlternative[]>();
  const run: Run = {
    tree,
    context,
    guards,
    facts: createFacts(guards, literalsOf(trees)),
    provided: providedBy(trees, context),
    loop: null,
    source: null,
    printed: null,
    depth: 0,
    budget,
    tests: new Set(),
    branches: [],
    entered,
    findings: [],
    broken: never,
    aborted: never,
    lost: never,
    uses: new Map(),
    keys: new Set(),
    items: new Map(),
    places: new Map(),
    readNodes: (nodes, states, trim) => readNodes(run, nodes, states, trim),
    textOf: (value) => {
      if (value.kind !== 'fragment') return [{ guard: always, pieces: piecesOf(value) ?? [unknownHole('the value')] }];
      const known = texts.get(value);
      if (known) return known;
      const found = fragmentTexts(run, value);
      texts.set(value, found);
      return found;
    },
  };
  for (const block of context.contentBlocks.values()) noteBlankTexts(block.children, block.text);
  return run;
}

function fragmentTexts(run: Run, fragment: Fragment): readonly TextAlternative[] {
  const { source, printed } = run;
  run.source = fragment.source;
  run.printed = null;
  const state: State = { guard: always, environment: fragment.environment, sink: collector };
  const flow = readNodes(run, fragment.nodes, [state], { start: fragment.trimStart, end: fragment.trimEnd });
  run.source = source;
  run.printed = printed;
  return [...flow.states, ...flow.breaks, ...flow.continues].flatMap(({ guard, sink }) =>
    sink.kind === 'text'
      ? sink.content.map((writing) => ({
          guard: run.guards.and(guard, writing.guard),
          pieces: partsOf(writing).map(({ piece }) => piece),
        }))
      : [],
  );
}

/** The literals that a template tests for or hands on: what its data is told apart by. */
function literalsOf(trees: readonly Template[]): Literals {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const gather = (node: AnyNode | null): void => {
    if (node?.kind === 'string') texts.add(node.value);
    else if (node?.kind === 'number') numbers.add(node.value);
  };
  for (const tree of trees) {
    walk(tree, {
      enter: (node) => {
        if (node.kind === 'comparison') {
          gather(node.left);
          gather(node.right);
        } else if (node.kind === 'tag' && node.markup.shape === 'when') node.markup.values.forEach(gather);
      },
    });
  }
  return { texts, numbers };
}

/** Variables that are set by other means than `assign` and `capture`. */
function providedBy(trees: readonly Template[], context: PayloadContext): ReadonlySet<string> {
  const names = new Set<string>(context.outsideNames ?? []);
  if (context.template?.kind === 'content-block') names.add('*');
  for (const tree of trees) {
    walk(tree, {
      enter: (node) => {
        if (node.kind !== 'tag' || node.markup.shape !== 'words') return;
        for (const option of node.markup.options) {
          const part = option.value?.parts[0];
          if (option.name.text === 'save' && part?.kind === 'text')
            names.add(tree.text.slice(part.start, part.end).trim());
        }
        if (node.name.startsWith('catalog')) names.add('items');
      },
    });
  }
  return names;
}
