/** What a condition says: on which paths it holds and on which it does not. */
import type { Comparison, Condition, Expression, Span } from '../liquid';
import { choice } from './choice';
import { evaluate } from './evaluate';
import type { Subject, ValueClass } from './facts';
import { always, type Guard, never } from './guard';
import { noteText } from './itemFacts';
import { derived, type Run, siteKey, spend } from './run';
import { type Counter, type Environment, type Hole, knownText, type Value } from './values';

/** Paths on which a test cannot be asked (a text compared with a number) are in neither. */
export interface Answer {
  readonly yes: Guard;
  readonly no: Guard;
}

const yes: Answer = { yes: always, no: never };
const no: Answer = { yes: never, no: always };
const answer = (value: boolean): Answer => (value ? yes : no);

/** A condition's answer; a missing one is no. Recursion is as deep as the condition. */
export function conditionAnswer(run: Run, condition: Condition | null, environment: Environment): Answer {
  spend(run, 1);
  if (!condition) return no;
  if (condition.kind === 'logical') {
    const left = conditionAnswer(run, condition.left, environment);
    const right = conditionAnswer(run, condition.right, environment);
    const { and, or } = run.guards;
    return condition.operator === 'and'
      ? { yes: and(left.yes, right.yes), no: or(left.no, and(left.yes, right.no)) }
      : { yes: or(left.yes, and(left.no, right.yes)), no: and(left.no, right.no) };
  }
  if (condition.kind === 'comparison') return comparisonAnswer(run, condition, environment);
  return truth(run, evaluate(run, condition, environment), condition);
}

function comparisonAnswer(run: Run, comparison: Comparison, environment: Environment): Answer {
  const { left, right, operator } = comparison;
  if (!left || !right) return no;
  const turned = emptiness(left) && !emptiness(right);
  const special = emptiness(turned ? left : right);
  const negative = operator === '!=' || operator === '<>';
  if (special) {
    if (operator !== '==' && !negative) return no;
    const value = evaluate(run, turned ? right : left, environment);
    const found = spread(run, value, (one) =>
      special === 'blank' ? blankAnswer(run, one, comparison) : emptyAnswer(run, one, comparison),
    );
    return negative ? { yes: found.no, no: found.yes } : found;
  }
  const a = evaluate(run, left, environment);
  const b = evaluate(run, right, environment);
  return compare(run, operator, a, b, comparison);
}

function emptiness(expression: Expression): 'blank' | 'empty' | null {
  if (expression.kind !== 'keyword') return null;
  return expression.value === 'blank' || expression.value === 'empty' ? expression.value : null;
}

/** `left operator right`; spread over what either side may be. */
export function compare(run: Run, operator: string, left: Value, right: Value, span: Span): Answer {
  if (operator === '!=' || operator === '<>') {
    const same = compare(run, '==', left, right, span);
    return { yes: same.no, no: same.yes };
  }
  return spread(run, left, (a) => spread(run, right, (b) => decide(run, operator, a, b, span)));
}

/** Asks a question of each alternative of a value. */
function spread(run: Run, value: Value, ask: (one: Value) => Answer): Answer {
  const whole =
    value.kind === 'fragment'
      ? choice(
          run,
          run.textOf(value).map(({ guard, pieces }) => ({ guard, value: { kind: 'text', pieces } })),
        )
      : value;
  if (whole.kind !== 'choice') return ask(whole);
  let sum: Answer = { yes: never, no: never };
  for (const { guard, value: one } of whole.alternatives) {
    const found = ask(one);
    sum = {
      yes: run.guards.or(sum.yes, run.guards.and(guard, found.yes)),
      no: run.guards.or(sum.no, run.guards.and(guard, found.no)),
    };
  }
  return sum;
}

/** Whether `if` takes a value for yes. */
function truth(run: Run, value: Value, span: Span): Answer {
  return spread(run, value, (one) => {
    if (one.kind === 'nil') return no;
    if (one.kind === 'boolean') return answer(one.value);
    if (one.kind !== 'hole') return yes;
    if (one.hole.prints === 'unknown') return flagged(run, null, 'a condition', span);
    return split(run, run.guards.not(one.hole.falsy));
  });
}

function split(run: Run, guard: Guard): Answer {
  return { yes: guard, no: run.guards.not(guard) };
}

function blankAnswer(run: Run, value: Value, span: Span): Answer {
  if (value.kind === 'hole' && value.hole.prints === 'unknown' && value.hole.blank === never) {
    return flagged(run, null, 'a condition', span);
  }
  if (value.kind === 'boolean') return answer(!value.value);
  if (value.kind === 'list') return answer(value.items.length === 0);
  const text = knownText(value);
  if (text !== null) return answer(value.kind !== 'number' && text.trim() === '');
  if (value.kind === 'hole') {
    return split(run, run.guards.or(value.hole.blank, value.hole.falsy));
  }
  if (value.kind !== 'text') return no;
  let blank = always;
  for (const piece of value.pieces) {
    if (piece.kind === 'hole') blank = run.guards.and(blank, piece.blank);
    else if (piece.text.trim() !== '') return no;
  }
  return split(run, blank);
}

function emptyAnswer(run: Run, value: Value, span: Span): Answer {
  if (value.kind === 'list') return answer(value.items.length === 0);
  if (value.kind === 'nil' || value.kind === 'boolean' || value.kind === 'number') return no;
  const text = knownText(value);
  if (text !== null) return answer(text === '');
  if (value.kind === 'hole' && value.hole.subject) {
    return split(
      run,
      run.facts.when(value.hole.subject, ({ kind }) => kind === 'empty' || kind === 'none'),
    );
  }
  if (value.kind === 'text' && value.pieces.some((piece) => piece.kind === 'literal')) return no;
  return blankAnswer(run, value, span);
}

function decide(run: Run, operator: string, a: Value, b: Value, span: Span): Answer {
  if (a.kind === 'counter' || b.kind === 'counter') return counterAnswer(run, operator, a, b, span);
  if (b.kind === 'hole' && a.kind !== 'hole' && operator !== 'contains')
    return decide(run, mirrored(operator), b, a, span);
  if (a.kind === 'hole') return holeAnswer(run, operator, a.hole, b, span);
  const left = scalar(a);
  const right = scalar(b);
  if (left === undefined || right === undefined) return textAnswer(run, operator, a, b, span);
  return answer(compareScalars(operator, left, right));
}

const mirrors: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };
const mirrored = (operator: string): string => mirrors[operator] ?? operator;

type Scalar = string | number | boolean | null;

/** A literal's value; undefined for anything else. */
function scalar(value: Value): Scalar | undefined {
  if (value.kind === 'nil') return null;
  if (value.kind === 'boolean' || value.kind === 'number') return value.value;
  return value.kind === 'text' ? (knownText(value) ?? undefined) : undefined;
}

function compareScalars(operator: string, left: Scalar, right: Scalar): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case 'contains':
      return typeof left === 'string' && right !== null && left.includes(String(right));
    default:
      if (left === null || right === null || typeof left !== typeof right) return false;
      if (operator === '<') return left < right;
      if (operator === '>') return left > right;
      if (operator === '<=') return left <= right;
      return operator === '>=' && left >= right;
  }
}

/** A text with data in it. */
function textAnswer(run: Run, operator: string, a: Value, b: Value, span: Span): Answer {
  const text = a.kind === 'text' ? a : b.kind === 'text' ? b : null;
  const other = text === a ? b : a;
  const known = scalar(other);
  if (a.kind === 'list' && operator === 'contains' && typeof scalar(b) === 'string') {
    return answer(a.items.some((item) => knownText(item) === scalar(b)));
  }
  if (text && operator === '==' && (known === null || typeof known === 'number' || typeof known === 'boolean'))
    return no;
  const only = text?.pieces.length === 1 ? text.pieces[0] : undefined;
  if (only?.kind === 'hole' && text === a) return holeAnswer(run, operator, only, b, span);
  return flagged(run, null, 'a comparison', span);
}

function holeAnswer(run: Run, operator: string, left: Hole, right: Value, span: Span): Answer {
  if (left.prints === 'unknown') return flagged(run, null, 'a comparison', span);
  const value = scalar(right);
  if (value === undefined) {
    const other = right.kind === 'hole' ? right.hole.key : null;
    const key = left.key && other ? pairKey(operator, left.key, other) : null;
    const label =
      right.kind === 'hole' ? `${left.label} ${operator} ${right.hole.label}` : `a comparison of ${left.label}`;
    return flagged(run, key, label, span, left.loop ?? (right.kind === 'hole' ? right.hole.loop : null));
  }
  if (left.counts) return countAnswer(run, operator, left, value);
  if (value === null) return operator === '==' ? split(run, left.falsy === never ? never : nilGuard(run, left)) : no;
  const type =
    left.prints === 'number'
      ? 'number'
      : left.prints === 'any'
        ? 'any'
        : left.prints === 'boolean'
          ? 'boolean'
          : left.prints === 'array'
            ? 'array'
            : 'text';
  const subject = left.subject ?? derived(run, left.key, span, left.label, type);
  const named = (text: string) => subject.classes.some((one) => one.kind === 'text' && one.value === text);
  return classAnswer(run, operator, subject, left, value, named, (holds) => {
    const within = run.facts.when(subject, holds);
    // What a filter makes of a blank datum is blank: the two tests must agree.
    return left.subject || left.blank === never ? within : withoutBlank(run, left, within, holds);
  });
}

function withoutBlank(run: Run, left: Hole, within: Guard, holds: (value: ValueClass) => boolean | Guard): Guard {
  const blank = holds({ kind: 'empty' });
  const whenBlank = typeof blank === 'number' ? blank : blank ? always : never;
  return run.guards.or(run.guards.and(left.blank, whenBlank), run.guards.less(within, left.blank));
}

function nilGuard(run: Run, left: Hole): Guard {
  return left.subject ? run.facts.when(left.subject, ({ kind }) => kind === 'nil') : left.falsy;
}

function pairKey(operator: string, left: string, right: string): string {
  return operator === '==' && right < left ? `${right} == ${left}` : `${left} ${operator} ${right}`;
}

type Where = (holds: (value: ValueClass) => boolean | Guard) => Guard;

/** A datum against a literal, class by class. */
function classAnswer(
  run: Run,
  operator: string,
  subject: Subject,
  left: Hole,
  value: Scalar,
  named: (text: string) => boolean,
  where: Where,
): Answer {
  const open = (): Guard => {
    const key = `${subject.key} ${operator} ${JSON.stringify(value)}`;
    const claim =
      operator === 'contains' ? ({ subject, operator: 'contains', value: String(value) } as const) : undefined;
    const has = run.facts.yes(
      run.facts.flag(key, `${left.label} ${operator} ${JSON.stringify(value)}`, left.loop ?? subject.loop, claim),
    );
    if (claim) noteText(run, subject, claim.value, has);
    return has;
  };
  const outcome = (one: ValueClass): boolean | Guard | null => classOutcome(operator, one, value, open, named);
  return {
    yes: where((one) => outcome(one) ?? false),
    no: where((one) => {
      const found = outcome(one);
      return found === null ? false : typeof found === 'boolean' ? !found : run.guards.not(found);
    }),
  };
}

/** Null where the test would be an error. */
function classOutcome(
  operator: string,
  one: ValueClass,
  value: Scalar,
  open: () => Guard,
  named: (text: string) => boolean,
): boolean | Guard | null {
  const numeric = one.kind === 'number' || one.kind === 'between';
  if (operator === '==') {
    if (one.kind === 'text') return one.value === value;
    if (one.kind === 'number') return one.value === value;
    if (one.kind === 'boolean') return one.value === value;
    if (one.kind === 'empty') return value === '';
    if (one.kind === 'blank') return typeof value === 'string' && value.trim() === '' && value !== '' ? open() : false;
    // A literal that has no class of its own is one of those that are told apart from nothing else.
    if (one.kind === 'other') return typeof value === 'string' && value.trim() !== '' && !named(value) ? open() : false;
    if (one.kind === 'between')
      return typeof value === 'number' && one.low < value && value < one.high ? open() : false;
    return false;
  }
  if (operator === 'contains') {
    const text = String(value ?? '');
    if (one.kind === 'text') return one.value.includes(text);
    if (one.kind === 'other' || one.kind === 'one' || one.kind === 'many') return open();
    return false;
  }
  if (one.kind === 'nil') return false;
  if (typeof value === 'number') {
    if (!numeric) return null;
    if (one.kind === 'number') return compareScalars(operator, one.value, value);
    if (one.low >= value) return operator === '>' || operator === '>=';
    if (one.high <= value) return operator === '<' || operator === '<=';
    return open();
  }
  return typeof value === 'string' &&
    (one.kind === 'text' || one.kind === 'other' || one.kind === 'empty' || one.kind === 'blank')
    ? open()
    : null;
}

/** How many there are, against a number. */
function countAnswer(run: Run, operator: string, left: Hole, value: Scalar): Answer {
  const counts = left.counts;
  if (!counts || (value !== null && typeof value !== 'number')) return no;
  const { and, less, not } = run.guards;
  /** At least so many: asked step by step, so that two such tests agree. */
  const atLeast = (count: number, low: number): Guard => {
    const steps = new Set(run.facts.numbers.flatMap((number) => [Math.ceil(number), Math.floor(number) + 1]));
    return [...steps.add(count)]
      .filter((step) => step > low && step <= count)
      .reduce<Guard>((all, step) => {
        const key = `size of ${counts.subject.key} >= ${step}`;
        const claim = { subject: counts.subject, operator: 'longer', value: step } as const;
        const loop = run.loop ?? counts.subject.loop;
        return and(all, run.facts.yes(run.facts.flag(key, `${left.label} >= ${step}`, loop, claim)));
      }, always);
  };
  const open = (number: number, low: number): Guard => {
    const [from, above] = [Math.ceil(number), Math.floor(number) + 1];
    if (operator === '>') return atLeast(above, low);
    if (operator === '>=') return atLeast(from, low);
    if (operator === '<') return not(atLeast(from, low));
    if (operator === '<=') return not(atLeast(above, low));
    return from === above ? never : less(atLeast(from, low), atLeast(above, low));
  };
  const outcome = (one: ValueClass): boolean | Guard => {
    if (one.kind === 'nil' && !counts.nilIsZero) return operator === '==' && value === null;
    if (value === null) return false;
    const [low, high] = sizes(one);
    return withinRange(operator, low, high, value) ?? open(value, low);
  };
  return {
    yes: run.facts.when(counts.subject, outcome),
    no: run.facts.when(counts.subject, (one) => {
      const found = outcome(one);
      return typeof found === 'boolean' ? !found : run.guards.not(found);
    }),
  };
}

function sizes(value: ValueClass): readonly [number, number] {
  if (value.kind === 'one') return [1, 1];
  if (value.kind === 'many') return [2, Number.POSITIVE_INFINITY];
  if (value.kind === 'text') return [value.value.length, value.value.length];
  if (value.kind === 'other') return [1, Number.POSITIVE_INFINITY];
  return [0, 0];
}

/** Null when it depends on which number of the range it is. */
function withinRange(operator: string, low: number, high: number, value: number): boolean | null {
  switch (operator) {
    case '==':
      return low === high ? low === value : value < low || value > high ? false : null;
    case '>':
      return low > value ? true : high <= value ? false : null;
    case '>=':
      return low >= value ? true : high < value ? false : null;
    case '<':
      return high < value ? true : low >= value ? false : null;
    case '<=':
      return high <= value ? true : low > value ? false : null;
    default:
      return false;
  }
}

function counterAnswer(run: Run, operator: string, a: Value, b: Value, span: Span): Answer {
  if (b.kind === 'counter' && a.kind !== 'counter') return counterAnswer(run, mirrored(operator), b, a, span);
  const left = a as Counter;
  const number = b.kind === 'number' ? b.value : null;
  const known = number === null ? beside(operator, left, b) : withinRange(operator, left.low, left.high, number);
  return known === null ? flagged(run, null, 'a place in the loop', span, left.loop) : answer(known);
}

/** `forloop.index` against `forloop.length`, or against the size of what is looped over. */
function beside(operator: string, left: Counter, right: Value): boolean | null {
  const length = right.kind === 'counter' ? (right.loop === left.loop ? right.below : null) : null;
  if (left.below === null || length === null) return null;
  if (left.below === 'some' || length === 'some') {
    const less = left.below === 'some';
    if (left.below === length) return null;
    if (operator === '==') return false;
    if (operator === '<' || operator === '<=') return less;
    return !less;
  }
  return withinRange(operator, -left.below, -left.below, -length);
}

function flagged(run: Run, key: string | null, label: string, span: Span, loop: number | null = null): Answer {
  const round = run.loop ?? loop;
  return split(run, run.facts.yes(run.facts.flag(key ?? siteKey(run, span), label, round)));
}
