/** One tag: its delimiters, its name, and its markup by shape. */
import { CLOSE_BRACE, DASH, HASH, isNameCharacter, isSpace, NEWLINE, PERCENT } from './characters';
import { parseCondition } from './condition';
import { parseAssign, parseEcho, parseTarget } from './markup/assign';
import { parseCall } from './markup/call';
import { parseCase, parseCycle, parseWhen } from './markup/case';
import { parseFor } from './markup/for';
import { parseLiquid } from './markup/liquid';
import { parsePartial } from './markup/partial';
import { parseWords } from './markup/words';
import type { Markup, Span, Tag } from './nodes';
import { lineEnd, type Reader, report, trimmed } from './reader';
import { findTagEnd } from './scanner';
import { type Shape, syntaxOf } from './syntax';

/** Reads the tag whose `{%` stands at `pos`; leaves `pos` behind it. */
export function parseTag(reader: Reader): Tag {
  const { text, pos: start, end: limit } = reader;
  const trimBefore = text.charCodeAt(start + 2) === DASH && start + 2 < limit;
  const from = start + (trimBefore ? 3 : 2);
  const name = nameAt(text, from, limit);
  const { shape } = syntaxOf(name.text);
  const long = shape === 'words' || shape === 'liquid';
  const found = name.text === '#' ? commentEnd(text, from, limit) : findTagEnd(text, from, limit, long);

  let to = found.at;
  let end = found.at + 2;
  let trimAfter = false;
  if (found.closer === 'percent') {
    trimAfter = to > from && text.charCodeAt(to - 1) === DASH;
    if (trimAfter) to--;
  } else if (found.closer === 'none') {
    to = long ? trimmed(text, from, found.at).end : Math.min(found.at, lineEnd(reader, start));
    to = Math.max(to, from);
    end = to;
  }
  const closed = found.closer === 'percent';
  const inner = { start: from, end: to };
  const problems = reader.problems.length;
  const tag = readTag(reader, name, { start, end, trimBefore, trimAfter, closed, inner });
  if (found.closer === 'braces') {
    report(
      reader,
      'mismatched-delimiters',
      `This tag begins with '{%' but ends with '}}'. Write '%}'.`,
      { start, end },
      {
        edits: [{ start: found.at, end, newText: '%}' }],
      },
    );
  } else if (found.closer === 'none') {
    reader.problems.length = problems;
    reportUnclosed(reader, trimmed(text, start, end));
  }
  reader.pos = end;
  return tag;
}

/** Half a closer (`%` or `}`) is made whole. */
function reportUnclosed(reader: Reader, span: Span): void {
  const { text } = reader;
  const last = text.charCodeAt(span.end - 1);
  const half =
    (last === PERCENT && span.end > span.start + 2) ||
    (last === CLOSE_BRACE && text.charCodeAt(span.end - 2) !== CLOSE_BRACE);
  const start = half ? span.end - 1 : span.end;
  report(reader, 'unclosed-tag', `This tag is not closed. Write '%}' behind it.`, span, {
    edits: [{ start, end: span.end, newText: half ? '%}' : ' %}' }],
  });
}

/** An inline comment ends at the first `%}`, whatever stands in it. */
function commentEnd(text: string, from: number, limit: number): ReturnType<typeof findTagEnd> {
  const at = text.indexOf('%}', from);
  return at >= 0 && at < limit ? { closer: 'percent', at } : { closer: 'none', at: limit };
}

interface NameAt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The name of a tag at or behind the white space at an offset: a word of ASCII, or `#`. */
export function nameAt(text: string, from: number, limit: number): NameAt {
  let start = from;
  while (start < limit && isSpace(text.charCodeAt(start))) start++;
  if (start < limit && text.charCodeAt(start) === HASH) return { text: '#', start, end: start + 1 };
  let end = start;
  while (end < limit && isNameCharacter(text.charCodeAt(end))) end++;
  return { text: text.slice(start, end), start, end };
}

type Delimiters = Pick<Tag, 'start' | 'end' | 'trimBefore' | 'trimAfter' | 'closed' | 'inner'>;

/** Reads the markup between a tag's name and the end of its inside. */
export function readTag(reader: Reader, name: NameAt, delimiters: Delimiters): Tag {
  const { text } = reader;
  const { inner } = delimiters;
  const nameEnd = Math.min(name.end, inner.end);
  const nameStart = Math.min(name.start, nameEnd);
  const nameText = nameEnd === name.end ? name.text : text.slice(nameStart, nameEnd);
  const markupSpan = trimmed(text, nameEnd, inner.end);
  const syntax = syntaxOf(nameText);
  const { end: limit, tag: outer } = reader;
  const nameSpan = { start: nameStart, end: nameEnd };
  reader.tag = nameSpan;
  reader.pos = nameEnd;
  reader.end = markupSpan.end;
  const markup = parseMarkup(reader, syntax.shape);
  reader.end = limit;
  reader.tag = outer;
  const tag: Tag = {
    kind: 'tag',
    start: delimiters.start,
    end: delimiters.end,
    trimBefore: delimiters.trimBefore,
    trimAfter: delimiters.trimAfter,
    closed: delimiters.closed,
    inner,
    name: nameText,
    nameSpan,
    markup,
    markupSpan,
  };
  checkTag(reader, tag, syntax.bare === true);
  return tag;
}

function parseMarkup(reader: Reader, shape: Shape): Markup {
  switch (shape) {
    case 'assign':
      return parseAssign(reader);
    case 'echo':
      return parseEcho(reader);
    case 'target':
      return parseTarget(reader);
    case 'condition':
      return { shape, condition: parseCondition(reader) };
    case 'case':
      return parseCase(reader);
    case 'when':
      return parseWhen(reader);
    case 'for':
      return parseFor(reader);
    case 'cycle':
      return parseCycle(reader);
    case 'liquid':
      return parseLiquid(reader);
    case 'words':
      return parseWords(reader);
    case 'call':
      return parseCall(reader);
    case 'partial':
      return parsePartial(reader);
    default:
      return { shape };
  }
}

/** What is wrong with a tag as a whole. */
function checkTag(reader: Reader, tag: Tag, bare: boolean): void {
  const { name, markupSpan, inner } = tag;
  const empty = markupSpan.start === markupSpan.end;
  if (name === '') {
    report(
      reader,
      'syntax-error',
      empty
        ? 'This tag is empty. Write the name of a tag, or remove it.'
        : `A tag begins with its name, as 'if' or 'assign'. To print a value write '{{…}}'.`,
      { start: tag.start, end: tag.end },
    );
  } else if (tag.markup.shape === 'condition' && tag.markup.condition === null && empty) {
    report(reader, 'syntax-error', `A condition is missing behind '${name}'.`, tag.nameSpan);
  } else if (bare && !empty) {
    report(reader, 'syntax-error', `Nothing may stand behind '${name}'. Remove what does.`, markupSpan, {
      edits: [{ ...markupSpan, newText: '' }],
    });
  } else if (name === '#') checkComment(reader, inner.start, inner.end);
}

/** Every line of an inline comment begins with `#`. */
function checkComment(reader: Reader, start: number, end: number): void {
  const { text } = reader;
  let line = start;
  while (line < end) {
    let stop = line;
    while (stop < end && text.charCodeAt(stop) !== NEWLINE) stop++;
    const span = trimmed(text, line, stop);
    if (span.start < span.end && text.charCodeAt(span.start) !== HASH) {
      report(reader, 'syntax-error', `Each line of this comment has to begin with '#'.`, span, {
        edits: [{ start: span.start, end: span.start, newText: '# ' }],
      });
      return;
    }
    line = stop + 1;
  }
}
