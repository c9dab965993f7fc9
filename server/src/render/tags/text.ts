/** `raw`, `comment`, `doc`, `#`, `echo`, `liquid`: text as it is, text left out, and other ways to write tags. */
import { run } from '../engine';
import { evaluateChain } from '../evaluate';
import type { LowerBlock, LowerTag } from '../lowering';
import { toOutput } from '../print';

/** What stands between the tags, untouched by white space control. */
export const lowerRaw: LowerBlock = (block, lowering) => {
  const text = innerText(block.branches[0]?.children ?? [], lowering.text);
  return {
    blank: text === '',
    render(runtime, out) {
      const first = block.branches[0]?.children[0];
      if (first) runtime.source = { start: first.start, end: first.start + text.length };
      out.write(text);
    },
  };
};

function innerText(children: readonly { readonly start: number; readonly end: number }[], text: string): string {
  const [first, last] = [children[0], children[children.length - 1]];
  return first && last ? text.slice(first.start, last.end) : '';
}

/** Prints nothing. */
export const lowerComment: LowerBlock = () => ({ blank: true, render: () => {} });

/** Unlike a comment, a doc that says something keeps the white space around it. */
export const lowerDoc: LowerBlock = (block, lowering) => ({
  blank: innerText(block.branches[0]?.children ?? [], lowering.text) === '',
  render: () => {},
});

/** `#`: prints nothing. */
export const lowerInlineComment: LowerTag = () => ({ blank: true, render: () => {} });

/** Prints a chain's value. */
export const lowerEcho: LowerTag = (tag) => ({
  blank: false,
  render(runtime, out) {
    if (tag.markup.shape === 'echo') out.write(toOutput(evaluateChain(runtime, tag.markup.value)));
  },
});

/** Runs the tags on its lines. */
export const lowerLiquid: LowerTag = (tag, lowering) => {
  const body = lowering.body(tag.markup.shape === 'liquid' ? tag.markup.children : []);
  return { blank: body.blank, render: (runtime, out) => run(runtime, body.templates, out) };
};
