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
 * Users whose rendering takes the path of the problem at an index of the proof's `problems`, the likeliest first. The proof
 * knows how many items a list has and not which of them is which, so where a loop asks for its items the users differ in
 * these: whoever renders takes the first for whom the problem shows. Empty when the path asks for what no user's data
 * decides (a Connected Content answer, the time), or there is no such problem.
 */
export function witnessesFor(tree: Template, context: PayloadContext, index: number): readonly WitnessUser[] {
  return witnessesOf(gatherEvidence(tree, context), index);
}

/** The same from a proof's evidence. */
export function witnessesOf({ run, guards }: Evidence, index: number): readonly WitnessUser[] {
  const guard = guards[index];
  return run && guard !== undefined && guard !== never ? usersWithin(run, guard) : [];
}

/** Users on one of a guard's paths, the likeliest first; none when no user's data decides who takes it. */
export function usersWithin(run: Run, guard: Guard): readonly WitnessUser[] {
  const answers = run.guards.pick(run.facts.possible(guard), (question, answer) => rank(run, question, answer));
  const claims: Flag[] = [];
  for (const [question, answer] of answers) {
    const asked = run.facts.questionOf(question);
    if (!asked) continue;
    if ('classes' in asked) {
      if (!asked.at && !isUsual(run, asked, answer)) return [];
    } else if (answer === 1) {
      if (!asked.claim) return [];
      claims.push(asked);
    }
  }
  return itemsToTry(run).map((item) => userFrom({ run, answers, claims, item }));
}

interface Choices {
  readonly run: Run;
  readonly answers: ReadonlyMap<number, number>;
  readonly claims: readonly Flag[];
  readonly item: ItemChoice | null;
}

/** What one item of a loop is, and which. */
interface ItemChoice {
  readonly subject: Subject;
  readonly value: ValueClass;
  readonly where: 'first' | 'last' | 'all';
}

const maxTries = 40;

function itemsToTry(run: Run): readonly (ItemChoice | null)[] {
  const tries: (ItemChoice | null)[] = [null];
  for (const subject of run.facts.subjects()) {
    if (!subject.at?.steps.includes('*')) continue;
    for (const value of subject.classes) {
      if (!isToldApart(run, subject, value)) continue;
      for (const where of ['last', 'first', 'all'] as const) tries.push({ subject, value, where });
    }
  }
  return tries.slice(0, maxTries);
}

/** Whether some test of the template answers otherwise for this class than for what items mostly are. */
function isToldApart({ facts, guards, tests }: Run, subject: Subject, value: ValueClass): boolean {
  const asked = new Set([subject.question]);
  const answerFor = (test: Guard, holds: (one: ValueClass) => boolean): Guard =>
    guards.forget(guards.and(test, facts.when(subject, holds)), asked);
  return [...tests].some((test) => {
    if (!guards.support(test).has(subject.question)) return false;
    return answerFor(test, (one) => one === value) !== answerFor(test, (one) => one.kind === 'other');
  });
}

function userFrom(choices: Choices): WitnessUser {
  const root = new Map<string, DataNode>();
  for (const subject of choices.run.facts.subjects()) if (subject.at) place(root, subject.at, subject);
  const user: Record<string, Record<string, unknown>> = {};
  for (const node of root.values()) {
    const { namespace, key } = node.at;
    const value = build(choices, node, null);
    const name = namespace === '' ? 'attributes' : namespace;
    const members = user[name] ?? {};
    user[name] = members;
    if (value !== undefined) members[key] = value;
  }
  return user;
}

interface DataNode {
  readonly at: DataPath;
  /** The loops over one list have a subject each for its items. */
  readonly subjects: Subject[];
  readonly parts: Map<string, DataNode>;
}

function place(root: Map<string, DataNode>, at: DataPath, subject: Subject): void {
  const name = `${at.namespace}\n${at.key}`;
  let node: DataNode = root.get(name) ?? { at, subjects: [], parts: new Map() };
  root.set(name, node);
  for (const step of at.steps) {
    const next: DataNode = node.parts.get(step) ?? { at, subjects: [], parts: new Map() };
    node.parts.set(step, next);
    node = next;
  }
  node.subjects.push(subject);
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

/** The item of a list that is being built. */
interface Item {
  readonly index: number;
  readonly size: number;
}

function build(choices: Choices, node: DataNode, item: Item | null): unknown {
  const subject = node.subjects.find((one) => choices.run.uses.has(one)) ?? node.subjects[0] ?? null;
  const value = classOf(choices, node.subjects, item);
  const inner = [...node.parts.keys()];
  const isScalar = value !== undefined && !['one', 'many', 'other', 'none', 'nil'].includes(value.kind);
  // What a loop goes through once, as a whole, may be no list.
  const isWhole = value?.kind === 'other' && inner.every((step) => step === '*');
  const isList =
    !isScalar &&
    !isWhole &&
    inner.some((step) => step === '*' || step === 'first' || step === 'last' || /^\d+$/.test(step));
  const kind = value?.kind ?? (subject ? usualKinds(choices.run, subject)[0] : undefined);
  if (kind === 'nil') return undefined;
  if (kind === 'none') return [];
  if (isList || kind === 'one' || kind === 'many') return buildList(choices, node, kind === 'one' ? 1 : 3);
  if (inner.length > 0 && !isWhole && (kind === 'other' || kind === undefined)) {
    return Object.fromEntries(inner.map((step) => [step, build(choices, node.parts.get(step) as DataNode, item)]));
  }
  if (kind === 'empty') return '';
  if (kind === 'blank') return ' ';
  if (kind === 'between') return value?.kind === 'between' ? numberBetween(value.low, value.high) : 7;
  if (value && 'value' in value) return value.value;
  return textFor(subject, choices.claims);
}

function classOf(
  { answers, item: choice }: Choices,
  subjects: readonly Subject[],
  item: Item | null,
): ValueClass | undefined {
  if (choice && item && subjects.includes(choice.subject)) {
    const at = item.index === 0 ? 'first' : item.index === item.size - 1 ? 'last' : 'all';
    if (choice.where === 'all' || choice.where === at) return choice.value;
  }
  for (const { question, classes } of subjects) {
    const answer = answers.get(question);
    if (answer !== undefined) return classes[answer];
  }
  return undefined;
}

function buildList(choices: Choices, node: DataNode, usual: number): unknown[] {
  const named = [...node.parts.keys()].filter((step) => /^\d+$/.test(step)).map(Number);
  const wanted = choices.item ? [] : claimed(choices.claims, node.subjects);
  const size = sizeWithin(choices, node.subjects, Math.max(usual, ...named.map((index) => index + 1)));
  return Array.from({ length: size }, (_, index) => {
    const end = index === 0 ? 'first' : index === size - 1 ? 'last' : '';
    const part = node.parts.get(String(index)) ?? node.parts.get(end) ?? node.parts.get('*');
    const own = part ? (build(choices, part, { index, size }) ?? null) : `item ${index + 1}`;
    return wanted[index] ?? own;
  });
}

/** As many items as the path's tests of the list's size allow. */
function sizeWithin({ run, answers }: Choices, subjects: readonly Subject[], usual: number): number {
  let [low, high] = [usual, 20];
  for (const [question, answer] of answers) {
    const asked = run.facts.questionOf(question);
    if (!asked || 'classes' in asked || asked.claim?.operator !== 'longer') continue;
    if (!subjects.includes(asked.claim.subject)) continue;
    const count = Number(asked.claim.value);
    // A list of several has so many whatever was answered.
    if (count <= Math.min(usual, 2)) continue;
    if (answer === 1) low = Math.max(low, count);
    else high = Math.min(high, count - 1);
  }
  return Math.max(0, Math.min(low, high));
}

function textFor(subject: Subject | null, claims: readonly Flag[]): string {
  return ['some text', ...claimed(claims, subject ? [subject] : [])].join(' ');
}

/** What has to be in a datum. */
function claimed(claims: readonly Flag[], subjects: readonly Subject[]): readonly string[] {
  return claims.flatMap(({ claim }) =>
    claim?.operator === 'contains' && subjects.includes(claim.subject) ? [String(claim.value)] : [],
  );
}

function numberBetween(low: number, high: number): number {
  if (low === Number.NEGATIVE_INFINITY) return high === Number.POSITIVE_INFINITY ? 7 : high - 1;
  if (high === Number.POSITIVE_INFINITY) return low + 1;
  return (low + high) / 2;
}
