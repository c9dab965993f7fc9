/**
 * The JSON tokens of a body as they stand in its text, Liquid aside: for what has to work on half-typed bodies
 * (completion, hover, telling the partner). No token is ever an error. The proof reads with `machine.ts` instead.
 */
import type { Block, Node, Output, Span, Template } from '../liquid';

export type Token = Punctuation | StringToken | WordToken | HoleToken | Turn;

export interface Punctuation extends Span {
  readonly kind: '{' | '}' | '[' | ']' | ':' | ',';
}

/** A string with its quotes. */
export interface StringToken extends Span {
  readonly kind: 'string';
  readonly closed: boolean;
  /** What stands between the quotes, outputs and tags left out. */
  readonly text: string;
  /** True when Liquid stands in it. */
  readonly hole: boolean;
}

/** A run of other characters: a number, `true`, a half-typed key. */
export interface WordToken extends Span {
  readonly kind: 'word';
  readonly text: string;
}

/** An output outside any string. */
export interface HoleToken extends Span {
  readonly kind: 'hole';
  readonly output: Output;
}

/** Where a block's branches begin, change and end. */
export interface Turn extends Span {
  readonly kind: 'enter' | 'next' | 'leave';
}

/** A capture's inside, which is read for itself. */
export interface CaptureTokens {
  readonly name: string;
  readonly span: Span;
  readonly tokens: readonly Token[];
}

export interface Tokens {
  /** What the body prints at its place, in the order of the text. */
  readonly main: readonly Token[];
  readonly fragments: readonly CaptureTokens[];
}

/** Blocks nested deeper than this are passed over. */
const maxDepth = 200;

const silentBlocks: ReadonlySet<string> = new Set(['comment', 'doc']);

interface OpenString {
  readonly start: number;
  text: string;
  hole: boolean;
}

interface Reader {
  readonly text: string;
  readonly tokens: Token[];
  readonly fragments: CaptureTokens[];
  open: OpenString | null;
}

const read = new WeakMap<Template, Tokens>();

/** A tree's tokens, read once. Linear in the text; offsets in the tree's text. */
export function jsonTokens(tree: Template): Tokens {
  const known = read.get(tree);
  if (known) return known;
  const tokens = readTokens(tree);
  read.set(tree, tokens);
  return tokens;
}

function readTokens(tree: Template): Tokens {
  const reader: Reader = { text: tree.text, tokens: [], fragments: [], open: null };
  readNodes(tree.children, reader, 0);
  closeString(reader, tree.end, false);
  return { main: reader.tokens, fragments: reader.fragments };
}

function readNodes(nodes: readonly Node[], reader: Reader, depth: number): void {
  if (depth > maxDepth) return;
  for (const node of nodes) {
    if (node.kind === 'text') readText(node, reader);
    else if (node.kind === 'output') readOutput(node, reader);
    else if (node.kind === 'block') readBlock(node, reader, depth);
    else if (node.markup.shape === 'liquid') readNodes(node.markup.children, reader, depth + 1);
  }
}

function readOutput(output: Output, reader: Reader): void {
  if (reader.open) reader.open.hole = true;
  else reader.tokens.push({ kind: 'hole', start: output.start, end: output.end, output });
}

function readBlock(block: Block, reader: Reader, depth: number): void {
  const first = block.branches[0];
  if (!first || silentBlocks.has(block.name)) return;
  if (block.name === 'raw') {
    for (const child of first.children) if (child.kind === 'text') readText(child, reader);
    return;
  }
  if (first.tag.markup.shape === 'target') {
    const inner: Reader = { text: reader.text, tokens: [], fragments: reader.fragments, open: null };
    readNodes(first.children, inner, depth + 1);
    const end = first.children.at(-1)?.end ?? first.tag.end;
    closeString(inner, end, false);
    const name = first.tag.markup.target?.text ?? '';
    reader.fragments.push({ name, span: { start: first.tag.end, end }, tokens: inner.tokens });
    return;
  }
  const before = reader.open ? { ...reader.open } : null;
  if (reader.open) reader.open.hole = true;
  reader.tokens.push({ kind: 'enter', start: block.start, end: first.tag.end });
  block.branches.forEach((branch, index) => {
    if (index > 0) {
      if (before && !reader.open) reader.open = { ...before, hole: true };
      reader.tokens.push({ kind: 'next', start: branch.tag.start, end: branch.tag.end });
    }
    readNodes(branch.children, reader, depth + 1);
  });
  reader.tokens.push({ kind: 'leave', start: block.close?.start ?? block.end, end: block.end });
}

function readText(span: Span, reader: Reader): void {
  const { text } = reader;
  let at = span.start;
  while (at < span.end) {
    if (reader.open) {
      at = readString(at, span.end, reader);
      continue;
    }
    const character = text[at] ?? '';
    if (character === '"') {
      reader.open = { start: at, text: '', hole: false };
      at += 1;
    } else if (isPunctuation(character)) {
      reader.tokens.push({ kind: character, start: at, end: at + 1 });
      at += 1;
    } else if (isSpace(character)) {
      at += 1;
    } else if (character === '/' && text[at + 1] === '/') {
      while (at < span.end && text[at] !== '\n') at += 1;
    } else {
      const start = at;
      while (at < span.end && isWordCharacter(text[at] ?? '')) at += 1;
      if (at === start) at += 1;
      reader.tokens.push({ kind: 'word', start, end: at, text: text.slice(start, at) });
    }
  }
}

/** Reads on in the open string; returns where reading goes on. */
function readString(from: number, end: number, reader: Reader): number {
  const open = reader.open as OpenString;
  let at = from;
  while (at < end) {
    const character = reader.text[at];
    if (character === '\\') {
      at = Math.min(at + 2, end);
      continue;
    }
    if (character === '"') {
      open.text += reader.text.slice(from, at);
      closeString(reader, at + 1, true);
      return at + 1;
    }
    if (character === '\n' || character === '\r') {
      // No JSON string goes on behind a line's end: this one is half-typed. It ends where a value or key would.
      if (open.hole) {
        open.text += reader.text.slice(from, at);
        closeString(reader, at, false);
        return at;
      }
      const stop = halfTypedEnd(reader.text, from, at);
      open.text += reader.text.slice(from, stop);
      closeString(reader, stop, false);
      return stop;
    }
    at += 1;
  }
  open.text += reader.text.slice(from, end);
  return end;
}

function halfTypedEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isPunctuation(text[at] ?? '')) at += 1;
  while (at > from && isSpace(text[at - 1] ?? '')) at -= 1;
  return at;
}

function closeString(reader: Reader, end: number, closed: boolean): void {
  const open = reader.open;
  if (!open) return;
  reader.open = null;
  reader.tokens.push({ kind: 'string', start: open.start, end, closed, text: open.text, hole: open.hole });
}

function isPunctuation(character: string): character is Punctuation['kind'] {
  return character !== '' && '{}[]:,'.includes(character);
}

/** White space as JSON and people's editors have it. */
export function isSpace(character: string): boolean {
  return (
    character === ' ' ||
    character === '\n' ||
    character === '\t' ||
    character === '\r' ||
    character === '\u00a0' ||
    character === '\ufeff'
  );
}

function isWordCharacter(character: string): boolean {
  return character !== '"' && character !== '/' && !isPunctuation(character) && !isSpace(character);
}
