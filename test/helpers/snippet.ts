/** What a VS Code snippet inserts when every tab stop is left as it is. */

/** Expands `$1`, `${1}`, `${1:default}` and `${1|first,second|}`; a stop named again repeats its first value. */
export function expandSnippet(body: string | readonly string[]): string {
  const source = typeof body === 'string' ? body : body.join('\n');
  const values = new Map<string, string>();
  read(source, 0, '', values);
  return read(source, 0, '', values).text;
}

/** Reads up to an unescaped character of `ends`; escapes are undone. */
function read(source: string, from: number, ends: string, values: Map<string, string>): { text: string; at: number } {
  let text = '';
  let at = from;
  while (at < source.length && !ends.includes(source[at]!)) {
    if (source[at] === '\\' && '\\$},|'.includes(source[at + 1] ?? ' ')) {
      text += source[at + 1];
      at += 2;
      continue;
    }
    const stop = source[at] === '$' ? /^\$(?:(\d+)|\{(\d+)([}:|]))/.exec(source.slice(at, at + 8)) : null;
    if (!stop) {
      text += source[at++];
      continue;
    }
    const name = stop[1] ?? stop[2]!;
    at += stop[0].length;
    if (stop[3] === ':') {
      const inner = read(source, at, '}', values);
      at = inner.at + 1;
      if (!values.has(name)) values.set(name, inner.text);
    } else if (stop[3] === '|') {
      const first = read(source, at, ',|', values);
      if (!values.has(name)) values.set(name, first.text);
      at = source.indexOf('|}', first.at) + 2;
    }
    text += values.get(name) ?? '';
  }
  return { text, at };
}
