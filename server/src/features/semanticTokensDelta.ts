/** Semantic tokens that changed: what stands between the tokens that two states begin and end with alike. */
import type { SemanticTokensEdit } from 'vscode-languageserver-types';

/** The edits that make `after` of `before`; none where nothing changed. Numbers in LSP's encoding, five a token. */
export function tokenEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return [];
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [{ start, deleteCount: before.length - start - end, data: after.slice(start, after.length - end) }];
}
