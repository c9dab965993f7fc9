/**
 * The index of the workspace's files: it takes texts as they come and go, and answers with plain values. It reads no
 * disk; the entries hand it the files. Open documents go before those on disk.
 */
import { URI } from 'vscode-uri';
import { builtinDocset, loadDocset, validateDocset } from '../docset';
import type { Docset, DocsetFile } from '../docset/types';
import { holdsBrazeAttribute, readFields, readMarkdownFields, relativePath } from '../document';
import { parseJson } from '../json';
import { CONFIG_NAME, defaultConfig, readConfig } from './config';
import { type FileKind, fileKind, readContentBlock, readUserFile } from './files';
import { readMock } from './mock';
import { namesOfFields, namesOfRegistry, namesOfUser, noNames } from './names';
import { readRegistry, registryDocset } from './registry';
import type { Config, ContentBlock, FileNames, Mock, SampleUser, WorkspaceFile, WorkspaceView } from './types';
import { type Used, union, usedBy, usedIn } from './usage';

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
  /** What is gone from disk: a file, or a folder with all files below it. */
  remove(uri: string): void;
  /** The text of a document open in the editor; null when it is closed. */
  setOpen(uri: string, text: string | null): void;
  contextOf(uri: string): FolderContext;
  /** The folder URI of a file; null when no folder holds it. */
  rootOf(uri: string): string | null;
  /** Files of a kind in the folder of `uri`, as they stand now. */
  filesOf(uri: string, kinds: readonly FileKind[]): readonly { readonly uri: string; readonly text: string }[];
  /** Whether a file at this address can concern us: others need not be read. */
  concerns(uri: string): boolean;
  /**
   * Reads the names in files whose names nobody has asked for yet, until `isEnough` says so. True when none is left, so
   * that an entry can do it in small slices.
   */
  readNames(isEnough: () => boolean): boolean;
  /** Goes up with each change of a text: places in files that were found before may have moved. */
  edits(): number;
  /** Goes up with each change that other files can see: what was made of an older state is stale. */
  revision(): number;
}

/** A folder without files. */
export const emptyWorkspace: WorkspaceView = {
  config: defaultConfig,
  root: null,
  contentBlocks: new Map(),
  users: [],
  mocks: [],
  attributes: new Map(),
  words: new Map(),
  files: [],
};

/** A file, with what was read from its text. */
interface Entry {
  readonly uri: string;
  disk: string | null;
  open: string | null;
  block: ContentBlock | null;
  mock: Mock | null | undefined;
  users: { readonly docset: Docset; readonly users: readonly SampleUser[] } | null;
  names: { readonly docset: Docset; readonly names: FileNames } | null;
}

/** A file of a folder, where it stands. */
interface Listed {
  readonly entry: Entry;
  readonly path: string;
  readonly kind: FileKind;
}

/** Clients spell the same address differently (`%5B` or `[`): one spelling for all. */
const normal = (uri: string): string => (uri === '' ? uri : URI.parse(uri).toString());

const textOf = (entry: Entry): string | null => entry.open ?? entry.disk;

/** Kinds that are kept in the view. */
const VIEWED: ReadonlySet<FileKind> = new Set(['template', 'content-block', 'markdown', 'user', 'mock', 'registry']);

/** A page is a template where its text says so; those that do not are not kept. */
const isPage = (path: string, config: Config): boolean => path.endsWith('.html') && fileKind(path, config) === 'other';
const kindAt = (path: string, config: Config): FileKind => (isPage(path, config) ? 'template' : fileKind(path, config));

/** An index without files and folders. */
export function createWorkspace(): Workspace {
  let roots: readonly string[] = [];
  let revision = 0;
  /** Counts every change of a text, those that concern no other file too; and those of files that are not open. */
  const edits = { all: 0, disk: 0 };
  const entries = new Map<string, Entry>();
  const contexts = new Map<string | null, FolderContext>();
  /** The files of a folder by path; made anew when files come or go, or the config changes. */
  const listings = new Map<string | null, readonly Listed[]>();
  const configs = new Map<string | null, { readonly text: string; readonly config: Config }>();
  const docsets = new Map<string | null, { readonly texts: readonly string[]; readonly docset: Docset }>();

  const changed = (): void => {
    revision++;
    contexts.clear();
  };
  const rootOf = (given: string): string | null => {
    const uri = normal(given);
    const isUnsaved = uri.startsWith('untitled:');
    // What was never saved belongs where it is going to be, or else to the first folder: it uses what that holds.
    const address = isUnsaved ? URI.parse(uri).with({ scheme: 'file' }).toString() : uri;
    let best: string | null = null;
    for (const root of roots) if (`${address}/`.startsWith(root) && root.length > (best?.length ?? 0)) best = root;
    return best ?? (isUnsaved ? (roots[0] ?? null) : null);
  };
  const configOf = (root: string | null): Config => {
    const entry = root === null ? undefined : entries.get(`${root}${CONFIG_NAME}`);
    const text = entry ? textOf(entry) : null;
    if (text === null) return defaultConfig;
    const known = configs.get(root);
    if (known?.text === text) return known.config;
    const { config } = readConfig(text);
    configs.set(root, { text, config });
    return config;
  };
  const kindOf = (uri: string): FileKind => {
    const root = rootOf(uri);
    return kindAt(relativePath(uri, root), configOf(root));
  };
  const set = (given: string, part: 'disk' | 'open', text: string | null): void => {
    const uri = normal(given);
    const entry = entries.get(uri) ?? newEntry(uri);
    const before = textOf(entry);
    // Opening and closing a file takes it from one side to the other.
    if (part === 'disk' || (entry.open === null) !== (text === null)) edits.disk++;
    const isPlainPage =
      part === 'disk' && text !== null && isPage(relativePath(uri, rootOf(uri)), configOf(rootOf(uri)));
    entry[part] = isPlainPage && !holdsBrazeAttribute(text) ? null : text;
    const now = textOf(entry);
    if (now === null) entries.delete(uri);
    else entries.set(uri, entry);
    if (now === before) return;
    Object.assign(entry, { block: null, mock: undefined, users: null, names: null });
    edits.all++;
    const kind = kindOf(uri);
    if (now === null || before === null || kind === 'config') listings.clear();
    // A plain template's text concerns no other file but by the names in it, which are read when asked for.
    const isPlain = kind === 'template' || kind === 'markdown' || kind === 'other';
    if (!isPlain || now === null || before === null) changed();
  };
  const listOf = (root: string | null): readonly Listed[] => {
    const known = listings.get(root);
    if (known) return known;
    const config = configOf(root);
    const listing: Listed[] = [];
    for (const entry of entries.values()) {
      if (rootOf(entry.uri) !== root) continue;
      const path = relativePath(entry.uri, root);
      listing.push({ entry, path, kind: kindAt(path, config) });
    }
    listing.sort((a, b) => (a.path < b.path ? -1 : 1));
    listings.set(root, listing);
    return listing;
  };
  const docsetOf = (root: string | null, listing: readonly Listed[]): Docset => {
    const relevant = listing.filter(({ kind }) => kind === 'registry' || kind === 'docset');
    const texts = relevant.map(({ entry }) => textOf(entry) ?? '');
    const known = docsets.get(root);
    if (known && isSame(known.texts, texts)) return known.docset;
    const ofKind = (wanted: FileKind) => texts.filter((_, i) => relevant[i]!.kind === wanted);
    const docset = docsetWith(ofKind('docset'), ofKind('registry'));
    docsets.set(root, { texts, docset });
    return docset;
  };

  const build = (root: string | null): FolderContext => {
    const listing = listOf(root);
    const docset = docsetOf(root, listing);
    const ofKind = (wanted: FileKind) => listing.filter(({ kind }) => kind === wanted).map(({ entry }) => entry);
    const contentBlocks = new Map<string, ContentBlock>();
    for (const entry of ofKind('content-block')) {
      const block = blockOf(entry);
      if (!contentBlocks.has(block.name)) contentBlocks.set(block.name, block);
    }
    const users = ofKind('user').flatMap((entry) => usersOf(entry, docset));
    const mocks = ofKind('mock').flatMap((entry) => mockOf(entry) ?? []);
    let files: readonly WorkspaceFile[] | null = null;
    let used: Used | null = null;
    let onDisk: Used | null = null;
    let seen = { ...edits };
    const isOpen = ({ uri }: WorkspaceFile): boolean => entries.get(uri)?.open != null;
    // Whoever types changes an open file: those on disk are gone through when one of them has changed.
    const usedOnDisk = (all: readonly WorkspaceFile[]): Used => {
      if (onDisk !== null && seen.disk === edits.disk) return onDisk;
      onDisk = union([usedIn(all.filter((file) => !isOpen(file))), usedBy(users)]);
      [used, seen] = [null, { ...edits }];
      return onDisk;
    };
    const usedNow = (all: readonly WorkspaceFile[]): Used => {
      const closed = usedOnDisk(all);
      if (used !== null && seen.all === edits.all) return used;
      used = union([closed, usedIn(all.filter(isOpen))]);
      seen = { ...edits };
      return used;
    };
    const workspace: WorkspaceView = {
      config: configOf(root),
      root,
      contentBlocks,
      users,
      mocks,
      docsetPaths: new Set(ofKind('docset').map(({ uri }) => relativePath(uri, root))),
      get files() {
        files ??= listing.filter(({ kind }) => VIEWED.has(kind)).map((listed) => fileOf(listed, docset));
        return files;
      },
      get attributes() {
        return usedNow(this.files).attributes;
      },
      get words() {
        return usedOnDisk(this.files).words;
      },
    };
    return { docset, workspace };
  };

  return {
    setRoots(uris) {
      roots = uris.map((uri) => normal(uri).replace(/\/*$/, '/'));
      listings.clear();
      changed();
    },
    setFile: (uri, text) => set(uri, 'disk', text),
    remove(uri) {
      if (entries.has(normal(uri))) return set(uri, 'disk', null);
      const folder = `${normal(uri)}/`;
      for (const below of [...entries.keys()]) if (below.startsWith(folder)) set(below, 'disk', null);
    },
    setOpen: (uri, text) => set(uri, 'open', text),
    contextOf(uri) {
      const root = rootOf(uri);
      const context = contexts.get(root) ?? build(root);
      contexts.set(root, context);
      return context;
    },
    rootOf,
    filesOf(uri, kinds) {
      return listOf(rootOf(uri))
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ entry }) => ({ uri: entry.uri, text: textOf(entry) ?? '' }));
    },
    concerns: (uri) => kindOf(uri) !== 'other',
    readNames(isEnough) {
      for (const root of [...roots, null]) {
        for (const file of this.contextOf(root ?? '').workspace.files) {
          if (isEnough()) return false;
          void file.names;
        }
      }
      return true;
    },
    edits: () => edits.all,
    revision: () => revision,
  };
}

const newEntry = (uri: string): Entry => ({
  uri,
  disk: null,
  open: null,
  block: null,
  mock: undefined,
  users: null,
  names: null,
});

function blockOf(entry: Entry): ContentBlock {
  entry.block ??= readContentBlock(entry.uri, textOf(entry) ?? '');
  return entry.block;
}

function usersOf(entry: Entry, docset: Docset): readonly SampleUser[] {
  if (entry.users?.docset !== docset)
    entry.users = { docset, users: readUserFile(entry.uri, textOf(entry) ?? '', docset) };
  return entry.users.users;
}

function mockOf(entry: Entry): Mock | null {
  entry.mock = entry.mock === undefined ? parsedMock(entry.uri, textOf(entry) ?? '') : entry.mock;
  return entry.mock;
}

/** A file as others see it: its text and names are those of the moment they are asked for. */
function fileOf({ entry, kind }: Listed, docset: Docset): WorkspaceFile {
  return {
    uri: entry.uri,
    kind: kind as WorkspaceFile['kind'],
    get text() {
      return textOf(entry) ?? '';
    },
    get names() {
      if (entry.names?.docset !== docset) {
        const text = textOf(entry) ?? '';
        const known = kind === 'user' ? null : entry.names;
        entry.names = { docset, names: known?.names ?? namesOf(kind, text, docset) };
      }
      return entry.names.names;
    },
  };
}

function namesOf(kind: FileKind, text: string, docset: Docset): FileNames {
  if (kind === 'template' || kind === 'content-block') return namesOfFields(readFields(text), text);
  if (kind === 'markdown') return namesOfFields(readMarkdownFields(text), text);
  if (kind === 'user') return namesOfUser(text, docset);
  return kind === 'registry' ? namesOfRegistry(text) : noNames;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);

/** Users' docsets go beside the built-in ones; a file that is no docset is left out (`check` says why). */
function docsetWith(texts: readonly string[], registries: readonly string[]): Docset {
  const declared = registries.map((text) => registryDocset(readRegistry(text)));
  const own = texts.flatMap((text): DocsetFile[] => {
    const read = parseJson(text);
    return read && validateDocset(read.value).length === 0 ? [read.value as DocsetFile] : [];
  });
  return own.length + declared.length === 0 ? builtinDocset : loadDocset([...declared, ...own]);
}

function parsedMock(uri: string, text: string): Mock | null {
  const read = parseJson(text);
  const mock = read ? readMock(read.value, uri) : '';
  return typeof mock === 'string' ? null : mock;
}
