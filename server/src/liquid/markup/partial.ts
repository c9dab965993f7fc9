/** `include 'name'`, `render 'name' with x as y, key: value`, `render 'name' for xs`. */
import { parseKeyword } from '../chain';
import { COMMA, isWordCharacter } from '../characters';
import { parseExpression, parseName } from '../expression';
import { reportJunk, skipJunk } from '../junk';
import type { Argument, Expression, Name, PartialMarkup } from '../nodes';
import { atWord, peek, type Reader, report, skipSpace } from '../reader';

/** `include` and `render`: a name, `with` or `for` a value `as` a name, and arguments. */
export function parsePartial(reader: Reader): PartialMarkup {
  const name = parseExpression(reader);
  if (name === null) {
    report(reader, 'syntax-error', 'The name of the partial is missing. Write it in quotes.', reader.tag);
  }
  skipSpace(reader);
  let mode: PartialMarkup['mode'] = null;
  let subject: Expression | null = null;
  if (atWord(reader, 'with')) mode = 'with';
  else if (atWord(reader, 'for')) mode = 'for';
  if (mode !== null) {
    reader.pos += mode.length;
    subject = parseExpression(reader);
    skipSpace(reader);
  }
  let alias: Name | null = null;
  if (atWord(reader, 'as')) {
    reader.pos += 2;
    skipSpace(reader);
    if (isWordCharacter(peek(reader))) alias = parseName(reader);
  }
  return { shape: 'partial', name, mode, subject, alias, args: parseArgs(reader) };
}

function parseArgs(reader: Reader): Argument[] {
  const args: Argument[] = [];
  for (;;) {
    skipSpace(reader);
    while (peek(reader) === COMMA) {
      reader.pos++;
      skipSpace(reader);
    }
    if (peek(reader) < 0) return args;
    const start = reader.pos;
    const name = parseKeyword(reader);
    if (name === null) {
      skipJunk(reader, (code) => code === COMMA);
      reportJunk(reader, 'tag', start, reader.pos);
      continue;
    }
    const value = parseExpression(reader);
    args.push({ kind: 'argument', start, end: value?.end ?? name.end + 1, name, value });
  }
}
