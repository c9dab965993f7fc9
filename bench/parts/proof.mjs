/** The payload proof against the number of branches, and on every partner's own template. */
import { BRANCHES } from '../corpus.mjs';
import { atMost, ms, table } from '../report.mjs';
import { time } from '../timing.mjs';

const COUNTS = [10, 20, 40, 80, 160];
/** Loops nest no deeper in anything that people write. */
const SHALLOW = { 'loops in loops': [2, 4, 6, 8, 10] };

export async function run({ ours }) {
  const marks = [];
  const rows = [];
  for (const [name, make] of Object.entries(BRANCHES)) {
    const counts = SHALLOW[name] ?? COUNTS;
    const curve = counts.map((count) => time(() => ours.prove(make(count)), { warmUp: 60, duration: 150 }));
    const growth = Math.log(curve[4] / curve[2]) / Math.log(counts[4] / counts[2]);
    rows.push([
      name,
      ...curve.map((value, n) => (SHALLOW[name] ? `${counts[n]}: ${ms(value)}` : ms(value))),
      `n^${growth.toFixed(1)}`,
      ours.prove(make(counts[2])).verdict,
    ]);
    if (!SHALLOW[name]) marks.push(atMost(`proof, 40 ${name}: milliseconds`, 50, curve[2]));
  }
  table('Payload proof by the number of branches', ['shape', ...COUNTS.map(String), 'growth', 'verdict at 40'], rows);
  marks.push(...partners(ours));
  return marks;
}

function partners(ours) {
  const measured = [];
  for (const { id, partner, template } of templatesOf(ours.builtinDocset)) {
    const name = template.kind === 'webhook' ? 'a.webhook.liquid' : 'a.liquid';
    measured.push({
      id: `${partner}/${id}`,
      took: time(() => ours.check(ours.read(template.file, name)), { warmUp: 80, duration: 80 }),
      bytes: template.file.length,
    });
  }
  measured.sort((a, b) => b.took - a.took);
  table(
    `Read, check and proof of the partners' own templates: ${measured.length}, the slowest`,
    ['template', 'bytes', 'time'],
    measured.slice(0, 8).map(({ id, bytes, took }) => [id, bytes, ms(took)]),
  );
  return [
    atMost("slowest of the partners' templates, read and checked: milliseconds", 16, measured[0]?.took ?? Number.NaN),
  ];
}

function templatesOf(docset) {
  return [...docset.partners].flatMap(([partner, { templates }]) =>
    templates.map((template) => ({ id: template.id, partner, template })),
  );
}
