/** What lowering a node yields and what a tag's file is given for it. */
import type { Block, Node, Tag } from '../liquid';
import type { Emitter, HostTemplate } from './engine';
import type { Runtime } from './runtime';

/** What a node does when rendered. */
export interface Lowered {
  render(runtime: Runtime, out: Emitter): void;
  /** Whether it prints nothing by nature: Ruby then drops the white space around it, and its errors. */
  readonly blank: boolean;
}

/** A list of nodes, lowered. */
export interface Body {
  readonly templates: readonly HostTemplate[];
  readonly blank: boolean;
}

/** What a tag's file needs to lower its node. */
export interface Lowering {
  readonly text: string;
  /** The bodies of a block's branches. */
  bodies(block: Block): readonly Body[];
  body(nodes: readonly Node[]): Body;
}

export type LowerTag = (tag: Tag, lowering: Lowering) => Lowered;
export type LowerBlock = (block: Block, lowering: Lowering) => Lowered;

/** Drops the white space of bodies that print nothing: Ruby does so where all bodies of a block are blank. */
export function withoutBlankText(bodies: readonly Body[]): readonly Body[] {
  if (!bodies.every((body) => body.blank)) return bodies;
  return bodies.map((body) => ({ ...body, templates: body.templates.filter((template) => !blankTexts.has(template)) }));
}

/** The templates of texts that are white space only. */
export const blankTexts = new WeakSet<HostTemplate>();
