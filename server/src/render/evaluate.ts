/** Expressions, filter chains and conditions of our tree → values, with Ruby Liquid's meaning. */
import type {
  Argument,
  Attribute,
  Chain,
  Comparison,
  Condition,
  Expression,
  Interpolated,
  NumberLiteral,
  Range,
  Segment,
  Variable,
} from '../liquid';
import { readAttribute } from './attributes';
import { contains, equals, relate } from './compare';
import { applyFilter } from './engine';
import { fail } from './errors';
import { leadingInteger, toLooseInteger, toStrictInteger } from './number';
import { property } from './path';
import { toOutput, toText } from './print';
import { findVariable, type Runtime } from './runtime';
import { float, isTruthy, type Literal, type Value } from './values';

const BLANK: Literal = { type: 'literal', name: 'blank' };
const EMPTY: Literal = { type: 'literal', name: 'empty' };

/** `value | filter: argument | …`. */
export function evaluateChain(runtime: Runtime, chain: Chain): Value {
  let value = evaluate(runtime, chain.input);
  for (const { name, args } of chain.filters) {
    if (name.text === '') continue;
    runtime.step();
    value = applyFilter(runtime, name.text, value, evaluateArguments(runtime, args));
  }
  return value;
}

/** Positional arguments in their order; keyword arguments together as a hash at the end, as Ruby passes them. */
function evaluateArguments(runtime: Runtime, args: readonly Argument[]): Value[] {
  const values: Value[] = [];
  let keywords: Map<string, Value> | null = null;
  for (const { name, value } of args) {
    if (name) {
      keywords ??= new Map();
      keywords.set(name.text, evaluate(runtime, value));
    } else if (value) values.push(evaluate(runtime, value));
  }
  if (keywords) values.push(keywords);
  return values;
}

/** An expression's value; a missing one is nil. */
export function evaluate(runtime: Runtime, expression: Expression | null): Value {
  if (!expression) return null;
  switch (expression.kind) {
    case 'string':
      // With curly quotes, or no end, Ruby looks for a variable of that name, which there is not.
      return expression.closed && (expression.quote === "'" || expression.quote === '"') ? expression.value : null;
    case 'number':
      return evaluateNumber(runtime, expression);
    case 'keyword':
      return expression.value === 'true'
        ? true
        : expression.value === 'false'
          ? false
          : expression.value === 'nil'
            ? null
            : '';
    case 'range':
      return evaluateRange(runtime, expression);
    case 'variable':
      return evaluateVariable(runtime, expression);
    case 'attribute':
      return evaluateAttribute(runtime, expression);
    case 'nested':
      return followPath(runtime, evaluateChain(runtime, expression.output.value), expression.path);
  }
}

/** A whole number is read from the text where JS would round it. */
function evaluateNumber(runtime: Runtime, { start, end, value, isFloat }: NumberLiteral): Value {
  if (isFloat) return float(value);
  return Number.isSafeInteger(value) ? value : leadingInteger(runtime.text.slice(start, end));
}

function evaluateVariable(runtime: Runtime, variable: Variable): Value {
  if (variable.name) return followPath(runtime, findVariable(runtime, variable.name.text), variable.path);
  const [first, ...rest] = variable.path;
  if (!first) return null;
  return followPath(runtime, findVariable(runtime, toText(keyOf(runtime, first))), rest);
}

function evaluateAttribute(runtime: Runtime, attribute: Attribute): Value {
  return followPath(runtime, readAttribute(runtime, attribute), attribute.path);
}

function evaluateRange(runtime: Runtime, range: Range): Value {
  const isLiteral = [range.from, range.to].every(
    (end) => end?.kind !== 'variable' && end?.kind !== 'attribute' && end?.kind !== 'nested',
  );
  const ends = [evaluate(runtime, range.from), evaluate(runtime, range.to)].map((end) =>
    isLiteral ? toLooseInteger(end) : toRangeEnd(end),
  );
  return { type: 'range', from: ends[0]!, to: ends[1]! };
}

/** Texts are read as far as they are numbers, but a Float is not taken. */
function toRangeEnd(value: Value): number {
  if (value === null) return 0;
  return typeof value === 'string' ? Number(leadingInteger(value)) : toStrictInteger(value, toText);
}

function keyOf(runtime: Runtime, segment: Segment): Value {
  if (segment.name) return segment.name.text;
  return evaluate(runtime, segment.index);
}

/** `.name`, `[index]`, and the commands `size`, `first` and `last`, which only a dot can name. */
function followPath(runtime: Runtime, start: Value, path: readonly Segment[]): Value {
  let value = start;
  for (const segment of path) {
    // Half typed: `a.` and `a[]` are `a`.
    if (!segment.name && !segment.index) continue;
    const key = keyOf(runtime, segment);
    value = property(value, key, !segment.bracketed);
    if (value === null) return null;
  }
  return value;
}

/** Whether a condition holds; a missing one does not. Read from the right: `a and (b or c)`. */
export function holds(runtime: Runtime, condition: Condition | null): boolean {
  let rest = condition;
  while (rest?.kind === 'logical') {
    const left = holds(runtime, rest.left);
    if (rest.operator === 'and' ? !left : left) return left;
    rest = rest.right;
  }
  if (!rest) return false;
  if (rest.kind === 'comparison') return holdsComparison(runtime, rest);
  return isTruthy(evaluateOperand(runtime, rest));
}

/** In a comparison `blank` and `empty` stand for what they ask. */
export function evaluateOperand(runtime: Runtime, expression: Expression | null): Value {
  if (expression?.kind === 'keyword') {
    if (expression.value === 'blank') return BLANK;
    if (expression.value === 'empty') return EMPTY;
  }
  return evaluate(runtime, expression);
}

function holdsComparison(runtime: Runtime, comparison: Comparison): boolean {
  const left = evaluateOperand(runtime, comparison.left);
  if (isGlued(comparison)) return comparison.right?.start !== comparison.operatorSpan.end && isTruthy(left);
  const right = evaluateOperand(runtime, comparison.right);
  switch (comparison.operator) {
    case '==':
      return equals(left, right);
    case '!=':
    case '<>':
      return !equals(left, right);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return relate(left, comparison.operator, right) ?? false;
    case 'contains':
      return contains(left, right);
    default:
      fail(`Unknown operator ${comparison.operator}`);
  }
}

/**
 * Without a blank before its operator Ruby takes all up to the next blank for one name: `n==5` is no variable that there
 * is, and `n== 5` is `n` alone.
 */
function isGlued({ left, operatorSpan }: Comparison): boolean {
  return left !== null && left.end === operatorSpan.start && left.kind !== 'string' && left.kind !== 'nested';
}

/** Raw text with outputs in it: a URL, a header object, a catalog id. */
export function interpolate(runtime: Runtime, node: Interpolated): string {
  let text = '';
  for (const part of node.parts) {
    if (part.kind === 'text') text += runtime.text.slice(part.start, part.end);
    else
      text += toOutput(part.kind === 'output' ? evaluateChain(runtime, part.value) : evaluateAttribute(runtime, part));
  }
  return text;
}
