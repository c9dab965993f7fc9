/** How grave what the parser finds is for a rendering: nearly all of it keeps Braze from reading the message. */
import type { Problem } from '../liquid';
import type { Severity } from '../rules/rule';

/** Liquid renders these, if not always as meant. */
const WARNINGS: ReadonlySet<string> = new Set(['multiple-else', 'index-inside-key']);

/** How grave a parser's problem is to a rendering: an error where Braze would refuse the text. */
export function severityOf(problem: Problem, text: string): Severity {
  if (WARNINGS.has(problem.code)) return 'warning';
  const name = text.slice(problem.span.start, problem.span.end);
  // Hyphens in names are bad manners only.
  return problem.code === 'invalid-variable-name' && /^\w[\w-]*$/.test(name) ? 'warning' : 'error';
}
