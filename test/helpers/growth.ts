/** Whether work grows with a size, and not with its square: on a busy machine too. */
import assert from 'node:assert/strict';
import { processorTime } from './processorTime';

/** Milliseconds below which a measurement says nothing. */
const FLOOR = 3;
/** How often a ratio may be off: noise hits one measurement or another, a square shows in each. */
const TRIES = 4;

/**
 * Fails when `run` takes far more than its share for eight times the size, in each of several tries. What is measured is
 * the processor time of this process, so that what others do meanwhile hardly counts; the best of three, without the
 * garbage collector's share. A square takes 64 times as long.
 */
export function assertGrowsLinearly(name: string, size: number, run: (size: number) => void): void {
  const time = (n: number): number => Math.min(...[0, 1, 2].map(() => processorTime(() => run(n))));
  run(size);
  const ratios: number[] = [];
  while (ratios.length < TRIES) {
    const ratio = time(8 * size) / Math.max(time(size), FLOOR);
    if (ratio < 30) return;
    ratios.push(ratio);
  }
  assert.fail(`${name}: eight times the size took ${ratios.map((ratio) => ratio.toFixed(0)).join(', ')} times as long`);
}
