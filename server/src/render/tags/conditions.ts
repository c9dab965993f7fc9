/** `if`, `unless`, `case`, `ifchanged`: what renders one thing or another. */
import type { Tag } from '../../liquid';
import { equals } from '../compare';
import { run } from '../engine';
import { evaluate, evaluateOperand, holds } from '../evaluate';
import { type LowerBlock, withoutBlankText } from '../lowering';
import { createOutput, type Runtime } from '../runtime';

/** The first branch whose condition holds; that of `unless` when it does not. */
function conditional(negated: boolean): LowerBlock {
  return (block, lowering) => {
    const all = lowering.bodies(block);
    const bodies = withoutBlankText(all);
    return {
      blank: all.every((body) => body.blank),
      render(runtime, out) {
        const index = block.branches.findIndex(({ tag }, i) => branchHolds(runtime, tag) !== (negated && i === 0));
        const body = bodies[index];
        if (body) run(runtime, body.templates, out);
      },
    };
  };
}

function branchHolds(runtime: Runtime, tag: Tag): boolean {
  return tag.markup.shape === 'condition' ? holds(runtime, tag.markup.condition) : tag.name === 'else';
}

/** `if` with its `elsif`s and `else`. */
export const lowerIf = conditional(false);
/** `unless`: its first condition counts when it does not hold. */
export const lowerUnless = conditional(true);

/** Every `when` that fits is rendered, once for each of its values that fits; an `else` where none before it did. */
export const lowerCase: LowerBlock = (block, lowering) => {
  const all = lowering.bodies(block);
  const bodies = withoutBlankText(all);
  const opening = block.branches[0]?.tag.markup;
  const subject = opening?.shape === 'case' ? opening.value : null;
  return {
    blank: all.every((body) => body.blank),
    render(runtime, out) {
      let matched = false;
      for (const [i, { tag }] of block.branches.entries()) {
        const templates = bodies[i]?.templates ?? [];
        if (tag.markup.shape === 'when') {
          for (const value of tag.markup.values) {
            if (!equals(evaluate(runtime, subject), evaluateOperand(runtime, value))) continue;
            matched = true;
            run(runtime, templates, out);
          }
        } else if (tag.name === 'else' && !matched) run(runtime, templates, out);
        if (runtime.host.breakCalled || runtime.host.continueCalled) return;
      }
    },
  };
};

/** Its text where that is not what any `ifchanged` wrote last. */
export const lowerIfChanged: LowerBlock = (block, lowering) => {
  const [body] = lowering.bodies(block);
  return {
    blank: body?.blank ?? true,
    render(runtime, out) {
      const { source } = runtime;
      const inner = createOutput(runtime, false);
      run(runtime, body?.templates ?? [], inner);
      runtime.source = source;
      if (inner.buffer === (runtime.registers.changed ?? '')) return;
      runtime.registers.changed = inner.buffer;
      out.write(inner.buffer);
    },
  };
};
