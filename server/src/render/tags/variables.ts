/** `assign`, `capture`, `increment`, `decrement`: what sets variables. */
import { run } from '../engine';
import { evaluateChain } from '../evaluate';
import type { LowerBlock, LowerTag } from '../lowering';
import { calculate } from '../number';
import { toText } from '../print';
import { assign, createOutput, findGlobal } from '../runtime';
import { noteAssigned, noteCaptured } from '../written';

/** Sets a variable to a chain's value. */
export const lowerAssign: LowerTag = (tag) => ({
  blank: true,
  render(runtime) {
    if (tag.markup.shape !== 'assign' || !tag.markup.target) return;
    const value = evaluateChain(runtime, tag.markup.value);
    assign(runtime, tag.markup.target.text, value);
    noteAssigned(runtime, tag.markup.target.text, tag.markup.value, value);
  },
});

/** Sets a variable to what the block prints. */
export const lowerCapture: LowerBlock = (block, lowering) => {
  const [body] = lowering.bodies(block);
  const markup = block.branches[0]?.tag.markup;
  const target = markup?.shape === 'target' ? markup.target : null;
  return {
    blank: true,
    render(runtime) {
      const out = createOutput(runtime, true);
      run(runtime, body?.templates ?? [], out);
      if (!target) return;
      assign(runtime, target.text, out.buffer);
      noteCaptured(runtime, target.text, out.buffer, out.trace);
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

/** Prints the counter, then adds one. */
export const lowerIncrement = counter('+', false);
/** Takes one from the counter, then prints it. */
export const lowerDecrement = counter('-', true);
