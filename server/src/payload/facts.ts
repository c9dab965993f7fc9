/**
 * What a template may ask of the user's data, and what the answers are. A *subject* is one datum (`${user_id}`, an item of
 * a loop); its answers are classes of values among which no test of this template can tell values apart.
 */
import { always, exhausted, type Guard, type Guards, never } from './guard';

/** A class of values, with one of them as its sample. */
export type ValueClass =
  | { readonly kind: 'nil' | 'empty' | 'blank' | 'other' | 'none' | 'one' | 'many' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'between'; readonly low: number; readonly high: number };

/** What a datum can be: bounds its classes. */
export type DatumType = 'any' | 'text' | 'number' | 'boolean' | 'array' | 'object';

export interface Subject {
  readonly key: string;
  /** In the user's words: `${user_id}`. */
  readonly label: string;
  readonly question: number;
  readonly type: DatumType;
  readonly classes: readonly ValueClass[];
  /** The loop whose every round has another such datum; null outside loops. */
  readonly loop: number | null;
  /** Where the user's data keeps it; null for what is computed. */
  readonly at: DataPath | null;
}

/** A place in a user's data: `custom_attribute.${cart}`, then `*` for an item, a number or a name. */
export interface DataPath {
  readonly namespace: string;
  readonly key: string;
  readonly steps: readonly string[];
}

/** A test that no class decides: `a contains 'x'`, `a > b`. Its answers are no and yes. */
export interface Flag {
  readonly key: string;
  readonly label: string;
  readonly question: number;
  readonly loop: number | null;
  /** What a witness has to make true, where that can be said. */
  readonly claim: Claim | null;
}

export interface Claim {
  readonly subject: Subject;
  readonly operator: 'contains' | 'longer';
  readonly value: string | number;
}

export interface SubjectInfo {
  readonly label?: string;
  readonly type?: DatumType;
  readonly loop?: number | null;
  /** The datum that this one is part of. */
  readonly parent?: Subject | null;
  readonly at?: DataPath | null;
}

export interface Facts {
  readonly guards: Guards;
  subject(key: string, info: SubjectInfo): Subject;
  flag(key: string, label: string, loop: number | null, claim?: Claim): Flag;
  /** Adds what is known of a question's answers: paths outside of the guard contradict themselves. */
  assume(question: number, guard: Guard): void;
  /** The numbers that the template's tests name, in order. */
  readonly numbers: readonly number[];
  /** The paths on which a subject's class is one that `holds`. */
  when(subject: Subject, holds: (value: ValueClass) => boolean | Guard): Guard;
  /** The paths on which a flag's answer is yes. */
  yes(flag: Flag): Guard;
  /** Guard without the paths that contradict themselves. */
  possible(guard: Guard): Guard;
  /** Whether all of a guard's possible paths are in another. */
  within(guard: Guard, other: Guard): boolean;
  /** Whether a guard depends on what differs between the rounds of a loop. */
  variesIn(guard: Guard, loop: number): boolean;
  /** What one round of a loop knew of its item is not so in the next. */
  forgetRound(guard: Guard, loop: number): Guard;
  questionOf(question: number): Subject | Flag | null;
  subjects(): Iterable<Subject>;
}

const maxTexts = 60;
const maxNumbers = 20;

/** Texts and numbers that a template's tests name. */
export interface Literals {
  readonly texts: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
}

/** Makes the store of facts for one proof. */
export function createFacts(guards: Guards, literals: Literals): Facts {
  const texts = [...literals.texts].filter((text) => text.trim() !== '').slice(0, maxTexts);
  const numbers = [...literals.numbers].sort((a, b) => a - b).slice(0, maxNumbers);
  const universe = allClasses(texts, numbers);
  const byType = new Map<DatumType, readonly ValueClass[]>();
  const subjects = new Map<string, Subject>();
  const flags = new Map<string, Flag>();
  const byQuestion = new Map<number, Subject | Flag>();
  const loops = new Map<number, Set<number>>();
  /** Of a part of a datum: that it is set only where the whole is. */
  const axioms = new Map<number, Guard>();
  const pruned = new Map<Guard, Guard>();

  const register = (entry: Subject | Flag): void => {
    byQuestion.set(entry.question, entry);
    if (entry.loop === null) return;
    const members = loops.get(entry.loop) ?? new Set();
    members.add(entry.question);
    loops.set(entry.loop, members);
  };

  const when = (subject: Subject, holds: (value: ValueClass) => boolean | Guard): Guard =>
    guards.when(subject.question, (answer) => holds(subject.classes[answer] as ValueClass));

  /** Conjoins what is known of the data that a guard asks for, and of the data that those are parts of. */
  const possible = (guard: Guard): Guard => {
    if (axioms.size === 0) return guard;
    const found = pruned.get(guard);
    if (found !== undefined) return found;
    let result = guard;
    const seen = new Set<number>();
    for (let size = -1; size < seen.size; ) {
      size = seen.size;
      for (const question of guards.support(result)) {
        const axiom = axioms.get(question);
        if (axiom === undefined || seen.has(question)) continue;
        seen.add(question);
        result = guards.and(result, axiom);
      }
    }
    pruned.set(guard, result);
    return result;
  };

  return {
    guards,
    when,
    subject: (key, info) => {
      const found = subjects.get(key);
      if (found) return found;
      const type = info.type ?? 'any';
      const classes = byType.get(type) ?? universe.filter((value) => fits(value, type));
      byType.set(type, classes);
      const subject: Subject = {
        key,
        label: info.label ?? key,
        question: guards.question(classes.length),
        type,
        classes,
        loop: info.loop ?? null,
        at: info.at ?? null,
      };
      subjects.set(key, subject);
      register(subject);
      const parent = info.parent;
      if (parent) {
        const holder = when(parent, ({ kind }) => kind === 'other' || kind === 'one' || kind === 'many');
        const unset = when(subject, ({ kind }) => kind === 'nil');
        axioms.set(subject.question, guards.or(unset, holder));
      }
      return subject;
    },
    flag: (key, label, loop, claim) => {
      const found = flags.get(key);
      if (found) return found;
      const flag: Flag = { key, label, question: guards.question(2), loop, claim: claim ?? null };
      flags.set(key, flag);
      register(flag);
      return flag;
    },
    assume: (question, guard) => {
      axioms.set(question, guards.and(axioms.get(question) ?? always, guard));
      pruned.clear();
    },
    numbers,
    yes: (flag) => guards.when(flag.question, (answer) => answer === 1),
    possible,
    within: (guard, other) => possible(guards.less(guard, other)) === never,
    variesIn: (guard, loop) => {
      const members = loops.get(loop);
      return members !== undefined && guards.dependsOn(guard, members);
    },
    forgetRound: (guard, loop) => {
      const members = loops.get(loop);
      if (!members || !guards.dependsOn(guard, members)) return guard;
      return guards.forget(possible(guard), members);
    },
    questionOf: (question) => byQuestion.get(question) ?? null,
    subjects: () => subjects.values(),
  };
}

function allClasses(texts: readonly string[], numbers: readonly number[]): ValueClass[] {
  const classes: ValueClass[] = [{ kind: 'nil' }];
  for (const kind of ['empty', 'blank', 'other'] as const) classes.push({ kind });
  for (const value of texts) classes.push({ kind: 'text', value });
  for (const value of [false, true]) classes.push({ kind: 'boolean', value });
  numbers.forEach((value, index) => {
    classes.push({
      kind: 'between',
      low: index === 0 ? Number.NEGATIVE_INFINITY : (numbers[index - 1] as number),
      high: value,
    });
    classes.push({ kind: 'number', value });
  });
  classes.push({ kind: 'between', low: numbers.at(-1) ?? Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  for (const kind of ['none', 'one', 'many'] as const) classes.push({ kind });
  if (classes.length > 200) throw exhausted;
  return classes;
}

function fits(value: ValueClass, type: DatumType): boolean {
  switch (value.kind) {
    case 'nil':
      return true;
    case 'empty':
    case 'blank':
    case 'text':
      return type === 'any' || type === 'text';
    case 'other':
      return type === 'any' || type === 'text' || type === 'object';
    case 'boolean':
      return type === 'any' || type === 'boolean';
    case 'number':
    case 'between':
      return type === 'any' || type === 'number';
    default:
      return type === 'any' || type === 'array';
  }
}

/** Nil or false: what `if` takes for no. */
export function isFalsy(value: ValueClass): boolean {
  return value.kind === 'nil' || (value.kind === 'boolean' && !value.value);
}

/** `blank`, as Braze has it: unset, empty, white space only, or false. */
export function isBlank(value: ValueClass): boolean {
  return isFalsy(value) || value.kind === 'empty' || value.kind === 'blank' || value.kind === 'none';
}

/** What prints as nothing or as white space. */
export function printsBlank(value: ValueClass): boolean {
  return value.kind === 'nil' || value.kind === 'empty' || value.kind === 'blank' || value.kind === 'none';
}

/** What `default` replaces: nil, false, the empty text, the empty array. */
export function isDefaulted(value: ValueClass): boolean {
  return isFalsy(value) || value.kind === 'empty' || value.kind === 'none';
}
