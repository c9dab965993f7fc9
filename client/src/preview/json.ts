/** JSON as people read it: indented lines, their parts told apart. Keys, order and the spelling of numbers stay as they were rendered. */

export type JsonPart = 'key' | 'string' | 'number' | 'literal' | 'other';

export interface Token {
  readonly text: string;
  readonly part: JsonPart;
  /** Offset in the rendered text. */
  readonly at: number;
}

export interface Line {
  /** Levels of indentation. */
  readonly depth: number;
  readonly tokens: readonly Token[];
  /** Where an object or array begins that goes on below: its path, as `/event/items/0`. */
  readonly opens: string | null;
  /** Whether the one that was opened ends here. */
  readonly closes: boolean;
}

/** The lines of a JSON text; null when it is no JSON. */
export function jsonLines(text: string): readonly Line[] | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const lines: Line[] = [];
  const lexemes = [...scan(text)];
  /** Where each open object or array is, the key that was read last in it, and how many members it has so far. */
  const open: { readonly path: string; key: string | null; count: number }[] = [];
  let tokens: Token[] = [];
  let closes = false;
  const endLine = (depth: number, opens: string | null): void => {
    lines.push({ depth, tokens, opens, closes });
    tokens = [];
    closes = false;
  };
  lexemes.forEach(({ text: lexeme, at }, index) => {
    const next = lexemes[index + 1]?.text;
    const inside = open.at(-1);
    const part = partOf(lexeme, next);
    const isEmpty = next === '}' || next === ']';
    const wasEmpty = isOpening(lexemes[index - 1]?.text);
    if ((lexeme === '}' || lexeme === ']') && !wasEmpty) {
      endLine(open.length, null);
      open.pop();
      closes = true;
    }
    tokens.push({ text: lexeme === ':' ? ': ' : lexeme, part, at });
    if (isOpening(lexeme) && !isEmpty) {
      const path = inside ? `${inside.path}/${inside.key ?? inside.count}` : '';
      endLine(open.length, path);
      open.push({ path, key: null, count: 0 });
    } else if (lexeme === ',') {
      endLine(open.length, null);
      if (inside) inside.count++;
    } else if (part === 'key' && inside) inside.key = lexeme.slice(1, -1);
  });
  endLine(0, null);
  return lines;
}

/** The lines of any text. */
export function textLines(text: string): readonly Line[] {
  let at = 0;
  return text.split('\n').map((line) => {
    const token: Token = { text: line.replace(/\r$/, ''), part: 'other', at };
    at += line.length + 1;
    return { depth: 0, tokens: [token], opens: null, closes: false };
  });
}

const isOpening = (lexeme: string | undefined): boolean => lexeme === '{' || lexeme === '[';

function partOf(lexeme: string, next: string | undefined): JsonPart {
  if (lexeme.startsWith('"')) return next === ':' ? 'key' : 'string';
  if ('{}[]:,'.includes(lexeme)) return 'other';
  return /^[tfn]/.test(lexeme) ? 'literal' : 'number';
}

/** The lexemes of a text that is known to be JSON. */
function* scan(text: string): Generator<{ readonly text: string; readonly at: number }> {
  for (let index = 0; index < text.length; ) {
    const at = index;
    const char = text[index++]!;
    if (char === '"') {
      while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
      yield { text: text.slice(at, ++index), at };
    } else if ('{}[]:,'.includes(char)) {
      yield { text: char, at };
    } else if (!' \t\r\n'.includes(char)) {
      while (index < text.length && !' \t\r\n{}[]:,'.includes(text[index]!)) index++;
      yield { text: text.slice(at, index), at };
    }
  }
}
