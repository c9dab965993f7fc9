/** Chance that can be repeated. */

/**
 * A generator of numbers in [0, 1) for a seed: mulberry32, small and even enough for sample data.
 * https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function nextRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
