/** From one state of the preview to the next: the last good rendering stays on show while the template is broken. */
import type { RenderResult } from '../../../server/src/protocol';
import type { PreviewState, Problem } from './messages';

/** What one request brought. */
export interface Update {
  readonly uri: string;
  readonly fileName: string;
  /** Null when the server did not answer. */
  readonly users: PreviewState['users'] | null;
  readonly activeUser: string | null;
  readonly result: RenderResult | null;
  readonly failure: string | null;
}

/** The state after an answer; nothing of another template or another user's rendering is kept. */
export function nextState(old: PreviewState | null, update: Update): PreviewState {
  const before = old?.uri === update.uri ? old : null;
  const { uri, fileName, failure } = update;
  const users = update.users ?? old?.users ?? [];
  const activeUser = update.activeUser ?? old?.activeUser ?? '';
  const base = { uri, fileName, users, activeUser, failure };
  if (update.result === null) return { ...base, result: before?.result ?? null, broken: before?.broken ?? [] };
  const good = before !== null && before.activeUser === activeUser && before.result?.readable ? before.result : null;
  if (update.result.readable || good === null) return { ...base, result: update.result, broken: [] };
  return { ...base, result: good, broken: update.result.problems.filter(isInTheWay) };
}

/** What is wrong with the rendered payload follows from the mistake that keeps the template from being read. */
function isInTheWay({ severity, code }: Problem): boolean {
  return severity === 'error' && !/^(?:payload|json)-/.test(code);
}
