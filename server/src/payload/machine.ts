/** The JSON reader as an abstract machine: takes literal text and says what is no JSON. After a slip whose meaning is plain
 * (a missing comma, a comment) it reads on; after any other the path ends. */
import { readFormLiteral } from './form';
import { readBetween, readInComment } from './jsonPunctuation';
import { readInString } from './jsonString';
import { readInWord } from './jsonWord';
import type { Reader } from './reader';
import type { Run } from './run';
import type { Advance, Input, Reading } from './step';
import type { Literal } from './values';

/** Reads literal text. Linear in it but for the ways in which a key may be written. */
export function readLiteral(run: Run, reading: Reading, literal: Literal): readonly Reading[] {
  if (reading.reader.isForm) return readFormLiteral(run, reading, literal);
  const text: Input = { run, text: literal.text, at: run.source === null ? literal.at : null, site: run.printed };
  const done: Reading[] = [];
  const waiting: { reading: Reading; from: number }[] = [{ reading, from: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    let { reader } = next.reading;
    let index = next.from;
    let parted: readonly Reading[] | null = null;
    while (index < literal.text.length) {
      const step = readCharacters(text, { guard: next.reading.guard, reader }, index);
      index = step.index;
      const [only] = step.readings;
      if (step.readings.length === 1 && only && only.guard === next.reading.guard)
        reader = printedBy(text, reader, only.reader);
      else {
        parted = step.readings.map((one) => ({ ...one, reader: printedBy(text, reader, one.reader) }));
        break;
      }
    }
    if (parted) for (const one of parted) waiting.push({ reading: one, from: index });
    else done.push({ guard: next.reading.guard, reader });
  }
  return done;
}

/** What an output prints ends, for the next finding, where the output does. */
function printedBy({ site }: Input, before: Reader, after: Reader): Reader {
  return site && after.last !== before.last ? { ...after, last: site } : after;
}

function readCharacters(input: Input, reading: Reading, index: number): Advance {
  const { token } = reading.reader;
  if (token?.kind === 'string') return readInString(input, reading, token, index);
  if (token?.kind === 'word') return readInWord(input, reading, token, index);
  if (token?.kind === 'comment') return readInComment(input, reading, index);
  return readBetween(input, reading, index);
}
