/** Reads the workspace's folders into the index, and what their files name while nobody waits. */
import type { LanguageService } from './service';
import { CONFIG_NAME } from './workspace';

/** Where the files are. */
export interface Disk {
  /** URIs of the files below a folder that may concern us. */
  listFiles(root: string): Promise<readonly string[]>;
  /** A file's text; null when it cannot be read. */
  readFile(uri: string): Promise<string | null>;
}

/** Files that are read at the same time. */
const AT_ONCE = 16;

/** Reads all files of the folders that mean something to us; the config first, for it says which. */
export async function readFolders(service: LanguageService, disk: Disk, roots: readonly string[]): Promise<void> {
  const { workspace } = service;
  workspace.setRoots(roots);
  const read = async (uri: string): Promise<void> => {
    const text = await disk.readFile(uri);
    if (text !== null) workspace.setFile(uri, text);
  };
  for (const root of roots) {
    const uris = await disk.listFiles(root);
    for (const uri of uris) if (uri.endsWith(`/${CONFIG_NAME}`)) await read(uri);
    const left = uris.filter((uri) => workspace.concerns(uri)).reverse();
    const reader = async (): Promise<void> => {
      for (let uri = left.pop(); uri !== undefined; uri = left.pop()) await read(uri);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, reader));
  }
  void readNamesInSlices(service);
}

/** Milliseconds of work at a time, so that a request in between waits no longer. */
const SLICE = 8;

async function readNamesInSlices({ workspace }: LanguageService): Promise<void> {
  for (;;) {
    const end = performance.now() + SLICE;
    if (workspace.readNames(() => performance.now() > end)) return;
    await new Promise((resolve) => setTimeout(resolve, SLICE));
  }
}
