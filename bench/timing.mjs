/** Stop-watches: medians of many runs after a warm-up, so that one hiccup of the machine counts for nothing. */

export const median = (values) => quantile(values, 0.5);

/** The value below which a share of the others lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Milliseconds of one call. Short calls are timed in batches, long ones at least three times.
 * @param run gets the number of the call
 */
export function time(run, { warmUp = 300, duration = 600 } = {}) {
  let calls = 0;
  const started = performance.now();
  while (performance.now() - started < warmUp || calls < 2) run(calls++);
  const each = (performance.now() - started) / calls;
  const batch = Math.max(1, Math.floor(2 / each));
  const samples = [];
  const begin = performance.now();
  while (performance.now() - begin < duration || samples.length < 3) {
    const start = performance.now();
    for (let n = 0; n < batch; n++) run(calls++);
    samples.push((performance.now() - start) / batch);
  }
  return median(samples);
}

/** Milliseconds of something awaited. */
export async function timeOf(run) {
  const start = performance.now();
  const value = await run();
  return { ms: performance.now() - start, value };
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
