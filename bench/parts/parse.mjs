/** Parsers on the same bytes. */
import { Liquid } from 'liquidjs';
import { brazeEmail, email, jsonWithStrings, SIZES, webhook } from '../corpus.mjs';
import { peerPackage } from '../peers/packages.mjs';
import { atLeast, atMost, mbPerSecond, ms, table, times } from '../report.mjs';
import { timeAll } from '../timing.mjs';

export async function run({ ours }) {
  const liquidjs = new Liquid();
  const json = await jsonParser();
  const marks = [];
  const texts = {
    'HTML e-mail': email,
    'JSON with Liquid in strings': jsonWithStrings,
    "Braze's e-mail": brazeEmail,
    "Braze's webhook": webhook,
  };
  for (const [name, make] of Object.entries(texts)) {
    const plain = make === email || make === jsonWithStrings;
    const rows = [];
    const perByte = {};
    for (const [size, bytes] of Object.entries(SIZES)) {
      const text = make(bytes);
      const [own, liquid, service] = timeAll([
        () => ours.parse(text),
        plain && (() => liquidjs.parse(text)),
        make === jsonWithStrings && json && (() => json(text)),
      ]);
      perByte[size] = own / bytes;
      rows.push([
        size,
        ms(own),
        mbPerSecond(bytes, own),
        ms(liquid),
        times(liquid / own),
        ms(service),
        times(service / own),
      ]);
      if (make === email && size === '10 KB')
        marks.push(atLeast("parse, 10 KB: times LiquidJS's speed", 2, liquid / own));
      if (make === email && size === '1 MB')
        marks.push(atLeast("parse, 1 MB: times LiquidJS's speed", 20, liquid / own));
    }
    marks.push(
      atMost(`parse is linear, ${name}: time a byte, 1 MB against 1 KB`, 2, perByte['1 MB'] / perByte['1 KB']),
    );
    table(`Parse: ${name}`, ['size', 'ours', 'speed', 'LiquidJS', 'takes', 'JSON service', 'takes'], rows);
  }
  return marks;
}

/** vscode-json-languageservice's parse; null where it could not be installed. */
async function jsonParser() {
  const module = await peerPackage('vscode-json-languageservice');
  if (!module) return null;
  const { getLanguageService, TextDocument } = module;
  const service = getLanguageService({});
  return (text) => service.parseJSONDocument(TextDocument.create('file:///a.json', 'json', 1, text));
}
