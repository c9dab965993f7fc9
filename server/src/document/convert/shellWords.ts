/** A command line → its words: of a POSIX shell, of Windows' `cmd`, of PowerShell, as each continues a line and escapes. */

/** The words up to where another command begins, or the output goes into a file. Variables stay as they are. */
export function commandWords(text: string): readonly string[] {
  return shellWords(inPosix(text));
}

/** A command of another shell in the way of a POSIX one. */
function inPosix(text: string): string {
  // `cmd` knows no single quotes.
  const isPosix = /^[^'"]*'/.test(text);
  // What Chrome copies for it has a caret before all that it reads, quotes too.
  if (!isPosix && /\^\\?\^?"/.test(text))
    return text.replace(/\^(\r?\n|[\s\S])/g, (_, next: string) => (next.endsWith('\n') ? ' ' : next));
  if (!isPosix && /\^[ \t]*\r?\n/.test(text)) return text.replace(/\^[ \t]*\r?\n/g, ' ');
  const isPowerShell = /`[ \t]*\r?\n\s*-/.test(text) || /^curl\.exe\b/.test(text);
  if (!isPowerShell) return text;
  const joined = text.replace(/`[ \t]*\r?\n(?=\s*-)/g, ' ').replace(/`"/g, '\\"');
  // PowerShell hands quotes on to a program only behind a backslash, in single quotes too.
  return joined.replace(/'[^']*'/g, (quoted) => quoted.replaceAll('\\"', '"'));
}

/** Bare words that end a command. */
const ENDS = new Set(['|', '||', '&', '&&', ';', '>', '>>', '<', '2>', '2>&1', '2>/dev/null', '>/dev/null']);

/** The words of a command line, as a POSIX shell reads them; variables stay as they are. */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let isBare = true;
  /** Ends the word; false where it ends the command. */
  const end = (): boolean => {
    if (word !== null && isBare && ENDS.has(word)) return false;
    const isLast = word !== null && isBare && word.length > 1 && word.endsWith(';') && !word.endsWith('\\;');
    if (word !== null) words.push(isLast ? word.slice(0, -1) : word);
    word = null;
    isBare = true;
    return !isLast;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === "'" || char === '"' || (char === '$' && text[i + 1] === "'")) {
      isBare = false;
      const quoted = char === "'" ? single(text, i + 1) : char === '"' ? double(text, i + 1) : dollar(text, i + 2);
      word = (word ?? '') + quoted.text;
      i = quoted.end;
    } else if (char === '\\') {
      const gap = /^[ \t]*\r?\n/.exec(text.slice(i + 1, i + 40));
      if (gap) i += gap[0].length;
      else {
        isBare = false;
        word = (word ?? '') + (text[++i] ?? '');
      }
    } else if (char === '\n' && !/^\s*-/.test(text.slice(i, i + 80))) {
      // A command ends with its line; options on the next one are part of it, a backslash forgotten.
      if (!end() || words.length > 0) return words;
    } else if (/\s/.test(char)) {
      if (!end()) return words;
    } else word = (word ?? '') + char;
  }
  end();
  return words;
}

interface Quoted {
  readonly text: string;
  /** At the closing quote. */
  readonly end: number;
}

function single(text: string, from: number): Quoted {
  const close = text.indexOf("'", from);
  const end = close < 0 ? text.length : close;
  return { text: text.slice(from, end), end };
}

function double(text: string, from: number): Quoted {
  let out = '';
  let i = from;
  for (; i < text.length && text[i] !== '"'; i++) {
    if (text[i] === '\\' && /["\\$`\n]/.test(text[i + 1] ?? '')) {
      i++;
      if (text[i] !== '\n') out += text[i];
    } else out += text[i];
  }
  return { text: out, end: i };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
};

/** `$'…'`, in which a backslash means what it does in C. */
function dollar(text: string, from: number): Quoted {
  let out = '';
  let i = from;
  for (; i < text.length && text[i] !== "'"; i++) {
    if (text[i] !== '\\') {
      out += text[i];
      continue;
    }
    const code = /^(?:u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|x([\da-fA-F]{1,2})|([0-7]{1,3}))/.exec(
      text.slice(i + 1, i + 10),
    );
    if (code) {
      const hex = code[1] ?? code[2] ?? code[3];
      const point = hex === undefined ? Number.parseInt(code[4]!, 8) : Number.parseInt(hex, 16);
      out += point <= 0x10ffff ? String.fromCodePoint(point) : '';
      i += code[0].length;
    } else {
      i++;
      const next = text[i] ?? '';
      out += ESCAPES[next] ?? (/["'\\?]/.test(next) ? next : `\\${next}`);
    }
  }
  return { text: out, end: i };
}
