/** One text rendered: the whole rendering, synchronous and pure but for its stop-watch. Never throws. */
import { parse, type Template } from '../liquid';
import { run } from './engine';
import { asFailure } from './errors';
import { lower } from './lower';
import { createOutput, createRuntime, report } from './runtime';
import { severityOf } from './severity';
import type { RenderContext, Rendered } from './types';

/** Renders a text or its tree. All spans of the answer are offsets in that text. */
export function renderText(text: string | Template, context: RenderContext): Rendered {
  const template = typeof text === 'string' ? parse(text) : text;
  const runtime = createRuntime(context, template.text, lower);
  const out = createOutput(runtime, true);
  for (const problem of template.problems) {
    report(runtime, problem.code, severityOf(problem, template.text), problem.message, problem.span);
  }
  try {
    run(runtime, lower(template), out);
  } catch (thrown) {
    // Every node catches its own; what comes here is the stack running over in the host itself.
    report(runtime, 'liquid-error', 'error', asFailure(thrown)?.message ?? 'Liquid error: Nesting too deep', template);
  }
  const { aborted, abortedAt, problems, calls, reads } = runtime;
  return {
    output: out.buffer,
    aborted,
    problems,
    calls,
    reads,
    trace: out.trace,
    entered: [...runtime.entered],
    abortedAt,
  };
}
