/** "Did you mean": the nearest known name to a mistyped one, or none when nothing is near enough to be meant. */
import { distance } from 'fastest-levenshtein';

/** Names longer than any of ours are nobody's typing error, and comparing them would take time. */
const LONGEST = 80;

/**
 * The candidate that `word` most likely stands for; null when none is near. Case, and the choice between `_`, `-`, space
 * and nothing at all, do not count; two neighbouring letters swapped count as one mistake. Of equally near candidates
 * the first wins. A candidate equal to `word` is not an answer.
 */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > LONGEST) return null;
  const folded = fold(word);
  const allowed = mistakesAllowed(folded.length);
  let best: string | null = null;
  let least = allowed + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > LONGEST) continue;
    const mistakes = mistakesBetween(folded, fold(candidate), least);
    if (mistakes < least) {
      best = candidate;
      least = mistakes;
    }
  }
  return best;
}

/** One or two letters say too little to guess from; a third of a word may be wrong, but never more than three letters. */
function mistakesAllowed(length: number): number {
  if (length <= 2) return 0;
  if (length <= 5) return 1;
  return length <= 9 ? 2 : 3;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[\s_\-.]/g, '');
}

function mistakesBetween(a: string, b: string, limit: number): number {
  if (a.length === 0 || b.length === 0 || Math.abs(a.length - b.length) >= limit) return limit;
  return isSwap(a, b) ? Math.min(1, distance(a, b)) : distance(a, b);
}

/** Whether two neighbouring letters changing places make `a` into `b`. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}
