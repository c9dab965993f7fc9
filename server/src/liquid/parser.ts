/** Text → tree. Linear in the length of the text; never throws, never loses a character. */
import { createBlockBuilder } from './blocks';
import { OPEN_BRACE, PERCENT } from './characters';
import type { Node, Output, Template, Text } from './nodes';
import { parseOutput } from './output';
import { createReader, type Reader } from './reader';
import { syntaxOf } from './syntax';
import { parseTag } from './tag';
import { createTextChecker } from './text';
import { findVerbatimEnd } from './verbatim';

/** Reads a whole template. Its problems are in text order. */
export function parse(text: string): Template {
  const reader = createReader(text);
  const children = parseNodes(reader);
  const problems = reader.problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { kind: 'template', start: 0, end: text.length, text, children, problems };
}

function parseNodes(reader: Reader): Node[] {
  const { text } = reader;
  const builder = createBlockBuilder(reader);
  const checkText = createTextChecker(reader);
  let textStart = 0;
  let previous: Output | null = null;

  const addText = (end: number): void => {
    if (end === textStart) return;
    const node: Text = { kind: 'text', start: textStart, end };
    builder.add(node);
    checkText(node, previous);
    previous = null;
  };

  let pos = text.indexOf('{');
  while (pos >= 0) {
    const next = text.charCodeAt(pos + 1);
    if (next !== OPEN_BRACE && next !== PERCENT) {
      pos = text.indexOf('{', pos + 1);
      continue;
    }
    addText(pos);
    reader.pos = pos;
    reader.end = text.length;
    if (next === OPEN_BRACE) {
      previous = parseOutput(reader);
      builder.add(previous);
    } else {
      previous = null;
      const tag = parseTag(reader);
      if (builder.addTag(tag)) {
        const from = reader.pos;
        const nested = syntaxOf(tag.name).block?.verbatim === 'nested';
        const close = findVerbatimEnd(text, from, tag.name, nested);
        const end = close < 0 ? text.length : close;
        if (end > from) builder.add({ kind: 'text', start: from, end });
        reader.pos = end;
      }
    }
    textStart = reader.pos;
    pos = text.indexOf('{', textStart);
  }
  addText(text.length);
  return builder.finish(text.length);
}
