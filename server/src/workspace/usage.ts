/** What the files of a folder use, and how often: completion puts it first. */
import type { SampleUser, WorkspaceFile } from './types';

type Keys = Map<string, Map<string, number>>;

/** Attributes by namespace (`''` for the default one) and key; filters as `|name`, tags as `%name`. Each with its count. */
export interface Used {
  readonly attributes: Keys;
  readonly words: Map<string, number>;
}

/** What files name; what only a sample user or a registry names counts 0. */
export function usedIn(files: readonly WorkspaceFile[]): Used {
  const used: Used = { attributes: new Map(), words: new Map() };
  for (const { kind, names } of files) {
    // A document's examples name what nobody has.
    if (kind === 'markdown') continue;
    const isTemplate = kind === 'template' || kind === 'content-block';
    for (const [id, places] of names.attributes) {
      const dot = id.indexOf('.');
      add(used.attributes, id.slice(0, dot), id.slice(dot + 1), isTemplate ? places.length : 0);
    }
    addWords(used.words, names.words);
  }
  return used;
}

/** What sample users set: attributes, counted 0. */
export function usedBy(users: readonly SampleUser[]): Used {
  const all: Keys = new Map();
  for (const user of users) {
    for (const [namespace, content] of Object.entries(user.data)) {
      if (typeof content !== 'object' || content === null || Array.isArray(content)) continue;
      for (const key of Object.keys(content)) add(all, namespace === 'attributes' ? '' : namespace, key, 0);
    }
  }
  return { attributes: all, words: new Map() };
}

/** The sum of several. */
export function union(parts: readonly Used[]): Used {
  const all: Used = { attributes: new Map(), words: new Map() };
  for (const { attributes, words } of parts) {
    for (const [namespace, keys] of attributes)
      for (const [key, count] of keys) add(all.attributes, namespace, key, count);
    addWords(all.words, words);
  }
  return all;
}

function add(all: Keys, namespace: string, key: string, count: number): void {
  const keys = all.get(namespace) ?? new Map<string, number>();
  all.set(namespace, keys.set(key, (keys.get(key) ?? 0) + count));
}

function addWords(all: Map<string, number>, words: ReadonlyMap<string, number>): void {
  for (const [word, count] of words) all.set(word, (all.get(word) ?? 0) + count);
}
