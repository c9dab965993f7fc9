/** `case value`, `when a, b or c`, `cycle group: a, b`. */
import { COLON, COMMA, PIPE } from '../characters';
import { parseExpression } from '../expression';
import { reportJunk, skipJunk } from '../junk';
import type { CaseMarkup, CycleMarkup, Expression, WhenMarkup } from '../nodes';
import { atWord, peek, type Reader, report, skipSpace, trimmed } from '../reader';

/** `case value`. */
export function parseCase(reader: Reader): CaseMarkup {
  const value = parseExpression(reader);
  if (value === null && !rest(reader, 'tag')) missing(reader, `A value is missing: write 'case name'.`);
  else rest(reader, 'tag');
  return { shape: 'case', value };
}

/** `when value, value or value`. */
export function parseWhen(reader: Reader): WhenMarkup {
  const values: Expression[] = [];
  for (;;) {
    const value = parseExpression(reader);
    if (value === null) break;
    values.push(value);
    skipSpace(reader);
    if (peek(reader) === COMMA) reader.pos++;
    else if (atWord(reader, 'or')) reader.pos += 2;
    else break;
  }
  if (!rest(reader, 'tag') && values.length === 0)
    missing(reader, `A value is missing: write 'when' and what to compare with.`);
  return { shape: 'when', values };
}

/** `cycle group: value, value`, where a group and a colon may be absent. */
export function parseCycle(reader: Reader): CycleMarkup {
  const values: Expression[] = [];
  let group: Expression | null = null;
  const first = parseExpression(reader);
  skipSpace(reader);
  if (first !== null && peek(reader) === COLON) {
    group = first;
    reader.pos++;
  } else if (first !== null) values.push(first);
  while (values.length > 0 || group !== null) {
    skipSpace(reader);
    if (peek(reader) === COMMA) reader.pos++;
    else if (values.length > 0) break;
    const value = parseExpression(reader);
    if (value === null) {
      skipSpace(reader);
      if (peek(reader) === COMMA) continue;
      break;
    }
    values.push(value);
  }
  if (!rest(reader, 'tag') && values.length === 0)
    missing(reader, `Values are missing: write 'cycle' and values with commas between.`);
  return { shape: 'cycle', group, values };
}

/** Reports and drops what is left; false when nothing is. */
function rest(reader: Reader, context: 'tag'): boolean {
  skipSpace(reader);
  if (peek(reader) < 0) return false;
  const start = reader.pos;
  if (peek(reader) === PIPE) {
    const span = trimmed(reader.text, start, reader.end);
    report(
      reader,
      'filter-in-condition',
      'A filter does not work here and is dropped. Assign the filtered value to a variable first.',
      span,
    );
    reader.pos = reader.end;
    return true;
  }
  skipJunk(reader, () => false);
  reportJunk(reader, context, start, reader.pos);
  return true;
}

function missing(reader: Reader, message: string): void {
  report(reader, 'syntax-error', message, reader.tag);
}
