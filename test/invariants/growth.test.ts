/** The measure of growth itself: it lets linear work pass and no square. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertGrowsLinearly } from '../helpers/growth';

/** Work of so many steps that no compiler leaves out. */
function work(steps: number): void {
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += Math.sqrt(i);
  assert.ok(sum >= 0);
}

test('linear work passes, little or much', () => {
  assertGrowsLinearly('nothing', 10, () => undefined);
  assertGrowsLinearly('linear', 100_000, (size) => work(10 * size));
});

test('a square does not', () => {
  assert.throws(() => assertGrowsLinearly('a square', 1_500, (size) => work(size * size)), /a square: eight times/);
});
