/** What becomes of a sample user: the row of the preview's matrix. */
import type { Range } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { fieldRange } from '../features/context';
import type { Outcome, OutcomeRow } from '../protocol';
import { checkRendered, type Rendered, type RenderProblem } from '../render';
import { type RenderedPair, renderedPairs } from './details';
import { maskingOf } from './maskSecrets';

export type OutcomeCell = Pick<OutcomeRow, 'outcome' | 'reason' | 'range'>;

/**
 * Secrets in the reason are masked: it goes to the preview's page.
 * @param rendered one for each of the document's fields, in their order
 */
export function outcomeOf(document: TemplateDocument, rendered: readonly Rendered[]): OutcomeCell {
  const pairs = renderedPairs(document, rendered);
  const cell = cellOf(document, pairs);
  const all = pairs.map((pair) => pair.rendered);
  const { maskMessage } = maskingOf(
    all.flatMap(({ calls }) => calls),
    all.flatMap(({ reads }) => reads),
  );
  return { ...cell, reason: maskMessage(cell.reason) };
}

function cellOf(document: TemplateDocument, pairs: readonly RenderedPair[]): OutcomeCell {
  const limit = findProblem(document, pairs, ({ code }) => code === 'render-limit');
  if (limit) return { outcome: 'limit', ...limit };
  const last = pairs.at(-1);
  if (last?.rendered.aborted) {
    const { aborted, abortedAt } = last.rendered;
    return {
      outcome: 'aborted',
      reason: aborted.reason,
      range: abortedAt && fieldRange(document, last.field, abortedAt),
    };
  }
  const error = findProblem(document, pairs, ({ severity }) => severity === 'error');
  if (error) return { outcome: 'error', ...error };
  const body = pairs.find(({ field }) => field.role === 'body');
  const [wrong] = body ? checkRendered(document, body.rendered) : [];
  if (body && wrong) return invalid(wrong.message, fieldRange(document, body.field, wrong.span));
  const url = document.kind === 'webhook' ? pairs.find(({ field }) => field.role === 'url') : undefined;
  if (url && url.rendered.output.trim() === '') {
    return invalid(
      'The URL is empty for this user, so nothing can be sent.',
      fieldRange(document, url.field, url.field.tree),
    );
  }
  const doubt = findProblem(document, pairs, ({ severity }) => severity === 'warning');
  return { outcome: 'ok', reason: doubt?.reason ?? '', range: doubt?.range ?? null };
}

/** "3 of 4 users ok". */
export function outcomesLabel(outcomes: readonly { readonly outcome: Outcome }[]): string {
  const ok = outcomes.filter(({ outcome }) => outcome === 'ok').length;
  return `${ok} of ${outcomes.length} ${outcomes.length === 1 ? 'user' : 'users'} ok`;
}

const invalid = (reason: string, range: Range): OutcomeCell => ({ outcome: 'invalid', reason, range });

function findProblem(
  document: TemplateDocument,
  pairs: readonly RenderedPair[],
  isMeant: (problem: RenderProblem) => boolean,
): Pick<OutcomeRow, 'reason' | 'range'> | null {
  for (const { field, rendered } of pairs) {
    const problem = rendered.problems.find(isMeant);
    if (problem) return { reason: problem.message, range: fieldRange(document, field, problem.span) };
  }
  return null;
}
