/** `{% liquid … %}`: a tag a line, blocks over lines; an inline comment and a nested `liquid` are tags like others. */
import { createBlockBuilder } from '../blocks';
import type { LiquidMarkup } from '../nodes';
import { MAX_DEPTH, type Reader, trimmed } from '../reader';
import { syntaxOf } from '../syntax';
import { nameAt, readTag } from '../tag';

/** `liquid` with a tag a line; blocks that stay open end with the last line. */
export function parseLiquid(reader: Reader): LiquidMarkup {
  const { text, end: limit } = reader;
  if (reader.depth >= MAX_DEPTH) {
    reader.pos = limit;
    return { shape: 'liquid', children: [] };
  }
  reader.depth++;
  const builder = createBlockBuilder(reader);
  let last = reader.pos;
  let pos = reader.pos;
  while (pos < limit) {
    const line = lineAt(text, pos, limit);
    pos = line.next;
    if (line.start === line.end) continue;
    const name = nameAt(text, line.start, line.end);
    reader.end = line.end;
    const inner = { start: line.start, end: line.end };
    const tag = readTag(reader, name, { ...inner, trimBefore: false, trimAfter: false, closed: true, inner });
    reader.end = limit;
    last = line.end;
    if (builder.addTag(tag)) {
      const close = verbatimEnd(text, pos, limit, tag.name);
      const inside = trimmed(text, pos, close);
      if (inside.start < inside.end) {
        builder.add({ kind: 'text', ...inside });
        last = inside.end;
      }
      pos = close;
    }
  }
  reader.depth--;
  reader.pos = limit;
  return { shape: 'liquid', children: builder.finish(last) };
}

interface Line {
  /** Without outer white space. */
  readonly start: number;
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
}

function lineAt(text: string, pos: number, limit: number): Line {
  const newline = text.indexOf('\n', pos);
  const stop = newline < 0 || newline > limit ? limit : newline;
  return { ...trimmed(text, pos, stop), next: stop + 1 };
}

/** The offset of the line whose end tag closes a block of text; the limit when there is none. */
function verbatimEnd(text: string, from: number, limit: number, name: string): number {
  const nested = syntaxOf(name).block?.verbatim === 'nested';
  let depth = 1;
  let pos = from;
  while (pos < limit) {
    const line = lineAt(text, pos, limit);
    const word = nameAt(text, line.start, line.end).text;
    if (word === name && nested) depth++;
    else if (word === `end${name}` && --depth === 0) return pos;
    pos = line.next;
  }
  return limit;
}
