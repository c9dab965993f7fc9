/** Names paths in the user's words: "when `${user_id}` is blank". */
import type { Span } from '../liquid';
import { type Flag, isBlank, isFalsy, printsBlank, type Subject, type ValueClass } from './facts';
import { type Guard, never } from './guard';
import type { Run } from './run';
import type { Step } from './types';

/** No finding names more conditions than this. */
const maxSteps = 6;

/**
 * The conditions under which something holds, as few and as wide as they can be; none when it holds on every path that is
 * sent. `fallback` is marked where no branch asks for a condition.
 */
export function stepsTo(run: Run, guard: Guard, sent: Guard, fallback: Span): readonly Step[] {
  const { guards, facts } = run;
  if (facts.within(sent, guard)) return [];
  const answers = guards.pick(facts.possible(guard), (question, answer) => rank(run, question, answer));
  const cube = new Map<number, Guard>();
  for (const [question, answer] of answers)
    cube.set(
      question,
      guards.when(question, (one) => one === answer),
    );
  const holds = (): boolean => {
    let all = sent;
    for (const one of cube.values()) all = guards.and(all, one);
    return facts.possible(all) !== never && facts.within(all, guard);
  };
  // Later questions stand nearer to what is wrong: what can be dropped is dropped from the front.
  for (const question of [...cube.keys()]) {
    const own = cube.get(question) as Guard;
    cube.delete(question);
    if (!holds()) cube.set(question, own);
  }
  const steps: Step[] = [];
  for (const question of [...cube.keys()].slice(0, maxSteps)) {
    const asked = facts.questionOf(question);
    if (!asked) continue;
    const own = cube.get(question) as Guard;
    const text =
      'classes' in asked
        ? widest(run, asked, answers.get(question) ?? 0, cube, holds)
        : flagWords(asked, answers.get(question) === 1);
    steps.push({ text, span: branchOf(run, question, cube.get(question) ?? own) ?? fallback });
  }
  return steps;
}

/** Ordinary data first: what is named should be what a user would think of. */
function rank(run: Run, question: number, answer: number): number {
  const asked = run.facts.questionOf(question);
  if (!asked || !('classes' in asked)) return answer;
  const list = run.uses.get(asked) === 'list' ? ['many', 'one', 'none'] : [];
  const order = [
    ...list,
    'nil',
    'other',
    'text',
    'number',
    'between',
    'many',
    'one',
    'boolean',
    'none',
    'empty',
    'blank',
  ];
  return order.indexOf(asked.classes[answer]?.kind ?? '');
}

interface Wording {
  readonly words: string;
  readonly holds: (value: ValueClass) => boolean;
}

function wordings(subject: Subject): readonly Wording[] {
  const name = `\`${subject.label}\``;
  return [
    { words: `${name} is not blank`, holds: (value) => !isBlank(value) },
    { words: `${name} is blank`, holds: isBlank },
    { words: `${name} is blank`, holds: printsBlank },
    { words: `${name} is set`, holds: (value) => !isFalsy(value) },
    { words: `${name} is not set`, holds: isFalsy },
    { words: `${name} has more than one item`, holds: ({ kind }) => kind === 'many' },
    { words: `${name} has one item`, holds: ({ kind }) => kind === 'one' },
    { words: `${name} is empty`, holds: ({ kind }) => kind === 'none' || kind === 'empty' },
  ];
}

/** The widest wording under which the whole still holds; puts it into the cube. */
function widest(run: Run, subject: Subject, answer: number, cube: Map<number, Guard>, holds: () => boolean): string {
  const own = subject.classes[answer] as ValueClass;
  const before = cube.get(subject.question) as Guard;
  const others = literals(subject, own);
  for (const { words, holds: wide } of [...others, ...wordings(subject)]) {
    if (!wide(own)) continue;
    cube.set(subject.question, run.facts.when(subject, wide));
    if (holds()) return words;
  }
  cube.set(subject.question, before);
  return `\`${subject.label}\` is ${classWords(own)}`;
}

/** "is not 'a'": everything but one literal. */
function literals(subject: Subject, own: ValueClass): readonly Wording[] {
  return subject.classes
    .filter((value) => value !== own && (value.kind === 'text' || value.kind === 'number' || value.kind === 'boolean'))
    .map((value) => ({
      words: `\`${subject.label}\` is not ${classWords(value)}`,
      holds: (one: ValueClass) => one !== value,
    }));
}

function classWords(value: ValueClass): string {
  switch (value.kind) {
    case 'text':
      return `'${value.value}'`;
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'between':
      if (value.low === Number.NEGATIVE_INFINITY && value.high === Number.POSITIVE_INFINITY) return 'a number';
      if (value.low === Number.NEGATIVE_INFINITY) return `less than ${value.high}`;
      return value.high === Number.POSITIVE_INFINITY
        ? `more than ${value.low}`
        : `between ${value.low} and ${value.high}`;
    case 'nil':
      return 'not set';
    case 'blank':
      return 'white space';
    case 'one':
      return 'a list of one item';
    case 'many':
      return 'a list of several items';
    case 'other':
      return 'another text';
    default:
      return 'empty';
  }
}

function flagWords(flag: Flag, yes: boolean): string {
  return yes ? `\`${flag.label}\` holds` : `\`${flag.label}\` does not hold`;
}

/** The first branch that is entered for what this question's answer is. */
function branchOf(run: Run, question: number, answer: Guard): Span | null {
  let touched: Span | null = null;
  for (const { span, guard } of run.branches) {
    if (!run.guards.support(guard).has(question)) continue;
    if (run.guards.implies(answer, guard)) return span;
    touched ??= span;
  }
  return touched;
}

/** Steps as the end of a sentence. */
export function pathWords(steps: readonly Step[]): string {
  if (steps.length === 0) return '';
  return ` when ${steps.map(({ text }) => text).join(' and ')}`;
}
