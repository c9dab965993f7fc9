/** Where in a half-typed form (`To=…&From=█`) the cursor stands: in a name or in a value, and over which text. */
import type { Block, Node, Span, Template } from '../liquid';
import { decodedForm, formStart } from './formText';

export interface FormCursor {
  readonly at: 'name' | 'value';
  /** At a value: the name it belongs to. */
  readonly name: string;
  /** What an edit replaces: the name, or the value where it holds no Liquid. */
  readonly replace: Span;
  readonly word: string;
  /** Whether Liquid stands in the name or value. */
  readonly hole: boolean;
  /** At a name: whether a `=` follows already. */
  readonly equals: boolean;
  /** The names that the form has besides. */
  readonly siblings: readonly string[];
}

/** Blocks nested deeper than this are passed over. */
const maxDepth = 200;

/** What is being read: since `from` a name, or the value of `name`. */
interface Place {
  readonly name: string | null;
  readonly from: number;
  readonly hole: boolean;
  /** Where the name of the value began. */
  readonly own?: number;
}

interface Reading {
  readonly text: string;
  readonly offset: number;
  readonly names: { readonly name: string; readonly from: number }[];
  readonly captures: Block[];
  /** Variables that are printed where a name may stand: fragments of the form. */
  readonly fragments: Set<string>;
  found: Place | null;
}

/** What the cursor is on; null inside Liquid, and in a capture that is no fragment of the form. Linear in the text. */
export function formCursor(tree: Template, offset: number): FormCursor | null {
  const reading: Reading = { text: tree.text, offset, names: [], captures: [], fragments: new Set(), found: null };
  readNodes(reading, tree.children, { name: null, from: 0, hole: false }, tree.end, 0);
  for (const block of reading.captures) {
    const branch = block.branches[0];
    const markup = branch?.tag.markup;
    if (!branch || markup?.shape !== 'target' || !reading.fragments.has(markup.target?.text ?? '')) continue;
    readNodes(reading, branch.children, { name: null, from: branch.tag.end, hole: false }, branch.end, 0);
  }
  return reading.found ? describe(reading, reading.found) : null;
}

/** The names of a body that begins as a form does, `To=…`: what a partner may be told by. */
export function formNames(tree: Template): ReadonlySet<string> {
  const start = formStart(tree);
  if (tree.text[start.end - 1] !== '=') return new Set();
  const reading: Reading = { text: tree.text, offset: -1, names: [], captures: [], fragments: new Set(), found: null };
  readNodes(reading, tree.children, { name: null, from: 0, hole: false }, tree.end, 0);
  return new Set(reading.names.map(({ name }) => name));
}

function readNodes(reading: Reading, nodes: readonly Node[], place: Place, end: number, depth: number): Place {
  if (depth > maxDepth) return place;
  let here = place;
  for (const node of nodes) {
    if (node.kind === 'text') here = readText(reading, here, node);
    else {
      note(reading, here, node.start);
      here = node.kind === 'block' ? readBlock(reading, here, node, depth) : readLiquid(reading, here, node);
    }
  }
  note(reading, here, end);
  return here;
}

function note(reading: Reading, place: Place, at: number): void {
  if (at === reading.offset) reading.found ??= place;
}

function readText(reading: Reading, place: Place, { start, end }: Span): Place {
  const { text } = reading;
  let here = place;
  for (let at = start; at < end; at += 1) {
    note(reading, here, at);
    const character = text[at];
    if (character === '&') {
      here = { name: null, from: at + 1, hole: false };
    } else if (character === '=' && here.name === null) {
      const name = here.hole ? '' : decodedForm(text.slice(here.from, at).trim());
      reading.names.push({ name, from: here.from });
      here = { name, from: at + 1, hole: false, own: here.from };
    }
  }
  note(reading, here, end);
  return here;
}

function readLiquid(reading: Reading, place: Place, node: Exclude<Node, { kind: 'block' | 'text' }>): Place {
  if (node.kind !== 'output') return past(reading, place, node);
  const input = node.value.input;
  if (place.name === null && input?.kind === 'variable' && input.name) reading.fragments.add(input.name.text);
  return { ...place, hole: true };
}

function readBlock(reading: Reading, place: Place, block: Block, depth: number): Place {
  const first = block.branches[0];
  if (!first || block.name === 'comment' || block.name === 'doc') return past(reading, place, block);
  if (first.tag.markup.shape === 'target') {
    reading.captures.push(block);
    return past(reading, place, block);
  }
  const ends = block.branches.map((branch) =>
    readNodes(
      reading,
      branch.children,
      past(reading, place, { ...branch.tag, start: block.start }),
      branch.end,
      depth + 1,
    ),
  );
  const [end = place] = ends;
  // Behind the branches a value goes on that has them in it; a name begins anew.
  return end.name === null ? past(reading, end, block.close ?? block) : { ...end, hole: true };
}

/** Liquid before a name or value is no part of it; in the middle of one it is. */
function past({ text }: Reading, place: Place, { start, end }: Span): Place {
  return text.slice(place.from, start).trim() === '' ? { ...place, from: end } : { ...place, hole: true };
}

function describe({ text, offset, names }: Reading, place: Place): FormCursor {
  const start = place.hole ? offset : skipSpace(text, place.from, offset);
  let end = offset;
  while (end < text.length && !/[&={}\s]/.test(text[end] as string)) end += 1;
  // A value goes on behind white space; a name does not.
  if (place.name !== null) end = valueEnd(text, offset);
  const hole = place.hole || text.slice(end, end + 2) === '{{';
  const replace = place.name !== null && hole ? { start: offset, end: offset } : { start, end };
  return {
    at: place.name === null ? 'name' : 'value',
    name: place.name ?? '',
    replace,
    word: text.slice(replace.start, replace.end),
    hole,
    equals: place.name === null && text[end] === '=',
    siblings: names.filter(({ from }) => from !== (place.own ?? place.from)).map(({ name }) => name),
  };
}

function skipSpace(text: string, from: number, end: number): number {
  let start = from;
  while (start < end && /\s/.test(text[start] as string)) start += 1;
  return start;
}

/** A value ends at a separator, at Liquid or at the end of its line. */
function valueEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !/[&{\r\n]/.test(text[end] as string)) end += 1;
  return end;
}
