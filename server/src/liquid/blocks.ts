/**
 * Puts tags together into blocks, without recursion: one builder for a document and one for the inside of `{% liquid %}`.
 * An end tag closes the innermost block of its name, and what is open in it; one without a block is a tag of its own.
 */
import type { Block, Branch, Node, Tag } from './nodes';
import { append, compact, MAX_DEPTH, NONE, type Reader, report } from './reader';
import { blockOfEnd, isBranch, syntaxOf } from './syntax';

/** What nodes are put into: the text as a whole, or the branch at hand of a block. */
interface Parent {
  children: Node[];
}

interface Frame extends Parent {
  readonly tag: Tag;
  branches: Branch[];
  /** The tag that began the branch being filled. */
  branchTag: Tag;
  /** An `else` has been met. */
  else: boolean;
}

export interface BlockBuilder {
  /** Adds text or an output. */
  add(node: Node): void;
  /** Adds a tag: it may open a block, begin a branch or close blocks. True when it opened one whose inside is text. */
  addTag(tag: Tag): boolean;
  /** Closes what is open at an offset and returns the nodes. */
  finish(end: number): Node[];
}

/**
 * Builds the blocks of one text as its nodes are read from left to right; what is wrong with their nesting goes to the
 * reader's problems.
 */
export function createBlockBuilder(reader: Reader): BlockBuilder {
  const root: Parent = { children: NONE };
  const frames: Frame[] = [];
  /** What is being filled. */
  let top: Parent = root;
  /** Names of blocks beyond the depth limit: they stay tags, and so do their end tags. */
  const beyond: string[] = [];
  let tooDeep = false;
  /** Blocks that an outer one closed: their end tags, when they come, have been spoken of. */
  const cut: string[] = [];

  const add = (node: Node): void => {
    top.children = append(top.children, node);
  };

  const open = (tag: Tag): void => {
    const frame: Frame = { tag, branches: NONE, branchTag: tag, children: NONE, else: false };
    frames.push(frame);
    top = frame;
  };

  const endBranch = (frame: Frame, end: number): void => {
    frame.branches = append(frame.branches, {
      kind: 'branch',
      start: frame.branchTag.start,
      end,
      tag: frame.branchTag,
      children: compact(frame.children),
    });
  };

  /** Takes the innermost frame away and adds its block to what is around it. */
  const pop = (close: Tag | null, end: number): void => {
    const frame = frames.pop()!;
    endBranch(frame, close?.start ?? end);
    top = frames.length > 0 ? frames[frames.length - 1]! : root;
    const block: Block = {
      kind: 'block',
      start: frame.tag.start,
      end: close?.end ?? end,
      name: frame.tag.name,
      branches: compact(frame.branches),
      close,
    };
    add(block);
  };

  const popUnclosed = (end: number, closer: Tag | null): void => {
    const { tag } = frames[frames.length - 1]!;
    if (closer) cut.push(tag.name);
    // Of a tag that is not closed itself enough is said.
    if (!tag.closed) {
      pop(null, end);
      return;
    }
    const endTag = `end${tag.name}`;
    const message = closer
      ? `'${tag.name}' is not closed before '${closer.name}'. Put '{% ${endTag} %}' where it ends.`
      : `'${tag.name}' is not closed. Put '{% ${endTag} %}' where it ends.`;
    report(
      reader,
      'unclosed-block',
      message,
      tag,
      { name: tag.name, edits: [{ start: end, end, newText: `{% ${endTag} %}` }] },
      closer ? [{ message: `'${closer.name}' is here.`, span: { start: closer.start, end: closer.end } }] : undefined,
    );
    pop(null, end);
  };

  /** The innermost frame that fits; -1 when none does. */
  const find = (fits: (frame: Frame) => boolean): number => {
    let index = frames.length - 1;
    while (index >= 0 && !fits(frames[index]!)) index--;
    return index;
  };

  const closeBlock = (tag: Tag, name: string): void => {
    if (beyond.length > 0) {
      if (beyond[beyond.length - 1] === name) beyond.pop();
      add(tag);
      return;
    }
    const index = find((frame) => frame.tag.name === name);
    if (index < 0) {
      const known = cut.lastIndexOf(name);
      if (known >= 0) cut.splice(known, 1);
      else {
        report(
          reader,
          'stray-end-tag',
          `'${tag.name}' closes nothing: there is no open '${name}' before it. Remove it, or open the block.`,
          tag,
          { name, edits: [{ start: tag.start, end: tag.end, newText: '' }] },
        );
      }
      add(tag);
      return;
    }
    while (frames.length - 1 > index) popUnclosed(tag.start, tag);
    pop(tag, tag.end);
  };

  const beginBranch = (tag: Tag): void => {
    const index = beyond.length > 0 ? -1 : find(({ tag: { name } }) => takes(name, tag.name));
    if (index < 0) {
      if (beyond.length > 0) add(tag);
      else if (tag.name === 'else' && tag.markupSpan.start < tag.markupSpan.end) {
        reportElse(tag, true);
        add(tag);
      } else {
        const wanted = tag.name === 'when' ? `'case'` : `'if'`;
        report(
          reader,
          'stray-end-tag',
          `'${tag.name}' stands in no ${wanted}. Remove it, or open the block before it.`,
          tag,
        );
        add(tag);
      }
      return;
    }
    while (frames.length - 1 > index) popUnclosed(tag.start, tag);
    const frame = frames[index]!;
    checkElse(tag, frame);
    endBranch(frame, tag.start);
    frame.branchTag = tag;
    frame.children = NONE;
    top = frame;
  };

  const checkElse = (tag: Tag, frame: Frame): void => {
    if (tag.name !== 'else') return;
    const conditional = frame.tag.name === 'if' || frame.tag.name === 'unless';
    if (tag.markupSpan.start < tag.markupSpan.end) reportElse(tag, conditional);
    else if (frame.else && conditional) {
      const message = `This 'else' never runs: its '${frame.tag.name}' has one already. Remove it, or write 'elsif' with a condition.`;
      report(reader, 'multiple-else', message, tag);
    }
    frame.else = true;
  };

  const reportElse = (tag: Tag, conditional: boolean): void => {
    const { markupSpan, nameSpan } = tag;
    if (conditional) {
      // `else if` is the same mistake.
      const written = /^if\s/.test(reader.text.slice(markupSpan.start, markupSpan.start + 3));
      report(
        reader,
        'else-with-condition',
        `'else' takes no condition and ignores this one. Write 'elsif'.`,
        markupSpan,
        { edits: [{ start: nameSpan.start, end: written ? markupSpan.start + 2 : nameSpan.end, newText: 'elsif' }] },
      );
    } else {
      report(reader, 'else-with-condition', `'else' takes nothing behind it and ignores this. Remove it.`, markupSpan, {
        edits: [{ start: nameSpan.end, end: markupSpan.end, newText: '' }],
      });
    }
  };

  return {
    add,
    addTag(tag) {
      const syntax = syntaxOf(tag.name);
      if (syntax.block) {
        if (frames.length >= MAX_DEPTH && !syntax.block.verbatim) {
          if (!tooDeep)
            report(reader, 'nesting-too-deep', `Blocks can be nested ${MAX_DEPTH} levels deep at most.`, tag);
          tooDeep = true;
          beyond.push(tag.name);
          add(tag);
          return false;
        }
        open(tag);
        return syntax.block.verbatim !== undefined;
      }
      const closes = blockOfEnd(tag.name);
      if (closes !== null) closeBlock(tag, closes);
      else if (isBranch(tag.name)) beginBranch(tag);
      else add(tag);
      return false;
    },
    finish(end) {
      while (frames.length > 0) popUnclosed(end, null);
      return root.children;
    },
  };
}

function takes(block: string, branch: string): boolean {
  return syntaxOf(block).block?.branches?.includes(branch) === true;
}
