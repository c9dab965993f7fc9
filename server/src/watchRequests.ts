/** The disk as the editor watches it: of a folder that comes, goes or is moved it tells as a whole. */
import { FileChangeType, WatchKind } from 'vscode-languageserver';
import { globMatcher } from './document';
import type { Disk } from './folders';
import type { LanguageService } from './service';
import { OUR_FILES, SKIPPED_FOLDERS } from './workspace';

/** What the editor is asked to watch: our files, and what may be a folder. */
export const WATCHED = [
  ...OUR_FILES.map((globPattern) => ({ globPattern })),
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];
/** What ends an address of a file; any other may be a folder's. */
const FILE = /\.(liquid|braze|json|html|md|ya?ml|txt)$/;
const isInSkipped = globMatcher(`{${SKIPPED_FOLDERS.join(',')}}`);

/** Follows what the editor tells of the disk. */
export async function followChange(
  { workspace }: LanguageService,
  disk: Disk,
  { uri, type }: { readonly uri: string; readonly type: FileChangeType },
): Promise<void> {
  if (isInSkipped(`${uri}/`)) return;
  if (type === FileChangeType.Deleted) workspace.remove(uri);
  else if (FILE.test(uri)) {
    if (workspace.concerns(uri)) workspace.setFile(uri, await disk.readFile(uri));
  } else if (type === FileChangeType.Created)
    for (const below of await disk.listFiles(uri))
      if (workspace.concerns(below)) workspace.setFile(below, await disk.readFile(below));
}
