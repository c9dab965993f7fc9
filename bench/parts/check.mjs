/** Reading a template and checking it by all rules, beside LiquidJS's mere parse of the same bytes. */
import { Liquid } from 'liquidjs';
import { brazeEmail, email, jsonWithStrings, SIZES, webhook } from '../corpus.mjs';
import { atMost, mbPerSecond, ms, table, times } from '../report.mjs';
import { timeAll } from '../timing.mjs';

export async function run({ ours }) {
  const liquidjs = new Liquid();
  const marks = [];
  const texts = {
    'HTML e-mail': email,
    'JSON with Liquid in strings': jsonWithStrings,
    "Braze's e-mail": brazeEmail,
    "Braze's webhook": webhook,
  };
  for (const [name, make] of Object.entries(texts)) {
    const plain = make === email || make === jsonWithStrings;
    const fileName = make === webhook ? 'a.webhook.liquid' : 'a.liquid';
    const rows = [];
    const perByte = {};
    for (const [size, bytes] of Object.entries(SIZES)) {
      const text = make(bytes);
      const [read, both, liquid] = timeAll([
        () => ours.read(text, fileName),
        () => ours.check(ours.read(text, fileName)),
        plain && (() => liquidjs.parse(text)),
      ]);
      perByte[size] = both / bytes;
      rows.push([
        size,
        ms(read),
        ms(both),
        mbPerSecond(bytes, both),
        ours.check(ours.read(text, fileName)).length,
        ms(liquid),
        times(both / liquid),
      ]);
      if (plain && size === '10 KB')
        marks.push(atMost(`check, 10 KB ${name}: times LiquidJS's parse`, 10, both / liquid));
    }
    marks.push(
      atMost(`check is linear, ${name}: time a byte, 1 MB against 10 KB`, 2, perByte['1 MB'] / perByte['10 KB']),
    );
    table(
      `Check by all rules: ${name}`,
      ['size', 'read', 'read and check', 'speed', 'findings', "LiquidJS's parse", 'ratio'],
      rows,
    );
  }
  return marks;
}
