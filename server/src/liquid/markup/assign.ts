/** `assign target = value | filter`, `echo value`, and the names that `assign`, `capture` and `increment` give. */
import { parseChain } from '../chain';
import { EQUALS, isNameCharacter, isSpace, isStraightQuote } from '../characters';
import type { AssignMarkup, EchoMarkup, Name, TargetMarkup } from '../nodes';
import { type Reader, report, skipSpace, trimmed } from '../reader';

/** `assign target = chain`, read up to the reader's limit. What is missing is null or empty, and reported. */
export function parseAssign(reader: Reader): AssignMarkup {
  const { text, end } = reader;
  skipSpace(reader);
  const start = reader.pos;
  let equals = start;
  while (equals < end && text.charCodeAt(equals) !== EQUALS) equals++;
  if (equals === end) return withoutEquals(reader, start);
  const target = nameOf(reader, start, equals, 'last');
  if (target === null) {
    report(reader, 'syntax-error', `The name of the variable is missing: write 'assign name = value'.`, {
      start,
      end: equals + 1,
    });
  }
  reader.pos = equals + 1;
  if (text.charCodeAt(reader.pos) === EQUALS) {
    const double = { start: equals, end: equals + 2 };
    report(reader, 'syntax-error', `'==' compares. Write '=' to give a variable its value.`, double, {
      edits: [{ ...double, newText: '=' }],
    });
    // To Ruby the value is a lone '=', which is nothing.
    reader.pos = end;
    return { shape: 'assign', target, value: { kind: 'chain', start: end, end, input: null, filters: [] } };
  }
  skipSpace(reader);
  const missing = reader.pos === end;
  const value = parseChain(reader, 'assign');
  if (missing && target !== null) {
    report(reader, 'syntax-error', `A value is missing behind '='.`, { start: target.start, end: equals + 1 });
  }
  return { shape: 'assign', target, value };
}

function withoutEquals(reader: Reader, start: number): AssignMarkup {
  const { text, end } = reader;
  let pos = start;
  while (pos < end && isNameCharacter(text.charCodeAt(pos))) pos++;
  const target: Name | null = pos > start ? { kind: 'name', start, end: pos, text: text.slice(start, pos) } : null;
  reader.pos = end;
  const span = trimmed(text, start, end);
  const at = span.start === span.end ? reader.tag : span;
  report(reader, 'syntax-error', `An assign is written 'assign name = value'; the '=' is missing.`, at);
  return {
    shape: 'assign',
    target,
    value: { kind: 'chain', start: span.end, end: span.end, input: null, filters: [] },
  };
}

/** `echo chain`: an output written as a tag. */
export function parseEcho(reader: Reader): EchoMarkup {
  return { shape: 'echo', value: parseChain(reader, 'output') };
}

/** `capture name`; Ruby takes a quoted name too. */
export function parseTarget(reader: Reader): TargetMarkup {
  const { text } = reader;
  const span = trimmed(text, reader.pos, reader.end);
  let { start, end } = span;
  if (end - start > 2 && isStraightQuote(text.charCodeAt(start)) && text[end - 1] === text[start]) {
    start++;
    end--;
  }
  const target = nameOf(reader, start, end, 'first');
  if (target === null) {
    report(reader, 'syntax-error', 'The name of the variable is missing.', reader.tag);
  }
  reader.pos = reader.end;
  return { shape: 'target', target };
}

/** The name a variable is given, as written; of several words Ruby takes one. Null when there is none. */
function nameOf(reader: Reader, from: number, to: number, word: 'first' | 'last'): Name | null {
  const { text } = reader;
  const span = trimmed(text, from, to);
  if (span.start === span.end) return null;
  const whole: Name = { kind: 'name', ...span, text: text.slice(span.start, span.end) };
  checkName(reader, whole);
  let { start, end } = span;
  if (word === 'first') {
    for (let pos = start; pos < end; pos++) if (isSpace(text.charCodeAt(pos))) end = pos;
  } else {
    for (let pos = end - 1; pos >= start; pos--) if (isSpace(text.charCodeAt(pos))) start = pos + 1;
  }
  return start === span.start && end === span.end ? whole : { kind: 'name', start, end, text: text.slice(start, end) };
}

/** Names are made of ASCII letters, digits and `_`; `data.hyphens` is set where hyphens alone are wrong. */
export function checkName(reader: Reader, name: Name): void {
  let hyphens = false;
  let others = false;
  for (let index = 0; index < name.text.length; index++) {
    const code = name.text.charCodeAt(index);
    if (isNameCharacter(code)) continue;
    if (code === 45 && index > 0) hyphens = true;
    else others = true;
  }
  if (!hyphens && !others) return;
  const better = suggestion(name.text);
  const message = others
    ? `'${name.text}' is no name for a variable: use letters without accents, digits and '_' only.`
    : `Braze's names of variables have letters, digits and '_' only; '${name.text}' has a hyphen.`;
  report(reader, 'invalid-variable-name', message, name, {
    hyphens: !others,
    name: name.text,
    ...(better === '' ? {} : { suggestion: better, edits: [{ start: name.start, end: name.end, newText: better }] }),
  });
}

/** The nearest good name: accents dropped, other characters made `_`. */
function suggestion(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/\W+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}
