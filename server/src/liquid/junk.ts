/** What stands where nothing belongs: skipping it, and saying what it probably was meant to be. */
import { CLOSE_BRACE, isCurlyQuote, isNameCharacter, isSpace, isStraightQuote, OPEN_BRACE } from './characters';
import { quoted, type Reader, report, trimmed } from './reader';
import { findOutputEnd } from './scanner';

export type JunkContext = 'output' | 'assign' | 'tag';

/** Moves to the first character that `stops` accepts outside strings and nested outputs, or to the limit. */
export function skipJunk(reader: Reader, stops: (code: number, at: number) => boolean): void {
  const { text, end } = reader;
  let pos = reader.pos;
  /** A quote that finds no end is not looked for again. */
  let lonely = 0;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if (stops(code, pos)) break;
    if (isStraightQuote(code) && code !== lonely) {
      let close = pos + 1;
      while (close < end && text.charCodeAt(close) !== code) close++;
      if (close < end) pos = close;
      else lonely = code;
    } else if (code === OPEN_BRACE && text.charCodeAt(pos + 1) === OPEN_BRACE) {
      const found = findOutputEnd(reader, pos, end);
      pos = found.closer === 'braces' && found.at + 2 <= end ? found.at + 1 : pos + 1;
    }
    pos++;
  }
  reader.pos = Math.min(pos, end);
}

/** Reports what was skipped, under the code that fits best. */
export function reportJunk(reader: Reader, context: JunkContext, start: number, end: number): void {
  const span = trimmed(reader.text, start, end);
  if (span.start === span.end) return;
  const text = reader.text.slice(span.start, span.end);
  const first = text.charCodeAt(0);
  const operator = comparison(text);
  if (operator !== null) {
    if (context === 'assign') {
      report(
        reader,
        'operator-in-assign',
        `'${operator}' does not work in an assign: what follows is dropped. Compare in an 'if' instead.`,
        span,
      );
    } else {
      report(
        reader,
        'syntax-error',
        `'${operator}' does not work here: what follows is dropped. Compare in an 'if' instead.`,
        span,
      );
    }
  } else if (first === OPEN_BRACE || first === CLOSE_BRACE) {
    let last = span.start;
    while (last < span.end && reader.text.charCodeAt(last) === first) last++;
    const surplus = { start: span.start, end: last };
    report(reader, 'surplus-brace', `There is one '${text[0]}' too many. Remove it.`, surplus, {
      edits: [{ ...surplus, newText: '' }],
    });
  } else if (lonelyQuote(text) >= 0) {
    const at = span.start + lonelyQuote(text);
    report(reader, 'missing-string-close', `This quote has no partner: a quote is missing, or this one is too many.`, {
      start: at,
      end: at + 1,
    });
  } else if (curly(text) >= 0) {
    const at = span.start + curly(text);
    report(reader, 'curly-quotes', 'Curly quotes do not work in Liquid. Replace them by straight quotes.', {
      start: at,
      end: at + 1,
    });
  } else if (!reportEntity(reader, span.start, span.end)) {
    const filter = context !== 'tag' && /^[a-z][a-z0-9_]*(?=\s*(?::|\||$))/.test(text);
    report(
      reader,
      'syntax-error',
      `'${quoted(reader.text, span)}' does not belong here and is dropped.${filter ? ` Write '|' before a filter.` : hint(text)}`,
      span,
      filter ? { edits: [{ start: span.start, end: span.start, newText: '| ' }] } : undefined,
    );
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&gt;': '>',
  '&lt;': '<',
  '&quot;': '"',
  '&#34;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** Reports the first HTML entity of a stretch, which an HTML editor put in place of a sign. False when there is none. */
export function reportEntity(reader: Reader, start: number, end: number): boolean {
  const text = reader.text.slice(start, end);
  const found = [...text.matchAll(/&#?[a-z0-9]{2,4};/g)].filter(([entity]) => entity in ENTITIES);
  const first = found[0];
  if (!first) return false;
  const at = start + first.index;
  report(
    reader,
    'syntax-error',
    `'${first[0]}' is HTML, which Liquid does not read. Write ${ENTITIES[first[0]] === ' ' ? 'a space' : ENTITIES[first[0]]} itself.`,
    { start: at, end: at + first[0].length },
    {
      edits: found.map((match) => ({
        start: start + match.index,
        end: start + match.index + match[0].length,
        newText: ENTITIES[match[0]]!,
      })),
    },
  );
  return true;
}

const OPERATORS = ['==', '!=', '<>', '<=', '>=', '<', '>', '&&', '='];
const WORDS = ['and', 'or', 'contains'];

/** The operator of a condition that a text begins with. */
function comparison(text: string): string | null {
  const sign = OPERATORS.find((operator) => text.startsWith(operator));
  if (sign) return sign;
  return WORDS.find((word) => text.startsWith(word) && !isNameCharacter(text.charCodeAt(word.length))) ?? null;
}

function lonelyQuote(text: string): number {
  let open = -1;
  for (let pos = 0; pos < text.length; pos++) {
    if (!isStraightQuote(text.charCodeAt(pos))) continue;
    if (open < 0) open = pos;
    else if (text[pos] === text[open]) open = -1;
  }
  return open;
}

function curly(text: string): number {
  for (let pos = 0; pos < text.length; pos++) if (isCurlyQuote(text.charCodeAt(pos))) return pos;
  return -1;
}

const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided_by',
  '%': 'modulo',
};

function hint(text: string): string {
  const filter = ARITHMETIC[text[0]!];
  if (filter && (text.length === 1 || isSpace(text.charCodeAt(1)) || isNameCharacter(text.charCodeAt(1)))) {
    return ` Calculate with the '${filter}' filter.`;
  }
  return '';
}
