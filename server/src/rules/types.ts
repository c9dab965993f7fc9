/** What type a value certainly has. Where several are possible, or nobody knows, there is no answer. */
import type { Docset } from '../docset/types';
import type { Chain, Expression, Variable } from '../liquid';
import type { Definition, Scope } from './scope';
import { attributeOf, entryOf } from './values';

export type ValueType = 'string' | 'number' | 'boolean' | 'time' | 'array' | 'array<string>' | 'object';

export interface TypeContext {
  readonly scope: Scope;
  readonly docset: Docset;
}

/** Variables made of variables are followed so far, each through so many places that make it. */
const DEEPEST = 6;
const MOST_PLACES = 3;

/** The type of an expression, by literals, the docset and the assignments above it; null when it is not certain. */
export function typeOf(expression: Expression | null, context: TypeContext, depth = 0): ValueType | null {
  if (!expression || depth > DEEPEST) return null;
  switch (expression.kind) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'range':
      return 'array';
    case 'keyword':
      return expression.value === 'true' || expression.value === 'false' ? 'boolean' : null;
    case 'nested': {
      const inner = typeOfChain(expression.output.value, context, depth + 1);
      return expression.path.length === 0 ? inner : null;
    }
    case 'attribute': {
      const attribute = attributeOf(expression);
      if (!attribute || attribute.path.length > 0) return null;
      return asType(entryOf(attribute, context.docset)?.type);
    }
    case 'variable':
      return expression.name ? typeAlong(expression, expression.name.text, context, depth) : null;
  }
}

/** The type of what comes out of a chain of filters. */
export function typeOfChain(chain: Chain, context: TypeContext, depth = 0): ValueType | null {
  return typeBehind(chain, chain.filters.length, context, depth);
}

/** The type behind the first `count` filters. What stands before is only looked at where it decides. */
function typeBehind(chain: Chain, count: number, context: TypeContext, depth: number): ValueType | null {
  const filter = chain.filters[count - 1];
  if (!filter) return typeOf(chain.input, context, depth + 1);
  const name = filter.name.text;
  const isPicking = PICKING.has(name);
  if (!isPicking && !KEEPING.has(name)) return asType(context.docset.filters.get(name)?.returns);
  const before = typeBehind(chain, count - 1, context, depth);
  return isPicking ? (before === 'array<string>' ? 'string' : null) : before;
}

/** Filters that give one element of an array. */
const PICKING = new Set(['first', 'last']);
/** Filters that give what they get. */
const KEEPING = new Set(['default', 'reverse', 'uniq', 'compact', 'sort', 'sort_natural']);

/** Of a list of texts any element is a text. */
function typeAlong({ path, start }: Variable, name: string, context: TypeContext, depth: number): ValueType | null {
  const type = typeOfVariable(name, start, context, depth);
  if (path.length === 0) return type;
  const isElement = path.length === 1 && path[0]?.index?.kind === 'number';
  return isElement && type === 'array<string>' ? 'string' : null;
}

function typeOfVariable(name: string, offset: number, context: TypeContext, depth: number): ValueType | null {
  const all = context.scope.byName.get(name) ?? [];
  const made: Definition[] = [];
  for (const definition of all) {
    if (definition.span.start >= offset) break;
    const { start, end } = definition.visible;
    if (start <= offset && offset <= end) made.push(definition);
    if (made.length > MOST_PLACES) return null;
  }
  const types = new Set(made.map((definition) => typeOfDefinition(definition, context, depth + 1)));
  const [type] = types;
  return types.size === 1 ? (type ?? null) : null;
}

function typeOfDefinition(definition: Definition, context: TypeContext, depth: number): ValueType | null {
  if (definition.kind === 'capture') return 'string';
  if (definition.kind === 'counter') return 'number';
  const { markup } = definition.tag;
  return markup.shape === 'assign' ? typeOfChain(markup.value, context, depth) : null;
}

function asType(name: string | undefined): ValueType | null {
  switch (name) {
    case 'string':
    case 'url':
    case 'html':
      return 'string';
    case 'integer':
    case 'number':
    case 'float':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'time':
    case 'date':
      return 'time';
    case 'array<string>':
      return 'array<string>';
    case 'object':
      return 'object';
    default:
      return name?.startsWith('array') ? 'array' : null;
  }
}
