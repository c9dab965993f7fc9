/**
 * The variables of one field: where each is made, from where to where it can be read, and where it is read.
 * Liquid knows no local variables but those of a loop: what `assign` and its like make is there for all that follows.
 */
import type { TagEntry } from '../docset/types';
import {
  type AnyNode,
  type Block,
  type Name,
  type Span,
  type Tag,
  type Template,
  type Variable,
  walk,
} from '../liquid';

export type DefinitionKind = 'assign' | 'capture' | 'counter' | 'loop' | 'result' | 'helper';

/** A place that makes a variable. */
export interface Definition {
  readonly name: string;
  /**
   * `assign`, `capture`; `counter`: `increment`, `decrement`; `loop`: the variable of `for`, `tablerow`; `result`: what a
   * tag saves (`:save token`, `items`); `helper`: what a block brings along (`forloop`).
   */
  readonly kind: DefinitionKind;
  /** The name where it is written out; the tag's own name where it is not (`connected`, `items`, `forloop`). */
  readonly span: Span;
  /** Whether the name is written out, so that it can be renamed. */
  readonly written: boolean;
  /** Where it can be read. Inside a loop the next turn sees what this one makes, so it begins with the loop. */
  readonly visible: Span;
  /** The tag that makes it; the opening one of a block. */
  readonly tag: Tag;
  /** The block, of `capture` and loops. */
  readonly block: Block | null;
}

/** A place that reads a variable. */
export interface Reference {
  readonly name: string;
  /** Of the name. */
  readonly span: Span;
  readonly node: Variable;
}

export interface Scope {
  /** In the order of the text. */
  readonly definitions: readonly Definition[];
  readonly references: readonly Reference[];
  /** Definitions by name, in the order of the text. */
  readonly byName: ReadonlyMap<string, readonly Definition[]>;
  /** What can be read at an offset: of each name the definition that holds there. */
  visibleAt(offset: number): readonly Definition[];
  /** The definition that a name has at an offset: the innermost loop's, else the last one before it; null when none. */
  resolve(name: string, offset: number): Definition | null;
}

const cache = new WeakMap<Template, { readonly tags: ReadonlyMap<string, TagEntry>; readonly scope: Scope }>();

/** The scope of a field's tree. `tags` tell which variables a tag makes by itself (`items` of `catalog_items`). */
export function scopeOf(tree: Template, tags: ReadonlyMap<string, TagEntry>): Scope {
  const known = cache.get(tree);
  if (known?.tags === tags) return known.scope;
  const scope = readScope(tree, tags);
  cache.set(tree, { tags, scope });
  return scope;
}

function readScope(tree: Template, tags: ReadonlyMap<string, TagEntry>): Scope {
  const definitions: Definition[] = [];
  const references: Reference[] = [];
  /** Open blocks, outermost first. */
  const blocks: Block[] = [];
  walk(tree, {
    enter(node: AnyNode) {
      if (node.kind === 'block') blocks.push(node);
      else if (node.kind === 'variable' && node.name) {
        references.push({ name: node.name.text, span: spanOf(node.name), node });
      } else if (node.kind === 'tag') {
        const block = blocks.at(-1)?.branches[0]?.tag === node ? blocks.at(-1)! : null;
        const outermostLoop = blocks.find((open) => open !== block && isLoop(open));
        definitions.push(...definitionsOf(node, block, outermostLoop?.start ?? null, tree, tags.get(node.name)));
      }
    },
    leave(node: AnyNode) {
      if (node.kind === 'block') blocks.pop();
    },
  });
  definitions.sort((a, b) => a.span.start - b.span.start);
  return withLookUp(definitions, references);
}

const isLoop = (block: Block): boolean => block.branches[0]?.tag.markup.shape === 'for';

const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** What one tag defines. `loopStart`: the begin of the outermost loop around it. */
function definitionsOf(
  tag: Tag,
  block: Block | null,
  loopStart: number | null,
  { text, end }: Template,
  entry: TagEntry | undefined,
): readonly Definition[] {
  const made: Definition[] = [];
  const inside = { start: tag.end, end: block?.close?.start ?? block?.end ?? end };
  const after = { start: loopStart ?? block?.end ?? tag.end, end };
  const add = (kind: DefinitionKind, name: Name | null, visible: Span): void => {
    if (name && name.text !== '') {
      made.push({ name: name.text, kind, span: spanOf(name), written: true, visible, tag, block });
    }
  };
  const { markup } = tag;
  if (markup.shape === 'assign') add('assign', markup.target, after);
  else if (markup.shape === 'target') {
    // Nobody knows where a capture without its end was to end: enough is said of it.
    const isOpen = block !== null && block.close === null;
    add(block ? 'capture' : 'counter', markup.target, isOpen ? { start: tag.end, end } : after);
  } else if (markup.shape === 'for') add('loop', markup.variable, inside);
  for (const variable of entry?.sets ?? []) {
    const written = variable.option === undefined ? null : savedName(tag, variable.option, text);
    if (written) add('result', written, after);
    else {
      const kind = variable.inside ? 'helper' : 'result';
      const visible = variable.inside ? inside : after;
      made.push({ name: variable.name, kind, span: spanOf(tag.nameSpan), written: false, visible, tag, block });
    }
  }
  return made;
}

/** The name behind a `:save`; null when the option is absent, half-typed or computed. */
function savedName(tag: Tag, option: string, text: string): Name | null {
  if (tag.markup.shape !== 'words') return null;
  const parts = tag.markup.options.find(({ name }) => name.text === option)?.value?.parts ?? [];
  const part = parts[0];
  if (part?.kind !== 'text' || parts.length !== 1) return null;
  return { kind: 'name', text: text.slice(part.start, part.end), start: part.start, end: part.end };
}

function withLookUp(definitions: readonly Definition[], references: readonly Reference[]): Scope {
  const byName = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const same = byName.get(definition.name);
    if (same) same.push(definition);
    else byName.set(definition.name, [definition]);
  }
  const lookUps = new Map([...byName].map(([name, same]) => [name, lookUpOf(same)]));
  const resolve = (name: string, offset: number): Definition | null => lookUps.get(name)?.(offset) ?? null;
  return {
    definitions,
    references,
    byName,
    resolve,
    visibleAt: (offset) => [...byName.keys()].flatMap((name) => resolve(name, offset) ?? []),
  };
}

/** The look-up for the definitions of one name, which come in the order of the text. */
function lookUpOf(definitions: readonly Definition[]): (offset: number) => Definition | null {
  const locals = definitions.filter(({ kind }) => kind === 'loop' || kind === 'helper');
  const globals = definitions.filter(({ kind }) => kind !== 'loop' && kind !== 'helper');
  const enclosing = enclosingOf(locals);
  /** From each global on: the first offset at which one of them is visible. */
  const earliest: number[] = new Array(globals.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let index = globals.length - 1; index >= 0; index--) {
    earliest[index] = Math.min(earliest[index + 1]!, globals[index]!.visible.start);
  }
  return (offset) => {
    let local = lastBefore(locals, offset);
    while (local >= 0 && !holds(locals[local]!.visible, offset)) local = enclosing[local]!;
    if (local >= 0) return locals[local]!;
    const next = lastBefore(globals, offset) + 1;
    for (let index = next - 1; index >= 0; index--) {
      if (globals[index]!.visible.start <= offset) return globals[index]!;
    }
    if (earliest[next]! > offset) return null;
    return globals.slice(next).find(({ visible }) => visible.start <= offset) ?? null;
  };
}

const holds = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** For each of some nested stretches the index of the one right around it; -1 where there is none. */
function enclosingOf(locals: readonly Definition[]): readonly number[] {
  const open: number[] = [];
  return locals.map(({ span }, index) => {
    while (open.length > 0 && locals[open.at(-1)!]!.visible.end < span.start) open.pop();
    const around = open.at(-1) ?? -1;
    open.push(index);
    return around;
  });
}

/** The index of the last definition whose name stands at or before an offset; -1 when none does. */
function lastBefore(definitions: readonly Definition[], offset: number): number {
  let low = 0;
  let high = definitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (definitions[middle]!.span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
