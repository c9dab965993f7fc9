/** What the content blocks that a field uses bring along: their text stands in the message before Liquid reads it. */
import { CONTENT_BLOCKS } from '../docset';
import type { Docset } from '../docset/types';
import type { Field } from '../document/types';
import { type Attribute, parse, type Template, walk } from '../liquid';
import type { ContentBlock, WorkspaceView } from '../workspace/types';
import { type Scope, scopeOf } from './scope';
import { namespaceOf } from './values';

/** Braze puts a block into a block, and no deeper. */
const DEEPEST = 2;

/** A block with what it uses. */
export interface BlockFacts {
  readonly block: ContentBlock;
  readonly tree: Template;
  readonly scope: Scope;
  /** Names of the content blocks used in it. */
  readonly uses: readonly string[];
}

/** The content blocks that a field uses, theirs included. */
export interface UsedBlocks {
  readonly blocks: readonly BlockFacts[];
  /** False when one of them is not in the workspace, so that nobody knows what it holds. */
  readonly complete: boolean;
}

const factsCache = new WeakMap<ContentBlock, { readonly docset: Docset; readonly facts: BlockFacts }>();
const usedCache = new WeakMap<
  Template,
  { readonly contentBlocks: WorkspaceView['contentBlocks']; readonly docset: Docset; readonly used: UsedBlocks }
>();
const usesCache = new WeakMap<Template, readonly Attribute[]>();

/** Where a tree uses content blocks, in the order of the text. */
export function blockUses(tree: Template): readonly Attribute[] {
  const known = usesCache.get(tree);
  if (known) return known;
  const uses: Attribute[] = [];
  walk(tree, {
    enter(node) {
      if (node.kind === 'attribute' && namespaceOf(node) === CONTENT_BLOCKS && node.key.text !== '') uses.push(node);
    },
  });
  usesCache.set(tree, uses);
  return uses;
}

/** Reads a content block once. */
export function factsOf(block: ContentBlock, docset: Docset): BlockFacts {
  const known = factsCache.get(block);
  if (known?.docset === docset) return known.facts;
  const tree = parse(block.text);
  const facts = { block, tree, scope: scopeOf(tree, docset.tags), uses: blockUses(tree).map(({ key }) => key.text) };
  factsCache.set(block, { docset, facts });
  return facts;
}

/** The blocks of the workspace that a field's text draws in. */
export function usedBlocks({ tree }: Field, docset: Docset, { contentBlocks }: WorkspaceView): UsedBlocks {
  const known = usedCache.get(tree);
  if (known?.contentBlocks === contentBlocks && known.docset === docset) return known.used;
  const used = readUsedBlocks(tree, docset, contentBlocks);
  usedCache.set(tree, { contentBlocks, docset, used });
  return used;
}

function readUsedBlocks(tree: Template, docset: Docset, contentBlocks: WorkspaceView['contentBlocks']): UsedBlocks {
  const blocks = new Map<string, BlockFacts>();
  let complete = true;
  let names: readonly string[] = blockUses(tree).map(({ key }) => key.text);
  for (let depth = 0; depth < DEEPEST && names.length > 0; depth++) {
    const inner: string[] = [];
    for (const name of new Set(names)) {
      const block = contentBlocks.get(name);
      if (!block) complete = false;
      else if (!blocks.has(name)) {
        const facts = factsOf(block, docset);
        blocks.set(name, facts);
        inner.push(...facts.uses);
      }
    }
    names = inner;
  }
  return { blocks: [...blocks.values()], complete };
}
