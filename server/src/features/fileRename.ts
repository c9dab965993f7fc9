/** Files that are renamed in the explorer: a content block that goes by its file's name changes it with the file. */

import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import { isContentBlockPath, relativePath } from '../document';
import { baseName } from '../workspace';
import type { FeatureContext } from './context';
import { blockIn, readBlock } from './linked';
import { blockNameUse } from './symbols';
import { attributeUses, renameEdits } from './uses';

/** The edits of the uses for a file that gets another address; null where nothing changes. */
export function editsForRenamedFile(oldUri: string, newUri: string, context: FeatureContext): WorkspaceEdit | null {
  const { workspace } = context;
  const block = blockIn(oldUri, context);
  const document = block && readBlock(block, context);
  // A name in the front matter stays, whatever the file is called.
  if (!block || !document || blockNameUse(document) !== null) return null;
  const newName = baseName(newUri);
  const isBlock = isContentBlockPath(relativePath(newUri, workspace.root), workspace.config);
  if (!isBlock || newName === block.name || newName === '' || workspace.contentBlocks.has(newName)) return null;
  const uses = attributeUses(CONTENT_BLOCKS, block.name, workspace, null);
  return uses.length === 0 ? null : { changes: renameEdits(uses, newName) };
}
