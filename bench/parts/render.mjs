/** Rendering for the bundled sample user; LiquidJS with the same plain data where it can read the text. */
import { Liquid } from 'liquidjs';
import { brazeEmail, email, jsonWithStrings, SIZES, webhook } from '../corpus.mjs';
import { mbPerSecond, ms, table, times } from '../report.mjs';
import { timeAll } from '../timing.mjs';

export async function run({ ours }) {
  const liquidjs = new Liquid();
  const texts = {
    'HTML e-mail': email,
    'JSON with Liquid in strings': jsonWithStrings,
    "Braze's e-mail": brazeEmail,
    "Braze's webhook": webhook,
  };
  for (const [name, make] of Object.entries(texts)) {
    const rows = [];
    for (const [size, bytes] of Object.entries(SIZES)) {
      const text = make === webhook ? make(bytes).split('---\n').at(-1) : make(bytes);
      const plain = make === email || make === jsonWithStrings;
      const [own, liquid] = timeAll([() => ours.render(text), plain && (() => liquidjs.parseAndRenderSync(text, {}))]);
      rows.push([size, ms(own), mbPerSecond(bytes, own), ms(liquid), times(own / liquid)]);
    }
    table(`Parse and render: ${name}`, ['size', 'ours', 'speed', 'LiquidJS', 'ratio'], rows);
  }
  return [];
}
