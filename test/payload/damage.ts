/** Bodies with one structural character taken away, doubled or replaced. */
import { type Node, parse } from '../../server/src/liquid';
import { defaultLimits, renderText } from '../../server/src/render';
import { readers } from './templates';

export interface Damage {
  readonly text: string;
  /** Where the character was. */
  readonly at: number;
  /** `- ,` for one taken away, `+ ,` for one too many, `, ;` for another in its place. */
  readonly what: string;
}

/** What people type in place of a character. */
const mistaken: Readonly<Record<string, readonly string[]>> = {
  '{': ['[', '('],
  '}': [']', ')'],
  '[': ['{', '('],
  ']': ['}', ')'],
  ',': [';', '.', ':'],
  ':': ['=', ',', ';'],
  '"': ["'", '”'],
};

/** Every body that comes of one slip of the hand in a body's own text. */
export function damagesOf(text: string): readonly Damage[] {
  return placesOf(parse(text).children).flatMap(({ start, end }) => {
    const damages: Damage[] = [];
    for (let at = start; at < end; at += 1) {
      const character = text[at] as string;
      const others = mistaken[character];
      if (!others) continue;
      const change = (what: string, by: string): Damage => ({
        text: text.slice(0, at) + by + text.slice(at + 1),
        at,
        what,
      });
      damages.push(change(`- ${character}`, ''), change(`+ ${character}`, character + character));
      for (const other of others) damages.push(change(`${character} ${other}`, other));
    }
    return damages;
  });
}

function placesOf(nodes: readonly Node[]): readonly { start: number; end: number }[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [node];
    if (node.kind !== 'block' || node.name === 'comment') return [];
    return node.branches.flatMap(({ children }) => placesOf(children));
  });
}

/** Whether some user gets something other than JSON. */
export function isBroken(text: string): boolean {
  const tree = parse(text);
  return readers.some((user) => {
    const rendered = renderText(tree, {
      user: { ...user },
      contentBlocks: {},
      mocks: [],
      now: '2026-03-01T00:00:00Z',
      seed: 0,
      limits: defaultLimits,
    });
    if (rendered.aborted) return false;
    try {
      JSON.parse(rendered.output);
      return false;
    } catch {
      return true;
    }
  });
}
