/** Braze's personalization: `${key}` and `namespace.${key}`, with a path behind the brace. */
import { CLOSE_PAREN, DOLLAR, isNameCharacter, isSpace, isWordCharacter, OPEN_BRACE, PIPE } from './characters';
import { parsePath } from './expression';
import type { Attribute, Key, Name, Span } from './nodes';
import { compact, type Reader, report, trimmed } from './reader';
import { findKeyEnd } from './scanner';

/** Reads `${…}` at `pos` (or `{…}` or `$name`, of which a part was forgotten) and the path behind it. */
export function parseAttribute(reader: Reader, start: number, namespace: Name | null): Attribute {
  const key = parseKey(reader);
  const path = parsePath(reader, start, null);
  return { kind: 'attribute', start, end: reader.pos, namespace, key, path: compact(path) };
}

/** Reads `${…}` at `pos`, or what was meant to be it. */
export function parseKey(reader: Reader): Key {
  const { text } = reader;
  const start = reader.pos;
  const dollar = text.charCodeAt(start) === DOLLAR;
  const open = dollar ? start + 1 : start;
  if (dollar && text.charCodeAt(open) !== OPEN_BRACE) return bareKey(reader, start);
  const close = findKeyEnd(text, open + 1, reader.end);
  if (!dollar) {
    report(
      reader,
      'missing-dollar',
      `The '$' is missing: attributes are written '\${…}'.`,
      { start, end: close < 0 ? open + 1 : close + 1 },
      {
        edits: [{ start, end: start, newText: '$' }],
      },
    );
  }
  if (close < 0) return unclosedKey(reader, start, open + 1);
  if (text.charCodeAt(close) === CLOSE_PAREN) {
    const span = { start: close, end: close + 1 };
    report(reader, 'paren-closes-brace', `A parenthesis does not close a name. Write '}'.`, span, {
      edits: [{ ...span, newText: '}' }],
    });
  }
  reader.pos = close + 1;
  const textSpan = trimmed(text, open + 1, close);
  const key: Key = {
    kind: 'key',
    start,
    end: close + 1,
    text: text.slice(textSpan.start, textSpan.end),
    textSpan,
    closed: true,
  };
  checkKey(reader, key);
  return key;
}

/** `$first_name`, whose braces were forgotten. */
function bareKey(reader: Reader, start: number): Key {
  const { text } = reader;
  const from = start + 1;
  let end = from;
  while (end < reader.end && isWordCharacter(text.charCodeAt(end))) end++;
  reader.pos = end;
  const name = text.slice(from, end);
  // Of `{{$name}}}` only the opening brace is missing.
  const rest = /^\}{3}(?!\})/.test(text.slice(end, end + 4)) ? '}}}' : '';
  report(
    reader,
    'missing-key-braces',
    rest
      ? `The opening brace is missing: attributes are written '\${${name}}'.`
      : `The braces are missing: attributes are written '\${${name}}'.`,
    { start, end: end + rest.length },
    { replacement: `\${${name}${rest || '}'}` },
  );
  return { kind: 'key', start, end, text: name, textSpan: { start: from, end }, closed: true };
}

/** Without a `}` only what looks like a name belongs to the key, so that what follows is read as usual. */
function unclosedKey(reader: Reader, start: number, from: number): Key {
  const { text, end } = reader;
  let pos = from;
  while (pos < end && isSpace(text.charCodeAt(pos)) && text.charCodeAt(pos) !== 10) pos++;
  const first = pos;
  while (pos < end && (isWordCharacter(text.charCodeAt(pos)) || text[pos] === ':')) pos++;
  const textSpan: Span = pos > first ? { start: first, end: pos } : { start: from, end: from };
  reader.pos = Math.max(pos === first ? from : pos, from);
  report(
    reader,
    'unclosed-output',
    `The name has no closing brace: write '\${${text.slice(textSpan.start, textSpan.end) || '…'}}'.`,
    { start, end: reader.pos },
    {
      edits: [{ start: reader.pos, end: reader.pos, newText: '}' }],
    },
  );
  return {
    kind: 'key',
    start,
    end: reader.pos,
    text: text.slice(textSpan.start, textSpan.end),
    textSpan,
    closed: false,
  };
}

function checkKey(reader: Reader, key: Key): void {
  const { text, textSpan } = key;
  const pipe = text.indexOf('|');
  if (pipe >= 0 && text.charCodeAt(pipe) === PIPE) {
    const name = text.slice(0, pipe).trim();
    const at = trimmed(reader.text, textSpan.start + pipe, textSpan.end);
    report(
      reader,
      'filter-inside-key',
      `Filters stand behind the brace, not inside it: '\${${name}} ${text.slice(pipe).trim()}'.`,
      at,
      {
        edits: [
          { start: textSpan.start + name.length, end: key.end, newText: `} ${reader.text.slice(at.start, at.end)}` },
        ],
      },
    );
    return;
  }
  const split = pathStart(text);
  if (split >= 0) {
    const path = text.slice(split);
    report(
      reader,
      'index-inside-key',
      `The path stands behind the brace: write '\${${text.slice(0, split)}}${path}'.`,
      { start: textSpan.start + split, end: textSpan.end },
      { edits: [{ start: textSpan.start + split, end: key.end, newText: `}${path}` }] },
    );
    return;
  }
  if (text === '') {
    report(reader, 'syntax-error', `The name of an attribute is missing between the braces.`, key);
  }
}

/** Where a path begins in a key (`items[0].name`, `address.city`); -1 when it has none. */
function pathStart(text: string): number {
  let pos = 0;
  while (pos < text.length && isNameCharacter(text.charCodeAt(pos))) pos++;
  if (pos === 0 || pos === text.length) return -1;
  if (text[pos] === '[') return text.indexOf(']', pos) > 0 ? pos : -1;
  if (text[pos] !== '.') return -1;
  for (let at = pos; at < text.length; at++) {
    const character = text[at]!;
    if (character === '[' && at > pos + 1) return pos;
    if (character === '.' ? !isNameCharacter(text.charCodeAt(at + 1)) : !isNameCharacter(text.charCodeAt(at)))
      return -1;
  }
  return pos;
}
