/** What can be told of a body before anything is proved: whether it is JSON, and which keys stand in it. */
import type { Template } from '../liquid';
import { jsonTokens, type Token } from './tokens';

/**
 * Whether what the body prints begins as a JSON object or array does: `{` then `"` or `}`; `[` then a JSON value.
 * White space and Liquid aside, so `[Sale] Hi` does not.
 */
export function beginsAsJson(tree: Template): boolean {
  if (!mayBeginAsJson(tree)) return false;
  const tokens = jsonTokens(tree).main.filter((token) => !isTurn(token));
  const open = tokens.findIndex((token) => token.kind !== 'hole');
  const first = tokens[open];
  const rest = tokens.slice(open + 1);
  const second = rest.find((token) => token.kind !== 'hole');
  if (!first) return false;
  if (first.kind === '{') return second?.kind === 'string' || second?.kind === '}';
  if (first.kind !== '[' || !second) return false;
  if (second.kind === 'string' || second.kind === '{' || second.kind === '[') return true;
  if (second.kind === ']') return rest.length === 1;
  return second.kind === 'word' && isScalar(second.text);
}

/** Tells most texts from JSON by their first character alone. */
function mayBeginAsJson({ children, text }: Template): boolean {
  for (const node of children) {
    if (node.kind === 'block') return true;
    if (node.kind !== 'text') continue;
    const first = text.slice(node.start, node.end).trimStart()[0];
    // A slash may begin a comment.
    if (first !== undefined) return first === '{' || first === '[' || first === '/';
  }
  return true;
}

/** A key's colon stands behind its quote, or behind Liquid that prints nothing. */
const MAY_HOLD_KEY = /"\s*(?::|\{%|\/)/;

/** All keys that stand in a body or in its captures, at whatever depth: what a partner may be told by. */
export function payloadKeys(tree: Template): ReadonlySet<string> {
  const keys = new Set<string>();
  if (!MAY_HOLD_KEY.test(tree.text)) return keys;
  const { main, fragments } = jsonTokens(tree);
  for (const tokens of [main, ...fragments.map((fragment) => fragment.tokens)]) {
    tokens.forEach((token, index) => {
      if (token.kind === 'string' && !token.hole && tokens[index + 1]?.kind === ':') keys.add(token.text);
    });
  }
  return keys;
}

function isTurn(token: Token): boolean {
  return token.kind === 'enter' || token.kind === 'next' || token.kind === 'leave';
}

/** A JSON number or word. */
function isScalar(text: string): boolean {
  return text === 'true' || text === 'false' || text === 'null' || isJsonNumber(text);
}

/** A number as JSON writes it: no leading zeros or plus, digits around the point. */
function isJsonNumber(text: string): boolean {
  return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(text);
}
