/** Texts inside texts: content blocks, and the partials of `include` and `render`. */
import { parse, type Span, type Template } from '../liquid';
import type { Emitter } from './engine';
import { run } from './engine';
import { fail } from './errors';
import { createOutput, type Runtime, report } from './runtime';
import { severityOf } from './severity';

/** A message may hold blocks and these may hold blocks; what lies deeper Braze leaves out. */
const MAX_BLOCK_DEPTH = 2;

/** Ruby's limit for partials within partials. */
const MAX_PARTIAL_DEPTH = 100;

/**
 * The rendered text of a content block, as if it stood in place of its output: what it assigns is visible below.
 * A block that is not there, or too deep, is empty.
 */
export function renderContentBlock(runtime: Runtime, name: string, at: Span): string {
  const blocks = runtime.context.contentBlocks;
  if (!Object.hasOwn(blocks, name)) {
    report(
      runtime,
      'missing-content-block',
      'warning',
      `There is no content block '${name}' in the workspace, so nothing is printed here. Add content_blocks/${name}.liquid or check the name.`,
      at,
    );
    return '';
  }
  if (runtime.depth >= MAX_BLOCK_DEPTH) return '';
  return renderInner(runtime, parsedText(runtime, `block ${name}`, blocks[name]!), at);
}

/** Renders a text within another one; problems and output in it count for the place it stands at. */
export function renderInner(runtime: Runtime, template: Template, at: Span): string {
  const out = createOutput(runtime, false);
  within(runtime, template, at, () => run(runtime, runtime.lower(template), out));
  return out.buffer;
}

/** Renders a partial into the output. Throws where partials are not served, or not found. */
export function renderPartial(runtime: Runtime, name: string, at: Span, out: Emitter): void {
  const { partials } = runtime.context;
  if (!partials) fail('This liquid context does not allow includes.');
  if (!Object.hasOwn(partials, name)) fail(`No such template '${name}'`);
  if (runtime.depth >= MAX_PARTIAL_DEPTH) fail('Nesting too deep');
  const template = parsedText(runtime, `partial ${name}`, partials[name]!);
  within(runtime, template, at, () => run(runtime, runtime.lower(template), out));
}

function within(runtime: Runtime, template: Template, at: Span, action: () => void): void {
  const { text, origin, source } = runtime;
  runtime.text = template.text;
  runtime.origin = origin ?? { start: at.start, end: at.end };
  runtime.depth++;
  try {
    for (const problem of template.problems) {
      report(runtime, problem.code, severityOf(problem, template.text), problem.message, at);
    }
    action();
  } finally {
    runtime.depth--;
    runtime.text = text;
    runtime.origin = origin;
    runtime.source = source;
  }
}

function parsedText(runtime: Runtime, key: string, text: string): Template {
  const known = runtime.parsed.get(key);
  if (known) return known;
  const template = parse(text);
  runtime.parsed.set(key, template);
  return template;
}
