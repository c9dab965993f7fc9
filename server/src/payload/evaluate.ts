/** What an expression is worth on the paths that read it. */
import type { AttributeEntry } from '../docset/types';
import type { Argument, Attribute, Chain, Expression, Key, Segment, Span, Variable } from '../liquid';
import { choice } from './choice';
import { type DataPath, type DatumType, isFalsy, printsBlank, type Subject } from './facts';
import { applyFilter } from './filters';
import { derived, type Run, siteKey, spend } from './run';
import {
  type Environment,
  type Hole,
  hole,
  holeValue,
  knownText,
  literalText,
  nil,
  type Round,
  unknownHole,
  type Value,
} from './values';

/** The namespace that holds what an unnamed `${name}` means. */
const defaultNamespace = '';

/** A chain's value: its input, run through its filters. */
export function evaluateChain(run: Run, chain: Chain, environment: Environment): Value {
  spend(run, 1 + chain.filters.length);
  let value = chain.input ? evaluate(run, chain.input, environment) : nil;
  for (const filter of chain.filters) {
    const args = filter.args
      .filter(({ name }) => name === null)
      .map((argument) => argumentValue(run, argument, environment));
    value = applyFilter(run, filter.name.text, value, args, filter);
  }
  return value;
}

function argumentValue(run: Run, argument: Argument, environment: Environment): Value {
  return argument.value ? evaluate(run, argument.value, environment) : nil;
}

/** An expression's value. */
export function evaluate(run: Run, expression: Expression, environment: Environment): Value {
  switch (expression.kind) {
    case 'string':
      return literalText(expression.value, place(run, expression.start + expression.quote.length));
    case 'number':
      return { kind: 'number', value: expression.value, isFloat: expression.isFloat, at: place(run, expression.start) };
    case 'keyword':
      if (expression.value === 'true' || expression.value === 'false')
        return { kind: 'boolean', value: expression.value === 'true' };
      return expression.value === 'nil' ? nil : literalText('', null);
    case 'range':
      return rangeValue(run, expression, environment);
    case 'nested':
      return members(
        run,
        evaluateChain(run, expression.output.value, environment),
        expression.path,
        environment,
        expression,
      );
    case 'attribute':
      return members(run, attributeValue(run, expression), expression.path, environment, expression);
    default:
      return variableValue(run, expression, environment);
  }
}

/** Offsets count in the body alone, not in a content block. */
function place(run: Run, offset: number): number | null {
  return run.source === null ? offset : null;
}

/** The datum `${name}` or `namespace.${name}`; a path in the braces belongs to its name. */
function attributeValue(run: Run, attribute: Attribute): Value {
  const namespace = attribute.namespace?.text ?? defaultNamespace;
  const entry = run.context.attributes?.get(namespace)?.get(attribute.key.text);
  const label = attributeLabel(attribute.namespace?.text ?? null, attribute.key);
  const at = { namespace, key: attribute.key.text, steps: [] };
  const subject = run.facts.subject(label, { label, type: datumType(entry?.type), loop: null, at });
  return holeValue(subjectHole(run, subject, entry));
}

/** An attribute as the user writes it. */
function attributeLabel(namespace: string | null, key: Key): string {
  return `${namespace === null ? '' : `${namespace}.`}\${${key.text}}`;
}

const plainTypes: ReadonlySet<string> = new Set(['integer', 'number', 'boolean', 'date', 'time', 'time zone']);
const textTypes: ReadonlySet<string> = new Set(['string', 'url', 'html', 'date', 'time', 'time zone']);

function datumType(type: string | undefined): DatumType {
  if (type === undefined) return 'any';
  if (type.startsWith('array')) return 'array';
  if (type === 'integer' || type === 'number' || type === 'float') return 'number';
  if (type === 'boolean' || type === 'object') return type;
  return textTypes.has(type) ? 'text' : 'any';
}

/** A datum as it prints by itself. */
export function subjectHole(run: Run, subject: Subject, entry?: AttributeEntry): Hole {
  const plain = entry !== undefined && (entry.plain === true || plainTypes.has(entry.type));
  return hole(subject.label, {
    key: subject.key,
    prints: subject.type === 'object' ? 'any' : subject.type,
    safety: plain ? 'plain' : 'raw',
    sample: zoneSample(entry),
    blank: run.facts.when(subject, printsBlank),
    falsy: run.facts.when(subject, isFalsy),
    subject,
    loop: subject.loop,
  });
}

/** The name of a time zone looks like no other text: what holds one holds nothing else. */
function zoneSample(entry: AttributeEntry | undefined): string | null {
  const sample = entry?.plain === true ? entry.sample : null;
  return typeof sample === 'string' && /^[A-Z][a-z]+\/[A-Z]/.test(sample) ? sample : null;
}

function variableValue(run: Run, variable: Variable, environment: Environment): Value {
  const name = variable.name?.text ?? null;
  if (name === null) return holeValue(unknownHole('a variable'));
  const known = environment.get(name);
  if (known?.kind === 'round') return roundMember(known.round, variable.path);
  if (known) return members(run, known, variable.path, environment, variable);
  if (!run.provided.has(name) && !run.provided.has('*')) return nil;
  const subject = run.facts.subject(name, { label: name, type: 'any', loop: null });
  return members(run, holeValue(subjectHole(run, subject)), variable.path, environment, variable);
}

function roundMember(round: Round, path: readonly Segment[]): Value {
  const what = path[0]?.name?.text ?? '';
  const { index, length, loop } = round;
  const counter = (low: number, high: number, below: number | 'some' | null): Value => {
    const fixed = index !== null && low === high;
    return fixed || low === high
      ? { kind: 'number', value: low, isFloat: false, at: null }
      : { kind: 'counter', low, high, below, loop };
  };
  const lowest = round.first === false ? 2 : 1;
  const highest = round.first === true ? 1 : Number.POSITIVE_INFINITY;
  const fromEnd = round.last === true ? 0 : round.last === false ? 'some' : null;
  switch (what) {
    case 'first':
      return round.first === null ? holeValue(unknownHole('forloop.first')) : { kind: 'boolean', value: round.first };
    case 'last':
      return round.last === null ? holeValue(unknownHole('forloop.last')) : { kind: 'boolean', value: round.last };
    case 'index':
      return index !== null ? counter(index, index, null) : counter(lowest, highest, fromEnd);
    case 'index0':
      if (index !== null) return counter(index - 1, index - 1, null);
      return counter(lowest - 1, highest - 1, fromEnd === 0 ? 1 : fromEnd);
    case 'length':
      if (length !== null) return counter(length, length, null);
      return counter(
        lowest + (round.last === false ? 1 : 0),
        round.first && round.last ? 1 : Number.POSITIVE_INFINITY,
        0,
      );
    case 'rindex':
    case 'rindex0': {
      const shift = what === 'rindex' ? 0 : -1;
      if (index !== null && length !== null)
        return counter(length - index + 1 + shift, length - index + 1 + shift, null);
      if (round.last === true) return counter(1 + shift, 1 + shift, null);
      return counter((round.last === false ? 2 : 1) + shift, Number.POSITIVE_INFINITY, null);
    }
    default:
      return what === '' ? holeValue(unknownHole('forloop')) : nil;
  }
}

/** Steps into a value: `.name`, `[0]`, `['key']`, `[variable]`. */
function members(run: Run, value: Value, path: readonly Segment[], environment: Environment, span: Span): Value {
  return path.reduce((outer, segment) => member(run, outer, segment, environment, span), value);
}

function member(run: Run, value: Value, segment: Segment, environment: Environment, span: Span): Value {
  if (value.kind === 'choice') {
    return choice(
      run,
      value.alternatives.map((one) => ({
        guard: one.guard,
        value: member(run, one.value, segment, environment, span),
      })),
    );
  }
  if (value.kind === 'round') return roundMember(value.round, [segment]);
  const index = segment.name ? null : segment.index ? evaluate(run, segment.index, environment) : null;
  const step = segment.name?.text ?? (index ? knownText(index) : null);
  if (step === 'size') return applyMemberSize(run, value, segment);
  if (value.kind === 'list') return listMember(value.items, step);
  if (value.kind !== 'hole') return nil;
  const of = value.hole;
  if (of.prints === 'unknown' || !of.subject) return holeValue(unknownHole(of.label));
  const key = step === null ? null : stepKey(of.subject.key, step, segment, index);
  const label = step === null ? `${of.label}[…]` : stepKey(of.label, step, segment, index);
  const subject =
    step === null
      ? derived(run, null, segment, label, 'any', of.subject)
      : memberSubject(run, of.subject, key ?? '', label, step);
  return holeValue(subjectHole(run, subject));
}

function memberSubject(run: Run, parent: Subject, key: string, label: string, step: string): Subject {
  const at = stepInto(parent, step);
  return run.facts.subject(key, { label, type: 'any', loop: parent.loop, parent, at });
}

/** The place of a part of a datum. */
export function stepInto({ at }: Subject, step: string): DataPath | null {
  return at && { ...at, steps: [...at.steps, step] };
}

function stepKey(of: string, step: string, segment: Segment, index: Value | null): string {
  if (index?.kind === 'number' || (segment.bracketed && index === null && /^\d+$/.test(step))) return `${of}[${step}]`;
  return segment.bracketed && !/^[\w-]+$/.test(step) ? `${of}['${step}']` : `${of}.${step}`;
}

function listMember(items: readonly Value[], step: string | null): Value {
  if (step === null) return holeValue(unknownHole('an item'));
  if (step === 'first') return items[0] ?? nil;
  if (step === 'last') return items.at(-1) ?? nil;
  return /^-?\d+$/.test(step) ? (items.at(Number(step)) ?? nil) : nil;
}

function applyMemberSize(run: Run, value: Value, segment: Segment): Value {
  if (value.kind === 'nil') return nil;
  const size = applyFilter(run, 'size', value, [], segment);
  if (size.kind !== 'hole' || !size.hole.counts) return size;
  // Unlike the filter, the member of nil is nil.
  const gone = run.facts.when(size.hole.counts.subject, ({ kind }) => kind === 'nil');
  return holeValue({
    ...size.hole,
    key: null,
    counts: { ...size.hole.counts, nilIsZero: false },
    blank: gone,
    falsy: gone,
  });
}

const maxRange = 50;

function rangeValue(run: Run, range: Extract<Expression, { kind: 'range' }>, environment: Environment): Value {
  const from = range.from ? evaluate(run, range.from, environment) : nil;
  const to = range.to ? evaluate(run, range.to, environment) : nil;
  const low = Number(knownText(from) ?? Number.NaN);
  const high = Number(knownText(to) ?? Number.NaN);
  if (Number.isFinite(low) && Number.isFinite(high) && high - low < maxRange) {
    const items: Value[] = [];
    for (let value = low; value <= high; value += 1) items.push({ kind: 'number', value, isFloat: false, at: null });
    return { kind: 'list', items };
  }
  const subject = derived(run, null, range, 'the range', 'array');
  const item = hole('a number', { prints: 'number', safety: 'plain', loop: run.loop });
  const blank = run.facts.when(subject, ({ kind }) => kind === 'none' || kind === 'nil');
  return holeValue(
    hole(subject.label, { key: siteKey(run, range), prints: 'array', subject, item, blank, loop: subject.loop }),
  );
}
