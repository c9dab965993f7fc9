/** The members of a JSON body where they stand, Liquid between and around them: what the outline shows. */
import type { Span, Template } from '../liquid';
import { jsonTokens } from '../payload/tokens';

/** A member from its key to the end of its value; as far as it goes where its end is missing. */
export interface JsonMember extends Span {
  readonly name: string;
  /** The key with its quotes. */
  readonly key: Span;
  readonly value: 'object' | 'array' | 'scalar';
}

/** A bracket that is open, and the member whose value began last in it. */
interface Open {
  member: JsonMember | null;
}

/**
 * All members of a body, at any depth. Each branch of a block goes on from where the block stands; behind it the last
 * branch's brackets count.
 */
export function jsonMembers(tree: Template): readonly JsonMember[] {
  const tokens = jsonTokens(tree).main;
  const found: JsonMember[] = [];
  const entered: (readonly Open[])[] = [];
  let open: Open[] = [{ member: null }];
  let end = 0;
  /** The last bracket's member ends with what was read last. */
  const close = (): void => {
    const last = open[open.length - 1]!;
    if (last.member) found.push({ ...last.member, end });
    last.member = null;
  };
  const closeAbove = (depth: number): void => {
    for (; open.length > depth; open.pop()) close();
  };
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    switch (token.kind) {
      case 'enter':
        entered.push(open.map((one) => ({ ...one })));
        return;
      case 'next': {
        const before = entered[entered.length - 1] ?? [{ member: null }];
        closeAbove(before.length);
        // A member that the branch began ends with the branch.
        if (open[open.length - 1]?.member?.start !== before[open.length - 1]?.member?.start) close();
        open = before.map((one) => ({ ...one }));
        return;
      }
      case 'leave':
        entered.pop();
        return;
      case ',':
        close();
        return;
      case '{':
      case '[': {
        const { member } = open[open.length - 1]!;
        if (member?.value === 'scalar' && member.end === end)
          open[open.length - 1]!.member = { ...member, value: token.kind === '{' ? 'object' : 'array' };
        open.push({ member: null });
        break;
      }
      case '}':
      case ']':
        close();
        if (open.length > 1) open.pop();
        break;
      case 'string':
        if (next?.kind === ':') {
          close();
          const key = { start: token.start, end: token.end };
          open[open.length - 1]!.member = { name: token.text, key, value: 'scalar', start: token.start, end: next.end };
        }
        break;
    }
    end = token.end;
  });
  closeAbove(0);
  return found;
}
