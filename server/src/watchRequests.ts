/** The disk as the editor watches it: of a folder that comes, goes or is moved it tells as a whole. */
import { FileChangeType, WatchKind } from 'vscode-languageserver';
import type { Disk } from './folders';
import type { LanguageService } from './service';

/** What the editor is asked to watch: our files, and what may be a folder. */
export const WATCHED = [
  { globPattern: '**/*.{liquid,braze,json,html,md}' },
  { globPattern: '**/custom_attributes/registry.{yaml,yml}' },
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];
const FILE = /\.(liquid|braze|json|html|md|ya?ml)$/;
const SKIPPED = /\/(node_modules|\.git|dist)(\/|$)/;

/** Follows what the editor tells of the disk. */
export async function followChange(
  { workspace }: LanguageService,
  disk: Disk,
  { uri, type }: { readonly uri: string; readonly type: FileChangeType },
): Promise<void> {
  if (SKIPPED.test(uri)) return;
  if (type === FileChangeType.Deleted) workspace.remove(uri);
  else if (FILE.test(uri)) {
    if (workspace.concerns(uri)) workspace.setFile(uri, await disk.readFile(uri));
  } else if (type === FileChangeType.Created)
    for (const below of await disk.listFiles(uri))
      if (workspace.concerns(below)) workspace.setFile(below, await disk.readFile(below));
}
