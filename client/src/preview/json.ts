/** JSON as people read it: indented, its parts told apart. Keys, order and the spelling of numbers stay as they were rendered. */

export type JsonPart = 'key' | 'string' | 'number' | 'literal' | 'other';

export interface JsonToken {
  readonly text: string;
  readonly part: JsonPart;
}

/** The text's tokens with line breaks and two blanks a level between them; null when it is no JSON. */
export function indentJson(text: string): readonly JsonToken[] | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const out: { text: string; part: JsonPart }[] = [];
  const write = (text: string): void => {
    const last = out.at(-1);
    if (last?.part === 'other') last.text += text;
    else out.push({ text, part: 'other' });
  };
  const lexemes = [...scan(text)];
  let depth = 0;
  const breakLine = (): void => write(`\n${'  '.repeat(depth)}`);
  lexemes.forEach((lexeme, index) => {
    const next = lexemes[index + 1];
    switch (lexeme) {
      case '{':
      case '[':
        write(lexeme);
        depth++;
        if (next !== '}' && next !== ']') breakLine();
        break;
      case '}':
      case ']': {
        depth--;
        const before = lexemes[index - 1];
        if (before !== '{' && before !== '[') breakLine();
        write(lexeme);
        break;
      }
      case ',':
        write(lexeme);
        breakLine();
        break;
      case ':':
        write(': ');
        break;
      default:
        out.push({ text: lexeme, part: partOf(lexeme, next) });
    }
  });
  return out;
}

function partOf(lexeme: string, next: string | undefined): JsonPart {
  if (lexeme.startsWith('"')) return next === ':' ? 'key' : 'string';
  return /^[tfn]/.test(lexeme) ? 'literal' : 'number';
}

/** The lexemes of a text that is known to be JSON. */
function* scan(text: string): Generator<string> {
  for (let index = 0; index < text.length; ) {
    const start = index;
    const char = text[index++]!;
    if (char === '"') {
      while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
      yield text.slice(start, ++index);
    } else if ('{}[]:,'.includes(char)) {
      yield char;
    } else if (!' \t\r\n'.includes(char)) {
      while (index < text.length && !' \t\r\n{}[]:,'.includes(text[index]!)) index++;
      yield text.slice(start, index);
    }
  }
}
