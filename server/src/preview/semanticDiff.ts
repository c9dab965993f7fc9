/** What differs between two bodies: as JSON by path, whatever the order of keys and white space; else line by line. */
import { isObject, parseJson } from '../json';
import { type DiffLine, lineDiff } from './lineDiff';

export type Difference =
  | { readonly kind: 'json'; readonly changes: readonly JsonChange[] }
  | { readonly kind: 'text'; readonly lines: readonly DiffLine[] };

export interface JsonChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** `event.title`, `items[0].id`, `["odd key"]`; `''` for the whole. */
  readonly path: string;
  /** Absent for what was added. */
  readonly before?: unknown;
  /** Absent for what was removed. */
  readonly after?: unknown;
}

/** Members of arrays are compared by their index. Changes stand in the order of `before`, what was added behind. */
export function semanticDiff(before: string, after: string): Difference {
  const a = parseJson(before);
  const b = parseJson(after);
  return a && b
    ? { kind: 'json', changes: jsonDiff(a.value, b.value) }
    : { kind: 'text', lines: lineDiff(before, after) };
}

interface Pair {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly kind: JsonChange['kind'];
}

/** Without recursion: JSON can be as deep as its text is long. */
function jsonDiff(before: unknown, after: unknown): readonly JsonChange[] {
  const changes: JsonChange[] = [];
  const pending: Pair[] = [{ path: '', before, after, kind: 'changed' }];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const { path, kind } = pair;
    if (kind === 'added') changes.push({ kind, path, after: pair.after });
    else if (kind === 'removed') changes.push({ kind, path, before: pair.before });
    else if (Array.isArray(pair.before) && Array.isArray(pair.after))
      pending.push(...ofArrays(path, pair.before, pair.after).reverse());
    else if (isObject(pair.before) && isObject(pair.after))
      pending.push(...ofObjects(path, pair.before, pair.after).reverse());
    else if (pair.before !== pair.after) changes.push({ kind, path, before: pair.before, after: pair.after });
  }
  return changes;
}

function ofArrays(path: string, before: readonly unknown[], after: readonly unknown[]): Pair[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, i) => ({
    path: `${path}[${i}]`,
    before: before[i],
    after: after[i],
    kind: i >= before.length ? 'added' : i >= after.length ? 'removed' : 'changed',
  }));
}

type Data = Readonly<Record<string, unknown>>;

function ofObjects(path: string, before: Data, after: Data): Pair[] {
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  return [...Object.keys(before), ...added].map((key) => ({
    path: memberPath(path, key),
    before: before[key],
    after: after[key],
    kind: !Object.hasOwn(before, key) ? 'added' : !Object.hasOwn(after, key) ? 'removed' : 'changed',
  }));
}

function memberPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
