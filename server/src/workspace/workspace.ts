/**
 * The index of the workspace's files: it takes texts as they come and go, and answers with plain values. It reads no
 * disk; the entries hand it the files. Open documents go before those on disk.
 */
import { URI } from 'vscode-uri';
import { builtinDocset, loadDocset, validateDocset } from '../docset';
import type { Docset, DocsetFile } from '../docset/types';
import { relativePath } from '../document';
import { parse, walk } from '../liquid';
import { CONFIG_NAME, defaultConfig, readConfig } from './config';
import { type FileKind, fileKind, readContentBlock, readUserFile } from './files';
import { readMock } from './mock';
import type { Config, ContentBlock, Mock, SampleUser, WorkspaceView } from './types';

/** What a document of a folder is judged by. */
export interface FolderContext {
  readonly docset: Docset;
  readonly workspace: WorkspaceView;
}

export interface Workspace {
  /** Folder URIs; a file belongs to the innermost that holds it. */
  setRoots(uris: readonly string[]): void;
  /** A file's text on disk; null when it is gone. */
  setFile(uri: string, text: string | null): void;
  /** The text of a document open in the editor; null when it is closed. */
  setOpen(uri: string, text: string | null): void;
  contextOf(uri: string): FolderContext;
  /** The folder URI of a file; null when no folder holds it. */
  rootOf(uri: string): string | null;
  /** Files of a kind in the folder of `uri`, as they stand now. */
  filesOf(uri: string, kinds: readonly FileKind[]): readonly { readonly uri: string; readonly text: string }[];
  /** Goes up with each change that other files can see: what was made of an older state is stale. */
  revision(): number;
}

export const emptyWorkspace: WorkspaceView = {
  config: defaultConfig,
  root: null,
  contentBlocks: new Map(),
  users: [],
  mocks: [],
  attributes: new Map(),
};

interface Entry {
  disk: string | null;
  open: string | null;
  /** Namespace → keys its template uses; made when first asked for. */
  attributes: ReadonlyMap<string, ReadonlySet<string>> | null;
}

/** Clients spell the same address differently (`%5B` or `[`): one spelling for all. */
const normal = (uri: string): string => (uri === '' ? uri : URI.parse(uri).toString());

export function createWorkspace(): Workspace {
  let roots: readonly string[] = [];
  let revision = 0;
  /** Counts every change of a text, those that concern no other file too. */
  let edits = 0;
  const entries = new Map<string, Entry>();
  const contexts = new Map<string | null, FolderContext>();

  const changed = (): void => {
    revision++;
    contexts.clear();
  };
  const rootOf = (given: string): string | null => {
    const uri = normal(given);
    let best: string | null = null;
    for (const root of roots) if (`${uri}/`.startsWith(root) && root.length > (best?.length ?? 0)) best = root;
    return best;
  };
  const textOf = (entry: Entry): string | null => entry.open ?? entry.disk;
  const set = (given: string, part: 'disk' | 'open', text: string | null): void => {
    const uri = normal(given);
    const entry = entries.get(uri) ?? { disk: null, open: null, attributes: null };
    const before = textOf(entry);
    entry[part] = text;
    const now = textOf(entry);
    if (now === null) entries.delete(uri);
    else entries.set(uri, entry);
    if (now === before) return;
    entry.attributes = null;
    edits++;
    // A plain template's text concerns no other file but by the attributes it names, which are read when asked for.
    const isPlain = ['template', 'markdown', 'other'].includes(kindOf(uri));
    if (!isPlain || now === null || before === null) changed();
  };
  const configOf = (root: string | null): Config => {
    const entry = root === null ? undefined : entries.get(`${root}${CONFIG_NAME}`);
    const text = entry ? textOf(entry) : null;
    return text === null ? defaultConfig : readConfig(text).config;
  };
  const kindOf = (uri: string): FileKind => {
    const root = rootOf(uri);
    const path = relativePath(uri, root);
    return path === CONFIG_NAME ? 'config' : fileKind(path, contexts.get(root)?.workspace.config ?? configOf(root));
  };

  const build = (root: string | null): FolderContext => {
    const config = configOf(root);
    const files = [...entries].flatMap(([uri, entry]) => {
      const text = textOf(entry);
      if (text === null || rootOf(uri) !== root) return [];
      return [{ uri, text, entry, path: relativePath(uri, root) }];
    });
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const ofKind = (kind: FileKind) => files.filter((file) => fileKind(file.path, config) === kind);
    const docset = docsetWith(ofKind('docset').map((file) => file.text));
    const contentBlocks = new Map<string, ContentBlock>();
    for (const file of ofKind('content-block')) {
      const block = readContentBlock(file.uri, file.text);
      if (!contentBlocks.has(block.name)) contentBlocks.set(block.name, block);
    }
    const users = ofKind('user').flatMap((file) => readUserFile(file.uri, file.text, docset) ?? []);
    const mocks = ofKind('mock').flatMap((file) => parsedMock(file.uri, file.text) ?? []);
    const templates = [...ofKind('template'), ...ofKind('content-block')];
    let attributes: ReadonlyMap<string, ReadonlySet<string>> | null = null;
    let seen = -1;
    const workspace: WorkspaceView = {
      config,
      root,
      contentBlocks,
      users,
      mocks,
      get attributes() {
        if (attributes === null || seen !== edits)
          attributes = usedAttributes(
            templates.map((file) => file.entry),
            users,
          );
        seen = edits;
        return attributes;
      },
    };
    return { docset, workspace };
  };
  const usedAttributes = (
    templates: readonly Entry[],
    users: readonly SampleUser[],
  ): ReadonlyMap<string, ReadonlySet<string>> => {
    const all = new Map<string, Set<string>>();
    const add = (namespace: string, key: string): void => {
      const keys = all.get(namespace) ?? new Set();
      all.set(namespace, keys.add(key));
    };
    for (const entry of templates) {
      entry.attributes ??= attributesIn(textOf(entry) ?? '');
      for (const [namespace, keys] of entry.attributes) for (const key of keys) add(namespace, key);
    }
    for (const user of users) {
      for (const [namespace, content] of Object.entries(user.data)) {
        if (typeof content !== 'object' || content === null || Array.isArray(content)) continue;
        for (const key of Object.keys(content)) add(namespace === 'attributes' ? '' : namespace, key);
      }
    }
    return all;
  };

  return {
    setRoots(uris) {
      roots = uris.map((uri) => normal(uri).replace(/\/*$/, '/'));
      changed();
    },
    setFile: (uri, text) => set(uri, 'disk', text),
    setOpen: (uri, text) => set(uri, 'open', text),
    contextOf(uri) {
      const root = rootOf(uri);
      const context = contexts.get(root) ?? build(root);
      contexts.set(root, context);
      return context;
    },
    rootOf,
    filesOf(uri, kinds) {
      const root = rootOf(uri);
      const { config } = this.contextOf(uri).workspace;
      return [...entries].flatMap(([file, entry]) => {
        const text = textOf(entry);
        return text !== null && rootOf(file) === root && kinds.includes(fileKind(relativePath(file, root), config))
          ? [{ uri: file, text }]
          : [];
      });
    },
    revision: () => revision,
  };
}

/** Users' docsets go beside the built-in ones; a file that is no docset is left out (`check` says why). */
function docsetWith(texts: readonly string[]): Docset {
  const own = texts.flatMap((text): DocsetFile[] => {
    try {
      const value: unknown = JSON.parse(text);
      return validateDocset(value).length === 0 ? [value as DocsetFile] : [];
    } catch {
      return [];
    }
  });
  return own.length === 0 ? builtinDocset : loadDocset(own);
}

function parsedMock(uri: string, text: string): Mock | null {
  try {
    const mock = readMock(JSON.parse(text), uri);
    return typeof mock === 'string' ? null : mock;
  } catch {
    return null;
  }
}

/** The attributes a text names. Front matter is read as it stands: its Liquid is Liquid there too. */
function attributesIn(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  walk(parse(text), {
    enter(node) {
      if (node.kind !== 'attribute' || node.key.text === '' || !node.key.closed) return;
      const namespace = node.namespace?.text ?? '';
      found.set(namespace, (found.get(namespace) ?? new Set()).add(node.key.text));
    },
  });
  return found;
}
