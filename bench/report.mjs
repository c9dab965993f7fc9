/** Tables and marks on the terminal. */

/** Milliseconds with three figures that matter. */
export const ms = (value) => `${figures(value)} ms`;
export const mbPerSecond = (bytes, milliseconds) => `${figures(bytes / 1e6 / (milliseconds / 1e3))} MB/s`;
export const times = (value) => `${figures(value)} x`;
export const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

function figures(value) {
  if (!Number.isFinite(value)) return '-';
  return value >= 100
    ? String(Math.round(value))
    : value >= 10
      ? value.toFixed(1)
      : value >= 1
        ? value.toFixed(2)
        : value.toFixed(3);
}

/** Prints rows of text under a heading; the first column to the left, the others to the right. */
export function table(title, head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row) =>
    row
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n])))
      .join('   ')
      .trimEnd();
  console.log(`\n${title}\n`);
  console.log(`  ${line(all[0])}`);
  console.log(`  ${widths.map((width) => '─'.repeat(width)).join('───')}`);
  for (const row of all.slice(1)) console.log(`  ${line(row)}`);
}

/** What was promised, and what was measured: `met` is null where the peer could not be had. */
export const mark = (what, bound, measured, met) => ({ what, bound, measured, met });

/** 1/30 rather than 0.0333. */
const share = (value) => (value < 1 ? `1/${Math.round(1 / value)}` : String(value));

/** A mark on a ratio that may be at most (or at least) a bound. */
export const atMost = (what, bound, value) =>
  mark(what, `at most ${share(bound)}`, figures(value), Number.isFinite(value) ? value <= bound : null);
export const atLeast = (what, bound, value) =>
  mark(what, `at least ${share(bound)}`, figures(value), Number.isFinite(value) ? value >= bound : null);

export function printMarks(marks) {
  table(
    'Marks',
    ['what', 'mark', 'measured', ''],
    marks.map(({ what, bound, measured, met }) => [
      what,
      bound,
      measured,
      met === null ? 'no peer' : met ? 'met' : 'NOT MET',
    ]),
  );
}
