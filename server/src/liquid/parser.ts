/** Text → tree. Linear in the length of the text; never throws, never loses a character. */
import { createBlockBuilder } from './blocks';
import { CLOSE_BRACE, OPEN_BRACE, PERCENT } from './characters';
import type { Node, Output, Template, Text } from './nodes';
import { parseOutput } from './output';
import { createReader, type Reader, report } from './reader';
import { syntaxOf } from './syntax';
import { parseTag } from './tag';
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
  const braces = createBraceCount(text);
  let textStart = 0;
  let previous: Output | null = null;

  const addText = (end: number): void => {
    if (end === textStart) return;
    const node: Text = { kind: 'text', start: textStart, end };
    builder.add(node);
    if (previous !== null) checkBehindOutput(reader, previous, node, braces);
    braces.add(node);
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

/** What only shows behind an output: a brace too many, and a filter that stands outside. */
function checkBehindOutput(reader: Reader, output: Output, node: Text, braces: BraceCount): void {
  if (!output.closed || doubled(reader, output)) return;
  const { text } = reader;
  if (text.charCodeAt(node.start) === CLOSE_BRACE && braces.open() === 0) {
    let end = node.start;
    while (end < node.end && text.charCodeAt(end) === CLOSE_BRACE) end++;
    const span = { start: node.start, end };
    report(reader, 'surplus-brace', `There is a closing brace too many: it is sent as text. Remove it.`, span, {
      edits: [{ ...span, newText: '' }],
    });
    return;
  }
  const filter =
    /^[ \t]*\|[ \t]*([a-z][a-z0-9_]*)[ \t]*:[ \t]*(?:'[^'\n]*'|"[^"\n]*"|-?\d+(?:\.\d+)?(?![\w%])|\{\{)/.exec(
      text.slice(node.start, Math.min(node.end + 2, node.start + 200)),
    );
  if (filter === null) return;
  const end = node.start + filter[0].replace(/\{\{$/, '').trimEnd().length;
  const start = node.start + filter[0].indexOf('|');
  const moved = text.slice(start, end);
  const whole = !filter[0].endsWith('{{');
  report(
    reader,
    'filter-outside-output',
    `This filter stands behind the output and is sent as text. Put it before the closing braces.`,
    { start, end },
    {
      filter: filter[1],
      ...(whole && {
        edits: [
          {
            start: output.inner.end,
            end: output.inner.end,
            newText: `${text[output.inner.end - 1] === ' ' ? '' : ' '}${moved}`,
          },
          { start: node.start, end, newText: '' },
        ],
      }),
    },
  );
}

/** Whether the output begins with a brace too many, which has been reported. */
function doubled(reader: Reader, output: Output): boolean {
  return (
    reader.text.charCodeAt(output.inner.start) === OPEN_BRACE &&
    reader.text.charCodeAt(output.inner.start + 1) !== OPEN_BRACE
  );
}

/**
 * Counts the braces of the plain text, as far as it is asked for: a `}` behind an output is surely too many only where
 * no `{` before it waits to be closed, as one of JSON, CSS or a script does.
 */
interface BraceCount {
  add(node: Text): void;
  open(): number;
}

function createBraceCount(text: string): BraceCount {
  let open = 0;
  let waiting: Text[] = [];
  return {
    add(node) {
      waiting.push(node);
    },
    open() {
      for (const { start, end } of waiting) {
        for (let pos = start; pos < end; pos++) {
          const code = text.charCodeAt(pos);
          if (code === OPEN_BRACE) open++;
          else if (code === CLOSE_BRACE && open > 0) open--;
        }
      }
      waiting = [];
      return open;
    },
  };
}
