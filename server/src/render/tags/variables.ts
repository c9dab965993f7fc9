/** `assign`, `capture`, `increment`, `decrement`: what sets variables. */
import { run } from '../engine';
import { evaluateChain } from '../evaluate';
import type { LowerBlock, LowerTag } from '../lowering';
import { calculate } from '../number';
import { toText } from '../print';
import { assign, createOutput, findGlobal } from '../runtime';

export const lowerAssign: LowerTag = (tag) => ({
  blank: true,
  render(runtime) {
    if (tag.markup.shape !== 'assign' || !tag.markup.target) return;
    assign(runtime, tag.markup.target.text, evaluateChain(runtime, tag.markup.value));
  },
});

export const lowerCapture: LowerBlock = (block, lowering) => {
  const [body] = lowering.bodies(block);
  const markup = block.branches[0]?.tag.markup;
  const target = markup?.shape === 'target' ? markup.target : null;
  return {
    blank: true,
    render(runtime) {
      const out = createOutput(runtime, false);
      run(runtime, body?.templates ?? [], out);
      if (target) assign(runtime, target.text, out.buffer);
    },
  };
};

/** A counter shares its name with the variables given from outside, and starts with theirs. */
function counter(operation: '+' | '-', printsNew: boolean): LowerTag {
  return (tag) => ({
    blank: false,
    render(runtime, out) {
      if (tag.markup.shape !== 'target' || !tag.markup.target) return;
      const name = tag.markup.target.text;
      const before = findGlobal(runtime, name) ?? 0;
      const after = calculate(before, 1, operation);
      runtime.globals.set(name, after);
      out.write(toText(printsNew ? after : before));
    },
  });
}

export const lowerIncrement = counter('+', false);
export const lowerDecrement = counter('-', true);
