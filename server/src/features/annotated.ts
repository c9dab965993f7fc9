/** Edits of which the user has to know something that no file shows: an editor says it in its preview of them, and we with them. */
import type { ChangeAnnotation, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';

const ID = 'braze';

/**
 * The edit with a remark for the user. It asks for no confirmation: an editor that is asked for one shows every place
 * unticked, to be ticked one by one. Who wants to see the places first asks the editor for its preview.
 */
export function annotated(edit: WorkspaceEdit, label: string, description: string): WorkspaceEdit {
  const annotation: ChangeAnnotation = { label, description, needsConfirmation: false };
  return { ...edit, changeAnnotations: { [ID]: annotation } };
}

/** The edit as a client takes it, and the remark to be shown with it: a client that takes remarks has them in its preview alone. */
export function forClient(
  { changeAnnotations, ...edit }: WorkspaceEdit,
  takesAnnotations: boolean,
): { readonly edit: WorkspaceEdit; readonly remark: string | null } {
  const annotation = changeAnnotations?.[ID];
  if (!annotation) return { edit, remark: null };
  const remark = annotation.description ?? annotation.label;
  if (!takesAnnotations) return { edit, remark };
  const changes = Object.entries(edit.changes ?? {}).map(
    ([uri, edits]): TextDocumentEdit => ({ textDocument: { uri, version: null }, edits }),
  );
  const documentChanges = (edit.documentChanges ?? changes).map((change) =>
    'edits' in change
      ? { ...change, edits: change.edits.map((one) => ({ ...one, annotationId: ID })) }
      : { ...change, annotationId: ID },
  );
  return { edit: { documentChanges, changeAnnotations }, remark };
}
