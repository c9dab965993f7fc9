/** What a template reads, and what it does with it: the shape of a user, and of Connected Content's answers, that it is written for. */
import { CONTENT_BLOCKS } from '../docset';
import type { Docset, FilterEntry } from '../docset/types';
import type { TemplateDocument } from '../document/types';
import {
  type AnyNode,
  type Chain,
  type Expression,
  type Filter,
  type Interpolated,
  parse,
  type Segment,
  type Tag,
  type Template,
  walk,
} from '../liquid';
import type { ContentBlock, Shape, ShapeHint, Wanted } from '../workspace';

export interface Uses {
  readonly attributes: readonly Wanted[];
  /** What calls answer, by the variable that the answer goes to. */
  readonly answers: ReadonlyMap<string, AnswerUse>;
  /** Whether it asks for the time. */
  readonly readsTime: boolean;
}

export interface AnswerUse {
  /** What is read of it. */
  readonly shape: Shape;
  /** The URLs of the calls, `*` for what Liquid writes: what a mock's `url` may be. */
  readonly urls: ReadonlySet<string>;
}

interface MutableShape extends Shape {
  readonly hints: Set<ShapeHint>;
  readonly literals: Set<string | number | boolean>;
  readonly contained: Set<string>;
  separator: string | null;
  readonly parts: Map<string, MutableShape>;
  items: MutableShape | null;
}

const newShape = (): MutableShape => ({
  hints: new Set(),
  literals: new Set(),
  contained: new Set(),
  separator: null,
  parts: new Map(),
  items: null,
});

interface Reading {
  readonly docset: Docset;
  readonly blocks: ReadonlyMap<string, ContentBlock>;
  readonly blocksRead: Set<string>;
  readonly roots: Map<string, { readonly namespace: string; readonly key: string; readonly shape: MutableShape }>;
  readonly answers: Map<string, { readonly shape: MutableShape; readonly urls: Set<string> }>;
  readsTime: boolean;
  /** Variables that hold data, or a part of it. */
  variables: Map<string, MutableShape>;
}

/** Nothing is asked of what a path deeper than this reads. */
const MAX_PATH = 10;

/** What all fields of a document read, and the content blocks they print. */
export function usesOf(document: TemplateDocument, docset: Docset, blocks: ReadonlyMap<string, ContentBlock>): Uses {
  const reading: Reading = {
    docset,
    blocks,
    blocksRead: new Set(),
    roots: new Map(),
    answers: new Map(),
    readsTime: false,
    variables: new Map(),
  };
  for (const field of document.fields) {
    reading.variables = new Map();
    read(reading, field.tree);
  }
  return { attributes: [...reading.roots.values()], answers: reading.answers, readsTime: reading.readsTime };
}

function read(reading: Reading, tree: Template): void {
  walk(tree, {
    enter: (node, ancestors) => {
      if (node.kind === 'chain') shapeOfChain(reading, node);
      else if (node.kind === 'attribute') shapeOf(reading, node);
      else if (node.kind === 'comparison') compared(reading, node.left, node.operator, node.right);
      else if (node.kind === 'tag') readTag(reading, tree, node, ancestors);
    },
  });
}

function readTag(reading: Reading, tree: Template, tag: Tag, ancestors: readonly AnyNode[]): void {
  const { markup } = tag;
  if (markup.shape === 'assign' && markup.target) {
    set(reading, markup.target.text, shapeOfChain(reading, markup.value));
  } else if (markup.shape === 'target' && markup.target) {
    set(reading, markup.target.text, null);
  } else if (markup.shape === 'for') {
    const list = shapeOf(reading, markup.collection);
    if (list) list.hints.add('list');
    if (markup.variable) set(reading, markup.variable.text, list && itemsOf(list));
  } else if (markup.shape === 'when') {
    const block = ancestors.findLast((node) => node.kind === 'block');
    const opening = block?.branches[0]?.tag.markup;
    if (opening?.shape !== 'case') return;
    for (const value of markup.values) compared(reading, opening.value, '==', value);
  } else if (markup.shape === 'words') {
    saveAnswer(reading, tree, tag);
  }
}

/** A tag whose option names a variable fills it from outside. */
function saveAnswer(reading: Reading, tree: Template, { name, markup }: Tag): void {
  const made = reading.docset.tags.get(name)?.sets?.find((entry) => entry.option !== undefined);
  if (!made || markup.shape !== 'words') return;
  const written = markup.options.find((option) => option.name.text === made.option)?.value;
  const variable = (written ? tree.text.slice(written.start, written.end).trim() : '') || made.name;
  const answer = reading.answers.get(variable) ?? { shape: newShape(), urls: new Set() };
  reading.answers.set(variable, answer);
  reading.variables.set(variable, answer.shape);
  answer.urls.add(markup.words.map(({ parts }) => patternOf(tree, parts)).join(' '));
}

function patternOf(tree: Template, parts: Interpolated['parts']): string {
  return parts.map((part) => (part.kind === 'text' ? tree.text.slice(part.start, part.end) : '*')).join('');
}

function set({ variables }: Reading, name: string, shape: MutableShape | null): void {
  if (shape) variables.set(name, shape);
  else variables.delete(name);
}

// ── Shapes of expressions ────────────────────────────────────────────────────────────────────────────────────────────

function shapeOfChain(reading: Reading, { input, filters }: Chain): MutableShape | null {
  let shape = shapeOf(reading, input);
  const isNow = input?.kind === 'string' && /^(now|today)$/.test(input.value.trim());
  for (const filter of filters) {
    const entry = reading.docset.filters.get(filter.name.text);
    if (isNow && entry?.category === 'date') reading.readsTime = true;
    shape = shape && entry ? filtered(shape, filter, entry) : null;
  }
  return shape;
}

/** What a filter says of its input; its result, when that is still the same piece of data or a part of it. */
function filtered(shape: MutableShape, { args }: Filter, { category, returns }: FilterEntry): MutableShape | null {
  const first = args[0]?.value;
  const text = first?.kind === 'string' ? first.value : null;
  if (category === 'math') {
    shape.hints.add('number');
    return shape;
  }
  if (category === 'date') {
    shape.hints.add('date');
    return returns === 'string' ? null : shape;
  }
  if (category === 'array') {
    // Texts have a size and a slice too.
    if (returns === 'integer' || returns.includes('|')) return null;
    shape.hints.add('list');
    if (text !== null && /^\w+$/.test(text)) partOf(itemsOf(shape), text);
    if (returns === 'any') return itemsOf(shape);
    return returns === 'array' ? shape : null;
  }
  if (returns.startsWith('array')) {
    if (text !== null && text !== '') shape.separator = text;
    return null;
  }
  if (category === 'string') shape.hints.add('text');
  return category === 'json' ? null : shape;
}

function shapeOf(reading: Reading, expression: Expression | null): MutableShape | null {
  switch (expression?.kind) {
    case 'attribute': {
      const namespace = expression.namespace?.text ?? '';
      const key = expression.key.text;
      const entry = reading.docset.namespaces.get(namespace);
      if (key === '' || !entry) return null;
      if (namespace === CONTENT_BLOCKS) {
        readBlock(reading, key);
        return null;
      }
      const id = `${namespace}\n${key}`;
      const root = reading.roots.get(id) ?? { namespace, key, shape: newShape() };
      reading.roots.set(id, root);
      return follow(root.shape, expression.path);
    }
    case 'variable': {
      const shape = expression.name ? reading.variables.get(expression.name.text) : undefined;
      return shape ? follow(shape, expression.path) : null;
    }
    case 'nested': {
      const shape = shapeOfChain(reading, expression.output.value);
      return shape && follow(shape, expression.path);
    }
    default:
      return null;
  }
}

function readBlock(reading: Reading, name: string): void {
  if (reading.blocksRead.has(name)) return;
  reading.blocksRead.add(name);
  read(reading, parse(reading.blocks.get(name)?.text ?? ''));
}

function follow(start: MutableShape, path: readonly Segment[]): MutableShape | null {
  let shape = start;
  for (const segment of path.slice(0, MAX_PATH)) {
    const name = segment.name?.text;
    if (name === 'size' && !segment.bracketed) return null;
    if (name !== undefined && (segment.bracketed || (name !== 'first' && name !== 'last'))) shape = partOf(shape, name);
    else if (segment.index || name !== undefined) shape = itemsOf(shape);
  }
  return shape;
}

function partOf(shape: MutableShape, name: string): MutableShape {
  const part = shape.parts.get(name) ?? newShape();
  shape.parts.set(name, part);
  return part;
}

function itemsOf(shape: MutableShape): MutableShape {
  shape.items ??= newShape();
  return shape.items;
}

function compared(reading: Reading, left: Expression | null, operator: string, right: Expression | null): void {
  for (const [data, literal, turned] of [
    [left, right, false],
    [right, left, true],
  ] as const) {
    const value = literalOf(literal);
    if (value === null) continue;
    const shape = shapeOf(reading, data);
    if (!shape) continue;
    if (operator === 'contains') {
      if (!turned) shape.contained.add(String(value));
    } else shape.literals.add(value);
  }
}

function literalOf(expression: Expression | null): string | number | boolean | null {
  if (expression?.kind === 'string' || expression?.kind === 'number') return expression.value;
  if (expression?.kind === 'keyword' && (expression.value === 'true' || expression.value === 'false')) {
    return expression.value === 'true';
  }
  return null;
}
