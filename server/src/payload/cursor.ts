/** Where in the JSON of a half-typed body the cursor stands: at which path, at a key or a value, and over which text. */
import type { Span, Template } from '../liquid';
import { jsonTokens, type Token, type Tokens } from './tokens';
import type { JsonPath } from './types';

export interface PayloadCursor {
  /** At a key: the path of the object that it is in. At a value: the value's own path; members of an array are numbers. */
  readonly path: JsonPath;
  readonly at: 'key' | 'value';
  /** What an edit replaces: the token with its quotes, or the empty span at the cursor. */
  readonly replace: Span;
  /** What the token holds, without quotes and Liquid; `''` where there is none. */
  readonly word: string;
  /** Whether the token begins with a quote. */
  readonly quoted: boolean;
  /** Whether the token has both quotes. */
  readonly closed: boolean;
  /** Whether Liquid stands in the token. */
  readonly hole: boolean;
  /** The keys of the object around, the one under the cursor not counted. */
  readonly siblings: readonly string[];
  /** At a key: whether a colon follows already. */
  readonly colon: boolean;
  /** Whether a comma has to stand before what is written here. */
  readonly commaBefore: boolean;
  /** Whether another member follows without a comma between. */
  readonly commaAfter: boolean;
}

interface Frame {
  readonly kind: 'object' | 'array';
  readonly path: JsonPath;
  readonly keys: string[];
  key: string | null;
  index: number;
  state: 'key' | 'colon' | 'value' | 'after';
  /** No comma stands between the last member and here. */
  owing: boolean;
}

/**
 * What the cursor is on; null inside Liquid or outside any JSON. Offsets in the tree's text; linear in it.
 * Inside a capture the path goes on from where the capture is printed.
 */
export function payloadCursor(tree: Template, offset: number): PayloadCursor | null {
  if (insideLiquid(tree, offset)) return null;
  const tokens = jsonTokens(tree);
  const fragment = tokens.fragments.findLast(({ span }) => span.start <= offset && offset <= span.end);
  if (!fragment) return readTo(tokens.main, offset, null);
  return readTo(fragment.tokens, offset, fragmentFrame(tokens, fragment.name, fragment.tokens));
}

/** A member of an object as it stands in the text. */
interface Found {
  readonly key: string;
  readonly span: Span;
  end: number;
  comma: boolean;
  /** Whether it stands in a branch, so that it may not be there. */
  readonly branched: boolean;
}

/** An object: where it opens and closes, what it holds. */
export interface FoundObject {
  readonly open: Span;
  /** The closing brace; null when it is missing. */
  readonly close: Span | null;
  readonly members: readonly Found[];
}

/** Finds the object whose brace opens at an offset, with its members as they stand in the text. */
export function objectAt(tree: Template, offset: number): FoundObject | null {
  const { main, fragments } = jsonTokens(tree);
  for (const tokens of [main, ...fragments.map((fragment) => fragment.tokens)]) {
    const index = tokens.findIndex((token) => token.kind === '{' && token.start === offset);
    const open = tokens[index];
    if (open) return readObject(tokens, index, open);
  }
  return null;
}

function readObject(tokens: readonly Token[], index: number, open: Token): FoundObject {
  const members: Found[] = [];
  let depth = 0;
  let branches = 0;
  for (let at = index + 1; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.kind === '{' || token.kind === '[') depth += 1;
    else if (token.kind === '}' || token.kind === ']') {
      if (depth === 0) return { open, close: token, members };
      depth -= 1;
    }
    if (token.kind === 'enter') branches += 1;
    else if (token.kind === 'leave') branches -= 1;
    const last = members.at(-1);
    if (depth === 0 && token.kind === 'string' && tokens[at + 1]?.kind === ':') {
      members.push({ key: token.text, span: token, end: token.end, comma: false, branched: branches > 0 });
    } else if (depth === 0 && token.kind === ',') {
      if (last) last.comma = true;
    } else if (last && token.kind !== 'enter' && token.kind !== 'next' && token.kind !== 'leave') {
      last.end = token.end;
    }
  }
  return { open, close: null, members };
}

function insideLiquid(tree: Template, offset: number): boolean {
  // The tokens' own tree knows best; a walk over the top suffices because blocks are entered through their branches.
  let nodes: readonly (typeof tree.children)[number][] = tree.children;
  for (;;) {
    const node = nodes.find(({ start, end }) => start < offset && offset < end);
    if (!node || node.kind === 'text') return false;
    if (node.kind !== 'block') return true;
    const branch = node.branches.find(({ start, end }) => start < offset && offset <= end);
    if (!branch) return true;
    if (offset < branch.tag.end || node.name === 'comment' || node.name === 'doc') return true;
    nodes = branch.children;
  }
}

/** Begins a capture's inside where it is printed; as the body's own object when it is printed nowhere in the JSON. */
function fragmentFrame(tokens: Tokens, name: string, inner: readonly Token[]): Frame | null {
  const first = inner.find((token) => token.kind !== 'hole');
  const printed = tokens.main.find((token) => token.kind === 'hole' && prints(token, name));
  const at = printed ? readTo(tokens.main, printed.start, null) : null;
  if (at?.at === 'key') return openFrame('object', at.path);
  if (at?.at === 'value' && typeof at.path.at(-1) === 'number') return openFrame('array', at.path.slice(0, -1));
  if (first?.kind === 'string' && inner[inner.indexOf(first) + 1]?.kind === ':') return openFrame('object', []);
  return null;
}

function prints(token: Token, name: string): boolean {
  if (token.kind !== 'hole') return false;
  const input = token.output.value.input;
  return input?.kind === 'variable' && input.name?.text === name;
}

function openFrame(kind: Frame['kind'], path: JsonPath): Frame {
  return { kind, path, keys: [], key: null, index: 0, state: kind === 'object' ? 'key' : 'value', owing: false };
}

function readTo(tokens: readonly Token[], offset: number, base: Frame | null): PayloadCursor | null {
  let stack: Frame[] = base ? [base] : [];
  const turns: { before: Frame[]; first: Frame[] | null }[] = [];
  let index = 0;
  for (; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (token.start >= offset || covers(token, offset)) break;
    if (token.kind === 'enter') turns.push({ before: copyStack(stack), first: null });
    else if (token.kind === 'next' || token.kind === 'leave') {
      const turn = turns.at(-1);
      if (turn) {
        turn.first ??= stack;
        stack = token.kind === 'next' ? mergeKeys(copyStack(turn.before), stack) : mergeKeys(turn.first, stack);
      }
      if (token.kind === 'leave') turns.pop();
    } else advance(stack, token, tokens[index + 1]);
  }
  return describe(stack, tokens, index, offset);
}

function copyStack(stack: readonly Frame[]): Frame[] {
  return stack.map((frame) => ({ ...frame, keys: [...frame.keys] }));
}

/** What another branch named is named here too. */
function mergeKeys(stack: Frame[], other: readonly Frame[]): Frame[] {
  stack.forEach((frame, depth) => {
    for (const key of other[depth]?.keys ?? []) if (!frame.keys.includes(key)) frame.keys.push(key);
  });
  return stack;
}

/** Whether the cursor is on a token: in a string between its quotes, at a word's either end. */
function covers(token: Token, offset: number): boolean {
  if (token.kind === 'string') return token.start < offset && (token.closed ? offset < token.end : offset <= token.end);
  return token.kind === 'word' && token.start <= offset && offset <= token.end;
}

function valuePath(frame: Frame): JsonPath {
  return [...frame.path, frame.kind === 'array' ? frame.index : (frame.key ?? '')];
}

function advance(stack: Frame[], token: Token, next: Token | undefined): void {
  const frame = stack.at(-1);
  switch (token.kind) {
    case '{':
    case '[': {
      const path = frame ? valuePath(frame) : [];
      if (frame) frame.state = 'after';
      if (frame) frame.owing = true;
      stack.push(openFrame(token.kind === '{' ? 'object' : 'array', path));
      return;
    }
    case '}':
    case ']':
      if (stack.length > 1 || (frame && frame.path.length === 0 && stack.length === 1)) stack.pop();
      return;
    case ',':
      if (!frame) return;
      frame.state = frame.kind === 'object' ? 'key' : 'value';
      frame.owing = false;
      if (frame.kind === 'array') frame.index += 1;
      return;
    case ':':
      if (frame?.kind === 'object') frame.state = 'value';
      return;
    default:
      if (!frame) return;
      if (frame.kind === 'array') {
        frame.state = 'after';
        frame.owing = true;
      } else if (next?.kind === ':' || (frame.state === 'key' && token.kind !== 'hole')) {
        frame.key = token.kind === 'string' || token.kind === 'word' ? token.text : '';
        if (frame.key) frame.keys.push(frame.key);
        frame.state = 'colon';
        frame.owing = false;
      } else if (frame.state === 'value') {
        frame.state = 'after';
        frame.owing = true;
      }
  }
}

function describe(
  stack: readonly Frame[],
  tokens: readonly Token[],
  index: number,
  offset: number,
): PayloadCursor | null {
  const frame = stack.at(-1);
  if (!frame) return null;
  const token = tokens[index];
  const on = token && covers(token, offset) && (token.kind === 'string' || token.kind === 'word') ? token : null;
  const follows = tokens[on ? index + 1 : index];
  const colon = follows?.kind === ':';
  const at = frame.kind === 'object' && (frame.state !== 'value' || colon) ? 'key' : 'value';
  if (frame.kind === 'object' && frame.state === 'colon' && !on) return null;
  return {
    path: at === 'key' ? frame.path : valuePath(frame),
    at,
    replace: on ? { start: on.start, end: on.end } : { start: offset, end: offset },
    word: on?.text ?? '',
    quoted: on?.kind === 'string',
    closed: on?.kind === 'string' && on.closed,
    hole: on?.kind === 'string' && on.hole,
    siblings: [...frame.keys, ...keysAfter(tokens, on ? index + 1 : index)],
    colon,
    commaBefore: frame.owing,
    commaAfter: at === 'key' ? !colon && follows?.kind === 'string' : follows?.kind === 'string',
  };
}

/** The keys that the object around still has behind the cursor. */
function keysAfter(tokens: readonly Token[], from: number): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let at = from; at < tokens.length && depth >= 0; at += 1) {
    const token = tokens[at] as Token;
    if (token.kind === '{' || token.kind === '[') depth += 1;
    else if (token.kind === '}' || token.kind === ']') depth -= 1;
    else if (depth === 0 && token.kind === 'string' && tokens[at + 1]?.kind === ':') keys.push(token.text);
  }
  return keys;
}
