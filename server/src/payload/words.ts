/** What a bare word of JSON is, character by character: a number, `true`, `false`, `null`, or none of these. */

/**
 * A number's part, or the letters of a word so far. `bad` is no JSON whatever follows; `data` is what an output prints, and
 * goes on like the digits of a number; `text` is what an output prints that needs quotes.
 */
export type WordShape = string;

/** Nothing yet. */
export const emptyWord: WordShape = '';
/** Text, whatever it begins with. */
export const textWord: WordShape = 'text';

const numberSteps: Readonly<Record<string, Readonly<Record<string, WordShape>>>> = {
  '': { '-': '-', '0': '0', d: 'digits', '#': 'data' },
  '-': { '0': '0', d: 'digits', '#': 'digits' },
  '0': { '.': '.', e: 'e' },
  digits: { '0': 'digits', d: 'digits', '#': 'digits', '.': '.', e: 'e' },
  data: { '0': 'data', d: 'data', '#': 'data', '.': '.', e: 'e' },
  '.': { '0': 'fraction', d: 'fraction', '#': 'fraction' },
  fraction: { '0': 'fraction', d: 'fraction', '#': 'fraction', e: 'e' },
  e: { '-': 'e-', '+': 'e-', '0': 'power', d: 'power', '#': 'power' },
  'e-': { '0': 'power', d: 'power', '#': 'power' },
  power: { '0': 'power', d: 'power', '#': 'power' },
};

const words: readonly string[] = ['true', 'false', 'null'];
const whole: ReadonlySet<WordShape> = new Set(['0', 'digits', 'data', 'fraction', 'power', ...words]);

/** The shape behind one more character; `#` stands for data. */
export function nextShape(shape: WordShape, character: string): WordShape {
  if (shape === textWord) return textWord;
  const steps = numberSteps[shape];
  const digit = character > '0' && character <= '9' ? 'd' : character === 'E' ? 'e' : character;
  const next = steps?.[digit];
  if (next !== undefined) return next;
  const letters = shape + character;
  return (steps === undefined || shape === '') && words.some((word) => word.startsWith(letters)) ? letters : 'bad';
}

/** Whether a word may end with this shape. */
export function isWholeWord(shape: WordShape): boolean {
  return whole.has(shape);
}
