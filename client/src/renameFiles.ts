/**
 * A content block's file is renamed and its uses follow: the files that hold them are saved, as VS Code does for a rename
 * in the text. It does not for a file's, and a hundred unsaved files would open instead.
 */
import * as vscode from 'vscode';
import type { FileOperationsMiddleware } from 'vscode-languageclient';

/** The client's middleware; the files that it changes are saved as VS Code's setting has it. */
export function saveUsesOfRenamed(context: vscode.ExtensionContext): Pick<FileOperationsMiddleware, 'willRenameFiles'> {
  /** URIs of what follows the rename under way, and is not being edited by anybody. */
  const following = new Set<string>();
  context.subscriptions.push(
    vscode.workspace.onDidRenameFiles(async () => {
      const documents = vscode.workspace.textDocuments.filter(({ uri }) => following.has(uri.toString()));
      following.clear();
      await Promise.all(documents.filter(({ isDirty }) => isDirty).map((document) => document.save()));
    }),
  );
  return {
    async willRenameFiles(event, next) {
      following.clear();
      const edit = await next(event);
      if (!vscode.workspace.getConfiguration('files').get('refactoring.autoSave', true)) return edit;
      const isEdited = (uri: vscode.Uri): boolean =>
        vscode.workspace.textDocuments.some((open) => open.isDirty && open.uri.toString() === uri.toString());
      for (const [uri] of edit?.entries() ?? []) if (!isEdited(uri)) following.add(uri.toString());
      return edit;
    },
  };
}
