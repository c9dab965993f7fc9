/**
 * Sets of paths as decision diagrams. A guard says for which answers to a body's questions (is `${user_id}` blank? which of
 * the literals is it?) something holds. Equal sets are equal numbers, so joining branches costs what differs and no more.
 * The newest question is asked first: what a template asks next then costs the same however much it has asked before.
 */

/** A set of paths: the number of a node. `never` and `always` are 0 and 1. */
export type Guard = number;

/** No path. */
export const never: Guard = 0;
/** Every path. */
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
  /** Whether a guard depends on any of some questions; cheap where it cannot. */
  dependsOn(a: Guard, questions: ReadonlySet<number>): boolean;
  /** One path of a guard: question → answer, of those that matter. `rank` says which answers to take first. */
  pick(a: Guard, rank: (question: number, answer: number) => number): ReadonlyMap<number, number>;
}

interface DecisionNode {
  /** All questions below have smaller numbers. */
  readonly question: number;
  readonly next: readonly Guard[];
}

const maxNodes = 200_000;
/** Steps of joining diagrams, for a whole proof: some hundred milliseconds. */
const maxWork = 80_000;
/** Diagrams are walked recursively, one level a question. */
const maxQuestions = 1_000;

/** Makes an empty store of guards. All guards of one proof come from one store. */
export function createGuards(): Guards {
  const sizes: number[] = [];
  const nodes: (DecisionNode | null)[] = [null, null];
  /** The newest node of each hash; `older` leads from it to the others of that hash. */
  const newest = new Map<number, Guard>();
  const older: Guard[] = [never, never];
  const negations = new Map<Guard, Guard>([
    [never, always],
    [always, never],
  ]);

  const make = (question: number, next: readonly Guard[]): Guard => {
    const first = next[0] as Guard;
    let alike = true;
    let hash = question;
    for (const guard of next) {
      if (guard !== first) alike = false;
      hash = Math.imul(hash ^ guard, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    if (alike) return first;
    const head = newest.get(hash) ?? never;
    for (let known = head; known !== never; known = older[known] as Guard) {
      const node = nodes[known] as DecisionNode;
      if (node.question === question && node.next.every((guard, answer) => guard === next[answer])) return known;
    }
    if (nodes.length >= maxNodes) throw exhausted;
    nodes.push({ question, next });
    older.push(head);
    newest.set(hash, nodes.length - 1);
    return nodes.length - 1;
  };

  let work = 0;
  /** `and` or `or`: what decides alone, and what leaves the other as it is. */
  const combiner = (decisive: Guard, neutral: Guard): ((a: Guard, b: Guard) => Guard) => {
    const done = new Map<number, Guard>();
    const combine = (a: Guard, b: Guard): Guard => {
      if (a === b || b === neutral) return a;
      if (a === neutral) return b;
      if (a === decisive || b === decisive) return decisive;
      const key = a < b ? a * maxNodes + b : b * maxNodes + a;
      const found = done.get(key);
      if (found !== undefined) return found;
      work += 1;
      if (work > maxWork) throw exhausted;
      const left = nodes[a] as DecisionNode;
      const right = nodes[b] as DecisionNode;
      const question = Math.max(left.question, right.question);
      const next = (left.question === question ? left : right).next.map((_, answer) =>
        combine(
          left.question === question ? (left.next[answer] as Guard) : a,
          right.question === question ? (right.next[answer] as Guard) : b,
        ),
      );
      const result = make(question, next);
      done.set(key, result);
      return result;
    };
    return combine;
  };
  const and = combiner(never, always);
  const or = combiner(always, never);

  const not = (a: Guard): Guard => {
    const found = negations.get(a);
    if (found !== undefined) return found;
    const node = nodes[a] as DecisionNode;
    const result = make(node.question, node.next.map(not));
    negations.set(a, result);
    negations.set(result, a);
    return result;
  };

  /** The newest question that a guard depends on. */
  const lastOf = (a: Guard): number => nodes[a]?.question ?? -1;

  const forget = (a: Guard, questions: ReadonlySet<number>): Guard => {
    const first = Math.min(...questions);
    if (lastOf(a) < first) return a;
    const done = new Map<Guard, Guard>();
    const visit = (guard: Guard): Guard => {
      const node = nodes[guard];
      if (!node || node.question < first) return guard;
      const found = done.get(guard);
      if (found !== undefined) return found;
      const next = node.next.map(visit);
      const result = questions.has(node.question) ? next.reduce(or, never) : make(node.question, next);
      done.set(guard, result);
      return result;
    };
    return visit(a);
  };

  const supports = new Map<Guard, ReadonlySet<number>>();
  const support = (a: Guard): ReadonlySet<number> => {
    const found = supports.get(a);
    if (found) return found;
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
    supports.set(a, questions);
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
    // The oldest first, as they are asked.
    return new Map([...answers].reverse());
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
    dependsOn: (a, questions) =>
      lastOf(a) >= Math.min(...questions) && [...support(a)].some((question) => questions.has(question)),
    pick,
  };
}
