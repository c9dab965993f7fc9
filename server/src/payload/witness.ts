/** A user who takes the path of a finding: to be previewed with, and to hold the proof against the renderer. */
import type { Template } from '../liquid';
import type { DataPath, Flag, Subject, ValueClass } from './facts';
import { type Guard, never } from './guard';
import { type Evidence, gatherEvidence } from './proof';
import type { Run } from './run';
import type { PayloadContext } from './types';

/** Sample data by Liquid's namespaces, `attributes` for the default one, as a sample user's file holds it. */
export type WitnessUser = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * A user whose rendering takes the path of the problem at an index of the proof's `problems`. Null when the path asks for
 * what no user's data decides (a Connected Content answer, the time), or there is no such problem.
 */
export function witnessFor(tree: Template, context: PayloadContext, index: number): WitnessUser | null {
  return witnessOf(gatherEvidence(tree, context), index);
}

/** The same from a proof's evidence. */
export function witnessOf({ run, guards }: Evidence, index: number): WitnessUser | null {
  const guard = guards[index];
  return run && guard !== undefined && guard !== never ? userWithin(run, guard) : null;
}

/** A user on one of a guard's paths. */
export function userWithin(run: Run, guard: Guard): WitnessUser | null {
  const answers = run.guards.pick(run.facts.possible(guard), (question, answer) => rank(run, question, answer));
  const claims: Flag[] = [];
  for (const [question, answer] of answers) {
    const asked = run.facts.questionOf(question);
    if (!asked) continue;
    if ('classes' in asked) {
      if (!asked.at && !isUsual(run, asked, answer)) return null;
    } else if (answer === 1) {
      if (!asked.claim) return null;
      claims.push(asked);
    }
  }
  const root = new Map<string, DataNode>();
  for (const subject of run.facts.subjects()) if (subject.at) place(root, subject.at, subject);
  const user: Record<string, Record<string, unknown>> = {};
  for (const node of root.values()) {
    const { namespace, key } = node.at;
    const value = build(run, node, answers, claims);
    const name = namespace === '' ? 'attributes' : namespace;
    user[name] = user[name] ?? {};
    if (value !== undefined) user[name][key] = value;
  }
  return user;
}

interface DataNode {
  readonly at: DataPath;
  subject: Subject | null;
  readonly parts: Map<string, DataNode>;
}

function place(root: Map<string, DataNode>, at: DataPath, subject: Subject): void {
  const name = `${at.namespace}\n${at.key}`;
  let node = root.get(name) ?? { at, subject: null, parts: new Map() };
  root.set(name, node);
  for (const step of at.steps) {
    const next: DataNode = node.parts.get(step) ?? { at, subject: null, parts: new Map() };
    node.parts.set(step, next);
    node = next;
  }
  node.subject = subject;
}

/** What users mostly have: the answers that are tried first. */
function rank(run: Run, question: number, answer: number): number {
  const asked = run.facts.questionOf(question);
  if (!asked || !('classes' in asked)) return answer;
  const usual = usualKinds(run, asked);
  const kind = (asked.classes[answer] as ValueClass).kind;
  const place = usual.indexOf(kind);
  return place < 0 ? usual.length : place;
}

function isUsual(run: Run, subject: Subject, answer: number): boolean {
  return rank(run, subject.question, answer) === 0;
}

function usualKinds(run: Run, subject: Subject): readonly ValueClass['kind'][] {
  const use = run.uses.get(subject);
  if (use === 'list' || subject.type === 'array') return ['many', 'one', 'none', 'nil'];
  if (use === 'number' || subject.type === 'number') return ['between', 'number', 'boolean', 'nil', 'empty'];
  return ['other', 'text', 'nil', 'empty', 'blank', 'between', 'number', 'boolean'];
}

function build(run: Run, node: DataNode, answers: ReadonlyMap<number, number>, claims: readonly Flag[]): unknown {
  const { subject } = node;
  const answer = subject ? answers.get(subject.question) : undefined;
  const value = subject && answer !== undefined ? subject.classes[answer] : undefined;
  const inner = [...node.parts.keys()];
  const isList = inner.some((step) => step === '*' || step === 'first' || step === 'last' || /^\d+$/.test(step));
  const kind = value?.kind ?? (subject ? usualKinds(run, subject)[0] : undefined);
  if (kind === 'nil') return undefined;
  if (kind === 'none') return [];
  if (isList || kind === 'one' || kind === 'many') return buildList(run, node, kind === 'one' ? 1 : 2, answers, claims);
  if (inner.length > 0 && (kind === 'other' || kind === undefined)) {
    return Object.fromEntries(
      inner.map((step) => [step, build(run, node.parts.get(step) as DataNode, answers, claims)]),
    );
  }
  if (kind === 'empty') return '';
  if (kind === 'blank') return ' ';
  if (kind === 'between') return value?.kind === 'between' ? numberBetween(value.low, value.high) : 7;
  if (value && 'value' in value) return value.value;
  return textFor(subject, claims);
}

function buildList(
  run: Run,
  node: DataNode,
  usual: number,
  answers: ReadonlyMap<number, number>,
  claims: readonly Flag[],
): unknown[] {
  const named = [...node.parts.keys()].filter((step) => /^\d+$/.test(step)).map(Number);
  const size = Math.min(20, Math.max(usual, ...named.map((index) => index + 1)));
  return Array.from({ length: size }, (_, index) => {
    const end = index === 0 ? 'first' : index === size - 1 ? 'last' : '';
    const item = node.parts.get(String(index)) ?? node.parts.get(end) ?? node.parts.get('*');
    return item ? (build(run, item, answers, claims) ?? null) : `item ${index + 1}`;
  });
}

function textFor(subject: Subject | null, claims: readonly Flag[]): string {
  const wanted = claims.flatMap(({ claim }) => (claim && claim.subject === subject ? [String(claim.value)] : []));
  return ['some text', ...wanted].join(' ');
}

function numberBetween(low: number, high: number): number {
  if (low === Number.NEGATIVE_INFINITY) return high === Number.POSITIVE_INFINITY ? 7 : high - 1;
  if (high === Number.POSITIVE_INFINITY) return low + 1;
  return (low + high) / 2;
}
