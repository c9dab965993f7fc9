/** Templates in tests show the cursor as `█` (a `|` is Liquid's own); `█…█` is a selection. */

export interface Marked {
  /** The text without the marks. */
  readonly text: string;
  /** Offset of the first mark; UTF-16 units. */
  readonly offset: number;
  /** Offset of the second mark; that of the first where there is one only. */
  readonly end: number;
}

/** Takes the cursor out of a text. Throws when there is none. */
export function cursor(marked: string): Marked {
  const offset = marked.indexOf('█');
  if (offset < 0) throw new Error(`no █ in ${JSON.stringify(marked)}`);
  const rest = marked.slice(0, offset) + marked.slice(offset + 1);
  const second = rest.indexOf('█');
  return second < 0
    ? { text: rest, offset, end: offset }
    : { text: rest.slice(0, second) + rest.slice(second + 1), offset, end: second };
}
