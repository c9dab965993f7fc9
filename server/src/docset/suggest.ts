/** "Did you mean": the nearest known name to a mistyped one, or none when nothing is near enough to be meant. */
import { distance } from 'fastest-levenshtein';

/** Names longer than any of ours are nobody's typing error, and comparing them would take time. */
const LONGEST = 80;

/**
 * The candidate that `word` most likely stands for; null when none is near. Case and punctuation do not count, so that
 * `Time-Zone` is `time_zone`; two neighbouring letters swapped count as one mistake. Of equally near candidates the
 * first wins. A candidate equal to `word` is not an answer.
 */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  const meant = fold(word);
  if (meant === '' || word.length > LONGEST) return null;
  let best: string | null = null;
  let least = mistakesAllowed(meant.length) + 1;
  for (const candidate of candidates) {
    if (candidate === word || candidate.length > LONGEST) continue;
    const mistakes = mistakesBetween(meant, fold(candidate), least);
    if (mistakes < least) {
      best = candidate;
      least = mistakes;
    }
  }
  return best;
}

/** One or two letters say too little to guess from; of a longer word about a third may be wrong, but at most three letters. */
function mistakesAllowed(length: number): number {
  if (length <= 2) return 0;
  if (length <= 5) return 1;
  return length <= 9 ? 2 : 3;
}

/** The same candidates are looked at again and again; when there are too many words to keep, it begins anew. */
const folded = new Map<string, string>();
const MOST_FOLDED = 5_000;

function fold(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  const letters = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (folded.size >= MOST_FOLDED) folded.clear();
  folded.set(word, letters);
  return letters;
}

/** How many mistakes lead from one to the other; `limit` stands for that many or more. */
function mistakesBetween(a: string, b: string, limit: number): number {
  if (b === '' || Math.abs(a.length - b.length) >= limit) return limit;
  return isSwap(a, b) ? 1 : distance(a, b);
}

/** Whether two different neighbouring letters that change places make `a` into `b`. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let i = 0;
  while (a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}
