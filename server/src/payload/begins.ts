/** What can be told of a body before anything is proved: whether it is JSON, and which keys stand in it. */
import type { Template } from '../liquid';
import { jsonTokens, type Token } from './tokens';

/**
 * Whether what the body prints begins as a JSON object or array does: `{` then `"` or `}`; `[` then a JSON value.
 * White space and Liquid aside, so `[Sale] Hi` does not.
 */
export function beginsAsJson(tree: Template): boolean {
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

/** All keys that stand in a body or in its captures, at whatever depth: what a partner may be told by. */
export function payloadKeys(tree: Template): ReadonlySet<string> {
  const { main, fragments } = jsonTokens(tree);
  const keys = new Set<string>();
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
export function isScalar(text: string): boolean {
  return text === 'true' || text === 'false' || text === 'null' || isJsonNumber(text);
}

/** A number as JSON writes it: no leading zeros or plus, digits around the point. */
export function isJsonNumber(text: string): boolean {
  return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(text);
}
