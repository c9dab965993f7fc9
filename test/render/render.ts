/** Text in, text out: renders a template for tests. */
import assert from 'node:assert/strict';
import { defaultLimits, type RenderContext, type Rendered, renderText } from '../../server/src/render';

export const NOW = '2026-03-01T12:34:56.000Z';

/** A context with nothing in it but what is given. */
export function contextOf(given: Partial<RenderContext> = {}): RenderContext {
  return { user: {}, contentBlocks: {}, mocks: [], now: NOW, seed: 0, limits: defaultLimits, ...given };
}

export function render(template: string, given: Partial<RenderContext> = {}): Rendered {
  return renderText(template, contextOf(given));
}

/** Asserts that a template renders as expected, with these variables, and without a problem. */
export function renders(template: string, expected: string, data: Readonly<Record<string, unknown>> = {}): void {
  const { output, problems } = render(template, { data });
  assert.deepEqual(
    { output, problems: problems.map(({ message }) => message) },
    { output: expected, problems: [] },
    template,
  );
}

/** Asserts that one liquid-error is reported, covering exactly `at`, and printed in place. */
export function failsAt(
  template: string,
  at: string,
  message: string,
  output: string,
  data: Readonly<Record<string, unknown>> = {},
): void {
  const rendered = render(template, { data });
  assert.equal(rendered.output, output, template);
  assert.deepEqual(
    rendered.problems.map(({ code, message: text, span }) => [code, text, template.slice(span.start, span.end)]),
    [['liquid-error', message, at]],
  );
}
