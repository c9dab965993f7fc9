/** What an answer costs in the server's process: after a keystroke (the text is read anew), and on a text known already. */
import { brazeEmail, SIZES, webhook } from '../corpus.mjs';
import { ms, table } from '../report.mjs';
import { time } from '../timing.mjs';

export async function run({ ours }) {
  for (const [name, make] of Object.entries({ "Braze's e-mail": brazeEmail, "Braze's webhook": webhook })) {
    const rows = [];
    for (const size of ['10 KB', '100 KB', '1 MB']) {
      const fileName = make === webhook ? 'a.webhook.liquid' : 'a.liquid';
      const text = make(SIZES[size]);
      const offset = text.indexOf('default: ', text.length / 2);
      const known = ours.read(text, fileName);
      const position = known.lines.positionAt(offset + 3);
      const typed = (n) => ours.read(`${text.slice(0, offset)}${n % 10}${text.slice(offset)}`, fileName);
      rows.push([
        size,
        ms(time(typed)),
        ms(time((n) => ours.completion(typed(n), position, ours.context))),
        ms(time(() => ours.completion(known, position, ours.context))),
        ms(time(() => ours.hover(known, position, ours.context))),
        ms(time(() => ours.semanticTokens(known, null, ours.context))),
      ]);
    }
    table(
      `Answers in the process: ${name}`,
      ['size', 'read', 'read, complete', 'complete', 'hover', 'all tokens'],
      rows,
    );
  }
  return [];
}
