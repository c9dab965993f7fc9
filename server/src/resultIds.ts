/**
 * What a file's findings depend on, as a short text: its own text, the content blocks that end up in it, and what the
 * folder says of all files. The same text means the same findings.
 */
import type { Context, LanguageService } from './service';
import type { ContentBlock } from './workspace';

export interface ResultIds {
  /** The id of a file's findings as the workspace stands now. */
  of(uri: string, text: string): string;
}

interface Known {
  readonly text: string;
  readonly hash: string;
  /** The content blocks named in it. */
  readonly blocks: readonly string[];
}

/** Keeps what it has read of each text, so that an unchanged file costs nothing but its look-up. */
export function createResultIds(service: LanguageService): ResultIds {
  const known = new Map<string, Known>();
  const numbers = new WeakMap<object, number>();
  let count = 0;
  const numberOf = (value: object): number => {
    const number = numbers.get(value) ?? ++count;
    numbers.set(value, number);
    return number;
  };
  const folders = new WeakMap<object, string>();
  /** Config, docset and sample users are made anew when they change; of content blocks all see the names. */
  const folderId = ({ docset, workspace }: Context): string => {
    const id =
      folders.get(workspace) ??
      hashOf(
        [
          ...[docset, workspace.config, ...workspace.users].map(numberOf),
          ...[...workspace.contentBlocks.keys()].map((name) => JSON.stringify(name)),
        ].join(),
      );
    folders.set(workspace, id);
    return id;
  };
  const read = (key: string, text: string): Known => {
    const before = known.get(key);
    if (before?.text === text) return before;
    const blocks = [...text.matchAll(BLOCK)].map(([, name]) => name!.trim());
    const now = { text, hash: hashOf(text), blocks: [...new Set(blocks)] };
    known.set(key, now);
    return now;
  };
  return {
    of(uri, text) {
      const context = service.contextOf(uri);
      const own = read(uri, text);
      const { contentBlocks } = context.workspace;
      const reached = new Set<string>();
      const hashes = [folderId(context), own.hash];
      const pending = [...own.blocks];
      for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
        const block: ContentBlock | undefined = reached.has(name) ? undefined : contentBlocks.get(name);
        reached.add(name);
        if (block === undefined) continue;
        const used = read(`${block.uri ?? ''} ${name}`, block.text);
        hashes.push(used.hash);
        pending.push(...used.blocks);
      }
      return hashes.join('-');
    },
  };
}

const BLOCK = /content_blocks\s*\.\s*\$\{([^{}\n]+)\}/g;

/** FNV-1a, enough to see that a text is another one. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${text.length.toString(36)}.${(hash >>> 0).toString(36)}`;
}
