/** What type a value certainly has. Where several are possible, or nobody knows, there is no answer. */
import type { Docset } from '../docset/types';
import type { Chain, Expression } from '../liquid';
import type { Definition, Scope } from './scope';
import { attributeOf, entryOf } from './values';

export type ValueType = 'string' | 'number' | 'boolean' | 'time' | 'array' | 'array<string>' | 'object';

export interface TypeContext {
  readonly scope: Scope;
  readonly docset: Docset;
}

/** Variables made of variables are followed so far. */
const DEEPEST = 6;

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
      return expression.name && expression.path.length === 0
        ? typeOfVariable(expression.name.text, expression.start, context, depth)
        : null;
  }
}

/** The type of what comes out of a chain of filters. */
export function typeOfChain(chain: Chain, context: TypeContext, depth = 0): ValueType | null {
  let type = typeOf(chain.input, context, depth + 1);
  for (const { name } of chain.filters) {
    const returns = context.docset.filters.get(name.text)?.returns;
    const kept = KEEPING.has(name.text) ? type : null;
    type = PICKING.has(name.text) && type === 'array<string>' ? 'string' : (asType(returns) ?? kept);
  }
  return type;
}

/** Filters that give one element of an array. */
const PICKING = new Set(['first', 'last']);
/** Filters that give what they get. */
const KEEPING = new Set(['default', 'reverse', 'uniq', 'compact', 'sort', 'sort_natural']);

function typeOfVariable(name: string, offset: number, context: TypeContext, depth: number): ValueType | null {
  const made = (context.scope.byName.get(name) ?? []).filter(({ span, visible }) => {
    return span.start < offset && visible.start <= offset && offset <= visible.end;
  });
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
