/**
 * The indentation of a JSON body with Liquid in it: a step for each line that opens brackets or blocks.
 *
 * It cannot change what is sent but for white space between JSON's tokens: only blanks right behind a line break change,
 * and a text that is JSON has no line break inside its strings. What is captured, raw or a comment is left alone, and so
 * is a whole body whose brackets do not close branch by branch.
 */
import type { AnyNode, Block, Template } from '../liquid';
import { walk } from '../liquid';
import { type Edit, replace, skipIndentation } from './edit';

/** An open bracket or block; `depth` is that of the line it stands on. */
interface Opener {
  readonly sign: '{' | '[' | 'block';
  readonly depth: number;
}

/** What has to be the same behind each branch of a block as before it. */
interface Frame {
  readonly size: number;
  readonly inString: boolean;
  readonly skipped: boolean;
}

/** Blocks whose branches are parts of the body. What stands in others is captured, kept as it is or not sent. */
const FLOWING: ReadonlySet<string> = new Set(['if', 'unless', 'case', 'for']);
/** Whether a block's inside is sent where it stands, once or more. */
export const isFlowing = ({ name }: Block): boolean => FLOWING.has(name);
/** Blocks whose inside is not printed where it stands. */
const SILENT: ReadonlySet<string> = new Set(['capture', 'comment', 'doc']);

/** Edits of the lines' first blanks, in text order; none at all where the body's brackets do not add up. */
export function jsonIndentEdits(template: Template, unit: string): readonly Edit[] {
  const { text } = template;
  const edits: Edit[] = [];
  const openers: Opener[] = [];
  const frames: Frame[] = [];
  /** Blocks whose inside is not touched. */
  let frozen = 0;
  let silent = 0;
  let brackets = 0;
  let inString = false;
  let depth = 0;
  /** The begin of a line that only blanks follow so far; -1 elsewhere. */
  let line = 0;
  let sound = true;

  const inner = (): number => (openers.length === 0 ? 0 : openers[openers.length - 1]!.depth + 1);
  /** The first thing of a line stands at an offset. */
  const indent = (at: number, to: number): void => {
    if (line < 0) return;
    if (frozen === 0 && !inString) {
      replace(edits, text, line, at, unit.repeat(to));
      depth = to;
    }
    line = -1;
  };

  const readText = (start: number, end: number): void => {
    for (let pos = start; pos < end && sound; pos++) {
      const code = text.charCodeAt(pos);
      if (code === 10) {
        line = pos + 1;
        pos = skipIndentation(text, line, end) - 1;
        // An empty line stays as it is.
        const next = text.charCodeAt(pos + 1);
        if (pos + 1 < end && (next === 10 || next === 13)) line = -1;
      } else if (inString) {
        line = -1;
        if (code === 92) pos++;
        else if (code === 34) inString = false;
      } else if (code !== 32 && code !== 9 && code !== 13) readSign(code, pos, end);
    }
  };
  const readSign = (code: number, pos: number, end: number): void => {
    if (code === 125 || code === 93) {
      brackets--;
      const opener = openers.pop();
      sound = opener?.sign === (code === 125 ? '{' : '[');
      if (sound && line >= 0) indent(pos, closingDepth(pos + 1, end, opener!.depth));
      return;
    }
    indent(pos, inner());
    if (code === 123 || code === 91) {
      brackets++;
      openers.push({ sign: code === 123 ? '{' : '[', depth });
    }
    // JSON's tokens stand in brackets; what stands outside makes it another text.
    else if (brackets === 0) sound = false;
    else if (code === 34) inString = true;
  };
  /** `}]` at the begin of a line stands where the last of its brackets was opened. */
  const closingDepth = (from: number, end: number, first: number): number => {
    let found = first;
    for (let pos = from, open = openers.length - 1; pos < end && open >= 0; pos++) {
      const code = text.charCodeAt(pos);
      if (code === 32 || code === 9) continue;
      if (code !== 125 && code !== 93) break;
      found = openers[open--]!.depth;
    }
    return found;
  };

  const enterBlock = (block: Block): void => {
    const tag = block.branches[0]!.tag;
    if (block.close?.closed !== true) sound = false;
    indent(tag.start, inner());
    frames.push({ size: openers.length, inString, skipped: !isFlowing(block) });
    openers.push({ sign: 'block', depth });
    if (!isFlowing(block)) frozen++;
    if (SILENT.has(block.name)) silent++;
  };
  /** Before a branch tag or the end tag; silent blocks hold no JSON. */
  const closeBranch = (start: number, skipped: boolean): void => {
    const { size, inString: before } = frames[frames.length - 1]!;
    if (openers.length !== size + 1 || inString !== before) sound = false;
    else if (skipped) line = -1;
    else indent(start, openers[size]!.depth);
  };
  const leaveBlock = (block: Block): void => {
    openers.length = frames.pop()!.size;
    if (!isFlowing(block)) frozen--;
    if (SILENT.has(block.name)) silent--;
  };

  /** The tag or output whose inside is being walked over. */
  let delimited: AnyNode | null = null;
  const enter = (node: AnyNode, ancestors: readonly AnyNode[]): void => {
    if (!sound || delimited !== null) return;
    if (node.kind === 'tag' || node.kind === 'output') delimited = node;
    const parent = ancestors[ancestors.length - 1];
    if (node.kind === 'text' && isContent(parent)) {
      if (silent === 0) readText(node.start, node.end);
      else line = -1;
    } else if (node.kind === 'block') enterBlock(node);
    else if (node.kind === 'branch' && parent?.kind === 'block' && node !== parent.branches[0])
      closeBranch(node.start, false);
    else if (node.kind === 'tag' && parent?.kind === 'block') closeBranch(node.start, frames.at(-1)!.skipped);
    else if (node.kind === 'tag' && parent?.kind === 'branch' && node === parent.tag) sound &&= node.closed;
    else if ((node.kind === 'output' || node.kind === 'tag') && isContent(parent)) {
      if (!node.closed || (node.kind === 'tag' && isStray(node.name))) sound = false;
      indent(node.start, inner());
    }
  };
  walk(template, {
    enter,
    leave: (node) => {
      if (node === delimited) delimited = null;
      else if (sound && delimited === null && node.kind === 'block') leaveBlock(node);
    },
  });
  return sound && !inString && openers.length === 0 ? edits : [];
}

const isContent = (parent: AnyNode | undefined): boolean => parent?.kind === 'template' || parent?.kind === 'branch';

/** End tags and branches that belong to no block. */
const isStray = (name: string): boolean =>
  name.startsWith('end') || name === 'else' || name === 'elsif' || name === 'when';
