/** Two texts compared line by line: the fewest lines removed and added (Myers' algorithm, within bounds). */

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Of texts that differ in more lines, what differs is shown as a whole. */
const MAX_EDITS = 1000;

/** Lines in their order; what was removed stands before what was added in its place. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const a = linesOf(before);
  const b = linesOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return [...a.slice(0, head).map(same), ...middle(middleA, middleB), ...a.slice(a.length - tail).map(same)];
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split(/\r?\n/));

function middle(a: readonly string[], b: readonly string[]): readonly DiffLine[] {
  return shortest(a, b) ?? [...a.map(removed), ...b.map(added)];
}

const removed = (text: string): DiffLine => ({ kind: 'removed', text });
const added = (text: string): DiffLine => ({ kind: 'added', text });

/** For each number of edits the furthest line reached on each diagonal; null when there are too many. */
function shortest(a: readonly string[], b: readonly string[]): readonly DiffLine[] | null {
  const most = Math.min(a.length + b.length, MAX_EDITS);
  const trail: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= most; edits++) {
    const next = new Map(reach);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepsDown(reach, diagonal, edits) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return traced(a, b, [...trail, reach], edits);
    }
    trail.push(reach);
    reach = next;
  }
  return null;
}

function stepsDown(reach: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1);
}

/** Back from the end along the trail. */
function traced(
  a: readonly string[],
  b: readonly string[],
  trail: readonly ReadonlyMap<number, number>[],
  edits: number,
): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let x = a.length;
  let y = b.length;
  for (let left = edits; left >= 0; left--) {
    const reach = trail[left]!;
    const diagonal = x - y;
    const down = stepsDown(reach, diagonal, left);
    const before = down ? diagonal + 1 : diagonal - 1;
    const startX = left === 0 ? 0 : (reach.get(before) ?? 0);
    const startY = left === 0 ? 0 : startX - before;
    while (x > startX && y > startY && x > 0 && y > 0 && a[x - 1] === b[y - 1]) {
      lines.push({ kind: 'same', text: a[--x]! });
      y--;
    }
    if (left === 0) break;
    if (down) lines.push(added(b[--y]!));
    else lines.push(removed(a[--x]!));
  }
  return lines.reverse();
}
