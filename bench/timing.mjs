/** Stop-watches: medians of many runs after a warm-up, so that one hiccup of the machine counts for nothing. */

export const median = (values) => quantile(values, 0.5);

/** The value below which a share of the others lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Milliseconds of one call of each function, in their order. They take turns, so that what else the machine does falls
 * on all alike; short calls are timed in batches, long ones at least three times. A missing function takes NaN.
 * @param runs get the number of the call
 */
export function timeAll(runs, { warmUp = 250, duration = 600 } = {}) {
  const racers = runs.map((run) => (run ? warmedUp(run, warmUp) : null));
  const begin = performance.now();
  const length = duration * racers.filter(Boolean).length;
  for (let round = 0; performance.now() - begin < length || round < 3; round++) {
    for (const racer of racers) {
      if (!racer) continue;
      const start = performance.now();
      for (let n = 0; n < racer.batch; n++) racer.run(racer.calls++);
      racer.samples.push((performance.now() - start) / racer.batch);
    }
  }
  return racers.map((racer) => (racer ? median(racer.samples) : Number.NaN));
}

/** Milliseconds of one call. */
export const time = (run, options) => timeAll([run], options)[0];

function warmedUp(run, warmUp) {
  const started = performance.now();
  let calls = 0;
  while (performance.now() - started < warmUp || calls < 2) run(calls++);
  const each = (performance.now() - started) / calls;
  return { run, calls, batch: Math.max(1, Math.floor(2 / each)), samples: [] };
}

/** Milliseconds of something awaited. */
export async function timeOf(run) {
  const start = performance.now();
  const value = await run();
  return { ms: performance.now() - start, value };
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
