/**
 * Sets of paths as decision diagrams. A guard says for which answers to a body's questions (is `${user_id}` blank? which of
 * the literals is it?) something holds. Equal sets are equal numbers, so joining branches costs what differs and no more.
 */

/** A set of paths: the number of a node. `never` and `always` are 0 and 1. */
export type Guard = number;

export const never: Guard = 0;
export const always: Guard = 1;

/** Thrown when a proof grows beyond its limits; `provePayload` catches it and answers 'unknown'. */
export const exhausted = new Error('The payload proof has reached its limit.');

export interface Guards {
  /** A new question with so many answers; questions are numbered from 0. */
  question(answers: number): number;
  /** The paths on which a question's answer is one that `holds` (or on which the guard it gives holds too). */
  when(question: number, holds: (answer: number) => boolean | Guard): Guard;
  and(a: Guard, b: Guard): Guard;
  or(a: Guard, b: Guard): Guard;
  not(a: Guard): Guard;
  /** `a` without `b`. */
  less(a: Guard, b: Guard): Guard;
  implies(a: Guard, b: Guard): boolean;
  /** The questions forgotten: a path counts when it holds for some answer to each. */
  forget(a: Guard, questions: ReadonlySet<number>): Guard;
  /** The questions that a guard depends on. */
  support(a: Guard): ReadonlySet<number>;
  /** One path of a guard: question → answer, of those that matter. `rank` says which answers to take first. */
  pick(a: Guard, rank: (question: number, answer: number) => number): ReadonlyMap<number, number>;
}

interface DecisionNode {
  readonly question: number;
  readonly next: readonly Guard[];
}

const maxNodes = 200_000;
/** Diagrams are walked recursively, one level a question. */
const maxQuestions = 2_000;

/** Makes an empty store of guards. All guards of one proof come from one store. */
export function createGuards(): Guards {
  const sizes: number[] = [];
  const nodes: (DecisionNode | null)[] = [null, null];
  const known = new Map<string, Guard>();
  const conjunctions = new Map<number, Guard>();
  const negations = new Map<Guard, Guard>([
    [never, always],
    [always, never],
  ]);

  const make = (question: number, next: readonly Guard[]): Guard => {
    const first = next[0] as Guard;
    if (next.every((guard) => guard === first)) return first;
    const key = `${question}:${next.join()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (nodes.length >= maxNodes) throw exhausted;
    nodes.push({ question, next });
    known.set(key, nodes.length - 1);
    return nodes.length - 1;
  };

  const and = (a: Guard, b: Guard): Guard => {
    if (a === b || b === always) return a;
    if (a === always) return b;
    if (a === never || b === never) return never;
    const key = a < b ? a * maxNodes + b : b * maxNodes + a;
    const found = conjunctions.get(key);
    if (found !== undefined) return found;
    const left = nodes[a] as DecisionNode;
    const right = nodes[b] as DecisionNode;
    const result =
      left.question === right.question
        ? make(
            left.question,
            left.next.map((guard, answer) => and(guard, right.next[answer] as Guard)),
          )
        : left.question < right.question
          ? make(
              left.question,
              left.next.map((guard) => and(guard, b)),
            )
          : make(
              right.question,
              right.next.map((guard) => and(a, guard)),
            );
    conjunctions.set(key, result);
    return result;
  };

  const not = (a: Guard): Guard => {
    const found = negations.get(a);
    if (found !== undefined) return found;
    const node = nodes[a] as DecisionNode;
    const result = make(node.question, node.next.map(not));
    negations.set(a, result);
    negations.set(result, a);
    return result;
  };

  const or = (a: Guard, b: Guard): Guard => {
    if (a === b || b === never) return a;
    if (a === never) return b;
    return not(and(not(a), not(b)));
  };

  const forget = (a: Guard, questions: ReadonlySet<number>): Guard => {
    if (questions.size === 0) return a;
    const done = new Map<Guard, Guard>();
    const visit = (guard: Guard): Guard => {
      const node = nodes[guard];
      if (!node) return guard;
      const found = done.get(guard);
      if (found !== undefined) return found;
      const next = node.next.map(visit);
      const result = questions.has(node.question) ? next.reduce(or, never) : make(node.question, next);
      done.set(guard, result);
      return result;
    };
    return visit(a);
  };

  const support = (a: Guard): ReadonlySet<number> => {
    const questions = new Set<number>();
    const seen = new Set<Guard>();
    const stack = [a];
    for (let guard = stack.pop(); guard !== undefined; guard = stack.pop()) {
      const node = nodes[guard];
      if (!node || seen.has(guard)) continue;
      seen.add(guard);
      questions.add(node.question);
      stack.push(...node.next);
    }
    return questions;
  };

  const pick = (a: Guard, rank: (question: number, answer: number) => number): ReadonlyMap<number, number> => {
    const answers = new Map<number, number>();
    for (let node = nodes[a]; node; ) {
      const { question, next } = node;
      let best = -1;
      next.forEach((guard, answer) => {
        if (guard !== never && (best < 0 || rank(question, answer) < rank(question, best))) best = answer;
      });
      answers.set(question, best);
      node = nodes[next[best] as Guard];
    }
    return answers;
  };

  return {
    question: (answers) => {
      if (sizes.length >= maxQuestions) throw exhausted;
      return sizes.push(answers) - 1;
    },
    when: (question, holds) => {
      const size = sizes[question] as number;
      const outcomes = Array.from({ length: size }, (_, answer) => holds(answer));
      const own = make(
        question,
        outcomes.map((outcome) => (outcome === false || outcome === never ? never : always)),
      );
      // A guard among the outcomes may ask earlier questions: put it in from outside, answer by answer.
      return outcomes.reduce<Guard>((sum, outcome, answer) => {
        if (typeof outcome === 'boolean' || outcome === never || outcome === always) return sum;
        const here = make(
          question,
          outcomes.map((_, other) => (other === answer ? always : never)),
        );
        return and(sum, or(not(here), outcome));
      }, own);
    },
    and,
    or,
    not,
    less: (a, b) => and(a, not(b)),
    implies: (a, b) => and(a, not(b)) === never,
    forget,
    support,
    pick,
  };
}
